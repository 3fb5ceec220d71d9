"""`texts`: finds the texts of the product, says which Dutch is missing, compiles it, or checks everything."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenwerf.core import text_checks, texts


class Command(BaseCommand):
    help = (
        "Updates samenwerf/APP/locale/nl/LC_MESSAGES/django.po from the code and compiles it. "
        "With --check nothing is written and every problem is listed."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", metavar="APP", help="only these apps; without: all")
        parser.add_argument("--check", action="store_true", help="list what is wrong and fail")
        parser.add_argument("--compile", action="store_true", help="only make the mo files")

    def handle(self, *args: Any, **options: Any) -> None:
        everything = texts.our_apps()
        names = options["apps"]
        unknown = set(names) - {app.name for app in everything}
        if unknown:
            raise CommandError(f"No such app: {', '.join(sorted(unknown))}.")
        chosen = [app for app in everything if not names or app.name in names]
        if options["check"]:
            return self.check_texts(everything, names)
        if not options["compile"]:
            for app in chosen:
                missing = texts.update(app, others=everything)
                if missing:
                    self.stdout.write(f"{app.po}: {missing} without Dutch")
        self.stdout.write(f"{texts.compile_all()} compiled")
        return None

    def check_texts(self, everything: list[texts.App], names: list[str]) -> None:
        found = text_checks.problems(everything)
        if names:
            found = [problem for problem in found if problem.split(":")[0] in names or "different" in problem]
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(f"{len(found)} problems with texts.")
