"""A sensible moment for an interview. Pure."""

from datetime import date, datetime, time, timedelta

from samenwerf.core.working_time import WorkingWeek, is_working_day

USUAL_HOUR = time(10, 0)


def proposed(at: datetime, week: WorkingWeek) -> datetime:
    """The next working day after `at`, in the morning, in the organization's time."""
    day = at.astimezone(week.zone).date() + timedelta(days=1)
    while not is_working_day(day, week):
        day += timedelta(days=1)
    hour = USUAL_HOUR if week.opens <= USUAL_HOUR < week.closes else week.opens
    return datetime.combine(day, hour, week.zone)


def falls_outside(day: date, starts: time, week: WorkingWeek) -> str:
    """ "day" on a day off, "hour" outside opening hours, else empty: worth a remark, never a refusal."""
    if not is_working_day(day, week):
        return "day"
    return "" if week.opens <= starts < week.closes else "hour"
