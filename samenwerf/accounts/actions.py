"""What happens to people, organizations and links."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from samenwerf.accounts.models import AccessLink, Membership, Organization, Person, Role
from samenwerf.core.working_time import HOME_ZONE

LINK_DAYS = 30


@transaction.atomic
def start_organization(
    *,
    name: str,
    person: Person,
    at: datetime,
    language: str = "nl",
    time_zone: str = HOME_ZONE,
    is_demo: bool = False,
) -> Membership:
    """A new organization with its first member, who is administrator and may recruit.

    `time_zone` is a name of the IANA database.
    """
    organization = Organization.objects.create(
        name=name, language=language, time_zone=time_zone, created_at=at, is_demo=is_demo
    )
    return Membership.objects.create(organization=organization, person=person, role=Role.ADMIN, joined_at=at)


@transaction.atomic
def find_or_invite(
    *, organization: Organization, name: str, email: str, role: str, at: datetime
) -> Membership:
    """The member with this e-mail address, made when there is none: a name and an address are enough.

    An existing member keeps the own name and role; somebody who had left is a member again.
    """
    person = _person_with(email=email.strip().lower(), name=name.strip(), at=at)
    member, created = Membership.objects.select_related("person", "organization").get_or_create(
        organization=organization, person=person, defaults={"role": role, "joined_at": at}
    )
    if not created and member.left_at is not None:
        member.left_at = None
        member.role = role
        member.save(update_fields=["left_at", "role"])
    return member


def _person_with(*, email: str, name: str, at: datetime) -> Person:
    """The person with this address; of two who make it at the same moment, the second finds the first's."""
    person = Person.objects.filter(email__iexact=email).first()
    if person is not None:
        return person
    try:
        with transaction.atomic():
            return Person.objects.create_user(email=email, name=(name or email)[:150], created_at=at)
    except IntegrityError:
        return Person.objects.get(email__iexact=email)


def make_link(
    *, member: Membership, purpose: str, target_id: int, at: datetime, days: int = LINK_DAYS
) -> AccessLink:
    """A link with which `member` does one thing; a valid one for the same thing is used again."""
    existing = (
        AccessLink.objects.filter(
            member=member,
            purpose=purpose,
            target_id=target_id,
            revoked_at=None,
            expires_at__gt=at + timedelta(days=days / 2),
        )
        .order_by("-expires_at")
        .first()
    )
    if existing is not None:
        return existing
    nonce = secrets.token_urlsafe(24)
    return AccessLink.objects.create(
        organization=member.organization,
        member=member,
        purpose=purpose,
        target_id=target_id,
        nonce=nonce,
        token_hash=AccessLink.hash_of(AccessLink.token_for(nonce)),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )


def withdraw_links(*, purpose: str, target_id: int, at: datetime, member: Membership | None = None) -> int:
    """Closes every valid link to one thing (of one member, when given); returns how many."""
    links = AccessLink.objects.filter(purpose=purpose, target_id=target_id, revoked_at=None)
    if member is not None:
        links = links.filter(member=member)
    return links.update(revoked_at=at)
