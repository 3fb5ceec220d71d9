"""The door to intakes: whoever may see the vacancy."""

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership
from samenwerf.intake.models import Answer, ChangeRequest, Intake, Requirement, Round
from samenwerf.vacancies import access as vacancies


def visible_to(member: Membership) -> QuerySet[Intake]:
    return Intake.objects.filter(vacancy__in=vacancies.visible_to(member))


def get_for(member: Membership, vacancy_id: int) -> Intake:
    """The intake of this vacancy, which comes along; or Http404."""
    found = vacancies.visible_to(member).filter(intake__isnull=False).select_related("intake")
    return get_object_or_404(found, pk=vacancy_id).intake


def whole_for(member: Membership, vacancy_id: int) -> Intake:
    """The intake with everything in it, as its pages show it."""
    return with_everything(get_for(member, vacancy_id))


def with_everything(intake: Intake) -> Intake:
    """Reads its answers, requirements and rounds. Three queries."""
    answers = Prefetch("answers", Answer.objects.select_related("answered_by__person"))
    prefetch_related_objects([intake], answers, "requirements", "rounds")
    return intake


def requirement_for(member: Membership, pk: int) -> Requirement:
    requirements = Requirement.objects.filter(intake__in=visible_to(member))
    return get_object_or_404(requirements.select_related("intake__vacancy__organization"), pk=pk)


def round_for(member: Membership, pk: int) -> Round:
    rounds = Round.objects.filter(intake__in=visible_to(member))
    return get_object_or_404(rounds.select_related("intake__vacancy__organization"), pk=pk)


def change_request_for(member: Membership, pk: int) -> ChangeRequest:
    requests = ChangeRequest.objects.filter(intake__in=visible_to(member))
    return get_object_or_404(
        requests.select_related(
            "intake__vacancy__organization",
            "intake__vacancy__recruiter__person",
            "intake__vacancy__hiring_manager__person",
            "requested_by__person",
            "answered_by__person",
            "version",
        ),
        pk=pk,
    )
