"""What people do in the browser, as short verbs, for the journeys across the whole product."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from samenwerf.accounts.models import Membership
from samenwerf.core.clock import now
from samenwerf.interviews.jobs import finish_due
from samenwerf.interviews.models import Interview

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
EVERYTHING = {"resultTypes": ["violations"]}
# What can differ between themes and sizes; the rest is the same in all and looked at once.
DIFFERS = {**EVERYTHING, "runOnly": ["color-contrast", "target-size", "scrollable-region-focusable"]}
AXE = Axe().axe_script
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map((each) => each.outerHTML.slice(0, 160))"""
COUNT_TAPS = (
    "addEventListener('pointerdown', () => { sessionStorage.taps = 1 + Number(sessionStorage.taps || 0); })"
)

JOB_DESCRIPTION = """\
Team lead production
Location: Zwolle
Department: Assembly

About us
We have made pumps for the food industry for forty years.

What you bring
- You have led a team of at least ten people in a factory
- You plan three lines a week ahead in SAP
- You speak German with our suppliers
- Experience with Lean is an advantage

What we offer
- A salary between 3,600 and 4,500 euros
"""


class Visitor:
    """Somebody with a device: opens pages, presses what stands there, and looks at every page that comes."""

    def __init__(self, page: Page):
        self.page = page
        self.is_on_phone = page.viewport_size == PHONE
        self.looked: set[str] = set()
        page.add_init_script(COUNT_TAPS)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def taps(self) -> int:
        return int(self.page.evaluate("Number(sessionStorage.taps || 0)"))

    def look(self) -> "Visitor":
        """Nothing hinders a screen reader, nor, when a page of this kind comes first, in the other theme and
        size; nothing sticks out of a phone.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        self._finds_nothing(EVERYTHING)
        if self.kind not in self.looked:
            self._looks_on_the_other_device()
        self._fits_a_phone()
        return self

    def look_once(self) -> "Visitor":
        """`look`, for a page that comes back again and again: only the first time."""
        return self.look() if self.kind not in self.looked else self

    @property
    def kind(self) -> str:
        return re.sub(r"\d+|\?.*", "", self.page.url)

    def _looks_on_the_other_device(self) -> None:
        page = self.page
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(DESK if self.is_on_phone else PHONE)
        # What the bars cover in part differs with the place; from the top it is always the same.
        page.evaluate("scrollTo(0, 0)")
        self._finds_nothing(DIFFERS)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE if self.is_on_phone else DESK)
        self.looked.add(self.kind)

    def _fits_a_phone(self) -> None:
        page = self.page
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], (
            f"{page.url} sticks out of a phone: {page.evaluate(STICKS_OUT)}"
        )
        page.set_viewport_size(PHONE if self.is_on_phone else DESK)

    def _finds_nothing(self, options: dict) -> None:
        found = self.page.evaluate("(options) => axe.run(document, options)", options)["violations"]
        says = [(f["id"], [(n["html"][:300], n["failureSummary"]) for n in f["nodes"]]) for f in found]
        assert not says, f"{self.page.url}: {says}"

    def opens(self, address: str) -> "Visitor":
        self.page.goto(address)
        return self.look()

    def reads(self, heading: str | re.Pattern[str]) -> "Visitor":
        """The page with this heading comes, and is looked at."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        return self.look()

    def sees(self, text: str | re.Pattern[str]) -> "Visitor":
        expect(self.main).to_contain_text(text)
        return self

    def presses(self, name: str, within: Locator | None = None) -> "Visitor":
        button = (within or self.page).get_by_role("button", name=name, exact=True).first
        button.tap() if self.is_on_phone else button.click()
        return self

    def follows(self, name: str | re.Pattern[str], within: Locator | None = None) -> "Visitor":
        link = (within or self.main).get_by_role("link", name=name).first
        link.tap() if self.is_on_phone else link.click()
        return self

    def writes(self, label: str | re.Pattern[str], text: str) -> "Visitor":
        self.main.get_by_label(label).first.fill(text)
        return self

    def chooses(self, label: str, within: Locator | None = None) -> "Visitor":
        choice = (within or self.main).get_by_label(label, exact=True).first
        choice.tap() if self.is_on_phone else choice.check()
        return self


def newest_link(recruiter: Visitor, to: Membership | str) -> str:
    """What stands behind the button of the newest message to somebody, read in the mailbox."""
    email = to if isinstance(to, str) else to.person.email
    recruiter.page.goto(f"/mailbox/?q={email}")
    recruiter.look_once().page.locator(".list a.title").first.click()
    message = recruiter.page.get_by_role("article")
    expect(message).to_contain_text(email)
    recruiter.look_once()
    return str(message.locator("a.button.main").get_attribute("href"))


def today_says(recruiter: Visitor, region: str, **turns: str) -> None:
    """`today_says(sanne, "Your turn", Zoë="present")`: in this list, Zoë's line says so."""
    recruiter.page.goto("/")
    recruiter.look_once()
    lines = recruiter.page.get_by_role("region", name=re.compile(region)).get_by_role("listitem")
    expect(lines).to_have_count(len(turns))
    for name, says in turns.items():
        expect(lines.filter(has_text=name)).to_contain_text(says)


def the_interview_is_over() -> None:
    """Moves the interview to the past hour, and does what the worker then does.

    The page only plans what is to come, and the server in the test reads the real clock in a thread of
    its own: moving the one row is simpler than moving the clock of browser, server and test together.
    """
    at = now()
    interview = Interview.objects.get()
    interview.starts_at, interview.ends_at = at - (interview.ends_at - interview.starts_at), at
    interview.save()
    assert finish_due(at)


def reach(page: Page, name: str, *, most: int = 40) -> None:
    """Presses Tab until the link, button or field that is called so has the focus, which one can see."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => { const it = document.activeElement, style = getComputedStyle(it);
            const label = it.labels?.[0]?.textContent ?? it.getAttribute("aria-label") ?? it.textContent;
            return [label.trim(), style.outlineStyle !== "none" || style.boxShadow !== "none"]; }"""
        )
        if here[0].startswith(name):
            assert here[1], f"one cannot see that “{name}” has the focus"
            return
    raise AssertionError(f"no Tab leads to “{name}” on {page.url}")
