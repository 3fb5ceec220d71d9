"""What people type on the intake pages, as clean values."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenwerf.agreements.rules import AGREED_KINDS, Party
from samenwerf.intake.models import ChangeRequest, Intake, Requirement

TOO_LONG = _("This is %(show_value)d characters; %(limit_value)d fit. Make it a little shorter.")


class Line(forms.CharField):
    """One line of text; a too long one is refused with its length, never cut."""

    def __init__(self, *, max_length: int = 300, **kwargs: Any):
        messages = {"max_length": TOO_LONG, "required": _("Write something here first.")}
        super().__init__(max_length=max_length, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # The browser would silently cut a pasted text.
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class Lines(Line):
    """Several lines of text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (forms.CharField.to_python(self, value) or "").replace("\r\n", "\n")


class PlanForm(forms.Form):
    mode = forms.ChoiceField(label=_("Kind of conversation"), choices=Intake.Mode.choices)
    meeting_at = forms.DateTimeField(
        label=_("When do you meet?"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": _("Choose a date and a time.")},
    )


class AnswerForm(forms.Form):
    text = Lines(max_length=5000, required=False)
    revision = forms.IntegerField(min_value=0, required=False)

    def clean_revision(self) -> int:
        return self.cleaned_data["revision"] or 0


class NewRequirementForm(forms.Form):
    """A typed requirement; also one that comes back after it was removed, with all its fields."""

    text = Line()
    kind = forms.ChoiceField(choices=Requirement.Kind.choices, required=False)
    evidence = forms.ChoiceField(choices=Requirement.Evidence.choices, required=False)
    lowest_level = Line(required=False)
    legal_source = Line(required=False)
    wording_reason = Line(max_length=500, required=False)
    is_tested = forms.BooleanField(required=False)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Requirement.Kind.MUST_HAVE


class RequirementForm(forms.Form):
    """Any of the fields of a requirement: one that was not sent stays as it is."""

    revision = forms.IntegerField(min_value=1)
    text = Line(required=False)
    kind = forms.ChoiceField(choices=Requirement.Kind.choices, required=False)
    evidence = forms.ChoiceField(choices=Requirement.Evidence.choices, required=False)
    lowest_level = Line(required=False)
    legal_source = Line(required=False)
    wording_reason = Line(max_length=500, required=False)
    is_tested = forms.BooleanField(required=False)

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
    name = Line(label=_("step"), max_length=120)
    with_whom = Line(label=_("with whom"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("minutes"), min_value=5, max_value=480)
    tests = Line(label=_("what it tests"), required=False)
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
    text = Line(label=_("New wording"), required=False)
    reason = Lines(
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
    answer = Lines(label=_("Your answer"), max_length=500, required=False)
