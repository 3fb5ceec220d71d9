"""The way in with a real browser: code, passkey, password, and nothing that hinders a screen reader."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from samenwerf.accounts.actions import start_organization
from samenwerf.accounts.models import Organization, Person
from samenwerf.core.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOUCH_SENSOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(live_server, browser):
    """A phone with a fingerprint sensor, on the page of an organization that exists."""
    person = Person.objects.create_user(
        email="sanne@example.org", name="Sanne", language="en", created_at=now()
    )
    start_organization(name="Van Dijk", person=person, at=now())
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en", base_url=live_server.url
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    sensor = context.new_cdp_session(page)
    sensor.send("WebAuthn.enable")
    sensor.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH_SENSOR})
    yield page
    context.close()


def look(page: Page) -> None:
    """Nothing for axe to say, and nothing that sticks out of a phone."""
    problems = Axe().run(page).response["violations"]
    assert [(p["id"], [node["target"] for node in p["nodes"]]) for p in problems] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_clock_of_the_first_browser_becomes_that_of_the_organization(open_page):
    page = open_page("/welcome/", language="en", timezone_id="Europe/London")
    page.get_by_label("What is your organization called?").fill("Van Dijk")
    page.get_by_label("Your name").fill("Sanne de Wit")
    page.get_by_label("E-mail").fill("sanne@example.org")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("heading", level=1).filter(has_not_text="Welcome").wait_for()
    assert Organization.objects.get().time_zone == "Europe/London"


def sign_in_by_code(page: Page) -> None:
    page.goto("/sign-in/?next=/me/")
    look(page)
    page.get_by_label("E-mail").first.fill("sanne@example.org")
    page.get_by_role("button", name="Mail me a code").click()
    look(page)
    page.get_by_label("Code").fill(page.locator("[data-sign-in-code] b").inner_text())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="My settings").wait_for()
    look(page)


def test_a_passkey_is_made_and_then_signs_in(phone):
    sign_in_by_code(phone)
    phone.get_by_role("link", name="Add").click()
    look(phone)
    phone.get_by_label("What do you call this device?").fill("Telefoon 🎉")
    phone.get_by_role("button", name="Make a passkey").click()
    phone.get_by_text("Telefoon 🎉").wait_for()
    phone.get_by_role("main").get_by_role("button", name="Sign out", exact=True).click()
    phone.goto("/sign-in/?next=/me/")
    phone.get_by_role("button", name="Sign in with a passkey").click()
    phone.get_by_role("heading", name="My settings").wait_for()
    phone.get_by_role("link", name="Remove").click()
    look(phone)
    phone.get_by_role("button", name="Remove").click()
    phone.get_by_role("heading", name="My settings").wait_for()
    assert not phone.get_by_text("Telefoon 🎉").is_visible()


def test_a_password_is_set_and_then_signs_in(phone):
    sign_in_by_code(phone)
    phone.get_by_role("link", name="Set").click()
    phone.get_by_label("New password").fill("kort")
    phone.get_by_role("button", name="Save").click()
    look(phone)
    phone.get_by_label("New password").fill("een heel goed wachtwoord")
    phone.get_by_role("button", name="Save").click()
    phone.get_by_role("main").get_by_role("button", name="Sign out", exact=True).click()
    phone.goto("/sign-in/?next=/me/")
    phone.get_by_text("Sign in with a password").click()
    phone.get_by_label("E-mail").last.fill("sanne@example.org")
    phone.get_by_label("Password").fill("fout wachtwoord")
    phone.get_by_role("button", name="Sign in", exact=True).click()
    phone.get_by_text("do not belong together").wait_for()
    look(phone)
    phone.get_by_label("Password").fill("een heel goed wachtwoord")
    phone.get_by_role("button", name="Sign in", exact=True).click()
    phone.get_by_role("heading", name="My settings").wait_for()


def test_people_and_mailbox_read_well_on_a_phone(phone):
    sign_in_by_code(phone)
    phone.goto("/people/")
    phone.get_by_label("Name").fill("Mark Visser")
    phone.get_by_label("E-mail").fill("mark@example.org")
    phone.get_by_role("button", name="Invite").click()
    phone.get_by_text("has been invited").wait_for()
    look(phone)
    phone.goto("/mailbox/")
    look(phone)
    phone.locator(".list a.title").click()
    phone.get_by_role("link", name="Open Samenwerf").wait_for()
    look(phone)
