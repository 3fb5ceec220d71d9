"""Who is in the organization."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from samenwerf.accounts.models import Membership
from samenwerf.people.access import may_let_go


@dataclass(frozen=True)
class PersonRow:
    """A member as the people page shows it to one particular colleague."""

    member: Membership
    is_me: bool
    may_change_role: bool
    may_let_go: bool


def people_of(viewer: Membership, *, search: str = "") -> QuerySet[Membership]:
    """Everybody of the viewer's organization by name, those who left last."""
    members = Membership.objects.filter(organization=viewer.organization)
    for word in search.split()[:5]:
        members = members.filter(Q(person__name__icontains=word) | Q(person__email__icontains=word))
    return members.select_related("person", "organization").order_by(
        F("left_at").asc(nulls_first=True), "person__name", "pk"
    )


def rows_for(viewer: Membership, members: Iterable[Membership]) -> list[PersonRow]:
    return [
        PersonRow(
            member=member,
            is_me=member.pk == viewer.pk,
            may_change_role=viewer.is_admin and member.pk != viewer.pk,
            may_let_go=may_let_go(viewer, member),
        )
        for member in members
    ]
