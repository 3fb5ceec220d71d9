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


def test_a_wording_that_stands_with_a_reason_is_not_asked_about_again(
    scorecard, address, recruiter, open_page, at
):
    scorecard.criteria.filter(pk=scorecard.criteria.first().pk).update(
        name="Een echte teamspeler", stands_on="as_is", why_it_stands="Zo heet het in onze cao"
    )
    page = open_page(address, member=recruiter)
    card = page.locator(".criteria > li").first
    expect(card).to_contain_text("Deze woorden blijven: Zo heet het in onze cao")
    expect(card.get_by_text("Laat zo staan")).to_have_count(0)
    name = field(page, "name")
    with page.expect_response("**/wording/check/"):
        name.fill("Een echte teamspeler op de afdeling")
    expect(saved(page)).to_have_text("Bewaard")
    expect(card.get_by_text("Laat zo staan")).to_have_count(0)
    with page.expect_response("**/wording/check/"):
        name.fill("Een echte teamspeler die proactief is")
    expect(card.get_by_text("Laat zo staan")).to_have_count(1)


def test_that_it_is_saved_is_said_where_one_types(address, recruiter, open_page, assert_accessible):
    page = open_page(address, member=recruiter, size="phone", language="en")
    expect(page.get_by_text("Everything is saved as you type.")).to_be_visible()
    field(page, "name").fill("Has led a shift of 12 people")
    expect(saved(page)).to_have_text("Saved")
    expect(saved(page)).to_be_in_viewport()
    assert_accessible(page)
