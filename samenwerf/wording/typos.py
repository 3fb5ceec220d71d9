"""Typing errors: an unknown word that is one or two letters away from a longer word of the lexicon is read
as that word.
"""

from functools import cache, lru_cache

import simplemma

from samenwerf.wording.lexicon import lexicon

SHORTEST, LONG = 7, 11  # from 7 letters one error, from 11 letters two


def deletions(word: str) -> set[str]:
    return {word} | {word[:index] + word[index + 1 :] for index in range(len(word))}


@cache
def _one_error() -> dict[str, list[str]]:
    """Lexicon words by each spelling with one letter left out: two such spellings meet when one error lies
    between.
    """
    table: dict[str, list[str]] = {}
    for word in lexicon().vocabulary:
        if len(word) >= SHORTEST:
            for key in deletions(word):
                table.setdefault(key, []).append(word)
    return table


@cache
def _long_words() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in lexicon().vocabulary:
        if len(word) >= LONG:
            table.setdefault(word[:2], []).append(word)
    return table


@lru_cache(maxsize=20_000)
def corrections(word: str, spelled: str) -> frozenset[str]:
    """Lexicon words that `spelled` (in sound spelling) may be meant as; none for a word that exists as
    written.
    """
    if len(spelled) < SHORTEST or any(char.isdigit() for char in spelled):
        return frozenset()
    near = {
        candidate
        for key in deletions(spelled)
        for candidate in _one_error().get(key, ())
        if candidate[0] == spelled[0] and distance(candidate, spelled, 1) <= 1
    }
    if near and is_a_word(word):
        return frozenset()
    if not near and len(spelled) >= LONG - 1 and not is_a_word(word):
        near = {
            candidate
            for candidate in _long_words().get(spelled[:2], ())
            if abs(len(candidate) - len(spelled)) <= 2 and distance(candidate, spelled, 2) <= 2
        }
    return frozenset(near)


def is_a_word(word: str) -> bool:
    """Known as it stands, or a Dutch compound of two known words ("uitloggen", "loopback")."""
    if simplemma.is_known(word, lang=("nl", "en")):
        return True
    return any(
        simplemma.is_known(word[:cut], lang="nl") and simplemma.is_known(word[cut:], lang="nl")
        for cut in range(3, len(word) - 3)
        if cut > 3 or word[:3] in ("uit", "aan")
    )


def distance(left: str, right: str, limit: int) -> int:
    """Edit distance in which two swapped neighbours count as one error; above `limit` it may be too low."""
    if len(set(left) ^ set(right)) > 2 * limit:  # one error changes at most two of the letters not shared
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(previous) > limit:
            return limit + 1
        before, previous = previous, row
    return previous[-1]
