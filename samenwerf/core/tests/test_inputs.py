"""What our renderer draws itself is what Django would have drawn."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from samenwerf.core.forms import LongTextField, MomentField, Renderer, TextField, UploadField

ODD = "\"><script>alert('&')</script>"
CHOICES = [("one", "One"), (ODD, ODD)]


class Everything(forms.Form):
    line = TextField()
    lines = LongTextField()
    address = forms.EmailField(required=False)
    number = forms.IntegerField(min_value=3)
    starts_at = MomentField()
    agrees = forms.BooleanField(required=False)
    side = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    file = UploadField()


@pytest.mark.parametrize("attributes", [{}, {"data-x": ODD, "hidden": True, "disabled": False, "rows": 4}])
@pytest.mark.parametrize(
    "data",
    [
        None,
        {"line": ODD, "lines": f"\n{ODD}", "number": 1234567, "agrees": "on", "side": ODD, "days": ["one"]},
        {"line": "", "lines": SafeString("<b>"), "address": "a@b", "starts_at": "2026-11-30T10:00"},
    ],
)
def test_an_input_looks_as_django_draws_it(data, attributes):
    def drawn(renderer):
        form = Everything(data, renderer=renderer)
        options = [*form["side"], *form["days"]]
        return [
            *(bound.as_widget(attrs=attributes) for bound in form),
            *(option.tag(wrap_label=wraps) for option in options for wraps in (True, False)),
        ]

    assert drawn(Renderer()) == drawn(TemplatesSetting())
