"""What the lexicon does not know: does a clause read like a figure of speech or like a task?

A small linear model over words, pairs of words and groups of letters, trained by `bench/train_phrasing.py`
on lines
written for it (`content/wording/phrasing-lines.csv`). It is asked only about clauses in which neither the
lexicon
found a word nor anything concrete stands (a number, a level, a name). Its weights are data, the same text
always
gets the same answer, and the clause that it rests on is the finding. It judges a text, never a person.
"""

import json
import math
from collections.abc import Iterator
from functools import cache

from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import CONTENT
from samenwerf.wording.match import LITTLE
from samenwerf.wording.text import word_set

SURE = 0.6  # of a whole clause
SURER = 0.72  # of a part of a clause that has something concrete beside it
OPENERS = word_set(
    """je jij u iemand wij we you someone bent are is heeft hebt have has and en maar but ook also die who een
    a het the met with"""
)
# A clause that begins so says what for or why; the demand stands before it.
PURPOSE = word_set("voor for tijdens during omdat want because anders otherwise vanwege wegens")
STOPS = word_set("wanneer als when if zodat omdat because terwijl while tijdens during")


def vague_clauses(context: Context, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and last token of every clause that reads as vague; `taken` are places already judged."""
    found = []
    for first, last, bar in _clauses(context):
        if any(start < last and first < end for start, end in taken):
            continue
        if context.has_number(first, last) or context.has_level(first, last) or context.has_name(first, last):
            continue
        opener = context.tokens[first].norm
        if opener in PURPOSE or (bar == SURER and context.has_action(first, first + 1)):
            continue
        explained = context.explanation(last)
        if explained and context.is_concrete(*explained):
            continue
        if _says_something(context, first, last) and likelihood(context, first, last) > bar:
            found.append(_trimmed(context, first, last))
    return found


def _says_something(context: Context, first: int, last: int) -> bool:
    """At least three words, two of them of content: "wat je doet" is a heading."""
    content = [
        token for token in context.tokens[first:last] if len(token.norm) > 3 and token.norm not in LITTLE
    ]
    return last - first >= 2 and len(content) >= 2


def _clauses(context: Context) -> Iterator[tuple[int, int, float]]:
    """Every clause; and where a clause has something concrete, its parts between "en" and "and"."""
    at = 0
    while at < len(context.tokens):
        first, last = context.clause(at)
        parts = [
            at for at in range(first + 1, last - 2) if context.tokens[at].norm in ("en", "and", "maar", "but")
        ]
        yield first, last, SURE
        if parts and (
            context.has_number(first, last) or context.has_level(first, last) or context.has_name(first, last)
        ):
            for start, end in zip([first, *[part + 1 for part in parts]], [*parts, last], strict=True):
                yield start, end, SURER
        at = last


def likelihood(context: Context, first: int, last: int) -> float:
    """Between 0 (a task, a fact) and 1 (a figure of speech, an attitude)."""
    model = _model()
    present = [model[name] for name in features(context, first, last) if name in model]
    if not present:
        return 0.0
    size, weights = len(present), sum(weight for weight in present)
    return 1 / (1 + math.exp(-(model["bias"] + weights / math.sqrt(size))))


def features(context: Context, first: int, last: int) -> set[str]:
    words = [token.norm for token in context.tokens[first:last]]
    names = {f"w={word}" for word in words}
    names |= {f"b={left} {right}" for left, right in zip(["^", *words], [*words, "$"], strict=True)}
    for word in words:
        framed = f"<{word}>"
        for size in (3, 4, 5):
            names |= {f"c={framed[at : at + size]}" for at in range(len(framed) - size + 1)}
    names |= {f"len={min(last - first, 8)}"}
    if context.has_number(first, last):
        names.add("has=number")
    if context.has_level(first, last):
        names.add("has=level")
    if context.has_name(first, last):
        names.add("has=name")
    if context.has_action(first, last):
        names.add("has=action")
    return names


@cache
def _model() -> dict[str, float]:
    with (CONTENT / "phrasing.json").open(encoding="utf-8") as file:
        model: dict[str, float] = json.load(file)
    return model


def _trimmed(context: Context, first: int, last: int) -> tuple[int, int]:
    tokens = context.tokens
    for at in range(first + 2, last):
        if tokens[at].norm in STOPS:
            last = at
            break
    while last - first > 2 and tokens[first].norm in OPENERS - {"een", "a", "met", "with"}:
        first += 1
    while last - first > 2 and tokens[last - 1].norm in LITTLE - {"is", "om", "op", "uit", "in", "aan"}:
        last -= 1
    return first, last
