"""What we tell people about their membership and their links."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.outbox import actions as outbox


def invitation(*, member: Membership, by: Membership, at: datetime) -> None:
    """You are a member now, and this is how you sign in: with your address, no password needed."""
    with outbox.in_language_of(member):
        outbox.put(
            to=member,
            kind="invitation",
            subject=_("%(name)s invites you to Samenwerf") % {"name": by.name},
            body=_(
                "Hi %(name)s,\n\n"
                "%(sender)s added you to %(organization)s in Samenwerf. There you work together on "
                "vacancies: from the intake to the decision on a candidate.\n\n"
                "You need no password: fill in %(email)s and you get a code by e-mail."
            )
            % {
                "name": member.person.first_name,
                "sender": by.name,
                "organization": member.organization.name,
                "email": member.person.email,
            },
            button=_("Open Samenwerf"),
            path="/",
            reply_to=by,
            at=at,
            once=f"invitation:{member.pk}:{at:%Y%m%d%H%M}",
        )


def new_link(*, old: AccessLink, link: AccessLink, at: datetime) -> None:
    """A fresh link for the same thing; asking ten times in an hour still sends one."""
    with outbox.in_language_of(link.member):
        expires = localtime(link.expires_at, link.organization.working_week.zone)
        outbox.put(
            to=link.member,
            kind="new_link",
            subject=_("Your new link"),
            body=_(
                "Hi %(name)s,\n\nYou asked for a new link, because the old one had expired. "
                "This one works until %(date)s."
            )
            % {"name": link.member.person.first_name, "date": date_format(expires, "j F Y")},
            button=_("Continue"),
            link=link,
            at=at,
            once=f"new_link:{old.pk}:{at:%Y%m%d%H}",
        )
