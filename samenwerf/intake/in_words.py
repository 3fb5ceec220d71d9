"""A change of what was signed in the words of people: what it was beside what it becomes."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwerf.content import question
from samenwerf.intake.agreed import calls_back, promises
from samenwerf.intake.comparison import Change
from samenwerf.intake.models import ChangeRequest, Requirement
from samenwerf.vacancies.models import Vacancy

Subject = ChangeRequest.Subject


@dataclass(frozen=True)
class Line:
    """One thing that differs; `old` or `new` is empty when there is none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    what: str
    title: str
    lines: list[Line]

    @property
    def as_text(self) -> str:
        """For a message: the title, then each thing as it is and as it becomes."""
        said = [self.title]
        for line in self.lines:
            said += [f"{line.label}:"] if line.label else []
            said += [_("Now: %(text)s") % {"text": line.old}] if line.old else []
            said += [_("New: %(text)s") % {"text": line.new}] if line.new else []
        if self.what == ChangeRequest.What.DROP:
            said.append(_("New: this is dropped."))
        return "\n".join(said)


def difference(change: Change, vacancy: Vacancy, language: str) -> Difference:
    """This change on this vacancy, with the names of the two and questions in `language` (the active one)."""
    old, new = _read(change, change.before, vacancy), _read(change, change.after, vacancy)
    # Of what comes or goes everything counts; of what changes only what is different.
    lines = [
        Line(label, old.get(label, ""), new.get(label, ""))
        for label in {**old, **new}
        if old.get(label, "") != new.get(label, "")
    ]
    return Difference(change.what, _title(change, language), lines)


def in_one_line(change: Change, vacancy: Vacancy, language: str) -> str:
    """What a list of requests calls it."""
    if change.subject == Subject.HOURS:
        return _promise(change.target, (change.after or change.before)["hours"], vacancy)
    if change.subject == Subject.ANSWER:
        return _title(change, language)
    value = change.before or change.after
    name: str = value["name"] if change.subject == Subject.ROUND else value["text"]
    return name


def value_in_words(subject: str, target: str, value: dict[str, Any], vacancy: Vacancy) -> list[Line]:
    """What is agreed now, as lines with an old side only."""
    change = Change(subject, target, value)
    return [Line(label, text, "") for label, text in _read(change, value, vacancy).items() if text]


def _title(change: Change, language: str) -> str:
    if change.subject == Subject.ANSWER:
        return question(change.target).text(language)
    if change.subject == Subject.ROUND:
        step = _("Step of the process: %(name)s")
        return step % {"name": (change.before or change.after)["name"]}
    return _("Requirement") if change.subject == Subject.REQUIREMENT else _("Agreement")


def _read(change: Change, value: dict[str, Any], vacancy: Vacancy) -> dict[str, str]:
    """Label → text, in the order in which people read it."""
    if not value:
        return {}
    if change.subject == Subject.REQUIREMENT:
        return _requirement(value)
    if change.subject == Subject.ROUND:
        return _round(value, vacancy)
    if change.subject == Subject.HOURS:
        return {"": _promise(change.target, value["hours"], vacancy)}
    return {"": value["text"]}


def _requirement(value: dict[str, Any]) -> dict[str, str]:
    kinds, evidences = dict(Requirement.Kind.choices), dict(Requirement.Evidence.choices)
    evidence = value.get("evidence", "")
    return {
        "": value["text"],
        _("Kind"): str(kinds.get(value.get("kind", ""), "")),
        _("How we check it"): str(evidences[evidence]) if evidence else "",
        _("Lowest level"): value.get("lowest_level", ""),
        _("Source"): value.get("legal_source", ""),
        _("Why this wording stays"): value.get("wording_reason", ""),
    }


def _round(value: dict[str, Any], vacancy: Vacancy) -> dict[str, str]:
    place = _("as step %(number)d") % {"number": value["place"] + 1} if "place" in value else ""
    return {
        _("Step"): value["name"],
        _("Place"): place,
        _("With whom"): value["with_whom"],
        _("How long"): ngettext("%(n)d minute", "%(n)d minutes", value["minutes"]) % {"n": value["minutes"]},
        _("What it tests"): value["tests"],
        _("Afterwards"): calls_back(value, **_first_names(vacancy)),
    }


def _first_names(vacancy: Vacancy) -> dict[str, Any]:
    return {
        "recruiter": vacancy.recruiter.person.first_name,
        "manager": vacancy.hiring_manager.person.first_name,
        "hours_per_day": vacancy.organization.working_week.hours_per_day,
    }


def _promise(kind: str, hours: int, vacancy: Vacancy) -> str:
    [promise] = promises({kind: hours}, **_first_names(vacancy))
    return promise.sentence
