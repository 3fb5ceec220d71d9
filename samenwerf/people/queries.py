"""Who is in the organization."""

from dataclasses import dataclass

from samenwerf.accounts.models import Membership
from samenwerf.people.access import may_let_go


@dataclass(frozen=True)
class PersonRow:
    """A member as the people page shows it to one particular colleague."""

    member: Membership
    is_me: bool
    may_change_role: bool
    may_let_go: bool


def people_of(viewer: Membership) -> list[PersonRow]:
    """Everybody of the viewer's organization, also those who left, by name."""
    members = (
        Membership.objects.filter(organization=viewer.organization)
        .select_related("person", "organization")
        .order_by("person__name", "pk")
    )
    return [
        PersonRow(
            member=member,
            is_me=member.pk == viewer.pk,
            may_change_role=viewer.is_admin and member.pk != viewer.pk,
            may_let_go=may_let_go(viewer, member),
        )
        for member in members
    ]
