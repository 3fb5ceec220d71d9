#!/usr/bin/env python3
"""Starts Samenwerf on this machine, with nothing but Python: installs, prepares, runs web and worker.

    python3 start.py              your own data, in the folder data
    python3 start.py demo         an invented organization to look around in, in the folder data-demo
    python3 start.py test         every check and every test
    python3 start.py wording …    which words of a text are vague or risky

Only the standard library, and only syntax that an old Python reads too, so that it can say so.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - what makes it outdated is only promised, not certain
    sys.exit("Samenwerf needs Python 3.11 or newer, and this is Python {}.{}.".format(*sys.version_info[:2]))

import argparse
import hashlib
import http.client
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOG = VENV / "install.log"
HOST = "127.0.0.1"
# Not 127.0.0.1: browsers give passkeys to names only.
SHOWN_HOST = "localhost"
MANAGE = [str(PYTHON), str(HERE / "manage.py")]


class Problem(Exception):
    """What is wrong, in one sentence that says what to do."""


def main() -> int:
    arguments = sys.argv[1:]
    try:
        # What comes after `wording` is for that command, options included.
        if arguments[:1] == ["wording"]:
            install("requirements.txt")
            return subprocess.call([str(BIN / "samenwerf"), *arguments])
        options = parsed(arguments)
        if options.command == "test":
            return test()
        return serve(options)
    except Problem as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def parsed(arguments: list[str]) -> argparse.Namespace:
    assert __doc__
    parser = argparse.ArgumentParser(
        prog="start.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", nargs="?", choices=["demo", "test", "wording"], help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="the port to listen on (8000)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the database and the files live")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args(arguments)
    if not 1 <= options.port <= 65535:
        parser.error("--port must be from 1 to 65535")
    return options


def say(line: str) -> None:
    # On stderr: stdout belongs to the commands that print a result.
    print(line, file=sys.stderr, flush=True)


# --- Installing -------------------------------------------------------------------------------------


def install(lock: str) -> None:
    """A virtual environment with exactly what `lock` lists, and the project itself; nothing when done."""
    environment = f"{sys.version} {HERE}"
    done = Stamp(VENV / "samenwerf.json")
    # Another Python, or a checkout that was moved: its scripts point to what is not there.
    if not done.is_current("environment", environment) or not PYTHON.exists():
        with step("Making the virtual environment"):
            make_venv()
        done = Stamp(VENV / "samenwerf.json")
        done.set("environment", environment)
    wanted = digest([HERE / lock])
    # The lock of the tests holds everything of the other one.
    if not done.is_current("requirements.txt", wanted) and not done.is_current(lock, wanted):
        with step("Installing the parts (the first time takes a minute)"):
            pip("--require-hashes", "-r", str(HERE / lock), parts=count_parts(HERE / lock))
        done.set(lock, wanted)
        if lock == "requirements-dev.txt":
            done.set("requirements.txt", digest([HERE / "requirements.txt"]))
    project = digest([HERE / "pyproject.toml"])
    if not done.is_current("project", project):
        with step("Installing Samenwerf itself"):
            pip("--no-build-isolation", "--no-index", "--editable", str(HERE))
        done.set("project", project)


def make_venv() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            "Python's venv module is missing: install it, on Debian and Ubuntu with "
            "`sudo apt install python3-venv`, and start again."
        )
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        VENV.mkdir()
    except OSError as error:
        raise Problem(no_permission(HERE, error)) from error
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        raise Problem(f"The virtual environment could not be made: {last_line(made.stdout + made.stderr)}")


def pip(*arguments: str, parts: int = 0) -> None:
    """Installs with pip, its words in the log; tells how far it is every few seconds."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-deps", "--no-input", "--disable-pip-version-check"]
    piped: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen([*command, *arguments], cwd=HERE, **piped) as process:
        assert process.stdout
        fetched, told, words = 0, time.monotonic(), ""
        for line in process.stdout:
            words += line
            fetched += line.startswith("Collecting ")
            if parts and time.monotonic() - told > 4:
                told = time.monotonic()
                say(f"  {fetched} of {parts}")
    LOG.write_text(words, encoding="utf-8")
    if process.returncode == 0:
        return
    if "No space left" in words:
        raise Problem("There is no space left on the disk: the parts need about 500 MB.")
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in words:
        raise Problem(
            f"A part is not what it should be (its hash differs), so nothing is installed; see {LOG}."
        )
    what = "The parts could not be installed; is there a connection to the internet?"
    if not parts:
        what = "Samenwerf itself could not be installed."
    raise Problem(f"{what} pip said: {last_line(words)} (all of it in {LOG})")


def count_parts(lock: Path) -> int:
    return sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())


