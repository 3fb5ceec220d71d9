"""Whether a text can be the source of a legal exception. Pure.

It does not say that the source is right, only that somebody can look it up: a law, an article, a collective
agreement, a contract.
"""

import re

# In Dutch the kind stands at the end of a word: Arbeidstijdenwet, Arbobesluit, raamovereenkomst.
KIND = re.compile(
    r"""\b(?:
      \w*(?:wet|wetten|wetboek|besluit|regeling|verordening|richtlijn|verdrag|overeenkomst|convenant|contract)
    | cao\w* | gedragscode | statuten | artikel(?:en)? | (?:art|lid)\.?\s*\d+
    | laws? | acts? | articles? | regulations? | directive | statutes? | treaty | convention | agreements?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# AWGB, BW 7:646, § 3, 2000/78/EG
SHORT = re.compile(r"\b[A-Z]{3,}\b|\b[A-Z]{2}\b.*\d|\b\d+:\d+\b|§\s*\d|\b\d{2,4}/\d{2,4}\b")


def can_be_source(text: str) -> bool:
    """Whether this names a law, an article, a collective agreement or a contract.

    >>> can_be_source("WGBL art. 7"), can_be_source("x"), can_be_source("omdat wij dat willen")
    (True, False, False)
    """
    is_shouted = text.isupper() and " " in text and not any(letter.isdigit() for letter in text)
    return bool(KIND.search(text) or (not is_shouted and SHORT.search(text)))
