"""The agreed hours in the words of people: who does what, within how long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwerf.agreements.rules import AGREED_KINDS, RULES, Kind, Party


@dataclass(frozen=True)
class Promise:
    """One agreed kind of to-do. `before` and `after` stand around the number of hours in a sentence."""

    kind: str
    party: str
    hours: int
    before: str
    after: str
    days: str

    @property
    def amount(self) -> str:
        hours = ngettext("%(n)d working hour", "%(n)d working hours", self.hours) % {"n": self.hours}
        return f"{hours}{self.days}"

    @property
    def sentence(self) -> str:
        return f"{self.before} {self.amount} {self.after}"


def promises(
    hours: Mapping[str, int], *, recruiter: str, manager: str, hours_per_day: float = 8
) -> list[Promise]:
    """The promises in the order of the process, with the first names of who makes them."""
    names = {Party.RECRUITER: recruiter, Party.HIRING_MANAGER: manager, Party.INTERVIEWER: _("Everyone")}
    return [
        _promise(kind, hours[kind], names[RULES[kind].party], hours_per_day)
        for kind in _in_order(hours)
        if kind in AGREED_KINDS
    ]


def _in_order(hours: Iterable[str]) -> list[str]:
    known = list(AGREED_KINDS)
    return sorted((kind for kind in hours if kind in known), key=known.index)


def _promise(kind: str, hours: int, name: str, hours_per_day: float) -> Promise:
    before, after = {
        Kind.REVIEW: (_("%(name)s responds within"), _("to a candidate who is presented.")),
        Kind.PLAN_INTERVIEW: (_("%(name)s plans the interview within"), _("after a yes.")),
        Kind.FEEDBACK: (_("%(name)s hands in the scorecard within"), _("after an interview.")),
        Kind.DECIDE: (_("%(name)s decides within"), _("after the last scorecard.")),
        Kind.CALL_BACK: (_("%(name)s calls the candidate within"), _("with the outcome.")),
        Kind.MAKE_OFFER: (_("%(name)s makes the offer within"), _("after the decision.")),
    }[Kind(kind)]
    return Promise(
        kind=kind,
        party=RULES[kind].party,
        hours=hours,
        before=before % {"name": name},
        after=after,
        days=in_days(hours, hours_per_day),
    )


def callers(*, recruiter: str, manager: str) -> dict[str, str]:
    """Who can call the candidate back after a step, in words."""
    return {
        Party.RECRUITER.value: recruiter,
        Party.HIRING_MANAGER.value: manager,
        Party.INTERVIEWER.value: _("the interviewer"),
    }


def calls_back(step: Mapping[str, Any], *, recruiter: str, manager: str, hours_per_day: float = 8) -> str:
    """Who calls the candidate after a step of the process, and within how long."""
    call = _("%(name)s calls the candidate within %(hours)d working hours%(days)s.") % {
        "name": callers(recruiter=recruiter, manager=manager)[step["caller"]],
        "hours": step["call_within"],
        "days": in_days(step["call_within"], hours_per_day),
    }
    return call[0].upper() + call[1:]


def in_days(hours: int, hours_per_day: float) -> str:
    """ " (2 working days)" when the hours are whole days, else nothing."""
    days = hours / hours_per_day
    if days < 1 or days != int(days):
        return ""
    return " (" + ngettext("%(n)d working day", "%(n)d working days", int(days)) % {"n": int(days)} + ")"
