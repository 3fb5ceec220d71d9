"""Reading history, newest first. Who may read it is decided where the vacancy or application is shown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from samenwerf.accounts.models import Organization
from samenwerf.history.models import HistoryLine
from samenwerf.history.sentences import TOGETHER, Changed, changes_of, sentence_for

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One thing that happened, ready to show.

    `reason` is what somebody gave as the reason for it, `changes` what it was and what it became.
    """

    at: datetime
    verb: str
    text: str
    reason: str
    who: str
    changes: list[Changed] = field(default_factory=list)

    @property
    def with_moment(self) -> str:
        """The line as a sentence that says when."""
        return f"{self.text} ({date_format(localtime(self.at), 'j F, H:i')})."


def lines_of(
    *,
    organization: Organization,
    vacancy_id: int | None = None,
    application_id: int | None = None,
    before: datetime | None = None,
    without: Collection[str] = (),
    limit: int = PAGE,
) -> list[Line]:
    """The newest lines of a vacancy (with all that happened to its candidates), or of one application.

    `before` is for the next page: the moment of the last line that was shown. `without` leaves out verbs
    that the reader may not know of.
    """
    lines = HistoryLine.objects.filter(organization=organization)
    if application_id is not None:
        lines = lines.filter(application_id=application_id)
    if vacancy_id is not None:
        lines = lines.filter(vacancy_id=vacancy_id)
    if before is not None:
        lines = lines.filter(at__lt=before)
    if without:
        lines = lines.exclude(verb__in=without)
    newest = lines.order_by("-at", "-pk").values_list("at", "verb", "details", "member_name")[:limit]
    return [
        Line(
            at,
            verb,
            sentence_for(verb, details, who),
            reason=str(details.get("reason", "")),
            who=who,
            changes=changes_of(details),
        )
        for at, verb, details, who in newest
    ]


def last_step(lines: Iterable[Line]) -> Line | None:
    """The newest of these lines that somebody's step made: a reminder or a message changes nothing."""
    return next((line for line in lines if not line.verb.startswith(("todo.", "message."))), None)


def bundled(lines: Iterable[Line]) -> list[Line]:
    """What one person did many times at one moment as one line, where there is a sentence for it."""
    short = []
    for (at, verb, who), group in groupby(lines, key=attrgetter("at", "verb", "who")):
        same = list(group)
        if len(same) > 1 and verb in TOGETHER:
            same = [Line(at, verb, str(TOGETHER[verb]) % {"who": who, "n": len(same)}, "", who)]
        short += same
    return short


def authors_since(
    since: datetime, verbs: Collection[str], *, organization: Organization, vacancy_id: int
) -> list[str]:
    """The names of who did one of these after that moment, in the order in which they began."""
    lines = HistoryLine.objects.filter(
        organization=organization, vacancy_id=vacancy_id, at__gt=since, verb__in=verbs
    )
    return list(dict.fromkeys(lines.order_by("at", "pk").values_list("member_name", flat=True)))


def last_author(
    verb: str, *, organization: Organization, vacancy_id: int | None = None, **details: object
) -> str:
    """The name of who did this last, with these details; empty when nobody is known to have."""
    line = _last(verb, organization, vacancy_id, details)
    return line.member_name if line else ""


def last_details(
    verb: str, *, organization: Organization, vacancy_id: int, **details: object
) -> dict[str, Any]:
    """All details of the last time that this was done with these; empty when it never was."""
    line = _last(verb, organization, vacancy_id, details)
    return dict(line.details) if line else {}


def _last(
    verb: str, organization: Organization, vacancy_id: int | None, details: Mapping[str, object]
) -> HistoryLine | None:
    lines = HistoryLine.objects.filter(organization=organization, vacancy_id=vacancy_id, verb=verb)
    lines = lines.filter(**{f"details__{name}": value for name, value in details.items()})
    return lines.order_by("-at", "-pk").first()
