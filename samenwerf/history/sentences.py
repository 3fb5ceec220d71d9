"""What happened, as a sentence: verb → text with named placeholders, filled from the details of the line.

Every verb that is recorded stands here; a test looks through the code for one that does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# `%(who)s` is the member, or Samenwerf itself. A key with a colon is the sentence for one variant.
SENTENCES: dict[str, Any] = {
    "organization.started": _("%(who)s started the organization"),
    "organization.changed": _("%(who)s changed the settings of the organization"),
    "member.invited": _("%(who)s invited %(name)s"),
    "member.role_changed": _("%(who)s gave %(name)s the role of %(role)s"),
    "member.left": _("%(who)s noted that %(name)s left"),
    "member.came_back": _("%(who)s let %(name)s come back"),
    "memo.stored": _("%(who)s recorded a memo of %(seconds)s seconds"),
    "message.sent_again": _("%(who)s sent “%(subject)s” once more"),
    "vacancy.started": _("%(who)s started the vacancy with %(manager)s"),
    "vacancy.changed": _("%(who)s changed the details of the vacancy"),
    "vacancy.handed_over": _(
        "%(who)s handed the vacancy over: recruiter %(recruiter)s, hiring manager %(manager)s"
    ),
    "vacancy.opened": _("The vacancy opened, because both sides signed the intake"),
    "vacancy.paused": _("%(who)s paused the vacancy"),
    "vacancy.resumed": _("%(who)s went on with the vacancy"),
    "vacancy.filled": _("%(who)s filled the vacancy"),
    "vacancy.cancelled": _("%(who)s cancelled the vacancy"),
    "vacancy.reopened": _("%(who)s opened the vacancy again"),
    "vacancy.document_added": _("%(who)s added a document"),
    "vacancy.document_removed": _("%(who)s removed a document"),
    "intake.started": _("%(who)s started the intake"),
    "intake.started:express": _("%(who)s started an express intake"),
    "intake.planned": _("%(who)s planned the intake"),
    "intake.asked": _("%(who)s asked %(manager)s to answer the intake questions beforehand"),
    "intake.answered": _("%(who)s answered intake questions"),
    "intake.requirement_added": _("%(who)s added a requirement"),
    "intake.requirement_added:named": _("%(who)s added the requirement “%(requirement)s”"),
    "intake.requirement_changed": _("%(who)s changed a requirement"),
    "intake.requirement_changed:named": _("%(who)s changed the requirement “%(requirement)s”"),
    "intake.requirement_removed": _("%(who)s removed a requirement"),
    "intake.requirement_removed:named": _("%(who)s removed the requirement “%(requirement)s”"),
    "intake.requirements_ordered": _("%(who)s changed the order of the requirements"),
    "intake.process_changed": _("%(who)s changed the interview rounds"),
    "intake.hours_set": _("%(who)s changed the agreed response times"),
    "intake.settled": _("%(who)s found the interview rounds good as they were proposed"),
    "intake.settled:agreements": _("%(who)s found the response times good as they were proposed"),
    "intake.signed": _("%(who)s signed the intake"),
    "intake.objected": _("%(who)s did not sign yet: something is wrong in the intake"),
    "intake.objection_settled": _("%(who)s dealt with what was wrong in the intake"),
    "change.requested": _("%(who)s asked for a change of the signed intake"),
    "change.requested:requirement": _("%(who)s asked to change the requirements in the signed intake"),
    "change.requested:round": _("%(who)s asked to change the process in the signed intake"),
    "change.requested:hours": _("%(who)s asked to change the agreed hours in the signed intake"),
    "change.requested:answer": _("%(who)s asked to change an answer in the signed intake"),
    "change.accepted": _("%(who)s accepted the change: the intake is now version %(version)s"),
    "change.refused": _("%(who)s refused the change of the intake"),
    "change.withdrawn": _("%(who)s withdrew the requested change"),
    "scorecard.made": _("The scorecard was made with %(criteria)s criteria"),
    "scorecard.criterion_added": _("%(who)s added a criterion to the scorecard"),
    "scorecard.criterion_added:named": _("%(who)s added “%(criterion)s” to the scorecard"),
    "scorecard.criterion_changed": _("%(who)s changed a criterion of the scorecard"),
    "scorecard.criterion_changed:named": _("%(who)s changed “%(criterion)s” on the scorecard"),
    "scorecard.criterion_removed": _("%(who)s removed a criterion from the scorecard"),
    "scorecard.criterion_removed:named": _("%(who)s removed “%(criterion)s” from the scorecard"),
    "scorecard.ordered": _("%(who)s changed the order of the scorecard"),
    "candidate.erased": _("%(who)s erased %(code)s, with everything that was about this candidate"),
    "candidate.added": _("%(who)s added %(code)s"),
    "candidate.imported": _("%(who)s imported a list of %(candidates)s candidates"),
    "candidate.import_undone": _("%(who)s undid the import of %(candidates)s candidates"),
    "candidate.corrected": _("%(who)s corrected the details of %(code)s"),
    "candidate.file_added": _("%(who)s added a file to %(code)s"),
    "candidate.file_removed": _("%(who)s removed a file of %(code)s"),
    "candidate.presented": _("%(who)s presented %(code)s"),
    "candidate.turned_down": _("%(who)s did not present %(code)s"),
    "candidate.turning_down_taken_back": _("%(who)s looks again whether to present %(code)s"),
    "candidate.question_taken_back": _("%(who)s took back the question about %(code)s"),
    "candidate.reviewed": _("%(who)s answered about %(code)s"),
    "candidate.reviewed:invite": _("%(who)s invites %(code)s"),
    "candidate.reviewed:not": _("%(who)s says no to %(code)s"),
    "candidate.reviewed:question": _("%(who)s asked a question about %(code)s"),
    "candidate.review_taken_back": _("%(who)s took back the answer about %(code)s"),
    "candidate.replied": _("%(who)s answered the question about %(code)s"),
    "candidate.offered": _("%(who)s made %(code)s an offer"),
    "candidate.offer_taken_back": _("%(who)s has not made %(code)s the offer yet"),
    "candidate.hired": _("%(code)s said yes"),
    "candidate.offer_declined": _("%(code)s declined the offer"),
    "candidate.told": _("%(who)s told %(code)s the outcome"),
    "candidate.told_by_mail": _("%(who)s told %(code)s the outcome by e-mail"),
    "candidate.withdrew": _("%(code)s withdrew"),
    "candidate.reopened": _("%(who)s took %(code)s back into the process"),
    "candidate.vacancy_closed": _("The application of %(code)s ended with the vacancy"),
    "interview.planned": _("%(who)s planned an interview with %(code)s"),
    "interview.recorded": _("%(who)s recorded that an interview with %(code)s was held"),
    "interview.replanned": _("%(who)s moved the interview with %(code)s"),
    "interview.cancelled": _("%(who)s cancelled the interview with %(code)s"),
    "feedback.handed_in": _("%(who)s handed in feedback on %(code)s"),
    "feedback.handed_in:again": _("%(who)s corrected the feedback on %(code)s"),
    "feedback.not_waited_for": _("%(who)s decided not to wait for the feedback of %(owner)s"),
    "feedback.waited_for_again": _("%(who)s waits for the feedback of %(owner)s after all"),
    "decision.taken": _("%(who)s decided about %(code)s"),
    "decision.taken:offer": _("%(who)s decided to make %(code)s an offer"),
    "decision.taken:reject": _("%(who)s decided not to go on with %(code)s"),
    "decision.taken:another_round": _("%(who)s decided on another round with %(code)s"),
    "decision.taken_back": _("%(who)s took back the decision about %(code)s"),
    "todo.reminded": _("%(owner)s got a reminder: %(kind)s"),
    "todo.nudged": _("%(who)s nudged %(owner)s: %(kind)s"),
}

# Of what one person does many times at one moment, as taking over a job description.
TOGETHER: dict[str, Any] = {
    "intake.requirement_added": _("%(who)s added %(n)d requirements"),
}


def _is_named(by: str) -> Callable[[Mapping[str, Any]], str]:
    """Older lines do not say which one it was."""
    return lambda details: "named" if details.get(by) else ""


# What decides between the variants of a verb.
VARIANTS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "intake.started": lambda details: str(details.get("mode", "")),
    "intake.settled": lambda details: str(details.get("part", "")),
    "change.requested": lambda details: str(details.get("subject", "")),
    "candidate.reviewed": lambda details: str(details.get("verdict", "")),
    "decision.taken": lambda details: str(details.get("kind", "")),
    **{f"intake.requirement_{verb}": _is_named("requirement") for verb in ("added", "changed", "removed")},
    **{f"scorecard.criterion_{verb}": _is_named("criterion") for verb in ("added", "changed", "removed")},
    "feedback.handed_in": lambda details: "again" if details.get("number", 1) > 1 else "",
}

# Values that are codes in the details and words in the sentence.
WORDS: dict[tuple[str, str], Any] = {
    ("role", "admin"): _("administrator"),
    ("role", "recruiter"): _("recruiter"),
    ("role", "hiring_manager"): _("hiring manager"),
    ("role", "interviewer"): _("interviewer"),
    ("kind", "answer_intake"): _("answer the intake questions"),
    ("kind", "sign_intake"): _("sign the intake"),
    ("kind", "mend_intake"): _("answer what is wrong in the intake"),
    ("kind", "agree_change"): _("answer the requested change"),
    ("kind", "present"): _("present the candidate"),
    ("kind", "review"): _("say who comes for an interview"),
    ("kind", "answer_question"): _("answer the question"),
    ("kind", "plan_interview"): _("plan the interview"),
    ("kind", "feedback"): _("give feedback on the interview"),
    ("kind", "decide"): _("decide"),
    ("kind", "call_back"): _("call the candidate with the outcome"),
    ("kind", "make_offer"): _("make the offer"),
    ("kind", "hear_offer"): _("hear the answer to the offer"),
    ("kind", "must_have"): _("must-have"),
    ("kind", "nice_to_have"): _("nice-to-have"),
    ("kind", "no_go"): _("no-go"),
    ("evidence", "cv"): _("CV"),
    ("evidence", "interview"): _("interview"),
    ("evidence", "work_sample"): _("work sample"),
    ("evidence", "diploma"): _("diploma"),
    ("evidence", "registration"): _("registration"),
    ("evidence", "reference"): _("reference"),
}

# What `changes` in the details are about, as people call it.
PARTS: dict[str, Any] = {
    "text": _("Text"),
    "kind": _("Kind"),
    "evidence": _("How we check it"),
    "lowest_level": _("Lowest level"),
    "legal_source": _("Source"),
    "wording_reason": _("Why this wording stays"),
}


@dataclass(frozen=True)
class Changed:
    """One part that changed; `before` or `after` is empty when there was nothing."""

    label: str
    before: str
    after: str


def changes_of(details: Mapping[str, Any]) -> list[Changed]:
    """What it was and what it became, part by part, as far as the line says so."""
    return [
        Changed(
            str(PARTS.get(name) or WORDS.get(("kind", name), name)),
            *(str(WORDS.get((name, str(value)), value)) for value in values),
        )
        for name, values in details.get("changes", {}).items()
    ]


class _Details(dict[str, str]):
    """A detail that an older line does not have leaves a dash, not an error page."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence_for(verb: str, details: Mapping[str, Any], who: str) -> str:
    """A line as a sentence in the language of now; nobody is Samenwerf itself."""
    variant = VARIANTS[verb](details) if verb in VARIANTS else ""
    template = SENTENCES.get(f"{verb}:{variant}") or SENTENCES.get(verb)
    if template is None:
        return verb
    words = _Details(
        {key: str(WORDS.get((key, str(value)), value)) for key, value in details.items()},
        who=who or gettext("Samenwerf"),
    )
    return str(template) % words
