"""Where a to-do is done, and what its button says."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.core.addresses import address_about

register = template.Library()

# Kind → what the button says, the page, and which id of the to-do the page is about.
PLACES: dict[str, tuple[Any, str, str]] = {
    Kind.HOLD_INTAKE: (_("To the intake"), "intake:detail", "vacancy_id"),
    Kind.ANSWER_INTAKE: (_("Answer"), "intake:beforehand", "vacancy_id"),
    Kind.SIGN_INTAKE: (_("Read and sign"), "intake:read", "vacancy_id"),
    Kind.MEND_INTAKE: (_("See what is wrong"), "intake:read", "vacancy_id"),
    Kind.AGREE_CHANGE: (_("Answer"), "intake:change", "target_id"),
    Kind.PRESENT: (_("Present"), "candidates:application", "application_id"),
    Kind.REVIEW: (_("Choose"), "candidates:review", "application_id"),
    Kind.ANSWER_QUESTION: (_("Answer"), "candidates:application", "application_id"),
    Kind.PLAN_INTERVIEW: (_("Plan"), "interviews:plan", "application_id"),
    Kind.FEEDBACK: (_("Give feedback"), "feedback:own", "target_id"),
    Kind.DECIDE: (_("Compare and decide"), "feedback:debrief", "vacancy_id"),
    Kind.CALL_BACK: (_("Let them know"), "candidates:application", "application_id"),
    Kind.MAKE_OFFER: (_("Make the offer"), "candidates:application", "application_id"),
    Kind.HEAR_OFFER: (_("Answer to the offer"), "candidates:application", "application_id"),
}


@register.simple_tag
def place_url(todo: Todo) -> str:
    """The page on which the owner does it when signed in."""
    _label, name, attribute = PLACES[todo.kind]
    return address_about(name, getattr(todo, attribute))


@register.simple_tag
def place_label(todo: Todo) -> str:
    return str(PLACES[todo.kind][0])


@register.simple_tag
def about_url(todo: Todo) -> str:
    """The page about the thing itself, for somebody who looks on."""
    if todo.application_id:
        return address_about("candidates:application", todo.application_id)
    return address_about("intake:detail", todo.vacancy_id)
