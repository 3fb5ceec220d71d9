"""What people type on the intake pages, as clean values."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenwerf.agreements.rules import AGREED_KINDS, Party
from samenwerf.core.forms import LongTextField, MomentField, TextField
from samenwerf.intake.models import ChangeRequest, Intake, Requirement


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


class AnswerForm(forms.Form):
    text = lines(max_length=5000, required=False)
    revision = forms.IntegerField(min_value=0, required=False)

    def clean_revision(self) -> int:
        return self.cleaned_data["revision"] or 0


class RequirementFields(forms.Form):
    text = line(required=False)
    kind = forms.ChoiceField(choices=Requirement.Kind.choices, required=False)
    evidence = forms.ChoiceField(choices=Requirement.Evidence.choices, required=False)
    lowest_level = line(required=False)
    legal_source = line(required=False)
    wording_reason = line(max_length=500, required=False)
    is_tested = forms.BooleanField(required=False)


class NewRequirementForm(RequirementFields):
    """A typed requirement; also one that comes back after it was removed, with all its fields."""

    text = line()

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

    def changes(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.data and name != "revision" and not (name == "kind" and not value)
        }


class RoundForm(forms.Form):
    revision = forms.IntegerField(min_value=1, required=False)
    name = line(label=_("step"), max_length=120)
    with_whom = line(label=_("with whom"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("minutes"), min_value=5, max_value=480)
    tests = line(label=_("what it tests"), required=False)
    caller = forms.ChoiceField(label=_("who calls the candidate back"), choices=Party.choices)
    call_within = forms.IntegerField(label=_("within how many working hours"), min_value=1, max_value=400)


class HoursForm(forms.Form):
    """The number of working hours for each agreed kind of to-do."""

    def __init__(self, data: Mapping[str, Any], hours: Mapping[str, int]):
        super().__init__(data)
        for kind in AGREED_KINDS:
            if kind in hours:
                self.fields[str(kind)] = forms.IntegerField(
                    min_value=1,
                    max_value=400,
                    error_messages={
                        name: _("Choose between 1 and 400 working hours.")
                        for name in ("invalid", "required", "min_value", "max_value")
                    },
                )


class ChangeForm(forms.Form):
    what = forms.ChoiceField(
        label=_("What changes?"),
        choices=ChangeRequest.What.choices,
        error_messages={"required": _("Choose what changes.")},
    )
    requirement = forms.TypedChoiceField(
        label=_("Which requirement?"), coerce=int, empty_value=None, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Requirement.Kind.choices, required=False)
    text = line(label=_("New wording"), required=False)
    reason = lines(
        label=_("Why now?"),
        max_length=2000,
        help_text=_(
            "For example: three good candidates lacked exactly this, and they would learn it in a month."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None, intake: Intake):
        super().__init__(data)
        self.requirements = {r.pk: r for r in intake.requirements.all()}
        field = self.fields["requirement"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "—"), *((pk, r.text) for pk, r in self.requirements.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        what = cleaned.get("what")
        if what and what != ChangeRequest.What.ADD and not cleaned.get("requirement"):
            self.add_error("requirement", _("Choose which requirement changes."))
        if what and what != ChangeRequest.What.DROP and not cleaned.get("text"):
            self.add_error("text", _("Write the new wording."))
        return cleaned

    @property
    def chosen(self) -> Requirement | None:
        if self.cleaned_data["what"] == ChangeRequest.What.ADD:
            return None
        return self.requirements.get(self.cleaned_data["requirement"])


class ReplyForm(forms.Form):
    answer = lines(label=_("Your answer"), max_length=500, required=False)
