"""What happens to candidates and their applications."""

from samenwerf.candidates.actions.adding import AlreadyApplied, add, attach, correct
from samenwerf.candidates.actions.moving import (
    NotNow,
    close_vacancy,
    hear_offer,
    make_offer,
    present,
    reopen,
    reopen_vacancy,
    reply,
    review,
    take_back_review,
    tell,
    turn_down,
    withdraw,
)

__all__ = [
    "AlreadyApplied",
    "NotNow",
    "add",
    "attach",
    "close_vacancy",
    "correct",
    "hear_offer",
    "make_offer",
    "present",
    "reopen",
    "reopen_vacancy",
    "reply",
    "review",
    "take_back_review",
    "tell",
    "turn_down",
    "withdraw",
]
