"""What happens to members: starting, inviting, changing roles, leaving and coming back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink, Membership, Organization, Person, Role
from samenwerf.core.errors import Refused
from samenwerf.core.working_time import HOME_ZONE
from samenwerf.history.actions import record
from samenwerf.people import messages
from samenwerf.people.access import may_let_go, roles_to_give
from samenwerf.people.work import out_of_reach, work_of


@transaction.atomic
def start(
    *,
    organization_name: str,
    name: str,
    email: str,
    password: str,
    language: str,
    time_zone: str = HOME_ZONE,
    at: datetime,
) -> Membership:
    """The first real organization of this installation, with its first recruiter.

    Refused when there is one already: of two people who do this at the same moment one is too late.
    """
    _one_at_a_time()
    if Organization.objects.filter(is_demo=False).exists():
        raise Refused(_("Somebody was just ahead of you: there is an organization already."))
    email = email.strip().lower()
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_user(email=email, password=password or None, name=name, created_at=at)
    else:
        # Known from the demo; this page only opens for whoever may use it.
        person.name = name
        if password:
            person.set_password(password)
        person.save(update_fields=["name", "password"])
    member = accounts.start_organization(
        name=organization_name, person=person, at=at, language=language, time_zone=time_zone
    )
    record("organization.started", organization=member.organization, by=member, at=at)
    return member


def _one_at_a_time() -> None:
    """SQLite's immediate transactions follow each other anyway; PostgreSQL waits here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE accounts_organization IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def invite(*, name: str, email: str, role: str, by: Membership, at: datetime) -> Membership:
    """Makes somebody a member and mails how to sign in. Refused for a role that `by` may not give,
    and for somebody who is a member already."""
    if role not in roles_to_give(by):
        raise Refused(_("Only an administrator can give this role."))
    known = Membership.objects.filter(
        organization=by.organization, person__email__iexact=email.strip(), left_at=None
    ).first()
    if known is not None:
        raise Refused(_("%(name)s is a member already, as %(role)s.") % _named(known))
    member = accounts.find_or_invite(organization=by.organization, name=name, email=email, role=role, at=at)
    record("member.invited", organization=by.organization, by=by, at=at, name=member.name, role=role)
    messages.invitation(member=member, by=by, at=at)
    return member


@transaction.atomic
def change_role(*, member: Membership, role: str, by: Membership, at: datetime) -> None:
    """Only administrators do this, and one administrator always remains.

    Refused for a role with which this member could not work on a vacancy that is theirs.
    """
    if not by.is_admin:
        raise Refused(_("Only an administrator can change roles."))
    if member.role == role:
        return
    if member.is_admin:
        _keep_an_admin(member)
    if vacancies := list(out_of_reach(member, role)[:3]):
        raise Refused(
            _(
                "%(name)s has these vacancies, for which this role is not enough: %(titles)s. First choose"
                " somebody else there, with “Change or hand over”."
            )
            % {"name": member.name, "titles": ", ".join(f"“{each.title}”" for each in vacancies)}
        )
    member.role = role
    member.save(update_fields=["role"])
    record("member.role_changed", organization=by.organization, by=by, at=at, name=member.name, role=role)


@transaction.atomic
def leave(*, member: Membership, by: Membership, at: datetime) -> None:
    """Somebody stops: no way in anymore, and every link of theirs is withdrawn. `come_back` undoes it.

    Refused as long as anything is still theirs to do: nobody waits for somebody who cannot answer.
    """
    if not may_let_go(by, member):
        raise Refused(_("Only an administrator can let this person leave."))
    if member.left_at is not None:
        return
    if member.is_admin:
        _keep_an_admin(member)
    if work_of(member):
        raise Refused(_("First give to somebody else what %(name)s still has to do.") % {"name": member.name})
    member.left_at = at
    member.save(update_fields=["left_at"])
    AccessLink.objects.filter(member=member, revoked_at=None).update(revoked_at=at)
    record("member.left", organization=by.organization, by=by, at=at, name=member.name)


@transaction.atomic
def come_back(*, member: Membership, by: Membership, at: datetime) -> None:
    """Undoes `leave`: the links that were withdrawn with it work again."""
    if not may_let_go(by, member):
        raise Refused(_("Only an administrator can let this person come back."))
    if member.left_at is None:
        return
    AccessLink.objects.filter(member=member, revoked_at=member.left_at).update(revoked_at=None)
    member.left_at = None
    member.save(update_fields=["left_at"])
    record("member.came_back", organization=by.organization, by=by, at=at, name=member.name)


@transaction.atomic
def change_organization(*, values: Mapping[str, Any], by: Membership, at: datetime) -> None:
    """Takes over new settings, by the names of their fields. What is due already stays due when it was.

    Raises Refused for who is no administrator.
    """
    if not by.is_admin:
        raise Refused(_("Only an administrator can change the settings of the organization."))
    organization = Organization.objects.select_for_update().get(pk=by.organization_id)
    changed = [name for name, value in values.items() if getattr(organization, name) != value]
    for name in changed:
        setattr(organization, name, values[name])
    if changed:
        organization.save(update_fields=changed)
        record("organization.changed", organization=organization, by=by, at=at, parts=changed)


@transaction.atomic
def renew_link(*, link: AccessLink, at: datetime) -> None:
    """Mails the owner of an expired link a new one for the same thing, at most one an hour."""
    if not link.can_be_renewed(at):
        raise Refused(_("This link cannot be renewed."))
    fresh = accounts.make_link(member=link.member, purpose=link.purpose, target_id=link.target_id, at=at)
    messages.new_link(old=link, link=fresh, at=at)


def _keep_an_admin(member: Membership) -> None:
    admins = Membership.objects.select_for_update().filter(
        organization=member.organization, role=Role.ADMIN, left_at=None
    )
    if not [admin for admin in admins if admin.pk != member.pk]:
        raise Refused(_("Make somebody else administrator first: an organization needs one."))


def _named(member: Membership) -> dict[str, str]:
    return {"name": member.name, "role": member.get_role_display()}
