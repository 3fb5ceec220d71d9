"""Reminding by itself."""

from datetime import datetime

from django.db.models import QuerySet

from samenwerf.agreements import actions
from samenwerf.agreements.models import Todo
from samenwerf.core.due_rows import one_by_one


def _due(at: datetime) -> QuerySet[Todo]:
    todos = Todo.objects.select_related("organization", "vacancy", "owner__person", "owner__organization")
    return todos.filter(closed_at=None, next_reminder_at__lte=at).order_by("next_reminder_at")


@one_by_one(_due)
def remind_due(todo: Todo, at: datetime) -> None:
    """Sends the reminder that is due."""
    actions.remind(todo=todo, at=at)
