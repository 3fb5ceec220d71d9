"""How the parts hang together, as far as the linters cannot tell."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import addresses

ROOT = Path(__file__).resolve().parent.parent
APPS = sorted(path.parent for path in ROOT.glob("samenwerf/*/__init__.py"))
SOURCES = sorted(
    path for path in ROOT.glob("samenwerf/**/*.py") if not {"tests", "migrations"} & set(path.parts)
)
CLOCKS = {
    ("timezone", "now"),
    ("timezone", "localtime"),
    ("timezone", "localdate"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def trees():
    for path in SOURCES:
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_only_the_clock_reads_the_clock():
    found = []
    for path, tree in trees():
        if path == Path("samenwerf/core/clock.py"):
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and (node.func.value.id, node.func.attr) in CLOCKS
                and not (node.args and node.func.attr in ("localtime", "localdate"))
            ):
                found.append(f"{path}:{node.lineno} {node.func.value.id}.{node.func.attr}()")
    assert found == []


def test_verbs_rules_and_rows_take_their_moment_and_do_not_ask_the_clock():
    below = re.compile(r"/(actions|queries|access|models|messages|rules)(/|\.py$)")
    found = [
        str(path)
        for path, tree in trees()
        if below.search(path.as_posix()) and "samenwerf.core.clock.now" in imports(tree)
    ]
    assert found == []


def test_nobody_uses_the_views_or_forms_of_another_app():
    found = []
    for path, tree in trees():
        for name in imports(tree):
            foreign = re.match(r"samenwerf\.(?!core\b)(\w+)\.(views|forms)\b", name)
            if foreign and foreign[1] != path.parts[1]:
                found.append(f"{path}: {name}")
    assert found == []


def test_every_address_that_a_template_names_is_there():
    """Django says nothing when `{% url … as address %}` finds none: what it leads to never shows."""
    there = {name for name, _route in addresses()}
    missing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in ROOT.glob("samenwerf/**/*.html")
        for name in re.findall(
            r"""{% (?:url|about|address) ["']([^"']+)["']""", path.read_text(encoding="utf-8")
        )
        if name not in there
    ]
    assert missing == []


def test_there_are_no_signals_and_no_class_based_views():
    found = [
        f"{path}: {name}"
        for path, tree in trees()
        for name in imports(tree)
        if name.startswith(("django.dispatch.receiver", "django.views.generic", "django.db.models.signals"))
    ]
    assert found == []


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_app_tells_what_it_is(app):
    assert (app / "README.md").is_file()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_install_from_and_no_folder_of_a_machine(lock):
    words = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|(^|\s)/\w", words, re.MULTILINE)
    for pinned in re.findall(r"^[a-z0-9][^\n]*$", words, re.MULTILINE):
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+( ; .*)? \\$", pinned), pinned


def test_the_lock_holds_everything_that_the_project_asks_for():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def name(line):
        return re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0].lower().replace("_", "-")

    def missing(lock, wanted):
        locked = {name(line) for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()}
        return [each for each in wanted if name(each) not in locked]

    wanted = project["dependencies"]
    assert missing("requirements.txt", wanted) == []
    assert missing("requirements-dev.txt", wanted + project["optional-dependencies"]["dev"]) == []


def test_start_reads_on_an_old_python_so_that_it_can_say_so():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_command_answers_without_django():
    code = "import sys; from samenwerf.cli import main; main(['--help']); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True).returncode == 0
