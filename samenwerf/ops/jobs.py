"""The household of the workers themselves."""

import logging
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samenwerf.core.models import SetAside
from samenwerf.ops.models import Worker

logger = logging.getLogger(__name__)

# A worker says every few seconds that it is there; whoever is silent this long was killed.
SILENT = timedelta(minutes=2)
TRIES = 3
KEEP_TASKS = timedelta(days=14)


def take_over(at: datetime) -> bool:
    """Puts background work of a killed worker back in the queue; given up when it was tried three times.

    A task that takes its worker down with it must not do so for ever.
    """
    alive = set(Worker.objects.filter(seen_at__gt=at - SILENT).values_list("pk", flat=True))
    # Only what started a while ago: its worker may be so new that we read before it first reported.
    running = DBTaskResult.objects.running().filter(started_at__lte=at - SILENT)
    for task in running.exclude(worker_ids=[])[:100]:
        if task.worker_ids[-1] in alive:
            continue
        given_up = len(task.worker_ids) >= TRIES
        mine = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if given_up:
            mine.update(status=TaskResultStatus.FAILED, finished_at=at)
        else:
            mine.update(status=TaskResultStatus.READY)
        logger.warning(
            "task %s of a worker that is gone is %s",
            task.task_path,
            "given up" if given_up else "queued again",
        )
    return False


def forget_workers(at: datetime) -> bool:
    Worker.objects.filter(seen_at__lte=at - timedelta(days=1)).delete()
    return False


def forget_old_tasks(at: datetime) -> bool:
    """Removes finished background work: its arguments and tracebacks are not needed for longer."""
    DBTaskResult.objects.finished().filter(finished_at__lte=at - KEEP_TASKS).delete()
    return False


def forget_set_aside(at: datetime) -> bool:
    """Drops what is known of rows that failed once and are not due any more: done, or withdrawn by hand."""
    SetAside.objects.filter(not_before__lte=at - timedelta(days=1)).delete()
    return False


def forget_sessions(at: datetime) -> bool:
    Session.objects.filter(expire_date__lt=at).delete()
    return False
