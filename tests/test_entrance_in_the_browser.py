"""The first page, for nobody and for a member."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize(("language", "dark"), [("nl", False), ("en", True)])
def test_the_sign_in_page_is_accessible_and_fits(
    open_page, assert_accessible, organization, size, language, dark
):
    page = open_page("/", size=size, language=language, dark=dark)
    assert page.locator("html").get_attribute("lang") == language
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, "the page scrolls sideways"
    assert_accessible(page)


def test_a_member_is_signed_in(open_page, recruiter):
    page = open_page("/", member=recruiter)
    assert page.get_by_text(recruiter.person.first_name).first.is_visible()


def test_under_a_thumb_everything_is_high_enough_to_hit(open_page, recruiter):
    page = open_page("/components/", member=recruiter, size="phone")
    buttons = page.locator(".button:visible, details > summary:visible").all()
    heights = [(button.inner_text(), button.bounding_box()["height"]) for button in buttons]
    assert heights
    assert [(name, height) for name, height in heights if height < 44] == []
