"""Pages of candidates in a real browser: what can be read and reached on a phone and on a desktop."""

import re

import pytest
from playwright.sync_api import expect

from samenwerf.candidates import actions, jobs
from samenwerf.candidates.models import Application, ImportRun
from tests import chain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COLUMNS = ["Roepnaam", "Achternaam kandidaat", "E-mail", "Mob. nr"]
LIST = f"""{";".join(COLUMNS)}
Zoë;van den Berg;{"x" * 110}.example.org;06-12345678
;;leeg@example.org;
Tess;Vos;tess@example.org;06-87654321
"""


@pytest.fixture
def run(open_vacancy, recruiter, at):
    """A list of which the columns are proposed."""
    fields = {"first_name": 0, "last_name": 1, "email": 2, "phone": 3}
    return actions.start_import(
        vacancy=open_vacancy,
        data=LIST.encode(),
        name="lijst.csv",
        columns=COLUMNS,
        mapping={"fields": fields, "sheet": "", "has_header": True},
        by=recruiter,
        at=at,
    )


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_what_each_column_is_can_be_read_on_a_phone(open_page, recruiter, run):
    page = open_page(f"/imports/{run.pk}/columns/", member=recruiter, size="phone")
    widths = [page.locator(f"#id_column_{number}").bounding_box()["width"] for number in range(len(COLUMNS))]
    assert min(widths) > 280
    assert overflow(page) <= 0


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_what_is_wrong_with_a_line_has_room_for_its_sentence(
    open_page, assert_accessible, recruiter, run, at, size
):
    actions.choose_columns(run=run, columns=run.columns, mapping=run.mapping, at=at)
    jobs.work_on_import.call(run.pk)
    assert ImportRun.objects.get().state == "checked"
    page = open_page(f"/imports/{run.pk}/", member=recruiter, size=size)
    sentence = page.get_by_role("cell", name="Het e-mailadres is niet compleet")
    assert sentence.bounding_box()["width"] > 280
    assert overflow(page) <= 0
    assert_accessible(page)


@pytest.fixture
def board(open_vacancy, recruiter, at):
    """Two new candidates and one before the manager."""
    for name in ("Amira Haddad", "Bo Kok"):
        chain.new_candidate(open_vacancy, at=at, name=name)
    chain.presented(open_vacancy, at=at, name="Eva Bos")
    return f"/vacancies/{open_vacancy.pk}/candidates/"


def test_every_step_of_the_board_is_in_sight_on_a_desktop(open_page, assert_accessible, recruiter, board):
    page = open_page(board, member=recruiter)
    edges = [column.bounding_box() for column in page.locator(".board > section").all()]
    assert len(edges) == 7
    assert all(edge["x"] + edge["width"] <= 1280 for edge in edges)
    assert overflow(page) <= 0
    assert_accessible(page)


def test_on_a_phone_the_board_shows_one_step_and_how_many_stand_in_the_others(
    open_page, assert_accessible, recruiter, board
):
    page = open_page(board, member=recruiter, size="phone")
    expect(page.get_by_role("heading", name="Nieuw 2")).to_be_visible()
    expect(page.get_by_text("Eva Bos")).to_be_hidden()
    page.get_by_role("navigation", name="Stappen").get_by_role("link", name="Voorgesteld 1").click()
    expect(page.get_by_text("Eva Bos")).to_be_visible()
    expect(page.get_by_text("Amira Haddad")).to_be_hidden()
    expect(page.locator("#to-presented")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.get_by_text("Amira Haddad")).to_be_visible()
    assert overflow(page) <= 0
    assert_accessible(page)


