"""What people type on the scorecard, as clean values."""

from collections.abc import Mapping
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

    def typed(self) -> dict[str, Any]:
        """What was typed, by the names of the fields, as in actions.values_of."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


def as_arguments(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as the verbs take it."""
    anchors = [f"anchor_{level}" for level in LEVELS]
    fields = {name: value for name, value in typed.items() if name not in anchors}
    return fields | {"anchors": [typed[name] for name in anchors]}
