"""The door to to-dos: recruiters see those of the organization, others their own."""

from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership
from samenwerf.agreements.models import Todo
from samenwerf.agreements.queries import open_in


def open_todo_for(member: Membership, pk: int) -> Todo:
    """An open to-do that this member may nudge about or do. Raises Http404."""
    todos = open_in(member.organization)
    return get_object_or_404(todos if member.recruits else todos.filter(owner=member), pk=pk)
