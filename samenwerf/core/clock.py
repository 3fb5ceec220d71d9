"""The one place that reads the clock. Views and jobs call it once and pass `at` on."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()  # noqa: TID251
