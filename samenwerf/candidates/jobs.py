"""The long work on lists: checking one, and bringing it in."""

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django_tasks import task

from samenwerf.candidates import lists, reading
from samenwerf.candidates.actions import adding, importing
from samenwerf.candidates.mapping import Draft
from samenwerf.candidates.messages import why_unreadable
from samenwerf.candidates.models import Document, ImportRun
from samenwerf.core.clock import now
from samenwerf.core.due_rows import one_by_one
from samenwerf.outbox.actions import in_language_of

logger = logging.getLogger(__name__)
State = ImportRun.State


@task()
def work_on_import(run_id: int) -> None:
    """Checks a list, or brings a checked one in, from where it was. Harmless twice and side by side."""
    run = ImportRun.objects.filter(pk=run_id).select_related("vacancy", "started_by__person").first()
    if run is None or run.vacancy is None or not run.is_working:
        return
    try:
        drafts, cells = lists.drafts_of(run)
    except (reading.UnreadableList, OSError) as error:
        logger.warning("import %s cannot be read: %s", run_id, type(error).__name__)
        with in_language_of(run.started_by):
            importing.fail_import(run=run, error=why_unreadable(error), at=now())
        return
    if run.state == State.CHECKING:
        check(run, drafts, cells)
    else:
        bring_in(run, drafts)


def check(run: ImportRun, drafts: list[Draft], cells: dict[int, list[str]]) -> None:
    """Sorts the lines into good, known and wrong, and says how far it is."""
    assert run.vacancy is not None
    problems, duplicates, seen, good = [], [], 0, 0
    still = ImportRun.objects.filter(pk=run.pk, state=State.CHECKING, mapping=run.mapping)
    for batch in lists.batches(drafts, 2 * importing.BATCH):
        known = lists.known_people(run.vacancy, [draft for draft in batch if not draft.problems])
        for draft in batch:
            if draft.problems:
                problems.append(
                    {"line": draft.number, "reasons": draft.problems, "cells": cells[draft.number]}
                )
                continue
            person = known.of(draft)
            if person is None:
                good += 1
            else:
                duplicates.append(
                    {
                        "line": draft.number,
                        "name": draft.name,
                        "candidate": person.pk,
                        "code": person.code,
                        "known_as": person.name,
                        "here": person.pk in known.here,
                    }
                )
        seen += len(batch)
        # Somebody who chose other columns meanwhile, or cancelled, has the last word.
        if not still.update(seen=seen, total=len(drafts), touched_at=now()):
            return
    still.update(
        state=State.CHECKED,
        seen=seen,
        total=len(drafts),
        good=good,
        duplicates=duplicates,
        problems=problems,
        touched_at=now(),
    )


def bring_in(run: ImportRun, drafts: list[Draft]) -> None:
    """The good lines in batches, from the first that is not in yet."""
    todo = (draft for draft in drafts if not draft.problems and draft.number > run.done_through)
    for batch in lists.batches(todo, importing.BATCH):
        if not importing.import_batch(run=run, drafts=batch, at=now()):
            return
    importing.finish_import(run=run, at=now())


def _old_drafts(at: datetime) -> QuerySet[Document]:
    return Document.objects.filter(candidate=None, uploaded_at__lt=at - timedelta(days=1)).order_by("pk")


@one_by_one(_old_drafts)
def forget_drafts(document: Document, at: datetime) -> None:
    """Throws away a file whose form was never sent again, a day later."""
    adding.forget_draft(document=document)


def _forgotten_lists(at: datetime) -> QuerySet[ImportRun]:
    old = ImportRun.objects.filter(started_at__lt=at - timedelta(days=7))
    return old.exclude(state__in=(State.DONE, State.CANCELLED)).order_by("pk")


@one_by_one(_forgotten_lists)
def forget_lists(run: ImportRun, at: datetime) -> None:
    """Throws away a list that nobody said yes to within a week: it is full of people."""
    importing.cancel_import(run=run, at=at)
