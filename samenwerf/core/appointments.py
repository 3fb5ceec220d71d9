"""When an appointment can be."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from samenwerf.core.errors import Refused

# Further ahead is a typing mistake in the year.
MOST_DAYS_AHEAD = 365


def check_is_to_come(moment: datetime, at: datetime) -> None:
    """Raises Refused for a moment that has passed, or that is more than a year away."""
    if moment < at:
        raise Refused(_("This moment has passed. Choose a date and time in the future."))
    if moment > at + timedelta(days=MOST_DAYS_AHEAD):
        raise Refused(_("This is more than a year ahead. Is the year right?"))
