"""One worker process: the recurring list in one thread, the queue of background work in another.

They are apart so that a long task, such as a transcript, never holds up a reminder.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from secrets import token_hex

from django.db import close_old_connections, connection, reset_queries
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from samenwerf.core.clock import now
from samenwerf.ops.models import Worker
from samenwerf.ops.recurring import RECURRING, Recurring

logger = logging.getLogger("samenwerf.worker")

# So many of one job in a row; then the others have their turn, however much there is.
IN_A_ROW = 100
# Pauses in seconds: between looks at the queue, after a failure, between signs of life.
POLL = 1.0
AFTER_FAILURE = 10.0
HEARTBEAT = 15.0
# How long a stopping worker lets a task finish; what it cannot finish, another worker takes over.
PATIENCE = 20.0


def work(stop: threading.Event, recurring: Sequence[Recurring] = RECURRING) -> bool:
    """Works until `stop` is set; returns whether it stopped well, with nothing left half done."""
    worker_id = f"{socket.gethostname()[:30]}-{os.getpid()}-{token_hex(4)}"
    started_at = now()
    turns: list[Callable[[], float]] = [RecurringTurns(recurring, stop).turn]
    if isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend):
        turns.append(lambda: run_task(worker_id))

    def say_alive() -> float:
        Worker.objects.update_or_create(
            pk=worker_id,
            defaults={"seen_at": now()},
            create_defaults={"started_at": started_at, "seen_at": now()},
        )
        return HEARTBEAT

    threads = [
        threading.Thread(target=repeat, args=(turn, stop), daemon=True) for turn in (say_alive, *turns)
    ]
    for thread in threads:
        thread.start()
    while not stop.wait(1) and all(thread.is_alive() for thread in threads):
        pass
    well = stop.is_set()
    stop.set()
    patience = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0, patience - time.monotonic()))
    if any(thread.is_alive() for thread in threads):
        return False
    Worker.objects.filter(pk=worker_id).delete()
    return well


def repeat(turn: Callable[[], float], stop: threading.Event) -> None:
    """Takes turns until `stop`; a turn tells how many seconds to wait. A failure is logged, and no end."""
    try:
        while not stop.is_set():
            close_old_connections()
            try:
                pause = turn()
            except Exception:
                logger.exception("the worker failed and goes on")
                pause = AFTER_FAILURE
            reset_queries()
            stop.wait(pause)
    finally:
        connection.close()


class RecurringTurns:
    """The recurring list, each job at its own pace."""

    def __init__(self, recurring: Sequence[Recurring], stop: threading.Event):
        self.recurring = recurring
        self.stop = stop
        self.next = dict.fromkeys(recurring, 0.0)

    def turn(self) -> float:
        """Does what is due of every job; returns the seconds until the first is due again."""
        for due in self.recurring:
            if self.next[due] <= time.monotonic() and not self.stop.is_set():
                self.next[due] = time.monotonic() + self.run(due)
        return max(0.0, min(self.next.values(), default=0.0) - time.monotonic())

    def run(self, due: Recurring) -> float:
        """Repeats a job while it has work; returns the seconds until it is due again."""
        try:
            for _ in range(IN_A_ROW):
                if self.stop.is_set() or not due.job(now()):
                    return due.every
        except Exception:
            logger.exception("job “%s” failed, the others go on", due.name)
            return max(due.every, AFTER_FAILURE)
        return 0.0


def run_task(worker_id: str) -> float:
    """Runs one task of the queue, when there is one; returns the seconds to wait."""
    # Looking first: the worker of django-tasks locks all of SQLite for every look.
    if not DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS).exists():
        return POLL
    TaskWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        worker_id=worker_id,
        batch=True,
        max_tasks=1,
        interval=0,
        startup_delay=False,
    ).run()
    return 0.0
