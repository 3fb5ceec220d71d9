"""Every address of the product, and who may enter. An address without an expectation fails the test."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink
from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import ImportRun
from samenwerf.intake import actions as intakes
from samenwerf.memos.models import VoiceMemo
from samenwerf.outbox.models import Message
from samenwerf.vacancies.models import JobDocument
from tests import chain

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
    "people:role": {"admin"},
    "people:leave": RECRUITERS,
    "people:come_back": RECRUITERS,
    "people:mail": RECRUITERS,
    "people:renew_link": BY_LINK,
    "home:today": MEMBERS,
    "home:search": MEMBERS,
    "home:nudge": RECRUITERS,
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
    **{f"intake:{page}": {"manager"} for page in ("beforehand", "beforehand_question", "wishes", "done")},
    "intake:plan": RECRUITERS,
    "intake:new": RECRUITING_ANYWHERE,
    "intake:new_details": RECRUITING_ANYWHERE,
    "scorecards:detail": MANAGING,
    "candidates:list": RECRUITING_ANYWHERE,
    "candidates:detail": RECRUITERS,
    "candidates:correct": RECRUITERS,
    "candidates:own_document": RECRUITERS,
    "candidates:board": MANAGING,
    "candidates:add": RECRUITERS,
    "candidates:application": MANAGING,
    "candidates:attach": RECRUITERS,
    "candidates:document": MANAGING,
    **{
        f"candidates:{verb}": RECRUITERS
        for verb in (
            "present", "turn_down", "reply", "tell", "make_offer", "hear_offer", "withdraw", "reopen",
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
    "interviews:nudge": RECRUITERS,
    "interviews:calendar": INTERVIEWING,
    "feedback:interview": INTERVIEWING,
    "feedback:own": {"interviewer"},
    "feedback:document": {"interviewer"},
    "feedback:own_memo": {"interviewer"},
    "feedback:memo": INTERVIEWING,
    "feedback:go_on_without": RECRUITERS,
    "feedback:debrief": MANAGING,
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

PURPOSES = {
    "review": AccessLink.Purpose.REVIEW,
    "interview": AccessLink.Purpose.INTERVIEW,
    "decision": AccessLink.Purpose.DECISION,
    "intake": AccessLink.Purpose.INTAKE,
    "change": AccessLink.Purpose.CHANGE,
}


def addresses(resolver=None, namespace="", before=""):
    """(name, route) of every address of ours, included ones too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner, route)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", route


def expectation(name):
    if name in WHO:
        return WHO[name]
    return next((who for prefix, who in PREFIXES.items() if name.startswith(prefix)), None)


def test_every_address_says_who_may_enter():
    unexpected = sorted(name for name, _route in addresses() if expectation(name) is None)
    assert unexpected == []


