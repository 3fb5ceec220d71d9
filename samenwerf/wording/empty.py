"""Whether a reason says anything at all. Pure."""

import tomllib
from functools import cache

from samenwerf.wording.lexicon import CONTENT
from samenwerf.wording.text import fold, tokenize


def says_nothing(text: str) -> bool:
    """Whether there is something in `text`, and nothing of it says why: "ok", "heel goed", "x", "-"."""
    words = (token.norm for token in tokenize(text) if not token.is_number)
    return bool(text.strip()) and all(len(word) == 1 or word in _empty_words() for word in words)


@cache
def _empty_words() -> frozenset[str]:
    with (CONTENT / "empty.toml").open("rb") as file:
        return frozenset(fold(word) for words in tomllib.load(file).values() for word in words.split())
