"""The door to members, and what an access link opens."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from samenwerf.accounts.models import AccessLink, Membership, Person


class LinkNoLongerWorks(Exception):
    """The link existed, but has expired or was withdrawn; the page offers to send a new one."""

    def __init__(self, link: AccessLink):
        super().__init__(str(link))
        self.link = link


def memberships_of(person: Person) -> list[Membership]:
    """Of somebody who is signed in, and so is active; by the name of the organization."""
    present = person.memberships.filter(left_at=None).select_related("organization")
    return sorted(present, key=lambda member: (member.organization.name, member.pk))


def colleagues_of(member: Membership) -> QuerySet[Membership]:
    """Members of the same organization who can be asked for something."""
    return (
        Membership.objects.filter(organization=member.organization, left_at=None)
        .select_related("organization", "person")
        .order_by("person__name", "pk")
    )


def link_behind(token: str, *, purpose: str, at: datetime) -> AccessLink:
    """The valid link of this token for this purpose.

    Raises Http404 for an unknown token or another purpose, LinkNoLongerWorks for one that has
    expired, was withdrawn, or belongs to somebody who has left.
    """
    link = (
        AccessLink.objects.select_related("member__person", "member__organization", "organization")
        .filter(token_hash=AccessLink.hash_of(token), purpose=purpose)
        .first()
    )
    if link is None:
        raise Http404("no such link")
    if not link.opens(at):
        raise LinkNoLongerWorks(link)
    return link


def any_link_behind(token: str) -> AccessLink:
    """The link of this token, whatever it is for and also when it has ended; Http404 when unknown."""
    link = (
        AccessLink.objects.select_related("member__person", "member__organization", "organization")
        .filter(token_hash=AccessLink.hash_of(token))
        .first()
    )
    if link is None:
        raise Http404("no such link")
    return link


def member_of(viewer: Membership, member_id: int) -> Membership:
    """Somebody of the viewer's own organization, also when they left; Http404 otherwise."""
    member = (
        Membership.objects.select_related("person", "organization")
        .filter(organization=viewer.organization, pk=member_id)
        .first()
    )
    if member is None:
        raise Http404("no such member")
    return member
