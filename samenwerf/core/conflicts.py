"""Somebody else changed the same thing meanwhile: what differs, and what the second person chose for it.

`components/conflict.html` shows a Clash inside the form that could not be saved; its answers come back with
that form. Nothing is saved until every part that differs has one.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samenwerf.core.errors import Conflict
from samenwerf.core.forms import ShownForm

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Part:
    """One part that differs, in words. `seen` marks the text of theirs that the choice is about."""

    name: str
    label: str
    mine: str
    theirs: str
    seen: str
    chosen: str = ""


@dataclass(frozen=True)
class Clash:
    """Who changed it, and every part that differs."""

    by: str
    parts: list[Part]


def clash(
    data: Mapping[str, Any],
    *,
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    by: str,
    in_words: Callable[[str, Any], tuple[str, str]],
) -> Clash:
    """What to ask. `in_words` gives the label and the text of a part; `data` holds what was chosen before."""
    parts = []
    for name in _differing(mine, theirs):
        label, said = in_words(name, mine[name])
        parts.append(
            Part(
                name,
                label,
                said,
                in_words(name, theirs[name])[1],
                _mark(theirs[name]),
                _choice(data, name, theirs),
            )
        )
    return Clash(by or _("Somebody else"), parts)


def clash_of(data: Mapping[str, Any], form: ShownForm, *, theirs: Mapping[str, Any], by: str) -> Clash:
    """What to ask about a form of which both set a field, in its words; the rest of it shows `theirs`."""
    typed = form.cleaned_data
    mine = {name: typed[name] for name in set_by_both(typed, shown=form.shown(), theirs=theirs)}
    form.catch_up(theirs)
    return clash(
        data,
        mine=mine,
        theirs=theirs,
        by=by,
        in_words=lambda name, value: (str(form.fields[name].label), str(value)),
    )


def settled(
    data: Mapping[str, Any], *, mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any] | None:
    """`mine`, with `theirs` where that was chosen; None while a choice is missing or about an older text."""
    choices = {name: _choice(data, name, theirs) for name in _differing(mine, theirs)}
    if not all(choices.values()):
        return None
    return {name: theirs[name] if choices.get(name) == THEIRS else value for name, value in mine.items()}


def set_by_both(mine: Mapping[str, Any], *, shown: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """The names that this person and somebody else both changed since they were `shown`, and differently."""
    return [
        name
        for name, value in mine.items()
        if value != shown.get(name) and theirs.get(name) not in (shown.get(name), value)
    ]


def merged(
    mine: Mapping[str, Any], *, shown: Mapping[str, Any] | None, theirs: Mapping[str, Any]
) -> dict[str, Any]:
    """`mine` where that is not what was `shown`, `theirs` elsewhere. Raises Conflict where both changed it.

    Without `shown` everything of `mine`.
    """
    if shown is None:
        return dict(mine)
    if set_by_both(mine, shown=shown, theirs=theirs):
        raise Conflict(_("Somebody else changed this just now."), theirs=theirs)
    return {name: theirs[name] if value == shown[name] else value for name, value in mine.items()}


def chosen_for_both(
    data: Mapping[str, Any], mine: Mapping[str, Any], *, shown: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """`mine` and `shown`, with what was chosen where both set something: that was shown by then."""
    both = set_by_both(mine, shown=shown, theirs=theirs)
    chosen = settled(data, mine={name: mine[name] for name in both}, theirs=theirs) or {}
    return {**mine, **chosen}, {**shown, **{name: theirs[name] for name in chosen}}


def _differing(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    return [name for name in mine if mine[name] != theirs[name]]


def _choice(data: Mapping[str, Any], name: str, theirs: Mapping[str, Any]) -> str:
    chosen = str(data.get(f"keep-{name}", ""))
    is_about_this = data.get(f"seen-{name}") == _mark(theirs[name])
    return chosen if is_about_this and chosen in (MINE, THEIRS) else ""


def _mark(value: Any) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:16]
