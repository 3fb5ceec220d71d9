"""What people type on the intake pages, as clean values."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from samenwerf.agreements.rules import AGREED_KINDS, Party
from samenwerf.core.forms import LongTextField, MomentField, TextField, clean_text
from samenwerf.intake.agreed import callers
from samenwerf.intake.legal_source import can_be_source
from samenwerf.intake.models import ChangeRequest, Intake, Requirement
from samenwerf.intake.parts import REQUIREMENT_FIELDS, ROUND_FIELDS

What = ChangeRequest.What


def line(*, max_length: int = 300, required: bool = True, **kwargs: Any) -> TextField:
    """One line of text; empty where it is required says what to do."""
    messages = {"required": _("Write something here first.")}
    return TextField(max_length=max_length, required=required, error_messages=messages, **kwargs)


def lines(*, max_length: int, required: bool = True, **kwargs: Any) -> LongTextField:
    """Several lines of text."""
    messages = {"required": _("Write something here first.")}
    return LongTextField(max_length=max_length, required=required, error_messages=messages, **kwargs)


class PlanForm(forms.Form):
    mode = forms.ChoiceField(label=_("Kind of conversation"), choices=Intake.Mode.choices)
    meeting_at = MomentField(
        label=_("When do you meet?"),
        required=False,
        error_messages={"invalid": _("Choose a date and a time.")},
    )


class ObjectionForm(forms.Form):
    text = lines(max_length=2000, label=_("What is wrong, and what should it be?"))


class AnswerForm(forms.Form):
    text = lines(max_length=5000, required=False)
    revision = forms.IntegerField(min_value=0, required=False)

    def clean_revision(self) -> int:
        return self.cleaned_data["revision"] or 0


class LegalSourceField(TextField):
    """Where a requirement comes from, so that somebody can look it up; or nothing."""

    NEEDED = _(
        "Name the law with its article, the collective agreement or the contract."
        " For example: WGBL art. 7, or cao VVT art. 3.2."
    )

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=300, required=False, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not can_be_source(value):
            raise forms.ValidationError(self.NEEDED)


def place() -> forms.IntegerField:
    """Where in its list something stood that comes back; nobody types it."""
    return forms.IntegerField(min_value=0, max_value=32_000, required=False)


class WrappedLine(TextField):
    """One line in a field that shows it on more than one."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class RequirementFields(forms.Form):
    text = WrappedLine(required=False)
    kind = forms.ChoiceField(choices=Requirement.Kind.choices, required=False)
    evidence = forms.ChoiceField(choices=Requirement.Evidence.choices, required=False)
    lowest_level = line(required=False)
    legal_source = LegalSourceField()
    wording_reason = line(max_length=500, required=False)
    is_tested = forms.BooleanField(required=False)


class NewRequirementForm(RequirementFields):
    """A typed requirement; also one that comes back after it was removed, with all its fields."""

    text = WrappedLine(error_messages={"required": _("Write something here first.")})
    position = place()

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Requirement.Kind.MUST_HAVE


class RequirementForm(RequirementFields):
    """Any of the fields of a requirement: one that was not sent stays as it is."""

    revision = forms.IntegerField(min_value=1)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if "text" in self.data and not text:
            raise forms.ValidationError(_("Write something here first."))
        return text

    def clean_wording_reason(self) -> str:
        reason: str = self.cleaned_data["wording_reason"]
        if "wording_reason" in self.data and not reason:
            raise forms.ValidationError(_("Write why it stays: what in the work asks for exactly this?"))
        return reason

    def clean_legal_source(self) -> str:
        source: str = self.cleaned_data["legal_source"]
        # On its own it is what lets a wording stand; among the fields of a requirement it may stay empty.
        if "legal_source" in self.data and "text" not in self.data and not source:
            raise forms.ValidationError(LegalSourceField.NEEDED)
        return source

    def changes(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.data and name != "revision" and not (name == "kind" and not value)
        }


def whole_number(*, least: int, most: int, wrong: Any, **kwargs: Any) -> forms.IntegerField:
    """A number within bounds; anything else is answered with the sentence `wrong`."""
    messages = dict.fromkeys(("invalid", "required", "min_value", "max_value"), wrong)
    return forms.IntegerField(min_value=least, max_value=most, error_messages=messages, **kwargs)


