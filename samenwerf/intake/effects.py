"""What a change does to timing and to candidates, in sentences: shown before it is asked and before a yes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwerf.agreements.models import Todo
from samenwerf.agreements.queries import applications_in_process
from samenwerf.intake.comparison import Change
from samenwerf.intake.models import ChangeRequest, Intake, Round

Subject = ChangeRequest.Subject
What = ChangeRequest.What


def effects(change: Change, intake: Intake) -> list[str]:
    """For a change that is not asked yet `after` is still what is signed: then only what is certain."""
    return [sentence for sentence in _OF[Subject(change.subject)](change, intake) if sentence]


def _of_requirement(change: Change, intake: Intake) -> Iterator[str]:
    n = _presented(intake)
    if n:
        yield ngettext(
            "%(n)d candidate is in process and is judged by what was signed before.",
            "%(n)d candidates are in process and are judged by what was signed before.",
            n,
        ) % {"n": n}
    scorecard = getattr(intake.vacancy, "scorecard", None)
    if scorecard and scorecard.is_fixed:
        yield _("The first feedback is in, so the scorecard stays as it is: the same yardstick for everyone.")
    elif scorecard:
        yield _("The scorecard follows after a yes.")


def _presented(intake: Intake) -> int:
    """How many in process the manager has seen; who is new still is judged by what is signed by then.

    Candidates lie above the intake, so they are reached through the vacancy and not imported.
    """
    running = intake.vacancy.applications.filter(closed_at=None, presentations__isnull=False)
    return running.distinct().count()


def _of_round(change: Change, intake: Intake) -> Iterator[str]:
    before, after = change.before, change.after
    more = after.get("minutes", 0) - before.get("minutes", 0)
    if more > 0:
        yield ngettext(
            "The process takes %(n)d minute more of a candidate's time.",
            "The process takes %(n)d minutes more of a candidate's time.",
            more,
        ) % {"n": more}
    elif more < 0:
        yield ngettext(
            "The process takes %(n)d minute less of a candidate's time.",
            "The process takes %(n)d minutes less of a candidate's time.",
            -more,
        ) % {"n": -more}
    if change.what == What.CHANGE:
        yield _waits(after["call_within"] - before["call_within"])
        if before["name"] != after["name"]:
            yield _("Interviews that are planned or held keep the name “%(name)s”.") % {
                "name": before["name"]
            }
    elif change.what == What.DROP:
        yield _goes_on(change, intake)
    yield _to_tell(intake)


def _goes_on(change: Change, intake: Intake) -> str:
    steps = list(intake.rounds.all())
    here = next((place for place, step in enumerate(steps) if str(step.pk) == change.target), None)
    if here is None:
        return ""
    following = steps[here + 1].name if here + 1 < len(steps) else ""
    if following:
        return _("Nobody is in this step now. Whoever comes next goes on to “%(step)s”.") % {
            "step": following
        }
    return _("Nobody is in this step now. After the step before it comes the decision.")


def _of_hours(change: Change, intake: Intake) -> Iterator[str]:
    yield _waits(change.after["hours"] - change.before["hours"])
    n = Todo.objects.filter(vacancy=intake.vacancy, kind=change.target, closed_at=None).count()
    if n:
        yield ngettext(
            "%(n)d open action keeps its due time; the next ones follow the new hours.",
            "%(n)d open actions keep their due time; the next ones follow the new hours.",
            n,
        ) % {"n": n}
    else:
        yield _("Actions that open after the yes follow the new hours.")


def _of_answer(change: Change, intake: Intake) -> Iterator[str]:
    yield _to_tell(intake)


_OF = {
    Subject.REQUIREMENT: _of_requirement,
    Subject.ROUND: _of_round,
    Subject.HOURS: _of_hours,
    Subject.ANSWER: _of_answer,
}


def _waits(longer: int) -> str:
    if longer > 0:
        said = ngettext(
            "Here a candidate may wait %(n)d working hour longer.",
            "Here a candidate may wait %(n)d working hours longer.",
            longer,
        )
    elif longer < 0:
        said = ngettext(
            "Here a candidate waits up to %(n)d working hour less.",
            "Here a candidate waits up to %(n)d working hours less.",
            -longer,
        )
    else:
        return ""
    return said % {"n": abs(longer)}


def _to_tell(intake: Intake) -> str:
    n = applications_in_process(intake.vacancy)
    if not n:
        return ""
    return ngettext(
        "%(n)d candidate is in process and knows it as it was: say what changes.",
        "%(n)d candidates are in process and know it as it was: say what changes.",
        n,
    ) % {"n": n}


def in_the_way(step: Round) -> str:
    """Why this step cannot be removed now: who is in it, or has an interview of it planned; else nothing.

    Interviews lie above the intake too, and are reached the same way.
    An application is in a step from the planning of its interview to the decision after it.
    """
    applications = step.intake.vacancy.applications
    here = applications.filter(stage__in=("interview", "decision"), interviews__cancelled_at=None)
    in_order = here.order_by("interviews__starts_at", "interviews__pk")
    last_step = dict(in_order.values_list("candidate__code", "interviews__round_name"))
    codes = sorted(code for code, name in last_step.items() if name in step.names)
    if not codes:
        return ""
    return ngettext(
        "%(codes)s is in “%(step)s” now: interview planned or decision due. Finish that first, or cancel"
        " the interview.",
        "%(codes)s are in “%(step)s” now: interview planned or decision due. Finish that first, or cancel"
        " the interviews.",
        len(codes),
    ) % {"codes": ", ".join(codes), "step": step.name}
