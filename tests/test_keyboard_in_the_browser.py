"""Who sends a form with the keyboard goes on at what came of it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from samenwerf.candidates import actions as candidates
from samenwerf.core.clock import now
from tests import chain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def then(vacancy):
    """Three days ago both signed."""
    moment = now() - timedelta(days=3)
    chain.signed_intake(vacancy, at=moment)
    vacancy.refresh_from_db()
    return moment


def focused(page):
    return page.locator(":focus")


def press(button):
    button.focus()
    button.press("Enter")


def test_after_presenting_the_next_candidate_has_the_focus(vacancy, then, recruiter, open_page):
    first = chain.new_candidate(vacancy, at=then, name="Amira Haddad")
    chain.new_candidate(vacancy, at=then, name="Bo Kok")
    page = open_page(f"/applications/{first.pk}/", member=recruiter)
    press(page.get_by_role("button", name="Stel voor aan"))
    expect(focused(page)).to_have_text("Volgende: Bo Kok")


def test_after_an_answer_what_was_noted_has_the_focus(vacancy, then, manager, open_page):
    application = chain.presented(vacancy, at=then)
    page = open_page(f"/applications/{application.pk}/review/", member=manager, size="phone")
    page.get_by_label("Uitnodigen").check()
    press(page.get_by_role("button", name="Verstuur"))
    expect(focused(page)).to_contain_text("Uitgenodigd")


def test_after_deciding_the_candidate_has_the_focus(vacancy, then, manager, recruiter, open_page):
    held = chain.planned(
        chain.presented(vacancy, at=then), [manager], at=then, starts_at=now() - timedelta(hours=5)
    )
    chain.handed_in(held, manager, at=now())
    page = open_page(f"/vacancies/{vacancy.pk}/debrief/", member=recruiter)
    card = page.locator(f"#candidate-{held.application_id}")
    card.get_by_text("Besluiten", exact=True).click()
    card.get_by_label("Aanbod").check()
    card.get_by_role("checkbox").first.check()
    card.get_by_label("De reden").fill("Noemde elke stap met de datum.")
    press(card.get_by_role("button", name="Leg het besluit vast"))
    expect(page.locator(".toast")).to_contain_text("Besloten. Jij doet het aanbod.")
    expect(card).to_be_focused()
    expect(card).to_have_accessible_description("Besloten. Jij doet het aanbod. Sluiten")


def test_what_just_happened_has_the_focus_and_the_page_comes_after_it(
    vacancy, then, manager, recruiter, open_page
):
    application = chain.presented(vacancy, at=then)
    candidates.review(application=application, verdict="invite", by=manager, at=then)
    page = open_page(f"/applications/{application.pk}/interviews/new/", member=recruiter)
    page.get_by_label("Plaats").fill("Kantoor")
    page.get_by_label("Plaats").press("Enter")
    expect(page.locator(".toast")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_who_clicks_is_left_alone(vacancy, then, manager, open_page):
    application = chain.presented(vacancy, at=then)
    page = open_page(f"/applications/{application.pk}/review/", member=manager)
    page.get_by_label("Uitnodigen").click()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("status")).to_contain_text("Uitgenodigd")
    expect(page.locator("body")).to_be_focused()
