"""Whoever opens the address that a form was sent to comes to the page with that form."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests import chain
from tests.world import addresses, arguments, link_for, purpose_in

# Where the form does not stand on the page above its address.
ELSEWHERE = {
    "feedback:decide": "feedback:debrief",
    "feedback:take_back": "feedback:debrief",
    "intake:change_requirement": "intake:requirements",
    "intake:remove_round": "intake:process",
    "intake:sign": "intake:read",
    "scorecards:change": "scorecards:detail",
    "scorecards:remove": "scorecards:detail",
    "vacancies:document_remove": "vacancies:detail",
}

# Only in the demo; only right after signing in.
NOT_NOW = {"people:play", "people:password"}


@pytest.fixture
def after_the_interview(world, time_machine):
    time_machine.move_to(world.interview.ends_at + timedelta(hours=1), tick=False)
    return world


def addresses_of(world, *, by_link):
    for name, route in addresses():
        if bool(purpose_in(route)) == by_link and ("token" not in route or by_link):
            yield name, route, arguments(world, route, name)


def opened(client, url):
    """What a GET answers; a file is read to the end, which closes it."""
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def assert_is_a_page(page, name):
    assert page.status_code == 200, (name, page.redirect_chain)
    assert page["Content-Type"].startswith("text/html"), name
    assert b"<form" in page.content, name


def test_every_address_of_a_form_leads_to_a_page_with_one(after_the_interview, sign_in):
    recruiter, manager = (
        sign_in(member) for member in (after_the_interview.recruiter, after_the_interview.manager)
    )
    led = []
    for name, _route, ids in addresses_of(after_the_interview, by_link=False):
        client, url = manager if name == "intake:done" else recruiter, reverse(name, kwargs=ids)
        answer = opened(client, url)
        assert answer.status_code != 405, name
        if answer.status_code == 303 and name not in NOT_NOW:
            assert_is_a_page(client.get(url, follow=True), name)
            led.append(name)
    assert len(led) > 30


def test_so_does_every_address_behind_a_link(after_the_interview):
    for name, route, ids in addresses_of(after_the_interview, by_link=True):
        token = link_for(after_the_interview, purpose_in(route)).path.split("/")[3]
        url = reverse(name, kwargs={**ids, "token": token})
        answer = opened(Client(), url)
        assert answer.status_code != 405, name
        if answer.status_code == 303:
            page = Client().get(url, follow=True)
            assert_is_a_page(page, name)
            assert token in (page.redirect_chain[-1][0]), name


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_form_that_stands_elsewhere_is_found_there(name, world, sign_in):
    route = dict(addresses())[name]
    page = sign_in(world.recruiter).get(reverse(name, kwargs=arguments(world, route, name)))
    there = dict(addresses())[ELSEWHERE[name]]
    expected = reverse(ELSEWHERE[name], kwargs=arguments(world, there, ELSEWHERE[name]))
    assert page["Location"].split("#")[0] == expected


def test_the_form_of_another_organization_is_not_found(world, sign_in):
    criterion = world.vacancy.scorecard.criteria.first()
    stranger = sign_in(world.outsider)
    assert stranger.get(reverse("scorecards:change", args=[criterion.pk])).status_code == 404


def test_what_an_address_does_not_take_is_said_on_a_page(world, sign_in):
    answer = sign_in(world.recruiter).put(reverse("vacancies:list"))
    assert answer.status_code == 405
    assert b"<h1>" in answer.content
    assert "GET" in answer["Allow"]


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(after_the_interview):
    world = after_the_interview
    for name, _route, ids in addresses_of(world, by_link=False):
        url = reverse(name, kwargs=ids)
        answer = Client().post(
            url, headers={"Referer": f"http://testserver/vacancies/{world.vacancy.pk}/?x=1"}
        )
        if name not in NOT_NOW and "/sign-in/?" in answer.get("Location", ""):
            assert answer["Location"] == (f"/sign-in/?next=/vacancies/{world.vacancy.pk}/%3Fx%3D1&ended=1"), (
                name
            )
            # Some browsers do not say where the form stands.
            assert Client().post(url)["Location"] == f"/sign-in/?next={url}&ended=1", name


def test_another_site_does_not_choose_where_one_goes_after_signing_in(world):
    url = reverse("candidates:present", args=[world.application.pk])
    answer = Client().post(url, headers={"Referer": "https://elsewhere.example/page/"})
    assert answer["Location"] == f"/sign-in/?next={url}&ended=1"


def test_the_page_to_sign_in_says_why_one_is_there(client, recruiter):
    assert b"data-signed-out" in client.get("/sign-in/?next=/&ended=1").content
    assert b"data-signed-out" not in client.get("/sign-in/?next=/").content


def test_a_script_that_saves_hears_that_one_was_signed_out(world):
    criterion = world.vacancy.scorecard.criteria.first()
    answer = Client().post(
        reverse("scorecards:change", args=[criterion.pk]), headers={"Accept": "application/json"}
    )
    assert answer.status_code == 401
    assert answer.json()["sign_in"].startswith("/sign-in/?next=")


def test_a_part_of_a_page_is_not_replaced_by_the_page_to_sign_in(world):
    page = reverse("intake:requirements", args=[world.vacancy.pk])
    answer = Client().post(page, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"})
    assert answer["HX-Redirect"] == f"/sign-in/?next={page}&ended=1"


def sign_in_again(page, member):
    member.person.set_password("een lang wachtwoord")
    member.person.save()
    expect(page.locator("[data-signed-out]")).to_be_visible()
    page.locator("details summary").last.click()
    page.locator("[name=login]").fill(member.person.email)
    page.locator("[name=password]").fill("een lang wachtwoord")
    page.locator("[name=password]").press("Enter")


def sent_after_the_session_ended(field):
    field.page.context.clear_cookies(name="sessionid")
    field.evaluate("(field) => field.form.requestSubmit()")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_was_typed_is_back_after_signing_in_again(vacancy_open, recruiter, at, open_page):
    application = chain.new_candidate(vacancy_open, at=at)
    page = open_page(reverse("candidates:application", args=[application.pk]), member=recruiter)
    why = page.locator("[action$='/withdrawal/'] [name=reason]")
    page.locator("details", has=why).last.evaluate("(details) => { details.open = true; }")
    why.fill("Vond een andere baan, dichter bij huis")
    sent_after_the_session_ended(why)

    sign_in_again(page, recruiter)
    page.wait_for_url(f"**/applications/{application.pk}/")
    expect(why).to_have_value("Vond een andere baan, dichter bij huis")
    expect(why).to_be_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_whoever_signs_in_next_on_this_device_does_not_see_what_somebody_typed(
    vacancy_open, recruiter, admin, at, open_page
):
    application = chain.new_candidate(vacancy_open, at=at)
    address = reverse("candidates:application", args=[application.pk])
    page = open_page(address, member=recruiter)
    why = page.locator("[name=pitch]")
    why.fill("Leidde acht jaar een ploeg van twaalf")
    sent_after_the_session_ended(why)

    sign_in_again(page, admin)
    page.wait_for_url(f"**{address}")
    page.evaluate("import('/static/core/drafts.js').then(() => true)")
    expect(why).to_have_value("")
    assert "ploeg van twaalf" not in page.content()

    page.context.clear_cookies(name="sessionid")
    page.goto(f"/sign-in/?next={address}&ended=1")
    sign_in_again(page, recruiter)
    page.wait_for_url(f"**{address}")
    expect(why).to_have_value("Leidde acht jaar een ploeg van twaalf")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_back_on_a_long_page_one_stands_at_the_form_and_reads_that_it_is_not_sent(
    vacancy_open, manager, interviewer, at, open_page
):
    starts_at = at + timedelta(hours=2)
    for _ in range(3):
        held = chain.planned(
            chain.presented(vacancy_open, at=at), [manager, interviewer], at=at, starts_at=starts_at
        )
        for author in (manager, interviewer):
            chain.handed_in(held, author, at=starts_at)
    page = open_page(reverse("feedback:debrief", args=[vacancy_open.pk]), member=manager)
    form = page.locator("form:has([name=kind])").last
    page.locator("details", has=form).last.evaluate("(details) => { details.open = true; }")
    form.locator("[name=reason]").fill("Noemde drie stappen en wat het opleverde.")
    sent_after_the_session_ended(form.locator("[name=reason]"))

    sign_in_again(page, manager)
    page.wait_for_url("**/debrief/**")
    says = form.get_by_text("Wat je typte staat er weer. Het is nog niet verstuurd.")
    expect(says).to_be_in_viewport()
    expect(says).to_be_focused()
    expect(form.locator("[name=reason]")).to_have_value("Noemde drie stappen en wat het opleverde.")
