"""Reminding by itself."""

from datetime import datetime

from samenwerf.agreements import actions
from samenwerf.agreements.models import Todo


def remind_due(at: datetime) -> bool:
    """Sends one reminder that is due; True when there may be more."""
    todo = (
        Todo.objects.select_related("organization", "vacancy", "owner__person", "owner__organization")
        .filter(closed_at=None, next_reminder_at__lte=at)
        .order_by("next_reminder_at")
        .first()
    )
    if todo is None:
        return False
    actions.remind(todo=todo, at=at)
    return True
