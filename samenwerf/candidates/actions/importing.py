"""Lists come in: looked at first, brought in only after a yes, and once, whatever stops the worker."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.candidates import turns
from samenwerf.candidates.actions.adding import next_codes
from samenwerf.candidates.lists import known_people
from samenwerf.candidates.mapping import Draft
from samenwerf.candidates.models import Application, Candidate, Document, ImportRun, StageChange
from samenwerf.core.errors import Refused
from samenwerf.history.actions import record
from samenwerf.history.models import HistoryLine
from samenwerf.vacancies.models import Vacancy

State = ImportRun.State
BATCH = 500
# Lists up to this long are checked while one waits, when a line was mended; longer ones in the background.
CHECKED_AT_ONCE = 5000


@transaction.atomic
def start_import(
    *,
    vacancy: Vacancy,
    data: bytes,
    name: str,
    columns: Sequence[str],
    mapping: Mapping[str, object],
    by: Membership,
    at: datetime,
) -> ImportRun:
    """Keeps a list that could be read; nobody in it is a candidate yet. Raises Refused on a closed one."""
    _refuse_closed(vacancy)
    run = ImportRun(
        organization=vacancy.organization,
        vacancy=vacancy,
        name=name[-200:],
        columns=list(columns),
        mapping=dict(mapping),
        started_by=by,
        started_at=at,
        touched_at=at,
    )
    run.file.save(uuid.uuid4().hex, ContentFile(data), save=False)
    run.save()
    return run


def _refuse_closed(vacancy: Vacancy) -> None:
    if vacancy.is_closed:
        raise Refused(_("This vacancy is closed. Open it again, or choose another one."))


@transaction.atomic
def choose_columns(
    *, run: ImportRun, columns: Sequence[str], mapping: Mapping[str, object], at: datetime
) -> ImportRun:
    """Says which column is what; the list is checked in the background. Raises Refused once it comes in."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state not in (State.MAPPING, State.CHECKED, State.CHECKING, State.FAILED):
        raise Refused(_("This list is being imported already, or the import has ended."))
    if mapping.get("sheet") != locked.mapping.get("sheet"):
        locked.mended = {}
    locked.state, locked.columns, locked.mapping = State.CHECKING, list(columns), dict(mapping)
    locked.seen = locked.good = locked.total = 0
    locked.duplicates, locked.problems, locked.error = [], [], ""
    locked.touched_at = at
    locked.save()
    _work(locked)
    return locked


@transaction.atomic
def mend_line(*, run: ImportRun, line: int, fields: Mapping[str, str], at: datetime) -> ImportRun:
    """Takes these fields instead of what a wrong line says; then the list has to be checked once more.

    A short one by the caller, for whoever waits for it; a long one in the background. Raises Refused for a
    line that is not wrong, and outside the check.
    """
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state != State.CHECKED:
        raise Refused(_("This list is being checked or imported: look again in a moment."))
    if all(problem["line"] != line for problem in locked.problems):
        raise Refused(_("There is nothing to correct on this line."))
    locked.mended = {**locked.mended, str(line): dict(fields)}
    locked.state, locked.seen, locked.touched_at = State.CHECKING, 0, at
    locked.save(update_fields=["mended", "state", "seen", "touched_at"])
    if not is_checked_at_once(locked):
        _work(locked)
    return locked


def is_checked_at_once(run: ImportRun) -> bool:
    return run.total <= CHECKED_AT_ONCE


@transaction.atomic
def confirm_import(*, run: ImportRun, takes_known: bool, at: datetime) -> ImportRun:
    """Yes: bring the good lines in. Saying it twice is harmless. Raises Refused before the check is done."""
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("vacancy").get(pk=run.pk)
    if locked.state in (State.IMPORTING, State.DONE):
        return locked
    if locked.state != State.CHECKED or locked.vacancy is None:
        raise Refused(_("This list is not checked yet, or the import has ended."))
    _refuse_closed(locked.vacancy)
    locked.state, locked.takes_known = State.IMPORTING, takes_known
    locked.total, locked.seen, locked.touched_at = to_import(locked, takes_known), 0, at
    locked.save()
    _work(locked)
    return locked


def to_import(run: ImportRun, takes_known: bool) -> int:
    """How many candidates a yes brings onto the vacancy."""
    known = sum(1 for duplicate in run.duplicates if not duplicate["here"])
    return run.good + (known if takes_known else 0)


@transaction.atomic
def go_on(*, run: ImportRun, at: datetime) -> None:
    """Starts the job once more for an import whose worker is gone; what is in stays in and is not doubled."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.is_stalled(at):
        locked.touched_at = at
        locked.save(update_fields=["touched_at"])
        _work(locked)


def _work(run: ImportRun) -> None:
    """A row in the queue, in this very transaction: there is no yes without its job."""
    from samenwerf.candidates import jobs

    jobs.work_on_import.enqueue(run.pk)


@transaction.atomic
def cancel_import(*, run: ImportRun, at: datetime) -> ImportRun:
    """Stops. Who is in already stays; the list itself is thrown away. Raises Refused for one that is done."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state == State.DONE:
        raise Refused(_("This list has already been imported."))
    if locked.state != State.CANCELLED:
        _end(locked, State.CANCELLED, at)
    return locked


