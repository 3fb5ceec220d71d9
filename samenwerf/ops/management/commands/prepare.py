import sqlite3
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samenwerf.core import texts
from samenwerf.core.clock import now

STEPS = ["texts", "database", "static"]


class Command(BaseCommand):
    help = (
        "Makes this version ready to run: translations, database and static files. Run it after every update."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("steps", nargs="*", help=f"only these of: {', '.join(STEPS)}")

    def handle(self, *, steps: list[str], **options: Any) -> None:
        for step in steps or STEPS:
            {"texts": texts.compile_all, "database": migrate, "static": collect_static}[step]()


def migrate() -> None:
    """Brings the tables up to date; a database with data in it is copied first when it is SQLite."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations and connection.vendor == "sqlite":
        back_up(settings.DATA_DIR / "backups")
    call_command("migrate", interactive=False, verbosity=0)


def back_up(folder: Path) -> None:
    """A whole copy of the SQLite database as it is now."""
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"before-update-{now():%Y%m%d-%H%M%S}.sqlite3"
    with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as database:
        database.execute("VACUUM INTO ?", [str(target)])
    target.chmod(0o600)


def collect_static() -> None:
    # In a process of its own: the settings look for this folder when they are read.
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "collectstatic", "--no-input", "-v0"]
    subprocess.run(command, check=True)
