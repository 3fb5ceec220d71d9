"""Everything that happens by itself, in one list.

A job does one thing that is due at `at` and tells whether there may be more. Any number of workers
run this list side by side, so a job claims what it does, and running it twice is harmless. What a job
does row by row it does with `core.due_rows.one_by_one`: a row that fails steps aside for the others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from samenwerf.agreements import jobs as agreements
from samenwerf.candidates import jobs as candidates
from samenwerf.interviews import jobs as interviews
from samenwerf.ops import jobs as ops
from samenwerf.outbox import jobs as outbox
from samenwerf.vacancies import jobs as vacancies

MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True)
class Recurring:
    name: str
    every: int  # seconds
    job: Callable[[datetime], bool]


RECURRING = [
    Recurring("send messages", 2, outbox.send_due),
    Recurring("remind", 20, agreements.remind_due),
    Recurring("finish interviews that are over", 30, interviews.finish_due),
    Recurring("call off interviews of candidates who stopped", 5, interviews.call_off_due),
    Recurring("take interviews out of the calendar of who was called", 5, interviews.excuse_candidate_due),
    Recurring("take over the work of workers that are gone", MINUTE, ops.take_over),
    Recurring("forget workers that are gone", HOUR, ops.forget_workers),
    Recurring("forget old background work", HOUR, ops.forget_old_tasks),
    Recurring("forget rows that failed and are not due any more", HOUR, ops.forget_set_aside),
    Recurring("forget sessions that ended", HOUR, ops.forget_sessions),
    Recurring("forget job descriptions that became no vacancy", HOUR, vacancies.forget_drafts),
    Recurring("forget files of candidates that were never added", HOUR, candidates.forget_drafts),
    Recurring("forget lists that nobody said yes to", HOUR, candidates.forget_lists),
    Recurring("forget sign-in codes", HOUR, outbox.forget_codes),
]
