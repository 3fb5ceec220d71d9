"""The door to to-dos: recruiters see those of the organization, others their own."""

from django.shortcuts import get_object_or_404

from samenwerf.accounts.models import Membership
from samenwerf.agreements.models import Todo


def todo_for(member: Membership, pk: int) -> Todo:
    """A to-do, open or done, that this member may nudge about or do. Raises Http404."""
    todos = Todo.objects.filter(organization=member.organization_id).select_related(
        "owner__person", "vacancy"
    )
    return get_object_or_404(todos if member.recruits else todos.filter(owner=member), pk=pk)
