"""The door to intakes: whoever may see the vacancy."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership
from samenwerf.intake.models import ChangeRequest, Intake, Requirement, Round
from samenwerf.vacancies import access as vacancies


def visible_to(member: Membership) -> QuerySet[Intake]:
    return Intake.objects.filter(vacancy__in=vacancies.visible_to(member)).select_related(
        "vacancy__organization", "vacancy__recruiter__person", "vacancy__hiring_manager__person"
    )


def get_for(member: Membership, vacancy_id: int) -> Intake:
    return get_object_or_404(visible_to(member), vacancy_id=vacancy_id)


def whole_for(member: Membership, vacancy_id: int) -> Intake:
    """The intake with everything in it, as its pages show it."""
    whole = visible_to(member).prefetch_related("answers__answered_by__person", "requirements", "rounds")
    return get_object_or_404(whole, vacancy_id=vacancy_id)


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
        ),
        pk=pk,
    )