def last_line(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    errors = [line for line in lines if line.upper().startswith("ERROR")]
    return (errors or lines or ["nothing"])[-1]


# --- What was done before ---------------------------------------------------------------------------


class Stamp:
    """Remembers in a small file of what each step was made, so that it is made again only after a change."""

    def __init__(self, path: Path):
        self.path = path
        try:
            self.made_of = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.made_of = {}

    def is_current(self, name: str, made_of: str) -> bool:
        return self.made_of.get(name) == made_of

    def set(self, name: str, made_of: str) -> None:
        self.made_of[name] = made_of
        self.path.write_text(json.dumps(self.made_of, indent=1), encoding="utf-8")


def digest(files: Iterable[Path], *more: str) -> str:
    """One hash of the names and the contents of these files."""
    total = hashlib.sha256("\0".join(more).encode())
    for file in sorted(files):
        total.update(str(file.relative_to(HERE)).encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


# --- Running ----------------------------------------------------------------------------------------


def serve(options: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, on_stop)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, on_stop)
    check_port(options.port)
    demo = options.command == "demo"
    data = options.data or Path(os.environ.get("SAMENWERF_DATA") or HERE / ("data-demo" if demo else "data"))
    data = data.expanduser().resolve()
    check_data(data)
    install("requirements.txt")
    address = f"http://{SHOWN_HOST}:{options.port}/"
    environment = dict(os.environ, SAMENWERF_DATA=str(data), PYTHONUNBUFFERED="1")
    environment.setdefault("SAMENWERF_URL", address.rstrip("/"))
    prepare(data, environment, demo)
    children = start(options.port, environment)
    try:
        with step("Starting"):
            wait_until_it_answers(options.port, children)
        say("")
        print(f"Samenwerf is at {address}   (Ctrl-C stops it)", flush=True)
        if not options.no_browser and has_display():
            # In a thread: some browsers keep whoever opens them waiting.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        watch(children)
    except KeyboardInterrupt:
        say("Stopping …")
        return 0
    finally:
        stop(children)
    return 0


def prepare(data: Path, environment: dict[str, str], demo: bool) -> None:
    """Translations, tables, static files and the demo, each only after a change."""
    here, there = Stamp(VENV / "samenwerf.json"), Stamp(data / "prepared.json")
    lock = str(here.made_of.get("requirements.txt"))
    texts = digest(HERE.glob("samenwerf/*/locale/*/LC_MESSAGES/*.po"))
    tables = digest(HERE.glob("samenwerf/*/migrations/*.py"), lock, environment.get("DATABASE_URL", ""))
    static = digest((file for file in HERE.glob("samenwerf/*/static/**/*") if file.is_file()), lock)
    steps = []
    if not here.is_current("texts", texts):
        steps.append("texts")
    # Another database server may be empty, whatever we remember.
    if (
        not there.is_current("tables", tables)
        or "DATABASE_URL" in environment
        or not any(data.glob("*.sqlite3"))
    ):
        steps.append("database")
    if not here.is_current("static", static) or not (HERE / ".static").exists():
        steps.append("static")
    if steps:
        with step("Preparing " + ", ".join(steps)):
            run([*MANAGE, "prepare", *steps], environment, "Samenwerf could not be prepared, see above.")
        here.set("texts", texts)
        here.set("static", static)
        there.set("tables", tables)
    if demo and not there.is_current("demo", "loaded"):
        with step("Inventing the demo organization"):
            command = [*MANAGE, "demo", "--language", language()]
            run(command, environment, "The demo could not be loaded, see above.")
        there.set("demo", "loaded")


def language() -> str:
    """The language of this machine, of the two that Samenwerf speaks."""
    told = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if told.startswith("en") else "nl"


def start(port: int, environment: dict[str, str]) -> dict[str, subprocess.Popen[bytes]]:
    web = [str(PYTHON), "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    cores = os.cpu_count() or 1
    web += ["--workers", str(min(2, cores)), "--blocking-threads", str(min(4, 2 * cores))]
    web += ["--workers-kill-timeout", "10", "--respawn-failed-workers", "--log-level", "warning"]
    commands = {"web": [*web, "samenwerf.wsgi:application"], "worker": [*MANAGE, "work"]}
    # Each in a session of its own: a Ctrl-C reaches only this process, which then stops them in order.
    options: dict[str, Any] = {"env": environment, "cwd": HERE, "start_new_session": True}
    return {
        name: subprocess.Popen(command, preexec_fn=stop_with_parent(), **options)
        for name, command in commands.items()
    }


def stop_with_parent() -> "Callable[[], object] | None":
    """On Linux the kernel stops a child whose parent was killed, so that nothing is left behind."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def wait_until_it_answers(port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
    status = 0
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        check_alive(children)
        try:
            status = status_of(port, "/")
        except (OSError, http.client.HTTPException):
            status = 0
        if status == 200:
            return
        if status >= 400:
            break
        time.sleep(0.05)
    raise Problem(
        f"Samenwerf started but answers with an error (HTTP {status}), see above."
        if status
        else "Samenwerf did not answer within a minute, see above."
    )


def status_of(port: int, path: str) -> int:
    """The status of a page here, after following redirects; never through a proxy."""
    status = 0
    for _ in range(5):
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": f"{SHOWN_HOST}:{port}"})
            response = connection.getresponse()
            status, location = response.status, response.getheader("Location")
        finally:
            connection.close()
        if not location:
            return status
        path = location.split(f"{SHOWN_HOST}:{port}", 1)[-1]
    return status


def watch(children: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        check_alive(children)
        time.sleep(0.5)


def check_alive(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise Problem(f"The {name} process ended ({ended(child)}), so Samenwerf stops; see above why.")


def ended(child: subprocess.Popen[bytes]) -> str:
    code = child.returncode
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Lets both finish what they are doing, and ends what takes longer than 25 seconds."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    patience = time.monotonic() + 25
    for name, child in children.items():
        try:
            child.wait(max(0.1, patience - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"The {name} does not stop, and is ended.")
            child.kill()
            child.wait()


def on_stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def has_display() -> bool:
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def check_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Problem(f"You may not use port {port}: take one above 1023, with --port.") from None
        except OSError:
            raise Problem(
                f"Port {port} is in use: stop what runs there, or take another one, "
                f"as in `python3 start.py --port {port % 65535 + 1}`."
            ) from None


def check_data(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        raise Problem(no_permission(data, error)) from error


def no_permission(folder: Path, error: OSError) -> str:
    return (
        f"Samenwerf may not write in {folder} ({error.strerror}): "
        "give yourself permission, or choose another folder."
    )


def run(command: list[str], environment: dict[str, str], otherwise: str) -> None:
    if subprocess.run(command, env=environment, cwd=HERE, stdout=sys.stderr).returncode:
        raise Problem(otherwise)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Tells what is going on when it takes more than a moment."""
    began = time.monotonic()
    timer = threading.Timer(1.0, say, [f"{what} …"])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if time.monotonic() - began > 2:
        say(f"  done in {time.monotonic() - began:.0f} s")


# --- Testing ----------------------------------------------------------------------------------------


def test() -> int:
    """Every check and every test, each on its own, and one summary; 1 when something failed."""
    install("requirements-dev.txt")
    with tempfile.TemporaryDirectory(prefix="samenwerf-") as data:
        environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        environment.update(SAMENWERF_DATA=data, SAMENWERF_TESTS="all")
        run(
            [*MANAGE, "prepare", "texts", "static"],
            environment,
            "The tests could not be prepared, see above.",
        )
        results = [Check(name, command, extra).run(environment) for name, command, extra in CHECKS]
    print("\nSummary")
    for result in results:
        outcome = "ok" if result.passed else "FAILED"
        print(f"  {outcome:6}  {result.name:24} {result.seconds:4.0f} s")
    passed, failed = (sum(result.counts[i] for result in results) for i in (0, 1))
    print(f"{passed} passed, {failed} failed")
    return 0 if all(result.passed for result in results) else 1


# What an operator may have set for real use must not reach the tests.
SETTINGS = ["DATABASE_URL", "SMTP_URL", "MAIL_FROM", "SAMENWERF_URL", "SAMENWERF_HOSTS", "SAMENWERF_DEBUG"]
PYTEST = [str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "worksteal"]
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("ruff", [str(BIN / "ruff"), "check", "."], {}),
    ("ruff format", [str(BIN / "ruff"), "format", "--check", "."], {}),
    ("types", [str(BIN / "mypy"), "."], {}),
    ("layers", [str(BIN / "lint-imports")], {}),
    ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
    ("translations", [*MANAGE, "texts", "--check"], {}),
    ("tests on SQLite", PYTEST, {}),
    # The browser sees the same pages on either database; it walks them once.
    ("tests on PostgreSQL", [*PYTEST, "-m", "not browser"], {"TEST_DATABASE": "postgresql"}),
]


class Check:
    """One command of the test run. Its words are shown as they come for tests, else when it fails."""

    def __init__(self, name: str, command: list[str], extra: dict[str, str]):
        self.name, self.command, self.extra = name, command, extra
        self.passed, self.seconds, self.counts = False, 0.0, (0, 0)

    def run(self, environment: dict[str, str]) -> "Check":
        print(f"\n== {self.name}", flush=True)
        began = time.monotonic()
        process = subprocess.Popen(
            self.command,
            env=dict(environment, **self.extra),
            cwd=HERE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        assert process.stdout
        is_pytest = "pytest" in self.command
        words = []
        for line in process.stdout:
            words.append(line)
            if is_pytest:
                print(line, end="", flush=True)
        self.passed = process.wait() == 0
        self.seconds = time.monotonic() - began
        if is_pytest:
            self.counts = (number_before("passed", words), number_before("(?:failed|errors?)", words))
        elif not self.passed:
            print("".join(words), end="")
        return self


def number_before(word: str, lines: list[str]) -> int:
    """The number before a word in pytest's closing line, 0 without it."""
    closing = next((line for line in reversed(lines) if re.search(r"\d+ \w+.* in \d", line)), "")
    return sum(int(number) for number in re.findall(r"(\d+) " + word, closing))


if __name__ == "__main__":
    sys.exit(main())
