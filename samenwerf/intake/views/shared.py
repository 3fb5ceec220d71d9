"""What the pages of an intake have in common."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from samenwerf.accounts.gates import MemberRequest
from samenwerf.accounts.models import Membership
from samenwerf.intake import access
from samenwerf.intake.completeness import missing
from samenwerf.intake.models import Intake
from samenwerf.intake.places import Places
from samenwerf.intake.progress import parts, signing

# The pages on which people change what they sign.
EDITORS = ("questions", "requirements", "process", "agreements", "meeting")


def language() -> str:
    return get_language() or "nl"


def intake_for(request: MemberRequest, vacancy_id: int) -> Intake:
    return access.whole_for(request.member, vacancy_id)


def frame(intake: Intake, member: Membership, part: str = "") -> dict[str, Any]:
    """What every page of an intake shows: its parts and what is missing until it is signed, and who looks."""
    gaps = [] if intake.is_signed else missing(intake, language())
    return {
        "intake": intake,
        "vacancy": intake.vacancy,
        "manager": intake.vacancy.hiring_manager,
        "recruiter": intake.vacancy.recruiter,
        "is_manager": member.pk == intake.vacancy.hiring_manager_id,
        "gaps": gaps,
        "parts": [] if intake.is_signed else parts(intake, gaps),
        "part": part,
        "places": Places(intake.vacancy_id),
        "voids": signing(intake).signers if part in EDITORS and not intake.is_signed else [],
    }


def tabs_too(request: MemberRequest, intake: Intake, part: str) -> dict[str, Any]:
    """For a fragment of this part: what its tabs show now. In the meeting there are none."""
    if request.POST.get("next") != reverse(f"intake:{part}", args=[intake.vacancy_id]):
        return {}
    return {"state_of_parts": parts(intake, missing(intake, language()))}


def hours_per_day(intake: Intake) -> float:
    return intake.vacancy.organization.working_week.hours_per_day


def wants_data(request: HttpRequest) -> bool:
    """Whether a script is asking, which gets JSON instead of a page."""
    return "application/json" in request.headers.get("Accept", "")


def moved(ids: list[int], pk: int, direction: str) -> list[int]:
    """These ids with `pk` one place earlier ("up") or later; the same where it stands at that end."""
    place = ids.index(pk)
    to = place - 1 if direction == "up" else place + 1
    in_order = ids.copy()
    if 0 <= to < len(ids):
        in_order[place], in_order[to] = ids[to], ids[place]
    return in_order


def is_fragment(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def no_content() -> HttpResponse:
    return HttpResponse(status=204)
