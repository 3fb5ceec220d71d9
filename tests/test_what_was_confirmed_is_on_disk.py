"""Rule 10: what somebody handed in and got a confirmation for is on disk, whatever happens then.

A real server on a database of its own, killed the moment its answer is there.
"""

import contextlib
import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

import pytest

SCENE = """
import django; django.setup()
from datetime import timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0)
from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink, Person
from samenwerf.core.clock import now
from samenwerf.vacancies.models import Vacancy
from tests import chain
at = now() - timedelta(days=3)
person = Person.objects.create_user(email="sanne@example.org", name="Sanne", created_at=at)
recruiter = accounts.start_organization(name="Van Dijk", person=person, at=at)
manager = accounts.find_or_invite(
    organization=recruiter.organization, name="Mark", email="m@example.org", role="hiring_manager", at=at
)
vacancy = Vacancy.objects.create(
    organization=recruiter.organization, title="Teamleider", recruiter=recruiter, hiring_manager=manager,
    created_at=at,
)
chain.signed_intake(vacancy, at=at)
application = chain.presented(vacancy, at=at)
chain.planned(application, [manager], at=at, starts_at=now() - timedelta(hours=2))
print(AccessLink.objects.get(purpose="interview").path)
"""


@pytest.fixture
def environment(tmp_path):
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAMENWERF", "DATABASE"))
    }
    return {
        **kept,
        "SAMENWERF_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "samenwerf.settings",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }


@pytest.fixture
def server(environment):
    """The address of a server in a process group of its own, and what kills that at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "samenwerf.wsgi:application"], env=environment, start_new_session=True
    )

    def kill():
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    for _try in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", kill
    kill()


def multipart(fields, name, content):
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="memo.wav"\r\n\r\n'
    body = ("".join(parts) + head).encode() + content + f"\r\n--{edge}--\r\n".encode()
    return body, f"multipart/form-data; boundary={edge}"


def test_a_server_killed_right_after_its_answer_has_kept_feedback_and_memo(environment, server, tmp_path):
    made = subprocess.run(
        [sys.executable, "-c", SCENE], env=environment, capture_output=True, text=True, check=True
    )
    path = made.stdout.split()[-1]
    address, kill = server
    tone = b"RIFF" + (36 + 16000).to_bytes(4, "little") + b"WAVEfmt \x10\0\0\0\x01\0\x01\0"
    tone += (8000).to_bytes(4, "little") + (16000).to_bytes(4, "little") + b"\x02\0\x10\0data"
    tone += (16000).to_bytes(4, "little") + bytes(range(160)) * 100
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(address + path).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    key = str(uuid.uuid4())
    fields = {"csrfmiddlewaretoken": token, "verdict": "4", "observed": "Zag het zelf", "device_key": key}
    body, content_type = multipart(fields, "memo", tone)
    request = urllib.request.Request(
        address + path, body, {"Content-Type": content_type, "Accept": "application/json", "Referer": address}
    )

    answer = browser.open(request)
    kill()

    assert answer.status == 200
    with contextlib.closing(sqlite3.connect(tmp_path / "samenwerf.sqlite3")) as database:
        rows = database.execute(
            "SELECT f.verdict, f.observed, m.file FROM feedback_feedback f "
            "JOIN memos_voicememo m ON m.id = f.memo_id"
        ).fetchall()
    [(verdict, observed, file)] = rows
    assert (verdict, observed) == (4, "Zag het zelf")
    assert (tmp_path / "files" / file).read_bytes() == tone
