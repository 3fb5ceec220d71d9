"""Template tags of the components; the living page /components/ shows them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenwerf.core import words_for_time
from samenwerf.core.addresses import address_about, address_of, address_of_file
from samenwerf.core.forms import words_of
from samenwerf.core.working_time import WorkingWeek

register = template.Library()


def _week(context: Context) -> WorkingWeek:
    """That of the organization of the reader: whoever is signed in, or the owner of the link."""
    member = context.get("member")
    return member.organization.working_week if member else WorkingWeek()


@register.simple_tag(takes_context=True)
def turn(
    context: Context,
    *,
    party: str,
    name: str = "",
    owner: Any = None,
    text: str = "",
    due_at: datetime | None = None,
    waits_since: datetime | None = None,
) -> SafeString:
    """The turn line: a dot in the colour of the party, who, what, until when, and how long somebody waits.

    `party`: recruiter, hiring_manager, interviewer or candidate. Who: `owner` (a member; "You" when it is
    the reader) or `name`. `waits_since`: since when the candidate waits for us.
    """
    at = context["at"]
    if owner is not None and not name:
        reader = context.get("member")
        name = _("You") if reader and reader.pk == owner.pk else owner.name
    name = name or (_("Candidate") if party == "candidate" else "")
    parts = [f"<b>{escape(name)}</b>{' ' if text else ''}{escape(text)}"]
    if due_at:
        words = escape(words_for_time.left_or_late(due_at, at, _week(context)))
        parts.append(f'<span class="late">{words}</span>' if due_at < at else words)
    if waits_since:
        waits = _("candidate waiting for %(time)s") % {"time": words_for_time.duration(at - waits_since)}
        parts.append(escape(waits))
    return SafeString(f'<span class="turn {party}"><span>{" · ".join(parts)}</span></span>')


@register.simple_tag(takes_context=True)
def due(context: Context, due_at: datetime) -> SafeString:
    """A tag with the deadline in words and, when it is today or past, the colour of lateness."""
    week, at = _week(context), context["at"]
    words = escape(words_for_time.due_moment(due_at, at, week))
    return SafeString(f'<span class="tag {words_for_time.tone(due_at, at, week)}">{words}</span>')


@register.simple_tag(takes_context=True)
def moment(context: Context, when: datetime | None) -> str:
    """A moment as people say it: "today 16:00", "Thu 12:00", "3 December"."""
    return words_for_time.moment(when, context["at"], _week(context)) if when else ""


@register.simple_tag(takes_context=True)
def since(context: Context, when: datetime | None) -> str:
    """How long ago, in calendar time: "4 days"."""
    return words_for_time.duration(context["at"] - when) if when else ""


@register.filter
def duration(length: timedelta | None) -> str:
    """Calendar time, roughly: "4 days"."""
    return words_for_time.duration(length) if length is not None else ""


@register.filter
def pairs(steps: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Labels, or (label, address) pairs, all as pairs."""
    return [(step[0], step[1]) if isinstance(step, tuple | list) else (step, "") for step in steps]


@register.simple_tag
def options(choices: Iterable[tuple[Any, Any]], chosen: Any = None) -> SafeString:
    """The options of a select: (value, label) pairs."""
    drawn = [
        '<option value="{}"{}>{}</option>'.format(
            escape(str(value)), " selected" if value == chosen else "", escape(str(label))
        )
        for value, label in choices
    ]
    return SafeString("".join(drawn))


@register.simple_tag
def wrong_fields(form: forms.BaseForm | str) -> list[BoundField]:
    """The fields of a form that have errors; none when there is no form."""
    return [bound for bound in form if bound.errors] if isinstance(form, forms.BaseForm) else []


@register.simple_tag
def kind_of(bound: BoundField) -> str:
    """How a field is drawn: "check" (one box), "choice" (large radio buttons or boxes), "file" or "input"."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choice"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "file" if isinstance(widget, forms.FileInput) else "input"


@register.filter
def is_optional(bound: BoundField) -> bool:
    """Whether the label says so: not of a field instead of which another one will do."""
    return not bound.field.required and not getattr(bound.field, "is_one_of_two", False)


@register.simple_tag
def typed_words(form: forms.Form) -> list[tuple[str, str]]:
    """What was filled in in a form, as label and words."""
    return words_of(form)


@register.simple_tag
def field_input(bound: BoundField, attributes: dict[str, Any] | None = None) -> SafeString:
    """The input of a field alone, in our look. Django ties it to help and error by their ids."""
    extra = dict(attributes or {})
    if kind_of(bound) != "check":
        own = bound.field.widget.attrs.get("class", "")
        extra["class"] = f"field {own} {extra.get('class', '')}".strip()
    return SafeString(bound.as_widget(attrs=extra))


@register.simple_tag
def choice_inputs(bound: BoundField) -> SafeString:
    """The radio buttons or boxes of a field, each in its label."""
    drawn = [
        f'<label for="{escape(choice.id_for_label)}">{choice.tag()}'
        f"<span>{conditional_escape(choice.choice_label)}</span></label>"
        for choice in bound
    ]
    return SafeString("".join(drawn))


@register.simple_tag
def field(bound: BoundField, layout: str = "", **attributes: Any) -> SafeString:
    """A form field with label, help and errors, as in components/field.html.

    `layout` of radio buttons: two, three, four, five or long. Further attributes go to the input, with
    underscores as dashes (`data_wording="1"`).
    """
    extra = {name.replace("_", "-"): value for name, value in attributes.items()}
    return SafeString(
        render_to_string("components/field.html", {"field": bound, "layout": layout, "attributes": extra})
    )


@register.simple_tag
def address(name: str) -> str:
    """In the frame, instead of `{% url name %}`: the same address with less work."""
    return address_of(name)


@register.simple_tag
def file(path: str) -> str:
    """In the head of a page, instead of `{% static path %}`: the same address with less work."""
    return address_of_file(path)


@register.simple_tag
def about(name: str, number: int) -> str:
    """In a list, instead of `{% url name number %}`: the same address with less work on every line."""
    return address_about(name, number)


@register.simple_tag(takes_context=True)
def navigation_link(context: Context, name: str, label: str) -> SafeString:
    """One entry of the navigation; marked when it leads to where one is."""
    url = address_of(name)
    request = context.get("request")
    here = request is not None and (request.path == url or (url != "/" and request.path.startswith(url)))
    return format_html(
        '<a href="{}"{}>{}</a>', url, SafeString(' aria-current="page"') if here else "", label
    )


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """The present query string with some parameters changed; an empty value leaves one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"
