"""The components in a real browser: nothing that hinders a screen reader, and what the scripts promise."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Our scripts on a page of their own, served at an address of the live server that does not exist.
PAGE = """<!doctype html><html lang="nl"><head><title>Proef</title>
<script type="module" src="/static/core/app.js"></script></head><body data-person="1" data-say-failed="Mis">
<form data-autosave action="/save/" method="post"><input type="hidden" name="revision" value="1">
<input id="answer" name="answer"><span data-saved data-say-saving="bezig" data-say-saved="bewaard"
data-say-failed="mislukt" data-say-conflict="botst"
data-say-gone="is er niet meer"></span></form>
<form method="post" action="/send/"><button id="send">Stuur</button></form>
<form method="post" action="/remove/"><button id="remove" data-ask="Zeker?">Weg</button></form>
<div id="toasts"><template data-toast><div class="toast"><span></span></div></template></div></body></html>"""


@pytest.fixture
def open_page(browser, live_server):
    contexts = []

    def open_page(path, *, cookies=None, width=1280, theme="light"):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            locale="nl",
            reduced_motion="reduce",
        )
        contexts.append(context)
        for cookie in (cookies or {}).values():
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def scripts(open_page):
    """The page with only our scripts, and a way to say what the server answers."""
    page = open_page("")
    page.route("**/proef/", lambda route: route.fulfill(content_type="text/html", body=PAGE))

    def answer(path, status, body):
        page.unroute(f"**{path}")
        page.route(
            f"**{path}",
            lambda route: route.fulfill(
                status=status, content_type="application/json", body=json.dumps(body)
            ),
        )

    page.answer = answer
    page.goto("/proef/")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_component_can_be_read_by_everybody(open_page, sign_in, recruiter, width, theme):
    for cookies in (None, sign_in(recruiter).cookies):
        page = open_page("/components/", cookies=cookies, width=width, theme=theme)
        page.evaluate("document.querySelectorAll('main details').forEach((it) => { it.open = true; })")
        problems = Axe().run(page).response["violations"]
        assert [(p["id"], [node["target"] for node in p["nodes"]]) for p in problems] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_keys_find_help_and_close(open_page, sign_in, recruiter):
    page = open_page("/components/", cookies=sign_in(recruiter).cookies)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.locator("#search").blur()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.locator("[data-shortcuts-on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_a_draft_survives_a_reload(open_page):
    page = open_page("/components/")
    page.fill("#id_name", "Amira Haddad")
    page.check("#id_crucial")
    page.reload()
    expect(page.locator("#id_name")).to_have_value("Amira Haddad")
    expect(page.locator("#id_crucial")).to_be_checked()


def test_a_draft_keeps_what_was_typed_before_its_script_arrived(open_page):
    page = open_page("/")
    late = []
    page.route("**/drafts.js", lambda route: route.continue_() if late else late.append(route))
    page.goto("/components/")
    page.fill("#id_name", "Amira Haddad")
    late[0].continue_()
    page.evaluate("(script) => import(script).then(() => true)", late[0].request.url)
    page.reload()
    expect(page.locator("#id_name")).to_have_value("Amira Haddad")


def test_typing_is_saved_by_itself_and_a_conflict_keeps_the_text(scripts):
    saved = scripts.locator("[data-saved]")
    scripts.answer("/save/", 200, {"revision": 2})
    scripts.fill("#answer", "een")
    expect(saved).to_have_text("bewaard")
    expect(scripts.locator("[name=revision]")).to_have_value("2")
    scripts.answer("/save/", 409, {"error": "Mark was eerder", "revision": 9})
    scripts.fill("#answer", "twee")
    expect(saved).to_have_text("Mark was eerder")
    expect(scripts.locator("[name=revision]")).to_have_value("2")
    expect(scripts.locator("#answer")).to_have_value("twee")


def test_what_somebody_removed_says_so_and_does_not_hold_one_back(scripts):
    asked = []
    scripts.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    scripts.answer("/save/", 404, {})
    scripts.fill("#answer", "te laat")
    expect(scripts.locator("[data-saved]")).to_have_text("is er niet meer")
    scripts.goto("/components/")
    assert asked == []


def test_whoever_was_signed_out_while_typing_may_leave_to_sign_in(scripts):
    asked = []
    scripts.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    scripts.answer("/save/", 401, {"error": "uitgelogd", "sign_in": "/proef/", "sign_in_text": "Log in"})
    scripts.fill("#answer", "tot hier")
    scripts.get_by_role("link", name="Log in").wait_for()
    scripts.locator("#answer").press_sequentially(" en verder")
    scripts.get_by_role("link", name="Log in").click()
    expect(scripts.locator("#answer")).to_have_value("tot hier en verder")
    assert asked == []


def test_a_form_is_sent_once(scripts):
    sent = []
    scripts.route("**/send/", lambda route: sent.append(route))
    scripts.evaluate(
        """() => new Promise((done) => {
            const send = document.getElementById('send');
            send.click();
            send.click();
            setTimeout(() => { send.click(); setTimeout(done, 50); }, 50);
        })"""
    )
    assert len(sent) == 1


def test_a_question_comes_before_something_is_removed(scripts):
    asked, removed = [], []
    scripts.route("**/remove/", lambda route: removed.append(route))
    scripts.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    scripts.click("#remove")
    assert (asked, removed) == (["Zeker?"], [])
