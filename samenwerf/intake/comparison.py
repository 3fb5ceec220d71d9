"""What differs between two signed versions of an intake. Pure: two contents in, differences out."""

import json
from dataclasses import dataclass, field
from typing import Any

from samenwerf.intake.models import ChangeRequest

Subject = ChangeRequest.Subject
What = ChangeRequest.What


@dataclass(frozen=True)
class Change:
    """One part that was added, dropped or changed, with its value before and after (empty for none)."""

    subject: str
    target: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    @property
    def what(self) -> str:
        if not self.before:
            return What.ADD
        return What.CHANGE if self.after else What.DROP


def changes_between(older: str, newer: str) -> list[Change]:
    """From `older` to `newer`: requirements by their id, agreements by kind, answers by question."""
    before, after = json.loads(older), json.loads(newer)
    return [
        *_by_key(Subject.REQUIREMENT, _requirements(before), _requirements(after)),
        *_rounds(before["rounds"], after["rounds"]),
        *_by_key(Subject.HOURS, _values(before, "hours", "hours"), _values(after, "hours", "hours")),
        *_by_key(Subject.ANSWER, _values(before, "answers", "text"), _values(after, "answers", "text")),
    ]


def _requirements(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        str(row["id"]): {name: value for name, value in row.items() if name != "id"}
        for row in content["requirements"]
    }


def _values(content: dict[str, Any], part: str, name: str) -> dict[str, dict[str, Any]]:
    return {key: {name: value} for key, value in content[part].items()}


def _by_key(
    subject: str, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]
) -> list[Change]:
    return [
        Change(subject, key, before.get(key, {}), after.get(key, {}))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    ]


def _rounds(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Change]:
    """Steps have no id in what is signed: one gone and one new in its place is one that changed."""
    if len(before) == len(after):
        pairs = zip(before, after, strict=True)
        return [Change(Subject.ROUND, "", old, new) for old, new in pairs if old != new]
    gone = [Change(Subject.ROUND, "", row, {}) for row in before if row not in after]
    return [*gone, *(Change(Subject.ROUND, "", {}, row) for row in after if row not in before)]


def change_of(request: ChangeRequest) -> Change:
    """What a request asks."""
    return Change(request.subject, request.target, request.before, request.after)
