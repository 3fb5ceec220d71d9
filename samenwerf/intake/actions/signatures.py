"""Who signed an older text than the one that stands there now signs again."""

from datetime import datetime

from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.intake.models import Intake, Signature
from samenwerf.intake.snapshot import content_of, hash_of
from samenwerf.outbox import actions as outbox


def ask_to_sign_again(intake: Intake, *, by: Membership, at: datetime) -> None:
    """After an edit: whoever signed another text has the turn to sign again; who signed exactly this has not.

    Whoever made the edit knows of it and gets no message.
    """
    hashes: dict[str, set[str]] = {}
    for side, content_hash in Signature.objects.filter(intake=intake).values_list("side", "content_hash"):
        hashes.setdefault(side, set()).add(content_hash)
    if not hashes:
        return
    current = Intake.objects.select_related("vacancy").get(pk=intake.pk)
    vacancy, now_stands = current.vacancy, hash_of(content_of(current))
    for side, signed in hashes.items():
        owner = vacancy.recruiter if side == Signature.Side.RECRUITER else vacancy.hiring_manager
        if now_stands in signed:
            own = Todo.objects.filter(vacancy=vacancy, kind=Kind.SIGN_INTAKE, owner=owner)
            agreements.close_todos(own, at=at, by=by, outcome=Todo.Outcome.LAPSED)
            continue
        with outbox.in_language_of(owner):
            about = _("%(name)s changed something after you signed. You see what on the page.") % {
                "name": by.name
            }
        agreements.open_todo(
            vacancy=vacancy,
            kind=Kind.SIGN_INTAKE,
            owner=owner,
            target_id=vacancy.pk,
            at=at,
            tell=owner.pk != by.pk,
            about=about,
        )
