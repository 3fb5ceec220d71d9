"""What we tell about a decision."""

from datetime import datetime

from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.candidates.models import Application
from samenwerf.outbox import actions as outbox


def decision_taken_back(*, application: Application, by: Membership, at: datetime) -> None:
    """To the recruiter, whose turn it was to act on it; not about what they took back themselves."""
    recruiter = application.vacancy.recruiter
    if recruiter.pk == by.pk:
        return
    with outbox.in_language_of(recruiter):
        values = {
            "name": recruiter.person.first_name,
            "who": by.name,
            "code": application.candidate.code,
            "vacancy": application.vacancy.title,
        }
        outbox.put(
            to=recruiter,
            kind="decision_taken_back",
            subject=_("%(code)s · %(vacancy)s: the decision was taken back") % values,
            body=_(
                "Hi %(name)s,\n\n%(who)s took back the decision on %(code)s for %(vacancy)s and will"
                " decide again. Until then there is nothing for you to do."
            )
            % values,
            button=_("See the candidate"),
            path=f"/applications/{application.pk}/",
            reply_to=by,
            at=at,
            vacancy_id=application.vacancy_id,
            application_id=application.pk,
        )
