"""When an appointment can be."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from samenwerf.core.errors import Refused

# Further away is a typing mistake in the year.
MOST_DAYS = 365


class NotOverYet(Refused):
    """It would take longer than until now."""


def check_is_to_come(moment: datetime, at: datetime) -> None:
    """Raises Refused for a moment that has passed, or that is more than a year away."""
    if moment < at:
        raise Refused(_("This moment has passed. Choose a date and time in the future."))
    if moment > at + timedelta(days=MOST_DAYS):
        raise Refused(_("This is more than a year ahead. Is the year right?"))


def check_is_over(starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """Raises NotOverYet, and Refused for what began more than a year ago."""
    if ends_at > at:
        raise NotOverYet(
            _("By this it is not over yet. Choose a moment to come, or the minutes that it took.")
        )
    if starts_at < at - timedelta(days=MOST_DAYS):
        raise Refused(_("This is more than a year ago. Is the year right?"))
