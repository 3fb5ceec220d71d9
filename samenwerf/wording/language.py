"""Is a line Dutch or English? Function words and letter groups vote; Dutch wins a draw."""

from functools import lru_cache

from samenwerf.wording.text import Token, tokenize, word_set

DUTCH = word_set(
    """de het een en van voor met je jij jouw bent is hebt heeft kan niet geen of naar op aan bij als dat
    die om te
    uit over door ook nog wel maar zijn wordt worden onze ons ervaring kennis minimaal jaar werken zelf goed
    goede
    beschikbaar rijbewijs diploma niveau affiniteit tot minstens wie wij zich zonder tussen onder graag bereid
    beheersing gevoel alleen liefst weet werkt kent durft heb per week uur dag uren nooit altijd nederlands
    engels
    naar iemand mensen houding team"""
)
ENGLISH = word_set(
    """the a an and of for with you your are is have has can not no or to on at by as that who this these
    from will
    must be been in our we they their years year experience knowledge work working good strong skills able
    ability
    driving licence license degree level least minimum available english dutch without between under over
    any into
    when what while about someone people attitude all up out it its do does never always day week hours
    understanding"""
)
DUTCH_GROUPS = (
    "ij",
    "aa",
    "uu",
    "oe",
    "eeuw",
    "sch",
    "heid",
    "lijk",
    "isch",
    "vaardig",
    "gericht",
    "ui",
    "eu",
    "tje",
)
ENGLISH_GROUPS = (
    "th",
    "tion",
    "ough",
    "ght",
    "wh",
    "ness",
    "ity",
    "ing",
    "ly",
    "ea",
    "sh",
    "ous",
    "able",
    "ive",
)


def language_of(text: str) -> str:
    """ "nl" or "en" for a line of text."""
    return language_of_tokens(tokenize(text))


def language_of_tokens(tokens: list[Token]) -> str:
    dutch = english = 0.0
    for token in tokens:
        nl, en = _votes(token.norm)
        dutch += nl
        english += en
    return "en" if english > dutch else "nl"


def unsure(tokens: list[Token]) -> bool:
    """No function word of either language stands in the line."""
    return not any(token.norm in DUTCH or token.norm in ENGLISH for token in tokens)


@lru_cache(maxsize=20_000)
def _votes(word: str) -> tuple[float, float]:
    dutch = 1.0 * (word in DUTCH) + 0.3 * sum(group in word for group in DUTCH_GROUPS)
    english = 1.0 * (word in ENGLISH) + 0.3 * sum(group in word for group in ENGLISH_GROUPS)
    return dutch, english
