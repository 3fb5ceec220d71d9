"""The kinds of to-do, who owes them, within how many working hours, and where they are done. Pure data.

Default hours follow the practice figures of the domain evidence, section 4.2: verdict on a candidate
within 2 working days, scorecard within 24 hours, decision within 48 hours, offer within 2 working days.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import AccessLink


class Kind(models.TextChoices):
    HOLD_INTAKE = "hold_intake", _("hold the intake conversation")
    ANSWER_INTAKE = "answer_intake", _("answer the intake questions")
    SIGN_INTAKE = "sign_intake", _("sign the intake")
    MEND_INTAKE = "mend_intake", _("answer what is wrong in the intake")
    AGREE_CHANGE = "agree_change", _("answer the requested change")
    PRESENT = "present", _("present the candidate")
    REVIEW = "review", _("say who comes for an interview")
    ANSWER_QUESTION = "answer_question", _("answer the question")
    PLAN_INTERVIEW = "plan_interview", _("plan the interview")
    FEEDBACK = "feedback", _("give feedback on the interview")
    DECIDE = "decide", _("decide")
    CALL_BACK = "call_back", _("call the candidate with the outcome")
    MAKE_OFFER = "make_offer", _("make the offer")
    HEAR_OFFER = "hear_offer", _("hear the answer to the offer")


class Party(models.TextChoices):
    """The sides of an agreement; each has its own colour in the turn line."""

    RECRUITER = "recruiter", _("recruiter")
    HIRING_MANAGER = "hiring_manager", _("hiring manager")
    INTERVIEWER = "interviewer", _("interviewer")


@dataclass(frozen=True)
class Rule:
    """When this is somebody's turn: `hours` working hours unless the intake says otherwise."""

    party: Party
    hours: int
    # The side of the access link with which a member without a login does it.
    purpose: str = ""
    # Whether the intake agrees on the hours, and so whether it becomes an Agreement when signed.
    agreed: bool = False


RULES: dict[str, Rule] = {
    Kind.HOLD_INTAKE: Rule(Party.RECRUITER, 24),
    Kind.ANSWER_INTAKE: Rule(Party.HIRING_MANAGER, 16, AccessLink.Purpose.INTAKE),
    Kind.SIGN_INTAKE: Rule(Party.HIRING_MANAGER, 8, AccessLink.Purpose.INTAKE),
    Kind.MEND_INTAKE: Rule(Party.RECRUITER, 8),
    Kind.AGREE_CHANGE: Rule(Party.HIRING_MANAGER, 16, AccessLink.Purpose.CHANGE),
    Kind.PRESENT: Rule(Party.RECRUITER, 16),
    Kind.REVIEW: Rule(Party.HIRING_MANAGER, 16, AccessLink.Purpose.REVIEW, agreed=True),
    Kind.ANSWER_QUESTION: Rule(Party.RECRUITER, 8),
    Kind.PLAN_INTERVIEW: Rule(Party.RECRUITER, 16, agreed=True),
    Kind.FEEDBACK: Rule(Party.INTERVIEWER, 8, AccessLink.Purpose.INTERVIEW, agreed=True),
    Kind.DECIDE: Rule(Party.HIRING_MANAGER, 16, AccessLink.Purpose.DECISION, agreed=True),
    Kind.CALL_BACK: Rule(Party.RECRUITER, 8, agreed=True),
    Kind.MAKE_OFFER: Rule(Party.RECRUITER, 16, agreed=True),
    Kind.HEAR_OFFER: Rule(Party.RECRUITER, 40),
}

AGREED_KINDS = [kind for kind, rule in RULES.items() if rule.agreed]
DEFAULT_HOURS: dict[str, int] = {kind: RULES[kind].hours for kind in AGREED_KINDS}

# One reminder when due, one a working day later; after that it stands on the recruiter's page as late.
REMINDERS = 2