@transaction.atomic
def fail_import(*, run: ImportRun, error: str, at: datetime) -> None:
    """The list cannot be read after all; the page says why."""
    ImportRun.objects.filter(pk=run.pk).exclude(state__in=(State.DONE, State.CANCELLED)).update(
        state=State.FAILED, error=error[:500], touched_at=at
    )


@transaction.atomic
def import_batch(*, run: ImportRun, drafts: Sequence[Draft], at: datetime) -> bool:
    """Brings the candidates of these good lines in. False when the import was stopped or another does it.

    The lines that are done count up in the same transaction, so that a killed worker loses nothing and
    whoever goes on doubles nothing. A fixed number of queries, however many lines.
    """
    locked = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("vacancy__organization", "vacancy__recruiter", "started_by")
        .get(pk=run.pk)
    )
    vacancy = locked.vacancy
    if locked.state != State.IMPORTING or vacancy is None or drafts[0].number <= locked.done_through:
        return False
    known = known_people(vacancy, drafts)
    fresh = [draft for draft in drafts if known.of(draft) is None]
    organization = vacancy.organization
    people = Candidate.objects.bulk_create(
        Candidate(
            organization=organization,
            code=code,
            name=draft.name,
            email=draft.email,
            phone=draft.phone,
            source=draft.source,
            created_at=at,
        )
        for draft, code in zip(fresh, next_codes(organization, len(fresh)) if fresh else [], strict=True)
    )
    pairs = list(zip(fresh, people, strict=True))
    if locked.takes_known:
        met = ((draft, known.of(draft)) for draft in drafts)
        pairs += [(draft, person) for draft, person in met if person and person.pk not in known.here]
    applications = Application.objects.bulk_create(
        Application(
            organization=organization,
            vacancy=vacancy,
            candidate=person,
            stage_since=at,
            pitch=draft.pitch,
            created_by=locked.started_by,
            created_at=at,
            import_run=locked,
        )
        for draft, person in pairs
    )
    turns.enter_new(applications, vacancy=vacancy, at=at, by=locked.started_by)
    ImportRun.objects.filter(pk=locked.pk).update(
        done_through=drafts[-1].number,
        imported=F("imported") + len(applications),
        seen=F("seen") + len(drafts),
        touched_at=at,
    )
    return True


@transaction.atomic
def undo_import(*, run: ImportRun, by: Membership, at: datetime) -> int:
    """Takes out again whom this list brought in; whom we knew before stays known. Returns how many.

    Raises Refused once something happened with one of them.
    """
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    came = Application.objects.filter(import_run=locked)
    # Nobody moves them while we look.
    list(came.order_by("pk").select_for_update().values_list("pk"))
    if not can_undo(locked):
        raise Refused(_("Something happened with these candidates meanwhile: the import stays."))
    new = list(_new_people(locked).values_list("pk", flat=True))
    count = came.count()
    turns.forget(came)
    for start in range(0, len(new), BATCH):
        Candidate.objects.filter(pk__in=new[start : start + BATCH], applications=None).delete()
    locked.state, locked.touched_at = State.UNDONE, at
    locked.save(update_fields=["state", "touched_at"])
    record(
        "candidate.import_undone",
        organization=locked.organization,
        by=by,
        at=at,
        vacancy_id=locked.vacancy_id,
        candidates=count,
        import_run=locked.pk,
    )
    return count


def can_undo(run: ImportRun) -> bool:
    """Whether this list brought people in, and nothing happened with any of them since."""
    came = Application.objects.filter(import_run=run)
    if run.state not in (State.DONE, State.CANCELLED) or not came.exists():
        return False
    new = _new_people(run)
    corrected = HistoryLine.objects.filter(
        organization=run.organization_id,
        vacancy_id=None,
        verb="candidate.corrected",
        at__gte=run.started_at,
    ).values_list("details__code", flat=True)
    return not (
        StageChange.objects.filter(application__import_run=run).exclude(from_stage="").exists()
        or Document.objects.filter(candidate__in=new).exists()
        or new.filter(code__in=list(corrected)).exists()
    )


def _new_people(run: ImportRun) -> QuerySet[Candidate]:
    """The candidates who were not known before this list."""
    came = Application.objects.filter(import_run=run, candidate__created_at=F("created_at"))
    return Candidate.objects.filter(pk__in=came.values("candidate"))


@transaction.atomic
def finish_import(*, run: ImportRun, at: datetime) -> None:
    """All lines are in: one line in the history, and the list itself is thrown away. Twice is harmless."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state == State.IMPORTING:
        _end(locked, State.DONE, at)


def _end(run: ImportRun, state: str, at: datetime) -> None:
    run.state, run.finished_at, run.touched_at = state, at, at
    storage, name = run.file.storage, run.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    run.file, run.mended = "", {}
    run.save()
    if run.imported:
        record(
            "candidate.imported",
            organization=run.organization,
            by=run.started_by,
            at=at,
            vacancy_id=run.vacancy_id,
            candidates=run.imported,
            import_run=run.pk,
        )
