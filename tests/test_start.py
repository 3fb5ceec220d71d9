"""`start.py`: what goes wrong before Samenwerf runs is said in one sentence that tells what to do."""

import ast
import importlib.util
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

START = Path(__file__).resolve().parent.parent / "start.py"
OLD_PYTHON = """\
import sys
sys.version_info = (3, 9, 2)
exec(compile(open(sys.argv[1]).read(), "start.py", "exec"), {"__name__": "__main__", "__file__": sys.argv[1]})
"""


def said_by(*command: str) -> tuple[int, list[str]]:
    """The exit code, and the lines that a person then reads."""
    ended = subprocess.run([sys.executable, *command], capture_output=True, text=True, timeout=60)
    return ended.returncode, (ended.stdout + ended.stderr).splitlines()


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """start.py as a module that installs nothing into the checkout."""
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.PYTHON, module.LOG = Path(sys.executable), tmp_path / "install.log"
    return module


def test_a_port_in_use_is_named_with_another_one_to_take(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, lines = said_by(str(START), "--port", str(port), "--data", str(tmp_path), "--no-browser")

    assert code == 1
    assert lines == [
        f"Port {port} is in use: stop what runs there, or take another one, "
        f"as in `python3 start.py --port {port % 65535 + 1}`."
    ]


def test_a_port_that_cannot_exist_is_refused():
    code, lines = said_by(str(START), "--port", "70000")

    assert code == 2
    assert lines[-1].endswith("--port must be from 1 to 65535")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")

    code, lines = said_by(str(START), "--port", str(free_port()), "--data", str(in_the_way), "--no-browser")

    assert code == 1
    assert lines == [
        f"Samenwerf may not write in {in_the_way} (File exists): "
        "give yourself permission, or choose another folder."
    ]


def test_a_python_that_is_too_old_reads_the_file_and_says_so():
    code, lines = said_by("-c", OLD_PYTHON, str(START))

    assert ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))
    assert code == 1
    assert lines == ["Samenwerf needs Python 3.11 or newer, and this is Python 3.9."]


def test_without_a_network_the_person_is_asked_about_the_connection(start, tmp_path, monkeypatch):
    lock = tmp_path / "lock.txt"
    lock.write_text(f"samenwerf-part-that-is-nowhere==1.0 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{free_port()}/")
    monkeypatch.setenv("PIP_RETRIES", "0")

    with pytest.raises(start.Problem) as problem:
        start.pip("--require-hashes", "-r", str(lock), parts=1)

    assert str(problem.value).startswith(
        "The parts could not be installed; is there a connection to the internet?"
    )
    assert str(start.LOG) in str(problem.value)


def test_a_part_with_another_content_than_promised_is_not_installed(start, tmp_path):
    part = tmp_path / "part-1.0-py3-none-any.whl"
    part.write_bytes(b"not what was promised")
    lock = tmp_path / "lock.txt"
    lock.write_text(f"part @ {part.as_uri()} --hash=sha256:{'0' * 64}\n")

    with pytest.raises(start.Problem) as problem:
        start.pip("--require-hashes", "-r", str(lock), parts=1)

    assert "A part is not what it should be" in str(problem.value)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
