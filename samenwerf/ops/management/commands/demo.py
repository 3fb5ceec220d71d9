"""Makes the demo organization."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from samenwerf.core import clock
from samenwerf.ops import demo


class Command(BaseCommand):
    help = "Makes the demo organization, once; says nothing when it is there already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=["nl", "en"], default="nl")

    def handle(self, *args: Any, **options: Any) -> None:
        demo.load(at=clock.now(), language=options["language"])
