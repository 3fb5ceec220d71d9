"""What we tell the person whose turn it is: when it starts, when it is due, and when somebody nudges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwerf.accounts.actions import make_link
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import RULES, Kind
from samenwerf.outbox import actions as outbox

# As many as still read as a letter on a phone.
MOST_LINKS = 10


@dataclass(frozen=True)
class Reply:
    """What the owner of a to-do asked, and what they got as an answer."""

    question: str
    answer: str


def your_turn(
    *, todo: Todo, at: datetime, once: str = "turn", about: str = "", reply: Reply | None = None
) -> None:
    """It is your turn, and until when. Recruiters see it on Today and get no mail for it.

    With a `reply` it is the turn again of somebody who asked a question, and the mail is about that.
    """
    if todo.owner.recruits:
        return
    with outbox.in_language_of(todo.owner):
        subject, question, button = _texts(todo)
        if reply:
            subject, question = _answered(todo, reply)
        body = _please_answer(todo, f"{question}\n\n{about}" if about else question)
        _put(todo, kind="your_turn", subject=subject, body=body, button=button, at=at, once=once)


def your_turn_on_several(*, todos: Sequence[Todo], at: datetime, once: str = "turn") -> None:
    """One message to a manager about several candidates of a vacancy to say yes or no to, most urgent first.

    It has a link for each of the first ten, as each link opens one candidate; the others stand on the page
    “Your turn”, for who signs in.
    """
    first = todos[0]
    if len(todos) == 1 or first.owner.recruits:
        your_turn(todo=first, at=at, once=once)
        return
    with outbox.in_language_of(first.owner):
        values = {"n": len(todos), "vacancy": first.vacancy.title}
        subject = _("%(n)d candidates · %(vacancy)s: shall we invite them?") % values
        question = _(
            "I have %(n)d candidates for %(vacancy)s. Have a look at each of them and say yes, no or ask a "
            "question."
        )
        body = _please_answer(first, question % values)
        if len(todos) > MOST_LINKS:
            body += "\n\n" + _beyond(len(todos) - MOST_LINKS)
        see = _("See %(code)s")
        _put(
            first,
            kind="your_turn",
            subject=subject,
            body=body,
            button=see % {"code": first.code},
            more=[(see % {"code": todo.code}, _link(todo, at)) for todo in todos[1:MOST_LINKS]],
            at=at,
            once=once,
        )


def _beyond(n: int) -> str:
    text = ngettext(
        "%(n)d more is waiting under “Your turn”, where you sign in with a code: %(page)s",
        "%(n)d more are waiting under “Your turn”, where you sign in with a code: %(page)s",
        n,
    )
    return text % {"n": n, "page": f"{settings.BASE_URL}/"}


def _please_answer(todo: Todo, question: str) -> str:
    return _("Hi %(name)s,\n\n%(question)s\n\nPlease answer by %(due)s.") % {
        "name": todo.owner.person.first_name,
        "question": question,
        "due": _moment(todo),
    }


def reminder(*, todo: Todo, step: int, at: datetime) -> None:
    """It was due; the second time says that the candidate has been waiting since."""
    with outbox.in_language_of(todo.owner):
        subject, question, button = _texts(todo)
        if step == 1:
            line = _("We agreed on %(due)s. It takes about a minute.")
        else:
            line = _("We agreed on %(due)s. Somebody is waiting for this; a short answer also helps.")
        body = _("Hi %(name)s,\n\n%(question)s\n\n%(line)s") % {
            "name": todo.owner.person.first_name,
            "question": question,
            "line": line % {"due": _moment(todo)},
        }
        subject = _("Reminder: %(subject)s") % {"subject": subject}
        _put(todo, kind="reminder", subject=subject, body=body, button=button, at=at, once=f"reminder:{step}")


def nudge(*, todo: Todo, by: Membership, at: datetime) -> None:
    """A few friendly words from the recruiter."""
    with outbox.in_language_of(todo.owner):
        subject, question, button = _texts(todo)
        body = _("Hi %(name)s,\n\n%(question)s\n\nCan you manage it today? Thanks!\n\n%(sender)s") % {
            "name": todo.owner.person.first_name,
            "question": question,
            "sender": by.person.first_name,
        }
        _put(
            todo,
            kind="nudge",
            subject=subject,
            body=body,
            button=button,
            at=at,
            once=f"nudge:{at:%Y%m%d%H%M%S}",
        )


def _put(
    todo: Todo,
    *,
    kind: str,
    subject: str,
    body: str,
    button: str,
    at: datetime,
    once: str,
    more: Sequence[tuple[str, AccessLink]] = (),
) -> None:
    by_link = RULES[todo.kind].purpose and not todo.owner.recruits
    outbox.put(
        to=todo.owner,
        kind=kind,
        subject=subject,
        body=body,
        button=button,
        link=_link(todo, at) if by_link else None,
        more=more,
        path="" if by_link else place_of(todo),
        reply_to=todo.vacancy.recruiter,
        at=at,
        vacancy_id=todo.vacancy_id,
        application_id=todo.application_id,
        once=f"todo:{todo.pk}:{once}",
    )


def _link(todo: Todo, at: datetime) -> AccessLink:
    """With which its owner does this without signing in."""
    purpose = RULES[todo.kind].purpose
    return make_link(member=todo.owner, purpose=purpose, target_id=todo.target_id, at=at)


def place_of(todo: Todo) -> str:
    """The page on which somebody who signs in does this."""
    if todo.kind == Kind.FEEDBACK:
        return f"/interviews/{todo.target_id}/feedback/"
    if todo.kind == Kind.DECIDE:
        return f"/vacancies/{todo.vacancy_id}/debrief/#candidate-{todo.application_id}"
    if todo.application_id:
        return f"/applications/{todo.application_id}/"
    return f"/vacancies/{todo.vacancy_id}/intake/"


def _moment(todo: Todo) -> str:
    local = timezone.localtime(todo.due_at, todo.organization.working_week.zone)
    return date_format(local, _("l j F, H:i"))


def _answered(todo: Todo, reply: Reply) -> tuple[str, str]:
    values = {
        "code": todo.code,
        "vacancy": todo.vacancy.title,
        "question": reply.question,
        "answer": reply.answer,
    }
    subject = _("%(code)s · %(vacancy)s: your question is answered")
    body = _(
        "You asked about %(code)s for %(vacancy)s:\n\n“%(question)s”\n\nThe answer:\n\n“%(answer)s”\n\n"
        "Shall we invite this candidate?"
    )
    return subject % values, body % values


def _texts(todo: Todo) -> tuple[str, str, str]:
    """Subject, question and button for this to-do. Only the code of a candidate, never the name."""
    values = {"code": todo.code, "vacancy": todo.vacancy.title}
    subject, question, button = {
        Kind.HOLD_INTAKE: (
            _("%(vacancy)s: hold the intake"),
            _("The intake of %(vacancy)s is waiting for your conversation with the manager."),
            _("Open"),
        ),
        Kind.ANSWER_INTAKE: (
            _("%(vacancy)s: a few questions before we start"),
            _(
                "We are preparing the intake for %(vacancy)s. You know the job best: can you answer the core"
                " questions beforehand? It saves half an hour in our conversation."
            ),
            _("Answer the questions"),
        ),
        Kind.SIGN_INTAKE: (
            _("%(vacancy)s: read and sign the intake"),
            _("The intake for %(vacancy)s is ready. Read what we agreed and sign: then the vacancy opens."),
            _("Read and sign"),
        ),
        Kind.MEND_INTAKE: (
            _("%(vacancy)s: something is wrong in the intake"),
            _("The manager does not sign the intake of %(vacancy)s yet: something is wrong in it."),
            _("See what is wrong"),
        ),
        Kind.AGREE_CHANGE: (
            _("%(vacancy)s: a change of the intake"),
            _("There is a request to change the signed intake of %(vacancy)s. Do you agree?"),
            _("See the change"),
        ),
        Kind.PRESENT: (
            _("%(code)s · %(vacancy)s: present or turn down"),
            _("%(code)s applied for %(vacancy)s and is waiting for your view."),
            _("See the candidate"),
        ),
        Kind.REVIEW: (
            _("%(code)s · %(vacancy)s: shall we invite this candidate?"),
            _("I have a candidate for %(vacancy)s: %(code)s. Have a look and say yes, no or ask a question."),
            _("See the candidate"),
        ),
        Kind.ANSWER_QUESTION: (
            _("%(code)s · %(vacancy)s: a question from the manager"),
            _("There is a question about %(code)s for %(vacancy)s."),
            _("Answer the question"),
        ),
        Kind.PLAN_INTERVIEW: (
            _("%(code)s · %(vacancy)s: plan the interview"),
            _("%(code)s may come for an interview for %(vacancy)s."),
            _("Plan the interview"),
        ),
        Kind.FEEDBACK: (
            _("%(code)s · %(vacancy)s: how was the interview?"),
            _("You spoke with %(code)s for %(vacancy)s. What did you see and hear? A minute is enough."),
            _("Give feedback"),
        ),
        Kind.DECIDE: (
            _("%(code)s · %(vacancy)s: time to decide"),
            _("All feedback on %(code)s for %(vacancy)s is in. Compare the scores and decide."),
            _("Compare and decide"),
        ),
        Kind.CALL_BACK: (
            _("%(code)s · %(vacancy)s: call back"),
            _("%(code)s does not know the outcome for %(vacancy)s yet."),
            _("Open"),
        ),
        Kind.MAKE_OFFER: (
            _("%(code)s · %(vacancy)s: make the offer"),
            _("We want %(code)s for %(vacancy)s. Make the offer."),
            _("Open"),
        ),
        Kind.HEAR_OFFER: (
            _("%(code)s · %(vacancy)s: has the offer been answered?"),
            _("%(code)s has our offer for %(vacancy)s. What is the answer?"),
            _("Open"),
        ),
    }[Kind(todo.kind)]
    return subject % values, question % values, button