def working_hours(**kwargs: Any) -> forms.IntegerField:
    return whole_number(
        least=1, most=400, wrong=_("Fill in a whole number between 1 and 400 working hours."), **kwargs
    )


class RoundForm(forms.Form):
    revision = forms.IntegerField(min_value=1, required=False)
    name = line(label=_("step"), max_length=120)
    with_whom = line(label=_("with whom"), max_length=200, required=False)
    minutes = whole_number(
        label=_("minutes"), least=5, most=480, wrong=_("Choose between 5 and 480 minutes.")
    )
    tests = line(label=_("what it tests"), required=False)
    caller = forms.ChoiceField(label=_("who calls the candidate back"), choices=Party.choices)
    call_within = working_hours(label=_("within how many working hours"))


class NewRoundForm(RoundForm):
    """A new step; also one that comes back after it was removed, with all its fields."""

    position = place()


class HoursForm(forms.Form):
    """The number of working hours for each agreed kind of to-do, and beside it what the page showed."""

    def __init__(self, data: Mapping[str, Any], hours: Mapping[str, int]):
        super().__init__(data)
        self.hours = hours
        self.kinds = [str(kind) for kind in AGREED_KINDS if kind in hours]
        for kind in self.kinds:
            self.fields[kind] = working_hours()

    def typed(self) -> dict[str, int]:
        return {kind: self.cleaned_data[kind] for kind in self.kinds}

    def shown(self) -> dict[str, int]:
        """What somebody had on the page when typing; nobody types it, so what is no number counts as now."""
        was = {kind: self.data.get(f"was-{kind}", "") for kind in self.kinds}
        return {
            kind: int(text) if text.isascii() and text.isdigit() and len(text) < 5 else self.hours[kind]
            for kind, text in was.items()
        }


class ChangeForm(forms.Form):
    """Why one part of the intake changes; what it becomes is asked by the form of its subject."""

    # The names of the fields that together are the new value.
    VALUE: tuple[str, ...] = ()
    # What a good reason sounds like.
    EXAMPLE: Any = ""

    # The number of the newest version that the page knew of. Nobody types it, so it is only compared.
    version = forms.CharField(required=False)
    reason = lines(label=_("Why now?"), max_length=2000)

    def __init__(self, data: Mapping[str, Any] | None, intake: Intake, before: Mapping[str, Any]):
        super().__init__(data, initial=dict(before))
        # Asked last, so it also stands last among what has to be looked at.
        self.fields["reason"] = self.fields.pop("reason")
        self.fields["reason"].help_text = self.EXAMPLE

    def after(self) -> dict[str, Any]:
        """The new value as it is kept; empty when the part is dropped."""
        return {name: self.cleaned_data[name] for name in self.VALUE}


class DroppableForm(ChangeForm):
    """A part that may also go altogether: then its fields do not matter."""

    what = forms.ChoiceField(
        choices=[(What.CHANGE, _("It changes")), (What.DROP, _("It is dropped"))],
        label=_("What happens to it?"),
        widget=forms.RadioSelect,
        initial=What.CHANGE,
        required=False,
    )
    what.is_one_of_two = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what") == What.DROP:
            for name in self.VALUE:
                self.errors.pop(name, None)
        return cleaned

    def after(self) -> dict[str, Any]:
        return {} if self.cleaned_data["what"] == What.DROP else super().after()


