"""The text of a nice-to-have without the words that say that it is one. Pure; Dutch and English."""

import re

# "… is een pré", "… would be a big plus", "… (pré)", "…, a bonus"
AT_THE_END = re.compile(
    r"""(?: \s+(?:is|zijn|geldt\ als|strekt\ tot|are|would\ be|will\ be)\s+ | \s*[,;:(]\s* | \s[–-]\s )
    (?:(?:een|'n|a|an|wel|zeker|groot|grote|big|strong|definite)\s+)*
    (?:pr[ée]|pluspunt|plus|bonus|voordeel|aanbeveling|mooi\ meegenomen|advantage|asset)
    \s*\)?[\s.!]*$""",
    re.IGNORECASE | re.VERBOSE,
)
# "Pré: …", "Bij voorkeur: …"
AT_THE_START = re.compile(
    r"^(?:(?:een\s+)?pr[ée]|pluspunt|bonus|nice[- ]to[- ]have|bij voorkeur|preferably)\s*[:–-]\s*(?=\w)",
    re.IGNORECASE,
)


def without_saying_so(text: str) -> str:
    """The text without "is een pré", "is a plus" and the like; as it is when nothing else would be left.

    >>> without_saying_so("Ervaring met Ons (Nedap) is een pré")
    'Ervaring met Ons (Nedap)'
    """
    bare = AT_THE_END.sub("", text)
    if start := AT_THE_START.match(bare):
        bare = bare[start.end() :]
        bare = bare[0].upper() + bare[1:]
    return bare or text
