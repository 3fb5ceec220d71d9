"""Every address of the product, and who may enter. An address without an expectation fails the test."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from samenwerf.accounts.models import AccessLink
from tests.world import PURPOSES, addresses, arguments, link_for, purpose_in

RECRUITERS = {"admin", "recruiter"}
MANAGING = RECRUITERS | {"manager"}
INTERVIEWING = MANAGING | {"interviewer"}
COLLEAGUES = INTERVIEWING | {"other_manager", "other_interviewer"}
# Pages about oneself or the own organization: an outsider sees those of the other organization.
MEMBERS = COLLEAGUES | {"outsider"}
RECRUITING_ANYWHERE = RECRUITERS | {"outsider"}
ANYBODY = MEMBERS | {"nobody"}
BY_LINK = "by link"

WHO: dict[str, set[str] | str] = {
    "account_confirm_login_code": ANYBODY,
    "account_inactive": ANYBODY,
    "account_login": ANYBODY,
    "account_logout": ANYBODY,
    "account_request_login_code": ANYBODY,
    "mfa_login_webauthn": ANYBODY,
    "mfa_add_webauthn": set(),  # only right after signing in
    "mfa_index": ANYBODY,  # leads to the own settings
    "mfa_list_webauthn": ANYBODY,
    "mfa_remove_webauthn": set(),  # only an own passkey, and nobody here has one
    "core:components": ANYBODY,
    "core:language": ANYBODY,
    "ops:load_demo": set(),  # never beside a real organization
    "people:demo": set(),  # only where there is a demo
    "people:play": set(),  # only members of the demo
    "people:welcome": ANYBODY,
    "people:no_organization": MEMBERS,
    "people:organizations": MEMBERS,
    "people:me": MEMBERS,
    "people:password": set(),  # only right after signing in
    "people:sign_out_everywhere": MEMBERS,
    "people:list": RECRUITING_ANYWHERE,
    "people:organization": {"admin", "outsider"},
    "people:role": {"admin"},
    "people:leave": RECRUITERS,
    "people:come_back": RECRUITERS,
    "people:mail": RECRUITERS,
    "people:renew_link": BY_LINK,
    "home:today": MEMBERS,
    "home:search": MEMBERS,
    "home:nudge": RECRUITERS,
    "home:erase_candidate": RECRUITERS,
    "outbox:mailbox": RECRUITING_ANYWHERE,
    "outbox:message": RECRUITERS,
    "outbox:send_again": RECRUITERS,
    "outbox:invitation": RECRUITERS,
    "memos:play": {"interviewer"},
    "wording:check": MEMBERS,
    "vacancies:list": MEMBERS,
    "vacancies:detail": MANAGING,
    "vacancies:edit": RECRUITERS,
    "vacancies:status": RECRUITERS,
    "vacancies:document_add": MANAGING,
    "vacancies:document": MANAGING,
    "vacancies:document_remove": RECRUITERS,
    "intake:ask": RECRUITERS,
    "intake:settle_objections": RECRUITERS,
    **{f"intake:{page}": {"manager"} for page in ("beforehand", "beforehand_question", "wishes", "done")},
    "intake:object": {"manager"},
    "intake:plan": RECRUITERS,
    "intake:new": RECRUITING_ANYWHERE,
    "intake:new_details": RECRUITING_ANYWHERE,
    "scorecards:detail": MANAGING,
    "candidates:list": RECRUITING_ANYWHERE,
    "candidates:detail": RECRUITERS,
    "candidates:correct": RECRUITERS,
    "candidates:own_document": RECRUITERS,
    "candidates:remove_file": RECRUITERS,
    "candidates:remove_own_file": RECRUITERS,
    "candidates:board": MANAGING,
    "candidates:add": RECRUITERS,
    "candidates:tell_many": RECRUITERS,
    "candidates:present_many": RECRUITERS,
    "candidates:application": MANAGING,
    "candidates:attach": RECRUITERS,
    "candidates:document": MANAGING,
    **{
        f"candidates:{verb}": RECRUITERS
        for verb in (
            "present", "turn_down", "reply", "tell", "make_offer", "hear_offer", "withdraw",
            "take_back_turning_down", "take_back_offer",
                    )
    },
    "candidates:review": MANAGING,
    "candidates:take_back": MANAGING,
    "candidates:review_link": BY_LINK,
    "candidates:take_back_link": BY_LINK,
    "candidates:review_document": BY_LINK,
    "candidates:review_others": BY_LINK,
    "interviews:list": MEMBERS,
    "interviews:plan": RECRUITERS,
    "interviews:replan": RECRUITERS,
    "interviews:cancel": RECRUITERS,
    "interviews:calendar": INTERVIEWING,
    "feedback:interview": INTERVIEWING,
    "feedback:own": {"interviewer"},
    "feedback:document": {"interviewer"},
    "feedback:own_memo": {"interviewer"},
    "feedback:memo": INTERVIEWING,
    "feedback:go_on_without": RECRUITERS,
    "feedback:wait_again": RECRUITERS,
    "feedback:take_up_again": RECRUITERS,
    "feedback:debrief": MANAGING,
    "feedback:seen": MANAGING,
    "feedback:doubts": MANAGING,
    "feedback:decide": MANAGING,
    "feedback:take_back": MANAGING,
    "feedback:link": BY_LINK,
    "feedback:link_document": BY_LINK,
    "feedback:link_memo": BY_LINK,
    "feedback:decision_link": BY_LINK,
    "feedback:decision_link_back": BY_LINK,
    "feedback:decision_link_memo": BY_LINK,
}  # fmt: skip

# Whole groups of addresses that have one rule.
PREFIXES = {
    "candidates:import": RECRUITERS,
    "intake:guest_": BY_LINK,
    "intake:": MANAGING,
    "scorecards:": MANAGING,
}


def expectation(name):
    if name in WHO:
        return WHO[name]
    return next((who for prefix, who in PREFIXES.items() if name.startswith(prefix)), None)


def test_every_address_says_who_may_enter():
    unexpected = sorted(name for name, _route in addresses() if expectation(name) is None)
    assert unexpected == []


def read_to_the_end(response):
    """A file is closed once it was read."""
    if response.streaming:
        b"".join(response.streaming_content)


def answers(client, url):
    """The status of a GET, or of an empty POST where only a form is taken; nothing it did is kept."""
    with transaction.atomic():
        response = client.get(url)
        if response.status_code == 303:
            response = client.post(url)
        transaction.set_rollback(True)
    read_to_the_end(response)
    to_sign_in = response.status_code == 302 and "/sign-in/" in response["Location"]
    return 401 if to_sign_in else response.status_code


@pytest.mark.parametrize("who", sorted(ANYBODY))
def test_each_role_enters_its_own_pages_and_no_other(world, sign_in, who, time_machine):
    time_machine.move_to(world.interview.ends_at + timedelta(hours=1))
    wrong = []
    client = Client() if who == "nobody" else sign_in(world.people[who])
    cookies = client.cookies.copy()
    for name, route in addresses():
        allowed = expectation(name)
        if allowed == BY_LINK:
            continue
        # Some addresses sign out; what they did is undone, and the cookies are put back.
        client.cookies = cookies.copy()
        url = reverse(name, kwargs=arguments(world, route, name))
        status = answers(client, url)
        assert status < 500, (name, status)
        is_in = status not in (401, 403, 404)
        # Who is signed in has nothing to do on the pages for signing in: sent on is fine.
        if is_in != (who in allowed) and not (
            status == 401 and name.startswith(("account_", "mfa_", "people:"))
        ):
            wrong.append(f"{name} as {who}: {status}")
    assert wrong == []


def test_a_link_opens_its_own_thing_and_no_link_of_another_kind_does(world, time_machine):
    time_machine.move_to(world.interview.ends_at + timedelta(hours=1))
    wrong = []
    for name, route in addresses():
        if expectation(name) != BY_LINK or purpose_in(route) is None:
            continue
        ids = arguments(world, route, name)
        for purpose in PURPOSES:
            token = link_for(world, purpose).path.split("/")[3]
            status = answers(Client(), reverse(name, kwargs={**ids, "token": token}))
            assert status < 500, (name, status)
            if (status != 404) != (purpose == purpose_in(route)):
                wrong.append(f"{name} with a link to {purpose}: {status}")
        assert answers(Client(), reverse(name, kwargs={**ids, "token": "0" * 40})) == 404
    assert wrong == []


def test_a_link_that_was_withdrawn_or_has_expired_opens_nothing(world, time_machine):
    for name, route in addresses():
        if expectation(name) != BY_LINK or purpose_in(route) is None:
            continue
        link = link_for(world, purpose_in(route))
        url = reverse(name, kwargs={**arguments(world, route, name), "token": link.path.split("/")[3]})
        time_machine.move_to(link.expires_at + timedelta(seconds=1))
        assert answers(Client(), url) == 410, name
        time_machine.move_to(world.at)
        AccessLink.objects.filter(pk=link.pk).update(revoked_at=world.at)
        assert answers(Client(), url) == 410, name
        AccessLink.objects.filter(pk=link.pk).delete()


def snapshot_of_the_database():
    from django.apps import apps

    return {
        model._meta.label: sorted(map(str, model.objects.values_list()))
        for model in apps.get_models()
        if model.__module__.startswith("samenwerf.")
    }


def test_opening_a_page_or_link_changes_nothing(world, sign_in, time_machine):
    """Rule 9: chat programs and mail scanners open links too."""
    time_machine.move_to(world.interview.ends_at + timedelta(hours=1), tick=False)
    links = {purpose: link_for(world, purpose).path.split("/")[3] for purpose in PURPOSES}
    clients = [sign_in(world.manager), sign_in(world.recruiter)]
    before = snapshot_of_the_database()
    for name, route in addresses():
        ids = arguments(world, route, name)
        if "token" in route:
            purpose = purpose_in(route)
            if purpose:
                read_to_the_end(Client().get(reverse(name, kwargs={**ids, "token": links[purpose]})))
            continue
        if name != "mfa_remove_webauthn":
            for client in clients:
                read_to_the_end(client.get(reverse(name, kwargs=ids)))
    after = snapshot_of_the_database()
    assert {label for label in before if before[label] != after[label]} == set()
