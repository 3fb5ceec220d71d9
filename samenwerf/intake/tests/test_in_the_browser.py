"""The editors of the intake in a real browser: the place, the focus and what was typed stay."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from samenwerf.core.clock import now
from samenwerf.intake import actions
from samenwerf.intake.models import Requirement
from samenwerf.vacancies.models import Vacancy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXTS = [
    "Heeft een ploeg van 10 of meer aangestuurd in een productiebedrijf",
    "Lost uitval in de nachtdienst binnen een uur op",
    "Bespreekt fouten dezelfde dienst met wie ze maakte",
    "Plant drie lijnen een week vooruit in SAP",
    "Spreekt Duits met onze leveranciers",
    "Heeft rijbewijs B",
    "Werkt in drie ploegen",
]


@pytest.fixture
def intake(vacancy, recruiter):
    intake = actions.start(vacancy=vacancy, mode="full", by=recruiter, at=now())
    for text in TEXTS:
        actions.add_requirement(intake=intake, kind="must_have", text=text, by=recruiter, at=now())
    return intake


@pytest.fixture
def editor(intake, recruiter, open_page):
    """`editor("requirements")`: that part of the intake, as the recruiter sees it on a phone."""

    def editor(part: str, size: str = "phone") -> Page:
        address = reverse(f"intake:{part}", args=[intake.vacancy_id])
        page = open_page(address, member=recruiter, size=size)
        page.wait_for_load_state("networkidle")
        return page

    return editor


def row_of(page: Page, text: str):
    return page.get_by_role("listitem").filter(has_text=text)


def in_the_middle(page: Page, row) -> float:
    """Scrolls there, and says how high it stands."""
    row.evaluate("row => row.scrollIntoView({ block: 'center' })")
    return height_of(row)


def height_of(row) -> float:
    return row.evaluate("row => row.getBoundingClientRect().top")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_answer_keeps_the_place_and_goes_on_to_the_next_question_of_that_row(size, editor):
    page = editor("requirements", size)
    row = row_of(page, TEXTS[3])
    before = in_the_middle(page, row)
    row.get_by_role("button", name="Ja", exact=True).click()
    asked = row.get_by_role("group", name="Hoe zien we dit?")
    expect(asked).to_be_focused()
    assert height_of(row) == pytest.approx(before, abs=2)
    asked.get_by_role("button", name="werkproef").click()
    expect(row).to_be_focused()
    assert height_of(row) == pytest.approx(before, abs=2)


def test_a_row_that_leaves_the_list_hands_its_place_to_the_next(editor):
    page = editor("requirements")
    row, following = row_of(page, TEXTS[2]), row_of(page, TEXTS[3])
    before = in_the_middle(page, following)
    row.get_by_role("button", name="Nee, dan is het een nice-to-have").click()
    expect(following).to_be_focused()
    assert height_of(following) == pytest.approx(before, abs=2)


def test_what_was_removed_is_offered_back_in_its_place(editor, intake):
    page = editor("requirements")
    row = row_of(page, TEXTS[3])
    row.get_by_text("Bewerken").click()
    row.get_by_role("button", name="Verwijderen").click()
    gone = row_of(page, f"Verwijderd: “{TEXTS[3]}”")
    expect(gone).to_be_focused()
    expect(gone).to_be_in_viewport()
    gone.get_by_role("button", name="Ongedaan maken").click()
    expect(row_of(page, TEXTS[3]).get_by_text("Bewerken")).to_be_visible()
    expect(row_of(page, TEXTS[3])).to_be_focused()
    assert [requirement.text for requirement in intake.requirements.all()] == TEXTS


def test_what_was_half_typed_stays_when_something_else_is_answered(editor):
    page = editor("requirements")
    page.get_by_label("Volgende eis").fill("Kent de")
    row = row_of(page, TEXTS[0])
    row.get_by_role("button", name="Ja", exact=True).click()
    expect(row.get_by_role("group", name="Hoe zien we dit?")).to_be_focused()
    expect(page.get_by_label("Volgende eis")).to_have_value("Kent de")
    page.get_by_label("Volgende eis").press("Enter")
    expect(row_of(page, "Kent de")).to_be_visible()
    expect(page.get_by_label("Volgende eis")).to_have_value("")
    assert Requirement.objects.filter(text="Kent de").exists()


def test_lines_typed_faster_than_the_connection_are_all_added_in_their_order(editor):
    page = editor("requirements")
    held = []
    page.route("**/intake/requirements/", lambda route: route.continue_() if held else held.append(route))
    field = page.get_by_label("Volgende eis")
    for text in ("Kent SAP", "Spreekt Duits op B1"):
        field.press_sequentially(text)
        field.press("Enter")
    field.press_sequentially("Heeft VC")
    held[0].continue_()
    expect(row_of(page, "Spreekt Duits op B1")).to_be_visible()
    expect(field).to_have_value("Heeft VC")
    field.press_sequentially("A")
    field.press("Enter")
    expect(row_of(page, "Heeft VCA")).to_be_visible()
    expect(field).to_have_value("")
    assert [*Requirement.objects.order_by("pk").values_list("text", flat=True)][-3:] == [
        "Kent SAP",
        "Spreekt Duits op B1",
        "Heeft VCA",
    ]


def test_lines_that_could_not_be_sent_stand_in_the_field_again(intake, recruiter, browser, site, sign_in):
    # A device of its own: what cannot be sent is a complaint of the browser too.
    context = browser.new_context(base_url=site, locale="nl")
    cookie = sign_in(recruiter).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    page = context.new_page()
    page.goto(reverse("intake:requirements", args=[intake.vacancy_id]))
    held = []
    page.route("**/intake/requirements/", lambda route: held.append(route))
    field = page.get_by_label("Volgende eis")
    for text in ("Kent SAP", "Heeft VCA"):
        field.press_sequentially(text)
        field.press("Enter")
    field.press_sequentially("Werkt")
    held[0].abort()
    expect(page.get_by_text("Dat lukte niet").first).to_be_visible()
    expect(field).to_have_value("Kent SAP / Heeft VCA / Werkt")
    context.close()


def test_a_line_is_added_though_something_else_was_answered_before_it_was(editor):
    page = editor("requirements")
    held = []
    page.route("**/intake/requirements/", lambda route: route.continue_() if held else held.append(route))
    field = page.get_by_label("Volgende eis")
    field.fill("Kent SAP")
    field.press("Enter")
    row = row_of(page, TEXTS[0])
    row.get_by_role("button", name="Ja", exact=True).click()
    expect(row.get_by_role("group", name="Hoe zien we dit?")).to_be_visible()
    held[0].continue_()
    expect(row_of(page, "Kent SAP")).to_be_visible()
    expect(field).to_have_value("")
    assert Requirement.objects.filter(text="Kent SAP").count() == 1


def test_a_line_that_is_refused_keeps_what_was_typed_after_it(editor):
    page = editor("requirements")
    held = []
    page.route("**/intake/requirements/", lambda route: held.append(route))
    field = page.get_by_label("Volgende eis")
    field.fill("x" * 600)
    field.press("Enter")
    field.press_sequentially("Heeft VCA")
    held[0].continue_()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(field).to_have_value("x" * 600 + " / Heeft VCA")


def test_a_new_step_is_there_to_fill_in_and_comes_back_where_it_was(editor, intake):
    page = editor("process")
    page.get_by_label("Volgende stap").fill("Meelopen")
    page.get_by_role("button", name="Stap toevoegen").click()
    steps = page.get_by_role("listitem").filter(has=page.get_by_label("Stap", exact=True))
    expect(steps.nth(2)).to_be_focused()
    expect(steps.nth(2)).to_be_in_viewport()
    before = in_the_middle(page, steps.nth(1))
    steps.nth(1).get_by_role("button", name="Verwijderen").click()
    gone = page.get_by_role("listitem").filter(has_text="Verwijderd: “Tweede gesprek”")
    expect(gone).to_be_focused()
    assert height_of(gone) == pytest.approx(before, abs=2)
    gone.get_by_role("button", name="Ongedaan maken").click()
    expect(steps.nth(1)).to_be_focused()
    assert [step.name for step in intake.rounds.all()] == ["Eerste gesprek", "Tweede gesprek", "Meelopen"]


def test_saving_a_field_leaves_what_is_being_typed_in_the_next(editor, intake):
    page = editor("process")
    before = in_the_middle(page, page.get_by_label("toetst").nth(1))
    page.get_by_label("toetst").nth(1).fill("leidt een dienst")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("belt de kandidaat binnen").nth(1).click()
        page.keyboard.type("1")
    expect(page.get_by_text("Bewaard", exact=True)).to_be_visible()
    expect(page.get_by_label("belt de kandidaat binnen").nth(1)).to_be_focused()
    expect(page.get_by_label("belt de kandidaat binnen").nth(1)).to_have_value("81")
    assert height_of(page.get_by_label("toetst").nth(1)) == pytest.approx(before, abs=2)
    assert intake.rounds.last().tests == "leidt een dienst"


def test_agreed_hours_are_saved_without_a_jump(editor):
    page = editor("agreements")
    field, following = (page.locator("#agreements input[inputmode=numeric]").nth(place) for place in (4, 5))
    before = in_the_middle(page, following)
    field.fill("12")
    following.focus()
    expect(page.get_by_text("Bewaard", exact=True)).to_be_visible()
    expect(following).to_be_focused()
    assert height_of(following) == pytest.approx(before, abs=2)


def test_a_sentence_to_fill_in_can_be_read_and_sent_with_enter(editor, intake):
    page = editor("requirements")
    row = row_of(page, TEXTS[0])
    row.get_by_text("Bewerken").click()
    field = row.get_by_label("Eis", exact=True)
    field.fill("In [situatie] doet of zegt deze persoon [gedrag], wat blijkt uit [resultaat].")
    assert field.evaluate("field => field.scrollHeight <= field.clientHeight")
    field.press("Enter")
    expect(row_of(page, "Nog in te vullen: [situatie], [gedrag], [resultaat]")).to_be_visible()
    page.get_by_role("button", name="Vul het in").click()
    filled = page.locator("textarea:focus")
    page.keyboard.type("de nachtdienst")
    expect(filled).to_have_value(
        "In de nachtdienst doet of zegt deze persoon [gedrag], wat blijkt uit [resultaat]."
    )


def test_how_many_lines_are_chosen_stays_in_sight_and_a_sixth_must_have_is_said_at_once(
    recruiter, open_page, assert_accessible
):
    lines = "".join(f"- {text}\n" for text in TEXTS)
    page = open_page(reverse("intake:new"), member=recruiter, size="phone")
    page.get_by_label("Of plak de tekst").fill(f"Wat vragen wij?\n{lines}")
    page.get_by_role("button", name="Lees").click()
    said = page.get_by_text("Meer dan 5 must-haves houdt goede mensen weg")
    counted = page.locator(".counted")
    expect(counted).to_contain_text("Must-haves: 0")
    rows = page.get_by_role("listitem").filter(has=page.get_by_label("must-have", exact=True))
    for row in rows.all()[:5]:
        row.get_by_label("must-have", exact=True).check()
    expect(counted).to_contain_text("Must-haves: 5")
    expect(said).to_be_hidden()
    rows.nth(5).get_by_label("must-have", exact=True).check()
    expect(counted).to_contain_text("Must-haves: 6")
    expect(said).to_be_in_viewport()
    assert_accessible(page)
    rows.nth(0).get_by_label("nice-to-have").check()
    expect(counted).to_contain_text("Nice-to-haves: 1")
    expect(said).to_be_hidden()


def test_a_requirement_added_before_its_words_were_looked_at_is_not_asked_about_in_the_empty_field(editor):
    page = editor("requirements")
    page.clock.install()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Volgende eis").fill("Een echte teamspeler")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(row_of(page, "Een echte teamspeler")).to_be_visible()
    page.clock.run_for(2000)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/wording/" in url] == []
    expect(page.locator("#new-requirement_findings")).to_be_empty()


@pytest.mark.parametrize("part", ["agreements", "process"])
def test_under_a_thumb_tabs_fields_and_the_way_home_are_big_enough(part, editor):
    page = editor(part)
    targets = page.locator(".tabs a:visible, .brand:visible, main :is(input, select).field:visible").all()
    sizes = [(target.bounding_box()["width"], target.bounding_box()["height"]) for target in targets]
    assert sizes
    assert [size for size in sizes if min(size) < 44] == []


def test_back_after_starting_a_vacancy_and_pressing_again_starts_no_second_one(open_page, recruiter, manager):
    page = open_page(reverse("intake:new_details"), member=recruiter)
    for _press in range(2):
        page.get_by_label("Functie", exact=True).fill("Kok")
        page.get_by_label("Manager", exact=True).select_option(label=manager.name)
        page.get_by_role("button", name="Intake starten").click()
        expect(page.get_by_role("heading", name="Kok")).to_be_visible()
        page.go_back()
        expect(page.get_by_role("button", name="Intake starten")).to_be_visible()
    assert Vacancy.objects.count() == 1
