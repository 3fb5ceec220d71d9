"""What the living page shows: every component once, with invented content, and how it is written."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenwerf.core.conflicts import Clash, Part
from samenwerf.core.forms import LongTextField, MomentField, TextField, UploadField

FOLDER = Path(__file__).parent / "templates" / "core" / "examples"

TITLES: dict[str, str | Promise] = {
    "heading": _("Top of a page"),
    "turn": _("The turn line"),
    "due": _("Deadlines and tags"),
    "buttons": _("Buttons: one main one a page"),
    "list": _("A list: the title opens the row"),
    "empty": _("A list with nothing in it"),
    "form": _("A form, with errors"),
    "choice": _("Large answers for a thumb"),
    "ask": _("The question beside a vague word"),
    "memo": _("Speaking a memo"),
    "notices": _("Notices"),
    "conflict": _("Two people changed the same"),
    "too_late": _("Somebody else was first"),
    "toast": _("What just happened, with a way back"),
    "confirm": _("Asking once"),
    "progress": _("Where one is"),
    "table": _("A table: cards on a phone"),
    "matrix": _("Candidates and criteria"),
    "facts": _("Facts, and what happened"),
    "person": _("A person, and the head of a printed page"),
}


@dataclass(frozen=True)
class Example:
    name: str
    title: str | Promise

    @property
    def template(self) -> str:
        return f"core/examples/{self.name}.html"

    @property
    def source(self) -> str:
        return (FOLDER / f"{self.name}.html").read_text()


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = TextField(label=_("Name"), help_text=_("As on the CV."))
    text = LongTextField(label=_("What did you see or hear?"), required=False)
    when = MomentField(label=_("Date and time"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("must_have", _("must-have")), ("no_go", _("no-go"))], required=False
    )
    verdict = forms.ChoiceField(
        label=_("Go on?"),
        choices=[("1", _("strong no")), ("2", _("no")), ("3", _("yes")), ("4", _("strong yes"))],
        widget=forms.RadioSelect,
    )
    evidence = forms.MultipleChoiceField(
        label=_("How do we see it?"),
        choices=[("cv", _("CV")), ("interview", _("interview")), ("sample", _("work sample"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    crucial = forms.BooleanField(label=_("Crucial for this job"), required=False)
    file = UploadField(label=_("CV"), required=False, accept=".pdf,.docx")


def content(at: datetime) -> dict[str, Any]:
    """The context in which the examples are drawn, with times relative to `at`."""
    return {
        "examples": [Example(name, title) for name, title in TITLES.items()],
        "form": ExampleForm(data={"name": "", "text": "Noemde twee voorbeelden.", "verdict": "3"}),
        "happened": _("Mark signed the intake"),
        "clash": Clash("Mark Visser", [Part("level", str(_("Lowest level")), "Een jaar", "Zes maanden", "")]),
        "today": date_format(at, "l j F").capitalize(),
        "soon": at + timedelta(hours=5),
        "later": at + timedelta(days=3),
        "late": at - timedelta(days=4),
        "since": at - timedelta(days=4),
        "length": timedelta(days=4),
        "steps": [_("Intake"), _("Scorecard"), _("Candidates"), _("Decision")],
        "tabs": [
            (_("Intake"), "#intake"),
            (_("Candidates"), "#candidates"),
            (_("Agreements"), "#agreements"),
        ],
        "facts": [(_("Manager"), "Mark Visser"), (_("Hours"), "32–40"), (_("Start"), "1 februari")],
        "lines": [
            (_("Mark signed the intake"), at - timedelta(hours=2)),
            (_("Sanne sent the intake"), at - timedelta(days=1)),
        ],
    }
