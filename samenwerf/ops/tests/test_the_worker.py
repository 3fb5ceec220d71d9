"""The worker goes on after a failure, stops when asked, and takes over from one that was killed."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from samenwerf.core.clock import now
from samenwerf.core.logs import WithoutPersonalData
from samenwerf.ops import jobs
from samenwerf.ops.models import Worker
from samenwerf.ops.recurring import Recurring
from samenwerf.ops.worker import IN_A_ROW, RecurringTurns, repeat, run_task, work

IN_THE_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@task()
def add(a: int, b: int) -> int:
    return a + b


@task()
def stumble() -> None:
    raise ValueError("Xaviera Unieknaam")


def running(worker_id, at, tries=1):
    return DBTaskResult.objects.create(
        task_path="samenwerf.ops.tests.test_the_worker.add",
        args_kwargs={"args": [1, 2], "kwargs": {}},
        backend_name="default",
        status=TaskResultStatus.RUNNING,
        started_at=at - timedelta(minutes=5),
        worker_ids=[worker_id] * tries,
        exception_class_path="",
        traceback="",
    )


def test_a_job_is_repeated_while_it_has_work():
    left = [True, True, False]
    turns = RecurringTurns([Recurring("count", 60, lambda at: left.pop(0))], threading.Event())
    assert 59 < turns.turn() <= 60
    assert left == []


def test_a_job_without_end_lets_the_others_have_their_turn():
    done = []
    endless = Recurring("endless", 60, lambda at: bool(done.append("endless")) or True)
    other = Recurring("other", 60, lambda at: bool(done.append("other")))
    assert RecurringTurns([endless, other], threading.Event()).turn() == 0.0
    assert done == ["endless"] * IN_A_ROW + ["other"]


def test_a_job_that_fails_does_not_stop_the_others(caplog):
    done = []

    def fail(at):
        raise ValueError("Xaviera Unieknaam")

    jobs_ = [Recurring("fail", 1, fail), Recurring("other", 60, lambda at: bool(done.append(at)))]
    assert RecurringTurns(jobs_, threading.Event()).turn() > 9
    assert len(done) == 1
    assert "“fail” failed" in caplog.text


def test_the_log_shows_where_it_failed_and_no_personal_data():
    try:
        try:
            raise KeyError("xaviera@example.org")
        except KeyError as cause:
            raise ValueError("Xaviera Unieknaam") from cause
    except ValueError:
        record = logging.LogRecord("test", logging.ERROR, __file__, 1, "failed", None, sys.exc_info())
    line = WithoutPersonalData().format(record)
    assert "builtins.ValueError" in line
    assert "caused by builtins.KeyError" in line
    assert "test_the_worker.py" in line
    shown = [each for each in line.splitlines() if not each.strip().startswith("raise ")]
    assert "Xaviera" not in "\n".join(shown)


@pytest.mark.django_db(transaction=True)
def test_a_task_is_run_once(settings):
    settings.TASKS = IN_THE_DATABASE
    add.enqueue(1, 2)
    assert run_task("me") == 0.0
    assert run_task("me") > 0
    done = DBTaskResult.objects.get()
    assert (done.status, done.return_value, done.worker_ids) == (TaskResultStatus.SUCCESSFUL, 3, ["me"])


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_is_kept_as_failed(settings):
    settings.TASKS = IN_THE_DATABASE
    stumble.enqueue()
    run_task("me")
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_the_work_of_a_killed_worker_is_queued_again(db, at):
    Worker.objects.create(pk="alive", started_at=at, seen_at=at - timedelta(seconds=20))
    Worker.objects.create(pk="killed", started_at=at, seen_at=at - timedelta(minutes=3))
    mine, lost = running("alive", at), running("killed", at)
    jobs.take_over(at)
    mine.refresh_from_db()
    lost.refresh_from_db()
    assert (mine.status, lost.status) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_work_that_took_three_workers_down_is_given_up(db, at):
    lost = running("killed", at, tries=3)
    jobs.take_over(at)
    lost.refresh_from_db()
    assert lost.status == TaskResultStatus.FAILED


def test_a_broken_turn_is_no_end(caplog):
    stop = threading.Event()
    turns = []

    def turn():
        turns.append(1)
        if len(turns) == 1:
            raise ValueError
        stop.set()
        return 0.0

    import samenwerf.ops.worker as module

    before, module.AFTER_FAILURE = module.AFTER_FAILURE, 0.01
    try:
        thread = threading.Thread(target=repeat, args=(turn, stop))
        thread.start()
        thread.join(10)
    finally:
        module.AFTER_FAILURE = before
    assert len(turns) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_and_stop_when_asked(settings):
    settings.TASKS = IN_THE_DATABASE
    for number in range(20):
        add.enqueue(number, 1)
    stops = [threading.Event(), threading.Event()]
    ended = []

    def worker(stop):
        ended.append(work(stop, []))
        connection.close()

    threads = [threading.Thread(target=worker, args=[stop]) for stop in stops]
    for thread in threads:
        thread.start()
    patience = time.monotonic() + 60
    while DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists():
        assert time.monotonic() < patience
        time.sleep(0.1)
    for stop in stops:
        stop.set()
    for thread in threads:
        thread.join(30)
    assert ended == [True, True]
    assert all(len(each.worker_ids) == 1 for each in DBTaskResult.objects.all())
    assert not Worker.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_command_stops_on_sigterm_and_leaves_a_trace_when_killed():
    database = dict(connection.settings_dict)
    environment = dict(os.environ, DJANGO_SETTINGS_MODULE="samenwerf.ops.tests.settings_of_a_worker")
    environment["WORKER_DATABASE"] = str(database["NAME"])

    def started():
        seen = set(Worker.objects.values_list("pk", flat=True))
        process = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"], env=environment
        )
        patience = time.monotonic() + 60
        while not set(Worker.objects.values_list("pk", flat=True)) - seen:
            assert time.monotonic() < patience
            assert process.poll() is None
            time.sleep(0.1)
        return process

    stopped = started()
    stopped.send_signal(signal.SIGTERM)
    assert stopped.wait(30) == 0
    assert not Worker.objects.exists()

    killed = started()
    killed.kill()
    killed.wait(30)
    worker = Worker.objects.get()
    assert worker.seen_at > now() - timedelta(minutes=1)
