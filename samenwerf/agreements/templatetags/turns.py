"""The turn line of a to-do."""

from datetime import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenwerf.agreements.models import Todo
from samenwerf.agreements.phrases import doing
from samenwerf.agreements.rules import Kind
from samenwerf.core.templatetags.samenwerf import turn

register = template.Library()


@register.inclusion_tag("agreements/nudge.html", takes_context=True)
def nudge(context: Context, todo: Todo, next: str = "") -> dict[str, Any]:
    """The button for a friendly message to the owner, or when one went out less than a day ago.

    `next`: the page to come back to; without, Today.
    """
    about = {name: context.get(name) for name in ("at", "member", "csrf_token")}
    return {**about, "todo": todo, "next": next, "may_be_nudged": todo.may_be_nudged(context["at"])}


@register.simple_tag(takes_context=True)
def todo_turn(
    context: Context,
    todo: Todo,
    waits_since: datetime | None = None,
    *,
    with_due: bool = True,
    brief: bool = False,
) -> SafeString:
    """Whose turn it is, what they do, until when, and how long the candidate has been waiting.

    `brief`, for where the step stands above it: only who and until when.
    The answer to an offer is the candidate's turn, though the recruiter has the to-do. Before the intake
    is signed nobody is late with presenting.
    """
    due_at = todo.due_at if with_due and not todo.waits_for_intake else None
    if todo.kind == Kind.HEAR_OFFER:
        return turn(
            context,
            party="candidate",
            name=_("The candidate"),
            text="" if brief else _("thinks about the offer"),
            due_at=due_at,
        )
    member = context.get("member")
    you = member is not None and todo.owner_id == member.pk
    if brief:
        name = _("You") if you else todo.owner.person.first_name
        return turn(context, party=todo.party, name=name, due_at=due_at)
    return turn(
        context,
        party=todo.party,
        name=_("You") if you else todo.owner.name,
        text=doing(todo.kind, you=you, waits_for_intake=todo.waits_for_intake),
        due_at=due_at,
        waits_since=waits_since,
    )
