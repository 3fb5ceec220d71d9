"""By what a candidate is judged: the intake as it was signed when the candidate came before the manager.

A change that is accepted later is for whoever is presented after it. Who is not presented yet gets the
newest, and so does every vacancy of which the intake was never changed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Subquery

from samenwerf.candidates.models import Application, Presentation
from samenwerf.intake.models import IntakeVersion, Requirement
from samenwerf.intake.parts import REQUIREMENT_FIELDS


@dataclass(frozen=True)
class JudgedBy:
    """The requirements that count for one application."""

    requirements: list[Requirement]
    # When they were signed, and since when others hold for new candidates; both None where these are newest.
    agreed_at: datetime | None = None
    changed_at: datetime | None = None

    @property
    def must_haves(self) -> list[Requirement]:
        return [each for each in self.requirements if each.kind == Requirement.Kind.MUST_HAVE]

    @property
    def others(self) -> list[Requirement]:
        return [each for each in self.requirements if each.kind != Requirement.Kind.MUST_HAVE]


def judged_by(application: Application) -> JudgedBy:
    """The requirements of the version that was in force when this candidate was first presented. One query,
    and one more before the intake is signed."""
    came = Presentation.objects.filter(application=application.pk).order_by("presented_at", "pk")
    versions = list(
        IntakeVersion.objects.filter(intake__vacancy=application.vacancy_id)
        .annotate(came_in=Subquery(came.values("presented_at")[:1]))
        .only("content", "signed_at")
        .order_by("number")
    )
    if not versions:
        return JudgedBy(list(Requirement.objects.filter(intake__vacancy=application.vacancy_id)))
    came_in = versions[0].came_in
    return _in_force(versions, came_in or versions[-1].signed_at)


def _in_force(versions: Sequence[IntakeVersion], moment: datetime) -> JudgedBy:
    lists: list[list[dict[str, Any]]] = [json.loads(each.content)["requirements"] for each in versions]
    here = max((place for place, each in enumerate(versions) if each.signed_at <= moment), default=0)
    rows = lists[here]
    requirements = [
        Requirement(pk=row["id"], **{name: row[name] for name in REQUIREMENT_FIELDS if name in row})
        for row in rows
    ]
    if lists[-1] == rows:
        return JudgedBy(requirements)
    first = here
    while first and lists[first - 1] == rows:
        first -= 1
    changed = next(place for place in range(here, len(lists)) if lists[place] != rows)
    return JudgedBy(requirements, versions[first].signed_at, versions[changed].signed_at)