class RequirementChange(DroppableForm):
    VALUE = REQUIREMENT_FIELDS
    EXAMPLE = _("For example: three good candidates lacked exactly this, and they would learn it in a month.")

    text = WrappedLine(
        label=_("Requirement"),
        error_messages={"required": _("Write something here first.")},
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Requirement.Kind.choices,
        widget=forms.RadioSelect,
        initial=Requirement.Kind.MUST_HAVE,
    )
    evidence = forms.ChoiceField(
        label=_("How do we check this?"), choices=Requirement.Evidence.choices, required=False
    )
    evidence.is_one_of_two = True  # type: ignore[attr-defined]
    lowest_level = line(
        label=_("Lowest level that still works, and how long it takes to learn the rest here"),
        required=False,
    )
    legal_source = LegalSourceField(label=_("Law, collective agreement or contract it comes from"))
    wording_reason = line(label=_("Why does this wording stay?"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_must_have = cleaned.get("kind") == Requirement.Kind.MUST_HAVE
        if is_must_have and not cleaned.get("evidence") and cleaned.get("what") != What.DROP:
            self.add_error("evidence", _("Choose how you will check it: a must-have needs that."))
        return cleaned


class RoundChange(DroppableForm, RoundForm):
    VALUE = ROUND_FIELDS
    EXAMPLE = _("For example: after two interviews we still do not know whether somebody can do the work.")

    revision = None  # type: ignore[assignment]
    place = forms.TypedChoiceField(label=_("Where in the process?"), coerce=int, required=False)
    place.is_one_of_two = True  # type: ignore[attr-defined]
    # In the sentence that they stand in.
    WIDTHS = {
        "name": "grow",
        "with_whom": "grow",
        "tests": "grow",
        "minutes": "short",
        "caller": "auto",
        "call_within": "short",
    }

    def __init__(self, data: Mapping[str, Any] | None, intake: Intake, before: Mapping[str, Any]):
        proposed = {"with_whom": intake.vacancy.hiring_manager.name, "minutes": 60, "call_within": 8}
        super().__init__(data, intake, before or proposed)
        for name, width in self.WIDTHS.items():
            self.fields[name].widget.attrs["class"] = width
        self.fields["name"].widget.attrs["placeholder"] = _("For example: half a day along")
        self.fields["tests"].widget.attrs |= {
            "placeholder": _("For example: leads a shift, solves an outage"),
            "data-wording": "1",
        }
        caller = self.fields["caller"]
        assert isinstance(caller, forms.ChoiceField)
        names = (intake.vacancy.recruiter, intake.vacancy.hiring_manager)
        recruiter, manager = (member.person.first_name for member in names)
        caller.choices = list(callers(recruiter=recruiter, manager=manager).items())
        steps = [] if before else [step.name for step in intake.rounds.all()]
        place = self.fields["place"]
        assert isinstance(place, forms.TypedChoiceField)
        place.choices = [(0, _("as the first step"))] + [
            (number, format_lazy(_("after “{step}”"), step=name))
            for number, name in enumerate(steps, start=1)
        ]
        place.initial = len(steps)
        self.is_new = not before

    def after(self) -> dict[str, Any]:
        value = super().after()
        return {**value, "place": self.cleaned_data["place"] or 0} if self.is_new else value


class HoursChange(ChangeForm):
    VALUE = ("hours",)
    EXAMPLE = _("For example: two candidates stopped because they heard nothing for days.")

    hours = working_hours(
        label=_("Working hours"), widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
    )


class AnswerChange(ChangeForm):
    VALUE = ("text",)
    EXAMPLE = _("For example: the new collective agreement holds from the first of the month.")

    text = lines(label=_("The answer from now on"), max_length=5000)


CHANGE_FORMS: dict[str, type[ChangeForm]] = {
    ChangeRequest.Subject.REQUIREMENT: RequirementChange,
    ChangeRequest.Subject.ROUND: RoundChange,
    ChangeRequest.Subject.HOURS: HoursChange,
    ChangeRequest.Subject.ANSWER: AnswerChange,
}


def typed_words(data: Mapping[str, Any], subject: str) -> list[tuple[str, str]]:
    """What somebody filled in, as label and words, for a page that cannot show the form of it any more."""
    known = [CHANGE_FORMS[subject]] if subject in CHANGE_FORMS else []
    fields: dict[str, forms.Field] = {}
    for each in [*known, *CHANGE_FORMS.values()]:
        fields = each.base_fields | fields
    said = []
    for name in sorted(fields, key=lambda name: name == "reason"):
        field, text = fields[name], clean_text(data.get(name, ""))
        if text and isinstance(field, forms.ChoiceField):
            text = str(dict(field.choices).get(text, ""))  # type: ignore[arg-type]
        if text and name != "version":
            said.append((str(field.label), text))
    return said


class ReplyForm(forms.Form):
    answer = lines(label=_("Your answer"), max_length=500, required=False)
