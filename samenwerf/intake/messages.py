"""What we tell the two about a change of what they signed."""

from datetime import datetime

from django.utils.translation import gettext as _

from samenwerf.accounts.actions import make_link
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.intake.comparison import change_of
from samenwerf.intake.effects import effects
from samenwerf.intake.in_words import difference
from samenwerf.intake.models import ChangeRequest
from samenwerf.outbox import actions as outbox


def asked(request: ChangeRequest, to: Membership) -> str:
    """What is asked and why, in the language of the one who answers."""
    change, intake = change_of(request), request.intake
    with outbox.in_language_of(to) as language:
        reason = _("%(name)s asks this because: %(reason)s") % {
            "name": request.requested_by.person.first_name,
            "reason": request.reason,
        }
        said = [difference(change, intake.vacancy, language).as_text, reason, *effects(change, intake)]
    return "\n\n".join(said)


def answered(request: ChangeRequest, by: Membership, at: datetime) -> None:
    """Whoever asked hears the answer, with the reason of a no."""
    request.refresh_from_db(fields=["state", "answer"])
    vacancy, to = request.intake.vacancy, request.requested_by
    with outbox.in_language_of(to) as language:
        if request.state == ChangeRequest.State.ACCEPTED:
            subject = _("%(vacancy)s: %(name)s agrees with the change")
            verdict = _("%(name)s agrees. The intake has a new version.")
        else:
            subject = _("%(vacancy)s: %(name)s does not agree with the change")
            verdict = _("%(name)s does not agree. The intake stays as it is.")
        values = {"vacancy": vacancy.title, "name": by.person.first_name}
        paragraphs = [
            _("Hi %(name)s,") % {"name": to.person.first_name},
            verdict % values,
            f"“{request.answer}”" if request.answer else "",
            difference(change_of(request), vacancy, language).as_text,
        ]
        outbox.put(
            to=to,
            kind="change_answered",
            subject=subject % values,
            body="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
            button=_("See the change"),
            link=None
            if to.recruits
            else make_link(member=to, purpose=AccessLink.Purpose.CHANGE, target_id=request.pk, at=at),
            path=f"/intake/changes/{request.pk}/" if to.recruits else "",
            reply_to=by,
            vacancy_id=vacancy.pk,
            at=at,
            once=f"change:{request.pk}:answered",
        )
