"""The guest page in a real browser, on the size of a phone, with a microphone that plays a tone."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from samenwerf.accounts.models import AccessLink
from samenwerf.core.clock import now
from samenwerf.feedback import actions
from samenwerf.feedback.models import Feedback
from tests import chain
from tests.browser import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "nl-NL"}


@pytest.fixture
def browsers(browser, browser_without_microphone):
    return {"hears": browser, "deaf": browser_without_microphone}


@pytest.fixture
def phone(browsers):
    """`phone()` opens a fresh phone; `phone("deaf")` one that may not use the microphone."""
    opened = []

    def open_(kind="hears", **options):
        context = browsers[kind].new_context(**{**PHONE, **options})
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_
    for context in opened:
        context.close()


@pytest.fixture
def address(live_server, vacancy, manager, interviewer, monkeypatch):
    """The link of Ines for an interview that was just held."""
    then = now() - timedelta(days=3)
    chain.signed_intake(vacancy, at=then)
    application = chain.presented(vacancy, at=then, name="Xaviera Unieknaam")
    chain.planned(application, [manager, interviewer], at=then, starts_at=now() - timedelta(hours=2))
    link = AccessLink.objects.get(member=interviewer, purpose="interview")
    return live_server.url + link.path


def assert_accessible(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def tap_verdict(page, label="Ja"):
    page.get_by_label(label, exact=True).tap()


def scores(page):
    return page.locator("section.criterion")


def test_what_may_not_count_is_marked_while_typing_and_when_a_draft_comes_back(phone, address):
    page = phone()
    page.goto(address)
    assert not page.evaluate(
        "performance.getEntriesByType('resource').some((e) => e.name.includes('wording.js'))"
    )
    page.get_by_text("of typ een regel").tap()
    page.locator("#id_observed").press_sequentially("Zwanger, denk ik")
    expect(page.locator("#id_observed_findings")).to_contain_text(
        "Dit mag niet meetellen. Wat zag of hoorde je?"
    )
    assert_accessible(page)
    page.reload()
    expect(page.locator("#id_observed_findings")).to_contain_text("“Zwanger” gaat over zwangerschap")


KEPT_MEMOS = """new Promise((done) => {
    const opening = indexedDB.open("samenwerf", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("memos");
    opening.onsuccess = () => {
        const asked = opening.result.transaction("memos").objectStore("memos").count();
        asked.onsuccess = () => { opening.result.close(); done(asked.result); };
    };
})"""


def wait_until_the_device_keeps(page, memos):
    wait_until(page, f"{KEPT_MEMOS}.then((kept) => kept === {memos})")


def plays(page, selector):
    """Whether this player gets going on what it was given."""
    return page.evaluate(
        """(selector) => new Promise((done) => {
            const audio = document.querySelector(selector);
            audio.addEventListener("timeupdate", () => done(audio.currentTime > 0 || audio.duration > 1));
            audio.addEventListener("error", () => done(false));
            audio.play();
        })""",
        selector,
    )


def test_six_taps_hand_in_everything(address, phone):
    page = phone()
    taps = []
    page.expose_function("counted", lambda: taps.append(1))
    page.goto(address)
    page.evaluate("addEventListener('pointerdown', () => counted())")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert_accessible(page)

    tap_verdict(page)
    for criterion in scores(page).all():
        criterion.get_by_label("3", exact=True).tap()
    expect(page.locator(".anchor:visible")).to_have_count(4)
    assert_accessible(page)
    page.get_by_role("button", name="Inleveren").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt, Ines. Het is binnen.")
    assert len(taps) == 6
    assert_accessible(page)
    feedback = Feedback.objects.get()
    assert (feedback.verdict, [r.level for r in feedback.ratings.all()]) == (3, [3, 3, 3, 3])
    wait_until(page, "localStorage.length === 0")


def test_a_memo_is_recorded_heard_kept_and_handed_in(address, phone):
    page = phone()
    page.goto(address)
    page.get_by_role("button", name="Spreek een memo in").tap()
    expect(page.locator("[data-clock]")).to_have_text("0:02")
    page.get_by_role("button", name="Stop").tap()
    expect(page.locator("[data-player]")).to_be_visible()
    assert plays(page, "[data-player]")
    assert_accessible(page)

    page.reload()
    expect(page.locator("[data-player]")).to_be_visible()
    wait_until_the_device_keeps(page, memos=1)
    tap_verdict(page)
    page.get_by_role("button", name="Inleveren").tap()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    memo = Feedback.objects.get().memo
    assert memo.content_type == "audio/webm"
    assert 1.5 < memo.seconds < 6
    assert plays(page, "audio")
    expect(page.get_by_text(f"Voice memo · {memo.length}")).to_be_visible()
    wait_until_the_device_keeps(page, memos=0)


def test_a_memo_can_be_deleted_before_handing_in(address, phone):
    page = phone()
    page.goto(address)
    page.get_by_role("button", name="Spreek een memo in").tap()
    expect(page.locator("[data-clock]")).to_have_text("0:01")
    page.get_by_role("button", name="Stop").tap()
    page.get_by_role("button", name="Verwijderen").tap()
    expect(page.get_by_role("button", name="Spreek een memo in")).to_be_visible()
    tap_verdict(page)
    page.get_by_role("button", name="Inleveren").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    assert Feedback.objects.get().memo is None
    wait_until_the_device_keeps(page, memos=0)


def speak(page, seconds, button="Spreek een memo in"):
    page.get_by_role("button", name=button).tap()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.locator("[data-clock]")).to_have_text(f"0:0{seconds}")


def kept_memo(page):
    """The key of the recording that goes with the form."""
    return page.locator("[name=memo_key]").input_value()


def test_handing_in_while_still_speaking_hands_in_the_memo_too(address, phone):
    page = phone()
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.goto(address)
    tap_verdict(page)
    speak(page, seconds=2)
    page.get_by_role("button", name="Inleveren").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    assert 1.5 < Feedback.objects.get().memo.seconds < 6
    assert len(sent) == 1
    wait_until_the_device_keeps(page, memos=0)


def test_without_a_connection_the_recorder_is_fetched_once_there_is_one(address, phone):
    page = phone()
    page.goto(address)
    page.context.set_offline(True)
    page.get_by_role("button", name="Spreek een memo in").tap()
    expect(page.get_by_text("Er is niets opgenomen. Probeer het nog eens")).to_be_visible()
    page.context.set_offline(False)
    speak(page, seconds=1)


def test_what_waits_for_a_connection_lets_people_finish_what_they_say(address, phone):
    page = phone()
    page.goto(address)
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/microphone.js")):
        tap_verdict(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Inleveren").tap()
    expect(page.get_by_text("Geen verbinding. Alles staat op dit apparaat")).to_be_visible()
    speak(page, seconds=1)
    page.context.set_offline(False)
    expect(page.locator("[data-clock]")).to_have_text("0:03")
    assert Feedback.objects.count() == 0
    page.get_by_role("button", name="Stop").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    assert Feedback.objects.get().memo.seconds > 2


def test_recording_again_keeps_what_was_there_until_the_new_one_is_finished(address, phone):
    page = phone()
    page.goto(address)
    speak(page, seconds=2)
    page.get_by_role("button", name="Stop").tap()
    expect(page.locator("[data-player]")).to_be_visible()
    first = kept_memo(page)

    speak(page, seconds=1, button="Opnieuw opnemen")
    assert kept_memo(page) == first
    page.reload()
    expect(page.locator("[data-player]")).to_be_visible()
    assert kept_memo(page) == first

    speak(page, seconds=1, button="Opnieuw opnemen")
    page.get_by_role("button", name="Stop").tap()
    expect(page.get_by_text("Dit is de nieuwe opname.")).to_be_visible()
    assert kept_memo(page) != first
    assert_accessible(page)
    page.reload()
    page.get_by_role("button", name="Ongedaan maken").tap()
    expect(page.locator("[data-clock]")).to_have_text("0:02")
    assert kept_memo(page) == first


def test_a_deleted_memo_can_be_brought_back(address, phone):
    page = phone()
    page.goto(address)
    speak(page, seconds=1)
    page.get_by_role("button", name="Stop").tap()
    expect(page.locator("[data-player]")).to_be_visible()
    first = kept_memo(page)
    page.get_by_role("button", name="Verwijderen").tap()
    expect(page.get_by_text("De opname is verwijderd.")).to_be_visible()
    wait_until_the_device_keeps(page, memos=0)
    page.get_by_role("button", name="Ongedaan maken").tap()
    expect(page.locator("[data-player]")).to_be_visible()
    assert kept_memo(page) == first
    wait_until_the_device_keeps(page, memos=1)


def test_a_draft_survives_a_reload_and_is_forgotten_once_it_is_in(address, phone):
    page = phone()
    page.goto(address)
    tap_verdict(page, "Zeker wel")
    first = scores(page).first
    first.get_by_label("2", exact=True).tap()
    first.get_by_text("Wat zag of hoorde je?", exact=True).first.tap()
    first.locator("textarea").fill("Belde de monteur zelf")
    key = page.locator("[name=device_key]").input_value()

    page.reload()
    expect(page.get_by_text("Je concept is terug")).to_be_visible()
    expect(first.locator("textarea")).to_have_value("Belde de monteur zelf")
    expect(first.locator("input[value='2']")).to_be_checked()
    assert page.locator("[name=device_key]").input_value() == key
    page.get_by_role("button", name="Inleveren").tap()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    wait_until(page, "localStorage.length === 0")
    assert (Feedback.objects.get().verdict, str(Feedback.objects.get().device_key)) == (4, key)


def test_without_a_connection_everything_is_kept_and_goes_when_it_is_back(address, phone):
    page = phone()
    page.goto(address)
    tap_verdict(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Inleveren").tap()
    expect(page.get_by_text("Geen verbinding. Alles staat op dit apparaat")).to_be_visible()
    assert page.evaluate("localStorage.length") == 1
    assert Feedback.objects.count() == 0

    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    assert Feedback.objects.count() == 1


def test_an_answer_that_got_lost_does_not_store_it_twice(address, phone):
    """The server has it, the phone does not know: it tries again with the same key."""
    page = phone()
    page.goto(address)
    tap_verdict(page)
    lost = []

    def lose_the_first(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/l/interview/**", lose_the_first)
    page.get_by_role("button", name="Inleveren").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    assert len(lost) == 1
    assert Feedback.objects.count() == 1


def test_what_is_missing_is_said_at_its_place(address, phone):
    page = phone()
    page.goto(address)
    page.get_by_role("button", name="Inleveren").tap()
    expect(page.get_by_text("Kies een van de vier")).to_be_visible()
    tap_verdict(page)
    expect(page.get_by_text("Kies een van de vier")).to_be_hidden()
    page.get_by_role("button", name="Inleveren").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")


def test_what_the_four_mean_can_be_read_before_choosing(address, phone):
    page = phone()
    page.goto(address)
    expect(page.get_by_text("1 Ontbreekt · 2 Deels · 3 Op niveau · 4 Sterk")).to_be_visible()
    first = page.locator(".criterion").first
    first.get_by_text("Wat de vier hier betekenen").tap()
    for level in range(1, 5):
        expect(first.get_by_text(f"{level} · ")).to_be_visible()
    expect(first.get_by_text("Telt niet mee")).to_be_hidden()
    assert_accessible(page)


def test_without_a_microphone_a_sound_file_is_chosen(address, phone, spoken):
    page = phone("deaf", permissions=[])
    page.goto(address)
    page.get_by_role("button", name="Spreek een memo in").tap()
    expect(page.get_by_text("mag de microfoon niet gebruiken")).to_be_visible()
    page.get_by_label("Een geluidsbestand").set_input_files(spoken)
    tap_verdict(page)
    page.get_by_role("button", name="Inleveren").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    assert Feedback.objects.get().memo.content_type == "audio/wav"


def test_without_javascript_the_plain_form_works(address, phone, spoken):
    page = phone("deaf", java_script_enabled=False)
    page.goto(address)
    tap_verdict(page)
    scores(page).first.get_by_label("4", exact=True).tap()
    page.get_by_label("Een geluidsbestand").set_input_files(spoken)
    page.get_by_role("button", name="Inleveren").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedankt")
    feedback = Feedback.objects.get()
    assert [r.level for r in feedback.ratings.all()] == [4, None, None, None]
    assert feedback.memo.content_type == "audio/wav"


def enter(page, live_server, client):
    """This browser is signed in as the test client is."""
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def test_the_recruiter_plans_and_sees_beforehand_who_gets_what(
    live_server, sign_in, vacancy, manager, interviewer, recruiter, phone
):
    then = now() - timedelta(days=3)
    chain.signed_intake(vacancy, at=then)
    application = chain.presented(vacancy, at=then)
    chain.candidates.review(application=application, verdict="invite", by=manager, at=then)
    page = phone(viewport={"width": 1280, "height": 900}, has_touch=False, is_mobile=False)
    enter(page, live_server, sign_in(recruiter))
    page.goto(f"{live_server.url}/applications/{application.pk}/interviews/new/")

    preview = page.locator("#preview")
    expect(preview).to_contain_text("mark@example.org")
    expect(preview).not_to_contain_text("ines@example.org")
    page.get_by_label("Ines Bakker").check()
    expect(preview).to_contain_text("ines@example.org")
    page.get_by_label("Plaats").fill("Kantoor, kamer 3")
    page.get_by_text("Iemand toevoegen die niet in deze lijst staat").click()
    page.get_by_label("Naam", exact=False).nth(1).fill("Piet Nieuw")
    page.get_by_label("E-mail").first.fill("piet@example.org")
    page.get_by_label("E-mail").first.blur()
    expect(preview).to_contain_text("piet@example.org")
    page.get_by_role("button", name="Plannen en uitnodigen").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Gesprek met")
    seated = application.interviews.get().interviewers.values_list("member__person__email", flat=True)
    assert set(seated) == {"mark@example.org", "ines@example.org", "piet@example.org"}


@pytest.mark.parametrize("scripts", [True, False])
def test_the_debrief_opens_what_people_saw_with_and_without_scripts(
    live_server, sign_in, vacancy, manager, interviewer, recruiter, phone, scripts
):
    then = now() - timedelta(days=3)
    chain.signed_intake(vacancy, at=then)
    starts_at = now() - timedelta(hours=5)
    held = chain.planned(chain.presented(vacancy, at=then), [interviewer], at=then, starts_at=starts_at)
    chain.handed_in(held, interviewer, at=now())
    page = phone(java_script_enabled=scripts)
    enter(page, live_server, sign_in(recruiter))
    debrief = f"{live_server.url}/vacancies/{vacancy.pk}/debrief/"
    page.goto(debrief)
    page.get_by_text("Wat mensen zagen").tap()
    if not scripts:
        page.get_by_role("link", name="Lees het op een eigen pagina").tap()
    expect(page.get_by_text("Noemde drie stappen")).to_be_visible()
    assert (page.url == debrief) == scripts


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1280, "light")])
def test_planning_and_deciding_fit_every_screen_and_reader(
    live_server, sign_in, vacancy, manager, interviewer, recruiter, phone, width, theme
):
    then = now() - timedelta(days=3)
    chain.signed_intake(vacancy, at=then)
    name = "Wilhelmina-Theodora van der Schuppen-Oosterhuis " * 3
    long_ago = {"at": then, "starts_at": now() - timedelta(hours=5)}
    held = chain.planned(chain.presented(vacancy, at=then, name=name), [manager, interviewer], **long_ago)
    half = chain.planned(chain.presented(vacancy, at=then), [manager, interviewer], **long_ago)
    for author, level in ((manager, 1), (interviewer, 4)):
        chain.handed_in(held, author, at=now(), level=level)
    chain.handed_in(half, interviewer, at=now())
    invited = chain.presented(vacancy, at=then)
    chain.candidates.review(application=invited, verdict="invite", by=manager, at=then)
    by_link = AccessLink.objects.get(member=manager, purpose="decision", target_id=held.application_id)

    page = phone(viewport={"width": width, "height": 844}, color_scheme=theme)
    enter(page, live_server, sign_in(recruiter))
    for path in (
        "/interviews/",
        f"/interviews/{held.pk}/",
        f"/interviews/{half.pk}/",
        f"/interviews/{held.pk}/cancel/",
        f"/applications/{invited.pk}/interviews/new/",
        f"/vacancies/{vacancy.pk}/debrief/",
        f"/applications/{held.application_id}/feedback/",
        by_link.path,
    ):
        page.goto(live_server.url + path)
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert_accessible(page)


def test_who_makes_the_offer_sees_what_spoke_against_it_without_a_click(
    open_page, vacancy, recruiter, manager
):
    then = now() - timedelta(days=3)
    chain.signed_intake(vacancy, at=then)
    interview = chain.planned(chain.presented(vacancy, at=then), [manager], at=then)
    chain.handed_in(interview, manager, at=interview.ends_at, level=1)
    criterion = vacancy.scorecard.criteria.first()
    actions.decide(
        application=interview.application,
        kind="offer",
        reason="Stuurde twaalf mensen aan.",
        despite="Leert het in de inwerkweken.",
        criteria=[criterion],
        by=manager,
        at=interview.ends_at,
    )
    page = open_page(f"/applications/{interview.application_id}/", member=recruiter)
    expect(page.get_by_text(f"{criterion.name} – Mark gaf een 1")).to_be_visible()
    assert_accessible(page)
