"""Several workers side by side send every message once; one that is killed never makes it two."""

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

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import Person
from samenwerf.core.clock import now
from samenwerf.outbox.actions import put
from samenwerf.outbox.jobs import CLAIM_LASTS, send_due
from samenwerf.outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def receiver():
    person = Person.objects.create_user(email="mark@example.org", name="Mark Visser", created_at=now())
    return accounts.start_organization(name="Van Dijk", person=person, at=now())


def test_four_workers_send_thirty_messages_once_each(post, receiver):
    at = now()
    for number in range(30):
        put(to=receiver, kind="hello", subject=f"Nr {number:02}", body="Hoi", at=at)

    def work():
        try:
            while send_due(at):
                pass
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(mail["Subject"] for mail in post.mails) == [f"Nr {number:02}" for number in range(30)]
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_the_same_promise_from_several_workers_is_one_message(receiver):
    at = now()

    def promise():
        try:
            put(to=receiver, kind="hello", subject="Once", body="Hoi", at=at, once="reminder:1")
        finally:
            connection.close()

    workers = [threading.Thread(target=promise) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Message.objects.count() == 1


WORKER = """
import os, sys, django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
settings.SMTP = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": int(sys.argv[2]), "EMAIL_TIMEOUT": 30}
from samenwerf.core.clock import now
from samenwerf.outbox.jobs import send_due
send_due(now())
"""


def test_a_worker_killed_while_it_sends_leaves_the_truth(post, receiver):
    message = put(to=receiver, kind="hello", subject="Nr 1", body="Hoi", at=now())
    post.seconds = 3
    settings_of_worker = os.environ | {"DJANGO_SETTINGS_MODULE": "samenwerf.settings_test"}
    if connection.vendor == "postgresql":
        settings_of_worker["DATABASE_URL"] = os.environ["TEST_DATABASE"]
    worker = subprocess.Popen(
        [
            sys.executable,
            "-c",
            WORKER,
            str(connection.settings_dict["NAME"]),
            str(settings.SMTP["EMAIL_PORT"]),
        ],
        env=settings_of_worker,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            message.refresh_from_db()
            if message.state == "sending" and post.receiving:
                break
            time.sleep(0.1)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    message.refresh_from_db()
    assert message.state == "sending"
    assert send_due(now()) is False
    assert send_due(now() + CLAIM_LASTS + timedelta(minutes=1)) is True
    message.refresh_from_db()
    assert (message.state, message.problem) == ("failed", "unsure")
