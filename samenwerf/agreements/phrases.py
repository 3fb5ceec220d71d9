"""What somebody is doing, as it stands behind their name in a turn line: "You plan", "Mark plans"."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from samenwerf.agreements.rules import Kind

YOU = {
    Kind.HOLD_INTAKE: pgettext_lazy("you", "hold the intake conversation"),
    Kind.ANSWER_INTAKE: pgettext_lazy("you", "answer the intake questions"),
    Kind.SIGN_INTAKE: pgettext_lazy("you", "sign the intake"),
    Kind.MEND_INTAKE: pgettext_lazy("you", "answer what is wrong in the intake"),
    Kind.AGREE_CHANGE: pgettext_lazy("you", "answer the requested change"),
    Kind.PRESENT: pgettext_lazy("you", "present the candidate, or turn them down"),
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
    Kind.MEND_INTAKE: _("answers what is wrong in the intake"),
    Kind.AGREE_CHANGE: _("answers the requested change"),
    Kind.PRESENT: _("presents the candidate, or turns them down"),
    Kind.REVIEW: _("says who comes for an interview"),
    Kind.ANSWER_QUESTION: _("answers a question"),
    Kind.PLAN_INTERVIEW: _("plans the interview"),
    Kind.FEEDBACK: _("gives feedback on the interview"),
    Kind.DECIDE: _("decides"),
    Kind.CALL_BACK: _("calls the candidate with the outcome"),
    Kind.MAKE_OFFER: _("makes the offer"),
    Kind.HEAR_OFFER: _("hears the answer to the offer"),
}
YOU_ONCE_SIGNED = pgettext_lazy("you", "present once the intake is signed")
OTHER_ONCE_SIGNED = _("presents once the intake is signed")


def doing(kind: str, *, you: bool, waits_for_intake: bool = False) -> str:
    """The phrase behind "You" or behind a name."""
    if waits_for_intake:
        return str(YOU_ONCE_SIGNED if you else OTHER_ONCE_SIGNED)
    return str((YOU if you else OTHER)[Kind(kind)])


def headline(waiting: int, turns: int, *, has_begun: bool) -> str:
    """ "5 candidates are waiting. Your turn: 2." `turns` is the number above the list of turns."""
    if not waiting and not turns:
        done, yet = _("Nobody is waiting for us. Well done."), _("Nobody is waiting for us yet.")
        return str(done if has_begun else yet)
    candidates = ngettext("%(n)d candidate is waiting.", "%(n)d candidates are waiting.", waiting) % {
        "n": waiting
    }
    yours = _("Your turn: %(n)d.") % {"n": turns} if turns else _("It is not your turn.")
    return f"{candidates} {yours}" if waiting else str(yours)
