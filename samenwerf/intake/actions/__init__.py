"""What happens to an intake: preparing it, signing it, changing what was signed."""

from samenwerf.intake.actions.beginning import Invited, StartedBefore, begin
from samenwerf.intake.actions.changing import (
    accept_change,
    refuse_change,
    request_change,
    withdraw_change,
)
from samenwerf.intake.actions.objecting import object_to, settle_objections
from samenwerf.intake.actions.preparing import (
    AlreadySigned,
    add_requirement,
    add_round,
    answer,
    ask_manager,
    change_requirement,
    change_round,
    hand_in_answers,
    order_requirements,
    order_rounds,
    plan,
    remove_requirement,
    remove_round,
    set_hours,
    settle,
    start,
)
from samenwerf.intake.actions.signatures import ask_to_sign_again
from samenwerf.intake.actions.signing import NotReady, SomethingChanged, side_of, sign

__all__ = [
    "AlreadySigned",
    "Invited",
    "NotReady",
    "SomethingChanged",
    "StartedBefore",
    "accept_change",
    "add_requirement",
    "add_round",
    "answer",
    "ask_manager",
    "ask_to_sign_again",
    "begin",
    "change_requirement",
    "change_round",
    "hand_in_answers",
    "object_to",
    "order_requirements",
    "order_rounds",
    "plan",
    "refuse_change",
    "remove_requirement",
    "remove_round",
    "request_change",
    "set_hours",
    "settle",
    "settle_objections",
    "side_of",
    "sign",
    "start",
    "withdraw_change",
]
