"""The door to scorecards: whoever may see the vacancy."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership
from samenwerf.scorecards.models import Criterion, Scorecard
from samenwerf.vacancies import access as vacancies
from samenwerf.vacancies.models import Vacancy


def visible_to(member: Membership) -> QuerySet[Scorecard]:
    return Scorecard.objects.filter(vacancy__in=vacancies.visible_to(member)).select_related(
        "vacancy__organization", "vacancy__recruiter__person", "vacancy__hiring_manager__person"
    )


def of(vacancy: Vacancy) -> Scorecard | None:
    """The scorecard of a vacancy that came through its own door."""
    return Scorecard.objects.filter(vacancy=vacancy).first()


def get_for(member: Membership, vacancy_id: int) -> Scorecard:
    return get_object_or_404(visible_to(member), vacancy_id=vacancy_id)


def criterion_for(member: Membership, pk: int) -> Criterion:
    return get_object_or_404(
        Criterion.objects.filter(scorecard__in=visible_to(member)).select_related(
            "scorecard__vacancy__organization"
        ),
        pk=pk,
    )
