"""What somebody is doing, as it stands behind their name in a turn line: "You plan", "Mark plans"."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from samenwerf.agreements.rules import Kind

YOU = {
    Kind.HOLD_INTAKE: pgettext_lazy("you", "hold the intake conversation"),
    Kind.ANSWER_INTAKE: pgettext_lazy("you", "answer the intake questions"),
    Kind.SIGN_INTAKE: pgettext_lazy("you", "sign the intake"),
    Kind.AGREE_CHANGE: pgettext_lazy("you", "answer the requested change"),
    Kind.PRESENT: pgettext_lazy("you", "present the candidate, or turn down"),
    Kind.REVIEW: pgettext_lazy("you", "say who comes for an interview"),
    Kind.ANSWER_QUESTION: pgettext_lazy("you", "answer a question"),
    Kind.PLAN_INTERVIEW: pgettext_lazy("you", "plan the interview"),
    Kind.FEEDBACK: pgettext_lazy("you", "give feedback on the interview"),
    Kind.DECIDE: pgettext_lazy("you", "decide"),
    Kind.CALL_BACK: pgettext_lazy("you", "call the candidate with the outcome"),
    Kind.MAKE_OFFER: pgettext_lazy("you", "make the offer"),
    Kind.HEAR_OFFER: pgettext_lazy("you", "hear the answer to the offer"),
}
OTHER = {
    Kind.HOLD_INTAKE: _("holds the intake conversation"),
    Kind.ANSWER_INTAKE: _("answers the intake questions"),
    Kind.SIGN_INTAKE: _("signs the intake"),
    Kind.AGREE_CHANGE: _("answers the requested change"),
    Kind.PRESENT: _("presents the candidate, or turns down"),
    Kind.REVIEW: _("says who comes for an interview"),
    Kind.ANSWER_QUESTION: _("answers a question"),
    Kind.PLAN_INTERVIEW: _("plans the interview"),
    Kind.FEEDBACK: _("gives feedback on the interview"),
    Kind.DECIDE: _("decides"),
    Kind.CALL_BACK: _("calls the candidate with the outcome"),
    Kind.MAKE_OFFER: _("makes the offer"),
    Kind.HEAR_OFFER: _("hears the answer to the offer"),
}


def doing(kind: str, *, you: bool) -> str:
    """The phrase behind "You" or behind a name."""
    return str((YOU if you else OTHER)[Kind(kind)])


def waiting_headline(waiting: int, for_me: int) -> str:
    """ "5 candidates wait. 2 for you." """
    if not waiting:
        return str(_("Nobody waits for us. Well done."))
    first = ngettext("%(n)d candidate waits.", "%(n)d candidates wait.", waiting) % {"n": waiting}
    if not for_me:
        return f"{first} " + _("None of them for you.")
    if for_me == waiting:
        return f"{first} " + _("All for you.")
    return f"{first} " + ngettext("%(n)d for you.", "%(n)d for you.", for_me) % {"n": for_me}