def test_on_a_phone_whom_to_call_stands_before_what_happened_and_fits_a_thumb(
    open_page, assert_accessible, recruiter, open_vacancy, at
):
    application = chain.presented(open_vacancy, at=at)
    page = open_page(f"/applications/{application.pk}/", member=recruiter, size="phone")
    contact, files, waits, history = (
        page.get_by_role("heading", name=name).bounding_box()["y"]
        for name in ("Contact", "Bestanden", "Wie aan zet was, en hoelang", "Geschiedenis")
    )
    assert contact < files < waits < history
    address = page.get_by_role("link", name=application.candidate.email)
    assert address.bounding_box()["height"] >= 44
    assert_accessible(page)


def test_on_a_phone_tabs_fade_where_there_are_more_and_show_the_one_where_one_is(open_page, recruiter, board):
    page = open_page(board, member=recruiter, size="phone")
    tabs = page.get_by_role("navigation", name="Deze vacature")
    expect(tabs.get_by_role("link", name="Kandidaten")).to_be_in_viewport(ratio=1)
    expect(tabs).to_have_class("tabs more-before")
    tabs.evaluate("strip => { strip.scrollLeft = 0; }")
    expect(tabs).to_have_class("tabs more-after")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_typing_part_of_a_name_leaves_only_those_on_the_board(
    open_page, assert_accessible, recruiter, board, open_vacancy, at, size
):
    for number in range(12):
        chain.new_candidate(open_vacancy, at=at, name=f"Kandidaat {number}")
    page = open_page(board, member=recruiter, size=size)
    page.get_by_label("Deel van een naam").press_sequentially("bos")
    expect(page.get_by_text("Eva Bos")).to_be_visible()
    expect(page.get_by_text("Kandidaat 1", exact=True)).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("1 kandidaat met “bos”")
    expect(page.get_by_label("Deel van een naam")).to_be_focused()
    assert overflow(page) <= 0
    assert_accessible(page)
    page.reload()
    expect(page.get_by_text("Eva Bos")).to_be_visible()
    page.get_by_label("Deel van een naam").fill("")
    expect(page.get_by_text("Kandidaat 11")).to_be_attached()


def test_one_box_chooses_all_that_are_left_and_follows_what_is_chosen(open_page, open_vacancy, recruiter, at):
    for number in range(6):
        chain.new_candidate(open_vacancy, at=at, name=f"Kandidaat {number}")
    page = open_page(f"/vacancies/{open_vacancy.pk}/candidates/present/", member=recruiter, language="en")
    everybody, first = page.get_by_label("Everybody shown here"), page.get_by_label("Kandidaat 0")
    page.get_by_label("Part of a name").fill("daat 0")
    expect(page.get_by_label("Kandidaat 1")).to_be_hidden()
    everybody.check()
    assert page.locator("[name=chosen]:checked").count() == 1
    page.get_by_label("Part of a name").fill("")
    everybody.check()
    page.get_by_label("Part of a name").fill("daat 0")
    expect(page.get_by_text("6 chosen")).to_be_visible()
    page.get_by_label("Part of a name").fill("")
    assert page.locator("[name=chosen]:checked").count() == 6
    first.uncheck()
    assert not everybody.is_checked()
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.get_by_text("5 candidates are presented")).to_be_visible()


def test_back_after_adding_and_pressing_again_adds_nobody_twice(open_page, open_vacancy, recruiter):
    address = f"/vacancies/{open_vacancy.pk}/candidates/new/"
    page = open_page(address, member=recruiter)
    for _press in range(2):
        page.get_by_label("Naam", exact=True).fill("Eva Bos")
        page.get_by_role("button", name="Toevoegen", exact=True).click()
        expect(page.get_by_role("heading", name="Eva Bos")).to_be_visible()
        page.go_back()
        expect(page).to_have_url(re.compile(address))
    assert Application.objects.count() == 1

    # Somebody else in the same form is a question, and then somebody new.
    page.get_by_label("Naam", exact=True).fill("Bo Kok")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("heeft Eva Bos al toegevoegd")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(page.get_by_role("heading", name="Bo Kok")).to_be_visible()
    assert Application.objects.count() == 2
