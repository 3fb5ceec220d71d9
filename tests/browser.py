"""Fixtures for tests in a real browser: an installed Chromium or Chrome, and the product on a real port.

They never skip: without a browser they fail, and say what to install.
"""

import math
import os
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

# First the Chromium that never shows a window: the same pages for a third less of the processor.
NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
]
ON_A_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# Quiet and alone: it looks up nothing outside this machine.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES: dict[str, dict[str, object]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright runs an event loop in this thread, where Django would then refuse to use its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> str:
    """The path of the browser: an installed one, else the one that Playwright fetches."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and Path(ON_A_MAC).exists():
        found = ON_A_MAC
    if found is None:
        fetched = Path(playwright.chromium.executable_path)
        if not fetched.exists():
            subprocess.run(
                [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, timeout=600
            )
        found = str(fetched) if fetched.exists() else None
    if found is None:
        pytest.fail(
            "The browser tests need Chromium or Chrome and Playwright could not fetch one: install it, "
            "on Debian and Ubuntu with `sudo apt install chromium`.",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five seconds of a tone: what the fake microphone hears."""
    path = tmp_path_factory.mktemp("sound") / "tone.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48000)
        tone = (int(12000 * math.sin(n / 17)) for n in range(5 * 48000))
        out.writeframes(b"".join(struct.pack("<h", each) for each in tone))
    return path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str, spoken: Path) -> Iterator[Browser]:
    """A browser with a microphone that plays `spoken`."""
    microphone = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken}",
    ]
    browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *microphone])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_without_microphone(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of the product, which the links in its messages have too."""
    settings.BASE_URL = live_server.url
    return live_server.url


def wait_until(page: Page, condition: str) -> None:
    """Waits until `condition`, an expression of JavaScript, holds on the page.

    `page.wait_for_function` reads its expression anew each time, which our content security policy forbids.
    """
    holds = page.evaluate(
        f"""() => new Promise((done) => {{
            const last = Date.now() + 10000;
            const look = async () => {{
                const holds = await ({condition});
                if (holds || Date.now() > last) done(Boolean(holds)); else setTimeout(look, 20);
            }};
            look();
        }})"""
    )
    assert holds, f"{page.url}: never came true: {condition}"


def is_complaint(said: ConsoleMessage) -> bool:
    """An error in the console, other than a form that comes back: to mend (422), or to choose (409)."""
    is_form = any(f"status of {status}" in said.text for status in (409, 422))
    return said.type == "error" and not is_form


@pytest.fixture
def open_page(browser: Browser, site: str, sign_in) -> Iterator[Callable[..., Page]]:
    """`open_page("/people/", member=recruiter, size="phone", language="nl", dark=False)`.

    Each page is a device of its own: other cookies, other storage. Without `member` nobody is signed in.
    An error of a script, or anything that the browser complains about in its console (what the content
    security policy forbids, a file that is not there), fails the test.
    """
    contexts, errors = [], []

    def open_page(
        path="", *, member=None, size="desktop", language="nl", dark=False, device=browser, **options
    ):
        scheme = "dark" if dark else "light"
        settled = {"locale": language, "color_scheme": scheme, "reduced_motion": "reduce", "base_url": site}
        context = device.new_context(**{**settled, **SIZES[size], **options})
        contexts.append(context)
        if member is not None:
            cookie = sign_in(member).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.on("console", lambda said: is_complaint(said) and errors.append(f"{page.url}: {said.text}"))
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, f"the browser complained: {errors}"


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """`assert_accessible(page)` fails with what axe finds on the page as it is now."""

    def assert_accessible(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return assert_accessible
