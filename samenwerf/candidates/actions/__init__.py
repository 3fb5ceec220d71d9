"""What happens to candidates and their applications."""

from samenwerf.candidates.actions.adding import AlreadyApplied, add, attach, correct
from samenwerf.candidates.actions.importing import (
    cancel_import,
    choose_columns,
    confirm_import,
    go_on,
    start_import,
)
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
    "cancel_import",
    "choose_columns",
    "close_vacancy",
    "confirm_import",
    "correct",
    "go_on",
    "hear_offer",
    "make_offer",
    "present",
    "reopen",
    "reopen_vacancy",
    "reply",
    "review",
    "start_import",
    "take_back_review",
    "tell",
    "turn_down",
    "withdraw",
]