@pytest.fixture
def world(
    vacancy_open, recruiter, manager, interviewer, admin, outsider, organization, at, tmp_path, settings
):
    """One of everything that an address can be about."""
    vacancy = vacancy_open
    application = chain.presented(vacancy, at=at)
    document = candidates.attach(
        candidate=application.candidate,
        file=ContentFile(b"%PDF-1.4", name="cv.pdf"),
        name="cv.pdf",
        content_type="application/pdf",
        by=recruiter,
        at=at,
    )
    interview = chain.planned(application, [interviewer, manager], at=at)
    memo = VoiceMemo.objects.create(
        organization=organization,
        author=interviewer,
        device_key=uuid.uuid4(),
        file=ContentFile(b"sound", name="memo.ogg"),
        content_type="audio/ogg",
        size=5,
        created_at=at,
    )
    feedback = chain.handed_in(interview, interviewer, at=interview.starts_at)
    type(feedback).objects.filter(pk=feedback.pk).update(memo=memo)
    interview.interviewers.filter(member=manager).delete()
    Todo.objects.filter(kind="feedback", owner=manager).update(closed_at=at, next_reminder_at=None)
    change = intakes.request_change(
        intake=vacancy.intake,
        what="add",
        kind="nice_to_have",
        text="Spreekt Duits op B1",
        reason="Nieuw depot",
        by=recruiter,
        at=at,
    )
    run = ImportRun.objects.create(
        organization=organization,
        vacancy=vacancy,
        file=ContentFile(b"naam\nA", name="a.csv"),
        name="a.csv",
        started_by=recruiter,
        started_at=at,
        touched_at=at,
    )
    job_document = JobDocument.objects.create(
        vacancy=vacancy,
        file=ContentFile(b"tekst", name="f.txt"),
        name="f.txt",
        content_type="text/plain",
        size=5,
        uploaded_by=recruiter,
        uploaded_at=at,
    )
    message = Message.objects.filter(organization=organization).exclude(calendar="")[0]

    def member(name, role):
        email = f"{name}@example.org".replace(" ", ".")
        return accounts.find_or_invite(organization=organization, name=name, email=email, role=role, at=at)

    people = {
        "admin": admin,
        "recruiter": recruiter,
        "manager": manager,
        "interviewer": interviewer,
        "other_manager": member("Olga Ander", "hiring_manager"),
        "other_interviewer": member("Onno Ander", "interviewer"),
        "outsider": outsider,
    }
    return SimpleNamespace(**locals())


def arguments(world, route, name):
    """The ids in an address: each app's `pk` is about its own kind of thing."""
    application, vacancy = world.application, world.vacancy
    about = {
        "vacancies/documents": world.job_document.pk,
        "vacancies": vacancy.pk,
        "candidates": application.candidate_id,
        "applications": application.pk,
        "interviews": world.interview.pk,
        "imports": world.run.pk,
        "todos": Todo.objects.filter(closed_at=None)[0].pk,
        "intake/requirements": vacancy.intake.requirements.all()[0].pk,
        "intake/rounds": vacancy.intake.rounds.all()[0].pk,
        "intake/changes": world.change.pk,
        "scorecards/criteria": vacancy.scorecard.criteria.all()[0].pk,
        "criteria": vacancy.scorecard.criteria.all()[0].pk,
        "me/passkeys": 1,
    }
    start = next((key for key in about if route.lstrip("^").startswith(key)), "")
    known = {
        "pk": about.get(start),
        "vacancy_id": vacancy.pk,
        "vacancy": vacancy.pk,
        "member_id": world.people["other_interviewer"].pk,
        "member": world.interviewer.pk,
        "message_id": world.message.pk,
        "memo_id": world.memo.pk,
        "memo": world.memo.pk,
        "todo": Todo.objects.filter(closed_at=None)[0].pk,
        "document": world.document.pk,
        "number": 1,
        "question_id": "IN-01",
        "step_id": "IN-01",
        "verb": "pause",
        "verdict": "accept",
    }
    resolver = get_resolver()
    for part in name.split(":")[:-1]:
        resolver = resolver.namespace_dict[part][1]
    parameters = resolver.reverse_dict.getlist(name.split(":")[-1])[0][0][0][1]
    return {parameter: known[parameter] for parameter in parameters if parameter != "token"}


def read_to_the_end(response):
    """A file is closed once it was read."""
    if response.streaming:
        b"".join(response.streaming_content)


def answers(client, url):
    """The status of a GET, or of an empty POST where only that is allowed; nothing it did is kept."""
    with transaction.atomic():
        response = client.get(url)
        if response.status_code == 405:
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


def link_for(world, purpose):
    vacancy, application = world.vacancy, world.application
    member, target = {
        "review": (world.manager, application.pk),
        "interview": (world.interviewer, world.interview.pk),
        "decision": (world.manager, application.pk),
        "intake": (world.manager, vacancy.pk),
        "change": (world.manager, world.change.pk),
    }[purpose]
    return accounts.make_link(member=member, purpose=PURPOSES[purpose], target_id=target, at=world.at)


def purpose_in(route):
    return next((purpose for purpose in PURPOSES if f"l/{purpose}/" in route), None)


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
