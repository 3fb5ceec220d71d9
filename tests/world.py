"""One of everything that an address can be about, and all addresses: for tests that walk the product."""

import uuid
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink
from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import ImportRun
from samenwerf.intake import actions as intakes
from samenwerf.memos.models import VoiceMemo
from samenwerf.outbox.models import Message
from tests import chain

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
        subject="answer",
        target="IN-29",
        after={"text": "€ 3.800 tot € 4.600"},
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
    job_document = chain.brought_document(vacancy, at=at)
    message = Message.objects.filter(organization=organization).exclude(calendar="")[0]
    todo = Todo.objects.filter(closed_at=None)[0]
    requirement = vacancy.intake.requirements.all()[0]
    intake_round = vacancy.intake.rounds.all()[0]
    criterion = vacancy.scorecard.criteria.all()[0]

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
        "todos": world.todo.pk,
        "intake/requirements": world.requirement.pk,
        "intake/rounds": world.intake_round.pk,
        "intake/changes": world.change.pk,
        "scorecards/criteria": world.criterion.pk,
        "criteria": world.criterion.pk,
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
        "todo": world.todo.pk,
        "document": world.document.pk,
        "number": 1,
        "line": 2,
        "criterion_id": world.criterion.pk,
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
