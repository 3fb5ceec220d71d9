"""What differs between two signed versions of an intake. Pure: two contents in, differences out."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """`what` is added, dropped or changed; the requirement before and after as in the content, if any."""

    what: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def requirement_changes(older: str, newer: str) -> list[Change]:
    """Requirements that were added, dropped or changed from `older` to `newer`, matched by their id."""
    before, after = _by_id(older), _by_id(newer)
    dropped = [Change("dropped", row, None) for pk, row in before.items() if pk not in after]
    changed = [
        Change("changed", before[pk], row) for pk, row in after.items() if pk in before and before[pk] != row
    ]
    added = [Change("added", None, row) for pk, row in after.items() if pk not in before]
    return [*dropped, *changed, *added]


def _by_id(content: str) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in json.loads(content)["requirements"]}
