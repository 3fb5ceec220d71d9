"""A new vacancy with its intake, in one step."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import Membership, Role
from samenwerf.core.errors import Refused
from samenwerf.intake.actions.preparing import add_requirement, start
from samenwerf.intake.models import Intake
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.models import JobDocument, Vacancy


@dataclass(frozen=True, slots=True)
class Invited:
    """A hiring manager who is not known yet: a name and an address are enough."""

    name: str
    email: str


class StartedBefore(Refused):
    """The form of an earlier call comes back with something else in it."""

    def __init__(self, vacancy: Vacancy):
        super().__init__(_("This form has started a vacancy already."))
        self.vacancy = vacancy


@transaction.atomic
def begin(
    *,
    title: str,
    department: str,
    location: str,
    hiring_manager: Membership | Invited,
    mode: str,
    requirements: Sequence[tuple[str, str]],
    by: Membership,
    at: datetime,
    start_key: uuid.UUID,
    document: JobDocument | None = None,
) -> Vacancy:
    """The vacancy, its intake in `mode`, the requirements (kind, text) that a person chose, the document.

    The same `start_key` twice gives the vacancy of the first time, untouched. Raises StartedBefore when this
    is not what was typed then, and Refused as `vacancies.actions.start` does.
    """
    if isinstance(hiring_manager, Invited):
        hiring_manager = accounts.find_or_invite(
            organization=by.organization,
            name=hiring_manager.name,
            email=hiring_manager.email,
            role=Role.HIRING_MANAGER,
            at=at,
        )
    vacancy = vacancies.start(
        title=title,
        department=department,
        location=location,
        hiring_manager=hiring_manager,
        by=by,
        at=at,
        start_key=start_key,
    )
    if Intake.objects.filter(vacancy=vacancy).exists():
        made = (vacancy.title, vacancy.department, vacancy.location, vacancy.hiring_manager)
        if made != (title, department, location, hiring_manager):
            raise StartedBefore(vacancy)
        return vacancy
    intake = start(vacancy=vacancy, mode=mode, by=by, at=at)
    for kind, text in requirements:
        add_requirement(intake=intake, kind=kind, text=text, by=by, at=at)
    if document is not None:
        vacancies.attach_draft(document=document, vacancy=vacancy, by=by, at=at)
    return vacancy
