"""Text as people type it: cleaned once, refused with a sentence that says what to do."""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.choices import flatten_choices
from django.utils.functional import lazy
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WIDGETS = "django/forms/widgets"
# Those that are one <input> and nothing else.
INPUTS = {
    f"{WIDGETS}/text.html",
    f"{WIDGETS}/email.html",
    f"{WIDGETS}/number.html",
    f"{WIDGETS}/datetime.html",
    f"{WIDGETS}/checkbox.html",
    f"{WIDGETS}/radio_option.html",
    f"{WIDGETS}/checkbox_option.html",
    f"{WIDGETS}/clearable_file_input.html",
}


class Renderer(TemplatesSetting):
    """Draws `{{ form }}`, `{{ form.name.as_field_group }}` and `{% field form.name %}` the same way."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Plain inputs are drawn here: Django nests three templates for each, and some pages have many."""
        widget = context.get("widget", {})
        if template_name == f"{WIDGETS}/textarea.html":
            attributes = _attributes({"name": widget["name"], **widget["attrs"]})
            return format_html("<textarea{}>\n{}</textarea>", attributes, widget["value"] or "")
        if template_name in INPUTS and not widget.get("wrap_label") and not widget.get("is_initial"):
            own = {key: widget[key] for key in ("type", "name", "value")}
            return format_html("<input{}>", _attributes({**own, **widget["attrs"]}))
        return super().render(template_name, context, request)


def _attributes(values: dict[str, Any]) -> SafeString:
    """As they stand in a tag: without those that are None or False, a True one by its name alone."""
    drawn = (
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in values.items()
        if value is not None and value is not False
    )
    return SafeString("".join(drawn))


# Control characters and halves of a pair come from broken copies and confuse databases; line breaks and
# tabs may stay.
BROKEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Trimmed, in NFC, with unix line ends and without control characters (NUL among them)."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return BROKEN.sub("", text).strip()


class TextField(forms.CharField):
    """One line of text."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("max_length", 300)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def run_validators(self, value: str) -> None:
        if self.max_length and len(value) > self.max_length:
            raise ValidationError(
                _("This is %(length)d characters; %(most)d fit. Make it a little shorter.")
                % {"length": len(value), "most": self.max_length}
            )
        super().run_validators(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # The browser would silently cut a pasted text; the message above says what is wrong instead.
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class LongTextField(TextField):
    """Several lines of text."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("max_length", 5000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)


class MomentField(forms.DateTimeField):
    """A date and time, in the time zone that is active: that of the organization."""

    # What browsers send; below it what people type where the browser has no date picker.
    FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M")

    widget = forms.DateTimeInput

    def __init__(self, **kwargs: Any):
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        )
        kwargs.setdefault(
            "error_messages",
            {"invalid": gettext_lazy("Fill in a date and a time, for instance 24-11-2026 16:00.")},
        )
        kwargs.setdefault("input_formats", self.FORMATS)
        super().__init__(**kwargs)


def size_in_words(size: int) -> str:
    megabytes, rest = divmod(size, 1024 * 1024)
    return filesizeformat(size) if rest else f"{megabytes} MB"


def _at_most(most: int) -> str:
    return _("At most %(size)s.") % {"size": size_in_words(most)}


def _too_large(size: str, most: int) -> str:
    return _("This file is %(size)s; at most %(most)s fits. Save it smaller, or split it.") % {
        "size": size,
        "most": size_in_words(most),
    }


class UploadField(forms.FileField):
    """A file of at most `most` bytes; what is in it is checked by whoever reads it.

    The page refuses a larger one before it is sent (core/uploads.js), the server without keeping it
    (core/uploads.py); both say the same.
    """

    def __init__(self, *, most: int | None = None, accept: str = "", **kwargs: Any):
        self.most = min(most or settings.MAX_UPLOAD_BYTES, settings.MAX_UPLOAD_BYTES)
        kwargs.setdefault("help_text", lazy(_at_most, str)(self.most))
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": accept} if accept else {}))
        kwargs.setdefault(
            "error_messages", {"empty": gettext_lazy("This file is empty. Choose another one.")}
        )
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        said = lazy(_too_large, str)("{size}", self.most)
        return {**super().widget_attrs(widget), "data-most": self.most, "data-say-too-large": said}

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploaded = super().clean(data, initial)
        if uploaded and uploaded.size > self.most:
            raise ValidationError(_too_large(size_in_words(uploaded.size), self.most))
        return uploaded


class OnceField(forms.UUIDField):
    """The one-time key of a form that makes something: sent again, it makes nothing again (once.js)."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.HiddenInput(attrs={"data-once": True}), initial=uuid.uuid4, **kwargs)

    @staticmethod
    def renew(form: forms.Form, name: str) -> None:
        """A new key for a form that is shown again: whoever sends that means to make another one."""
        form.data = {**cast(QueryDict, form.data).dict(), name: str(uuid.uuid4())}


class ShownForm(forms.Form):
    """About something that others change too: beside what is typed it sends what its page showed.

    `{{ form.shown_inputs }}` stands in the form; `conflicts` tells from `shown()` who changed what.
    """

    @property
    def shown_inputs(self) -> SafeString:
        return SafeString("".join(bound.as_hidden(only_initial=True) for bound in self.visible_fields()))

    def shown(self) -> dict[str, Any]:
        """What the page showed when somebody typed; nobody types it, so what is missing counts as now."""
        return {bound.name: self._shown(bound) for bound in self.visible_fields()}

    def catch_up(self, theirs: Mapping[str, Any]) -> None:
        """Shows `theirs` where nobody typed anything else than what was shown; from now on it was shown."""
        shown = self.shown()
        new = {name: theirs[name] for name in shown if self.cleaned_data.get(name) == shown[name]}
        sent = {name: self.fields[name].prepare_value(value) for name, value in new.items()}
        first = {self.add_initial_prefix(name): value for name, value in sent.items()}
        self.data = {**cast(QueryDict, self.data).dict(), **sent, **first}

    def _shown(self, bound: forms.BoundField) -> Any:
        now = self.get_initial_for_field(bound.field, bound.name)
        sent = self.data.get(bound.html_initial_name)
        if sent is None:
            return now
        try:
            return bound.field.to_python(sent)
        except ValidationError:
            return now


def words_of(form: forms.Form) -> list[tuple[str, str]]:
    """What was filled in, as label and words, for where the form itself cannot be shown any more."""
    found = [(str(bound.field.label), _in_words(bound)) for bound in form.visible_fields()]
    return [(label, words) for label, words in found if words]


def _in_words(bound: forms.BoundField) -> str:
    value = bound.value() or ""
    if isinstance(bound.field, forms.FileField):
        return ""
    choices: Any = getattr(bound.field, "choices", None)
    if choices is None:
        return clean_text(str(value))
    flat: list[tuple[Any, Any]] = list(flatten_choices(choices))
    labels = {str(key): str(label) for key, label in flat}
    chosen = value if isinstance(value, list) else [value]
    return " · ".join(labels[key] for key in map(str, chosen) if key in labels)


def first_error(form: forms.BaseForm) -> str:
    """The first thing that is wrong, for a place with room for one sentence."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
