"""Verbs on a vacancy or a candidate that touch more than one app."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import RULES, Kind, Party
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Application, Candidate, ImportRun
from samenwerf.core.conflicts import merged
from samenwerf.core.errors import Refused
from samenwerf.feedback.models import Feedback
from samenwerf.history.actions import record
from samenwerf.history.models import HistoryLine
from samenwerf.intake import actions as intakes
from samenwerf.intake.models import Intake
from samenwerf.interviews import actions as interviewing
from samenwerf.interviews.models import Interview
from samenwerf.memos.models import VoiceMemo
from samenwerf.outbox.models import Message
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.models import Vacancy

# These turns are about the vacancy itself: when it closes, nobody has to do them any more.
ABOUT_THE_INTAKE = (
    Kind.HOLD_INTAKE,
    Kind.ANSWER_INTAKE,
    Kind.SIGN_INTAKE,
    Kind.MEND_INTAKE,
    Kind.AGREE_CHANGE,
)


@transaction.atomic
def close(*, vacancy: Vacancy, status: str, reason: str, by: Membership, at: datetime) -> int:
    """Fills or cancels a vacancy. Returns how many candidates are now to be told.

    Coming interviews go off the calendars of the interviewers. The candidates hear it from the recruiter,
    who calls first: no message goes to them.

    Raises NotPossibleNow, and Refused without a reason to cancel.
    """
    coming = list(
        Interview.objects.filter(
            application__vacancy=vacancy, finished_at=None, cancelled_at=None, ends_at__gt=at
        )
    )
    to_tell = candidates.close_vacancy(vacancy=vacancy, status=status, reason=reason, by=by, at=at)
    todos = Todo.objects.filter(vacancy=vacancy, kind__in=ABOUT_THE_INTAKE)
    agreements.close_todos(todos, at=at, by=by, outcome=Todo.Outcome.LAPSED)
    for interview in coming:
        interviewing.call_off(interview=interview, reason=reason, at=at)
    return to_tell


@transaction.atomic
def reopen(*, vacancy: Vacancy, by: Membership, at: datetime) -> int:
    """Undoes `close`: candidates are back in their step, and the turns that were open are so again.

    Interviews that were called off are on again. Returns how many candidates went back.

    Raises NotPossibleNow.
    """
    closed_at = Vacancy.objects.values_list("closed_at", flat=True).get(pk=vacancy.pk)
    went_back = candidates.reopen_vacancy(vacancy=vacancy, by=by, at=at)
    for interview in Interview.objects.filter(application__vacancy=vacancy, cancelled_at=closed_at):
        interviewing.put_back(interview=interview, at=at)
    return went_back


@transaction.atomic
def change(
    *,
    vacancy: Vacancy,
    title: str,
    department: str,
    location: str,
    recruiter: Membership,
    hiring_manager: Membership,
    by: Membership,
    at: datetime,
    shown: Mapping[str, Any] | None = None,
) -> int:
    """Corrects a vacancy and hands it over where its people differ. Returns how many turns moved.

    With what the page had `shown`, only what differs from that. Raises Conflict when somebody else changed
    one of these to something else, and Refused as `hand_over` does.
    """
    vacancy = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    typed = {
        "title": title,
        "department": department,
        "location": location,
        "recruiter": recruiter,
        "hiring_manager": hiring_manager,
    }
    new = merged(typed, shown=shown, theirs={name: getattr(vacancy, name) for name in typed})
    team = {name: new.pop(name) for name in ("recruiter", "hiring_manager")}
    vacancies.change(vacancy=vacancy, **new, by=by, at=at)
    moved = hand_over(vacancy=vacancy, **team, by=by, at=at)
    if vacancy.status == Vacancy.Status.INTAKE:
        for intake in Intake.objects.filter(vacancy=vacancy):
            intakes.ask_to_sign_again(intake, by=by, at=at)
    return moved


@transaction.atomic
def hand_over(
    *, vacancy: Vacancy, recruiter: Membership, hiring_manager: Membership, by: Membership, at: datetime
) -> int:
    """Another recruiter, hiring manager or both, who take over the open turns. Returns how many turns.

    Turns that belong to a person rather than to their role on the vacancy stay: who held an interview
    gives the feedback. Raises Refused as `vacancies.actions.hand_over` does.
    """
    new_owners = {
        old.pk: new
        for old, new in ((vacancy.recruiter, recruiter), (vacancy.hiring_manager, hiring_manager))
        if old.pk != new.pk
    }
    if not new_owners:
        return 0
    vacancies.hand_over(vacancy=vacancy, recruiter=recruiter, hiring_manager=hiring_manager, by=by, at=at)
    todos = [
        todo
        for todo in Todo.objects.filter(vacancy=vacancy, closed_at=None, owner__in=new_owners).select_related(
            "owner"
        )
        if RULES[todo.kind].party != Party.INTERVIEWER
    ]
    for todo in todos:
        own = Todo.objects.filter(pk=todo.pk)
        agreements.close_todos(own, at=at, by=by, outcome=Todo.Outcome.PASSED_ON)
        if purpose := RULES[todo.kind].purpose:
            accounts.withdraw_links(purpose=purpose, target_id=todo.target_id, at=at, member=todo.owner)
        agreements.open_todo(
            vacancy=vacancy,
            kind=todo.kind,
            owner=new_owners[todo.owner_id],
            target_id=todo.target_id,
            application_id=todo.application_id,
            code=todo.code,
            at=at,
        )
    return len(todos)


@transaction.atomic
def erase_candidate(*, candidate: Candidate, by: Membership, at: datetime) -> None:
    """Removes a candidate with all that is about them, files included; the history keeps only the code.

    The right to erasure (GDPR article 17), and what the signed intake promises. Cannot be undone. Raises
    Refused while they are in process somewhere: they hear from us first.
    """
    applications = list(Application.objects.select_for_update().filter(candidate=candidate))
    if any(application.closed_at is None for application in applications):
        raise Refused(_("This candidate is still in process. Tell them the outcome first, then erase."))
    ids = [application.pk for application in applications]
    interviews = list(Interview.objects.filter(application__in=ids).values_list("pk", flat=True))
    spoken = (
        Feedback.objects.filter(interview__in=interviews).exclude(memo=None).values_list("memo", flat=True)
    )
    memos = list(VoiceMemo.objects.filter(pk__in=list(spoken)))
    files = [document.file for document in candidate.documents.all()]
    files += [file for memo in memos for file in (memo.file, memo.playable) if file]

    about_them = Q(purpose__in=[AccessLink.Purpose.REVIEW, AccessLink.Purpose.DECISION], target_id__in=ids)
    in_talks = Q(purpose=AccessLink.Purpose.INTERVIEW, target_id__in=interviews)
    AccessLink.objects.filter(about_them | in_talks, organization=candidate.organization_id).delete()
    Message.objects.filter(application_id__in=ids).delete()
    Todo.objects.filter(application_id__in=ids).delete()
    _forget_words(ids)
    _forget_in_lists(candidate)
    candidate.delete()
    VoiceMemo.objects.filter(pk__in=[memo.pk for memo in memos]).delete()
    record("candidate.erased", organization=by.organization, by=by, at=at, code=candidate.code)
    for file in files:
        transaction.on_commit(partial(file.delete, save=False))


def _forget_words(application_ids: list[int]) -> None:
    """The history keeps what happened, without what somebody wrote with it. A line is never changed, so one
    without the words takes its place.
    """
    lines = HistoryLine.objects.filter(application_id__in=application_ids)
    spoken = [line for line in lines if line.details.get("reason")]
    lines.filter(pk__in=[line.pk for line in spoken]).delete()
    for line in spoken:
        line.pk = None
        del line.details["reason"]
    HistoryLine.objects.bulk_create(spoken)


def _forget_in_lists(candidate: Candidate) -> None:
    """The check of a list names whom we knew already."""
    for run in ImportRun.objects.filter(organization=candidate.organization_id):
        others = [each for each in run.duplicates if each["code"] != candidate.code]
        if len(others) != len(run.duplicates):
            ImportRun.objects.filter(pk=run.pk).update(duplicates=others)
