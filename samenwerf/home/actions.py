"""Verbs on a vacancy that touch more than one app."""

from datetime import datetime

from django.db import transaction

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import RULES, Kind, Party
from samenwerf.candidates import actions as candidates
from samenwerf.intake import actions as intakes
from samenwerf.intake.models import Intake
from samenwerf.interviews import actions as interviewing
from samenwerf.interviews.models import Interview
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
) -> int:
    """Corrects a vacancy and hands it over where its people differ. Returns how many turns moved."""
    vacancies.change(vacancy=vacancy, title=title, department=department, location=location, by=by, at=at)
    moved = hand_over(vacancy=vacancy, recruiter=recruiter, hiring_manager=hiring_manager, by=by, at=at)
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
