"""The scorecard in a real browser: saved while typing, and only what somebody typed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import chain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scorecard(vacancy, at):
    chain.signed_intake(vacancy, at=at)
    return vacancy.scorecard


@pytest.fixture
def address(scorecard):
    return reverse("scorecards:detail", args=[scorecard.vacancy_id])


def field(page, name, card=0):
    return page.locator(".criteria > li").nth(card).locator(f"[name={name}]")


def saved(page):
    return page.locator(".criteria > li").first.locator("span[data-saved]")


def test_opening_the_page_writes_nothing(scorecard, address, recruiter, open_page):
    page = open_page(address, member=recruiter, language="en")
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    page.clock.install()
    page.reload()
    field(page, "is_crucial").wait_for(state="attached")
    page.clock.run_for(60_000)
    assert posts == []
    assert set(scorecard.criteria.values_list("revision", flat=True)) == {1}


def test_of_two_who_type_the_second_sees_who_and_which_levels_and_chooses(
    scorecard, address, recruiter, manager, open_page, assert_accessible
):
    pages = {member: open_page(address, member=member, language="en") for member in (recruiter, manager)}
    field(pages[manager], "anchor_3").fill("Van Mark")
    expect(saved(pages[manager])).to_have_text("Saved")

    page = pages[recruiter]
    field(page, "anchor_4").fill("Van Sanne")
    clash = page.locator("[data-clash]")
    expect(clash).to_contain_text(manager.name)
    expect(clash.locator("legend")).to_have_text(["3 On level", "4 Strong"])
    assert_accessible(page)

    clash.get_by_role("button", name="Save this").click()
    criterion = scorecard.criteria.first()
    assert criterion.anchors.get(level=3).text == "Van Mark"
    clash.locator("fieldset").nth(0).get_by_text("Take theirs").click()
    clash.locator("fieldset").nth(1).get_by_text("Keep mine").click()
    clash.get_by_role("button", name="Save this").click()
    page.wait_for_url(f"**{address}#criterion-{criterion.pk}")
    texts = dict(criterion.anchors.values_list("level", "text"))
    assert (texts[3], texts[4]) == ("Van Mark", "Van Sanne")
