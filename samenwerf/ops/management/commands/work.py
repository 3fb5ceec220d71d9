import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenwerf.ops.worker import work


class Command(BaseCommand):
    help = "Does what is due by itself, and the background work, until Ctrl-C or SIGTERM."

    def handle(self, **options: Any) -> None:
        stop = threading.Event()

        def on_signal(number: int, frame: FrameType | None) -> None:
            stop.set()

        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, on_signal)
        if not work(stop):
            raise CommandError("The worker did not stop well: what it was doing is taken over by another.")
