"""What people type on the scorecard, as clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenwerf.core.forms import LongTextField, TextField
from samenwerf.scorecards.actions import LEVELS
from samenwerf.scorecards.models import Criterion

REQUIRED = {"required": _("Write something here first.")}


class NewCriterionForm(forms.Form):
    name = TextField(max_length=300, error_messages=REQUIRED)


class CriterionForm(forms.Form):
    """One criterion with its questions, one a line, and the four anchors."""

    revision = forms.IntegerField(min_value=1)
    name = TextField(max_length=300, error_messages=REQUIRED)
    category = forms.ChoiceField(choices=Criterion.Category.choices)
    is_crucial = forms.BooleanField(required=False)
    questions = LongTextField(max_length=3000, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for level in LEVELS:
            self.fields[f"anchor_{level}"] = TextField(max_length=400, required=False)

    def values(self) -> dict[str, Any]:
        """What change_criterion takes."""
        cleaned = self.cleaned_data
        fields = ("revision", "name", "category", "is_crucial", "questions")
        return {
            **{name: cleaned[name] for name in fields},
            "anchors": [cleaned[f"anchor_{level}"] for level in LEVELS],
        }


class RemovedCriterionForm(CriterionForm):
    """One that comes back after it was removed, with where it stood and what it came from."""

    KEPT = ("position", "requirement_id", "stands_on", "why_it_stands")

    position = forms.IntegerField(min_value=0, max_value=1000, required=False)
    requirement_id = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    stands_on = forms.ChoiceField(choices=Criterion.StandsOn.choices, required=False)
    why_it_stands = TextField(max_length=500, required=False)

    def values(self) -> dict[str, Any]:
        """What restore_criterion takes."""
        kept = {name: self.cleaned_data[name] for name in self.KEPT}
        kept["position"] = kept["position"] or 0
        return {**super().values(), **kept}
