"""Times in the words of people: "2 hours left", "1 working day late", "waits 4 days". Values in, text out."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwerf.core.working_time import WorkingWeek, working_hours_between

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def left_or_late(due_at: datetime, at: datetime, week: WorkingWeek) -> str:
    """How long is left until `due_at` by the clock, or how late it is in working time."""
    if due_at < at:
        return _late(due_at, at, week)
    left = due_at - at
    if left < HOUR:
        minutes = max(1, round(left / timedelta(minutes=1)))
        return ngettext("%(n)d minute left", "%(n)d minutes left", minutes) % {"n": minutes}
    if left < DAY:
        hours = round(left / HOUR)
        return ngettext("%(n)d hour left", "%(n)d hours left", hours) % {"n": hours}
    days = round(left / DAY)
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def _late(due_at: datetime, at: datetime, week: WorkingWeek) -> str:
    hours = working_hours_between(due_at, at, week)
    if hours < 1:
        return _("just late")
    a_day = week.hours_per_day
    if hours < a_day:
        return ngettext("%(n)d hour late", "%(n)d hours late", int(hours)) % {"n": int(hours)}
    days = int(hours / a_day)
    return ngettext("%(n)d working day late", "%(n)d working days late", days) % {"n": days}


def due_moment(due_at: datetime, at: datetime, week: WorkingWeek) -> str:
    """The moment itself: "today 16:00", "Thu 12:00", "3 December"; how late it is once it has passed."""
    if due_at < at:
        return _late(due_at, at, week)
    return moment(due_at, at, week)


def moment(when: datetime, at: datetime, week: WorkingWeek) -> str:
    """A moment as people say it, in the time zone of the organization."""
    zone = week.zone
    local, today = when.astimezone(zone), at.astimezone(zone).date()
    days = (local.date() - today).days
    if days >= 7 or days < -1:
        return date_format(local, "j F" if local.year == today.year else "j F Y")
    clock = f"{local:%H:%M}"
    if days == 0:
        return _("today %(time)s") % {"time": clock}
    if days == 1:
        return _("tomorrow %(time)s") % {"time": clock}
    if days == -1:
        return _("yesterday %(time)s") % {"time": clock}
    return f"{date_format(local, 'D')} {clock}"


def tone(due_at: datetime, at: datetime, week: WorkingWeek) -> str:
    """The colour of a deadline: "late", "soon" (today), or "" for calm."""
    if due_at < at:
        return "late"
    return "soon" if due_at.astimezone(week.zone).date() == at.astimezone(week.zone).date() else ""


def duration(length: timedelta) -> str:
    """Calendar time, roughly: "4 days", "3 hours", "5 minutes"."""
    if length >= DAY:
        days = length // DAY
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if length >= HOUR:
        hours = length // HOUR
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    minutes = max(1, length // timedelta(minutes=1))
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
