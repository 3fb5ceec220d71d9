"""Within how long each of the two does what: typed by both, before signing."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from samenwerf.history.queries import lines_of
from samenwerf.intake import actions

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def intake(vacancy, recruiter, at):
    return actions.start(vacancy=vacancy, mode="full", by=recruiter, at=at)


@pytest.fixture
def address(intake):
    return reverse("intake:agreements", args=[intake.vacancy_id])


def page_of(intake, **typed):
    """The whole form, as a page that was made now sends it."""
    was = {f"was-{kind}": hours for kind, hours in intake.hours.items()}
    return {**intake.hours, **was, **typed}


def hours(intake):
    intake.refresh_from_db()
    return intake.hours


def test_what_somebody_changes_is_set_and_stands_in_the_history(intake, address, recruiter, sign_in):
    sign_in(recruiter).post(address, page_of(intake, review=24))
    assert hours(intake)["review"] == 24
    with override("en"):
        line = lines_of(organization=recruiter.organization, vacancy_id=intake.vacancy_id)[0]
    assert [(each.label, each.before, each.after) for each in line.changes] == [
        ("say who comes for an interview", "16", "24")
    ]


def test_two_who_change_different_agreements_do_not_touch_each_other(
    intake, address, recruiter, manager, sign_in
):
    old_page = page_of(intake, decide=40)
    sign_in(manager).post(address, page_of(intake, review=24))
    sign_in(recruiter).post(address, old_page)
    assert (hours(intake)["review"], hours(intake)["decide"]) == (24, 40)


@pytest.mark.parametrize("how", [{}, HTMX])
def test_of_two_who_change_the_same_one_the_second_is_told_and_chooses(
    how, intake, address, recruiter, manager, sign_in
):
    old_page = page_of(intake, review=40)
    sign_in(manager).post(address, page_of(intake, review=24))
    client = sign_in(recruiter)
    for _time in range(2):
        page = client.post(address, old_page, **how)
        assert page.status_code == 422
        assert hours(intake)["review"] == 24
    clash = page.context["clash"]
    assert clash.by == manager.name
    [part] = clash.parts
    assert ("40" in part.mine, "24" in part.theirs) == (True, True)

    seen = {"seen-review": part.seen}
    client.post(address, {**old_page, **seen, "keep-review": "theirs"}, **how)
    assert hours(intake)["review"] == 24
    client.post(address, {**old_page, **seen, "keep-review": "mine"}, **how)
    assert hours(intake)["review"] == 40


@pytest.mark.parametrize("number", ["0", "-5", "99999", "1.5", "", "twee"])
def test_what_is_no_number_of_hours_is_said_at_its_field_and_stays_there(
    number, intake, address, recruiter, sign_in
):
    page = sign_in(recruiter).post(address, page_of(intake, review=number), **HTMX)
    assert page.status_code == 422
    html = page.content.decode()
    assert 'id="error-review"' in html
    assert f'name="review" inputmode="numeric" autocomplete="off" value="{number}"' in html
    row = html.split('for="hours-review"')[1].split("</li>")[0]
    assert "(2" not in row
    assert hours(intake)["review"] == 16


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_wrong_number_is_said_while_typing(intake, address, recruiter, open_page, assert_accessible):
    page = open_page(address, member=recruiter)
    page.fill("#hours-review", "1.5")
    page.press("#hours-review", "Tab")
    page.locator("#error-review").wait_for()
    assert page.input_value("#hours-review") == "1.5"
    assert_accessible(page)
    page.fill("#hours-review", "24")
    page.press("#hours-review", "Tab")
    page.locator("#agreements .saved").wait_for()
    assert hours(intake)["review"] == 24
