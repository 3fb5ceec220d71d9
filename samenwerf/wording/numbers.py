# ruff: noqa: E501 -- a rule of grammar reads best on one line
"""Ages and ranges of experience, which are grammar more than words: "tussen 25 en 35", "max. 3 years' experience"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORD_NUMBERS = (
    "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|vijftien|twintig|dertig|veertig|vijftig|zestig"
    "|vijfentwintig|vijfendertig|vijfenveertig|achttien|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    "|fifteen|eighteen|twenty|thirty|forty|fifty|sixty"
)
N = rf"(?:\d{{1,2}}|{WORD_NUMBERS})"
FEW = rf"(?:[0-9]|1[0-5]|{WORD_NUMBERS})"
AGE = r"(?:1[4-9]|[2-7]\d|achttien|twintig|vijfentwintig|dertig|vijfendertig|veertig|vijfenveertig|vijftig|zestig|eighteen|twenty|twenty-five|thirty|thirty-five|forty|forty-five|fifty|sixty)"
TO = r"\s*(?:-|–|—|tot en met|t/m|tot|à|a|en|to|and|through|or|of)\s*"
YEARS = r"(?:jaar|jaren|jr|jrn|j|years?|yrs?|yr)\b\.?(?:['’]s?)?"
EXPERIENCE = (
    r"(?:\s+(?:of|aan|relevante?|aantoonbare?|professional|professionele|proven|relevant|recente|recent|work|working"
    r"|hands-on|praktijk|full-time|fulltime))*\s*(?:[\w&/#+.-]+[\s-]){0,3}?(?:werk|vak|praktijk|onderwijs|\w+)?-?(?:ervaring|experience|erv\b\.?|exp\b\.?)"
)
MAX = (
    r"(?:max(?:imaal|imum)?\b\.?|hooguit|hoogstens|ten hoogste|niet meer dan|minder dan|uiterlijk|tot|niet langer dan|no longer than|not longer than|up to|no more than"
    r"|not more than|at most|less than|fewer than|under|onder(?: de)?|not exceeding|nooit meer dan|(?:a )?max(?:imum)? of|met hooguit)"
)
MIN = r"(?:min(?:imaal|imum)?\b\.?|minstens|ten minste|tenminste|at least|vanaf|from|over|boven(?: de)?|ouder dan|older than|above)"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Each rule: the entry, its pattern; what is in the group "span" is marked, else the whole.
RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # closed ranges and maxima of experience
    ("DN-13", _compile(rf"\b(?:tussen\s+(?:de\s+)?|between\s+)?{N}{TO}{N}\s*{YEARS}{EXPERIENCE}")),
    (
        "DN-13",
        _compile(
            rf"\b(?:with|met)?\s*(?P<span>(?:tussen\s+(?:de\s+)?|between\s+)?{FEW}{TO}{FEW}\s*{YEARS})\s+(?:in|als|as|bij|met|op|with|werkzaam|ervaren|of)\b(?!\s+(?:age|leeftijd))"
        ),
    ),
    (
        "DN-13",
        _compile(
            rf"\b(?:ervaring|werkervaring|experience)\s*[:(]?\s*(?:van|of)?\s*(?P<span>(?:tussen\s+(?:de\s+)?|between\s+)?{N}{TO}{N}\s*{YEARS})"
        ),
    ),
    ("DN-13", _compile(rf"\b{MAX}\s+(?:zo'n\s+)?{N}\s*{YEARS}{EXPERIENCE}")),
    ("DN-13", _compile(rf"\b{MAX}\s+{N}\s*{YEARS}\s+(?:in|als|as|bij|werkzaam|werkend)\b")),
    (
        "DN-13",
        _compile(rf"\b(?:ervaring|werkervaring|experience)\s*[:(,]?\s*(?P<span>{MAX}\s+{N}\s*{YEARS})"),
    ),
    (
        "DN-13",
        _compile(
            rf"\b(?:meer dan|more than|over|langer dan|boven de)\s+{N}\s*{YEARS}{EXPERIENCE}\s+(?:is|telt|means|maakt|=)?\s*(?:te|too|over|nadeel|een nadeel)\b"
        ),
    ),
    # ages
    (
        "DN-04",
        _compile(
            rf"\b(?:(?:leeftijd|leeftijdscategorie|age[ds]?|age range|age group)\W{{0,3}}(?:categorie|range|of|van)?\s*)?(?P<span>(?:tussen\s+(?:de\s+)?|between\s+|in de leeftijd van\s+|aged?\s+(?:between\s+)?|ages\s+)?{AGE}{TO}(?:de\s+)?{AGE}\s*(?:{YEARS}(?:\s*(?:oud|old|of age))?))(?!{EXPERIENCE})"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?:leeftijd|leeftijdscategorie|aged?|ages|age range|age group)\W{{0,3}}(?:categorie|range|of|van)?\s*(?P<span>(?:tussen(?: de)?\s+|between\s+)?{AGE}{TO}{AGE})\b"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?P<span>(?:tussen\s+de|between(?: the ages of)?)\s+{AGE}\s*(?:en|and)\s*(?:de\s+)?{AGE})\b(?!\s*(?:uur|hours?|euro|k\b|procent|%|km|kg|graden|degrees|personen|people|medewerkers|collega|employees|dossiers|cases|dagen|days|weken|weeks|m\b|meter|bar|keer|jaar|years?|fte|(?!and|en|or|of|with|met|die|who|is|bent)[a-z]+\s))"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?:niet ouder dan|jonger dan|beneden de|no older than|not older than|younger than)\s+{AGE}\b(?:\s*{YEARS})?"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?:nog geen|not yet|niet over de)\s+{AGE}\b(?:\s*{YEARS})?(?=\s*(?:$|[,.;)]|en\b|and\b|oud|old))"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?:onder de|under|below)\s+(?:the age of\s+)?{AGE}\b(?!\s*(?:uur|hours?|euro|k\b|procent|%|km|kg|graden|degrees|personen|people|minut|second|ms|dagen|days|weken|weeks|m\b|meter|metre|bar|keer|°|medewerkers|decibel|db|volt|ton|%|per|punt|point|dollar|pound|[a-z]+en\b))(?:\s*{YEARS})?"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?:max(?:imaal|imum)?\.?|hooguit|hoogstens|ten hoogste|tot|up to|at most)\s+(?:age\s+(?:of\s+)?)?{AGE}\s*(?:jaar oud|jaar|jr|years? old|years of age)\b(?!{EXPERIENCE})(?!\s+(?:in|als|as|garantie|guarantee|bij|oude))"
        ),
    ),
    (
        "DN-04",
        _compile(rf"\b(?:max(?:imaal|imum)?\.?\s*)(?:leeftijd|age)\W{{0,3}}(?:is\s+|van\s+|of\s+)?{AGE}\b"),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?:leeftijd|age)\W{{0,3}}(?:is\s+)?(?P<span>(?:max(?:imaal|imum)?\.?|hooguit|tot|onder(?: de)?|under|up to|below)\s*{AGE})\b"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?:ouder dan|boven de|older than|over|above)\s+(?:the age of\s+)?{AGE}\b(?:\s*(?:jaar|jr|years?(?: old| of age)?))(?!{EXPERIENCE})(?!\s+(?:in|als|as|ervaring))"
        ),
    ),
    (
        "DN-04",
        _compile(
            r"\b(?:ouder dan|older than|boven de)\s+(?:the age of\s+)?(?:[3-7]\d|dertig|veertig|vijftig|zestig|thirty|forty|fifty|sixty)\b(?!\s*(?:uur|hours?|euro|k\b|procent|%|km|kg|graden|bar|m\b|meter|volt|ton|dagen|days|jaar|years))"
        ),
    ),
    (
        "DN-04",
        _compile(
            r"(?<![\w€.])(?:[3-7]\d)\s?(?:\+|-?plus(?:sers?)?)(?!\s*(?:uur|hours?|euro|k\b|km|kg|people|personen|medewerkers|employees|fte|users|seats|schepen|\w+s\b))(?=\W|$)"
        ),
    ),
    (
        "DN-04",
        _compile(
            r"\b(?:begin|midden|eind|in de|in (?:your|their|his|her)(?: early| mid| late)?|early|mid|late)[\s-]+(?:twintig|dertig|veertig|vijftig|twenties|thirties|forties|fifties)\b"
        ),
    ),
    (
        "DN-04",
        _compile(r"\b(?:geboren|born)\s+(?:na|voor|tussen|vanaf|in|after|before|since)\s+(?:19|20)\d\d\b"),
    ),
    (
        "DN-07",
        _compile(
            r"\b(?:afgestudeerd|diploma (?:behaald|gehaald)|graduated|graduation)\s+(?:in\s+)?(?:na|sinds|vanaf|after|since|in|within|binnen|(?:niet\s+)?(?:langer dan|meer dan|maximaal|max\.?|hooguit))?\s*(?:de\s+|the\s+)?(?:past\s+|last\s+|afgelopen\s+|laatste\s+)?(?:20\d\d of later|20\d\d or later|\w+ (?:jaar|years?|maanden|months)(?: geleden| ago)?)"
        ),
    ),
    (
        "DN-07",
        _compile(
            rf"\b{MAX}\s+{N}\s*(?:jaar|years?|maanden|months)\s+(?:geleden\s+)?(?:afgestudeerd|van school|uit school|out of (?:school|university|college)|since graduat\w+|after graduat\w+|klaar met)"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"\b(?P<span>(?:gemiddeld(?:e)?|average|averages|averaging)\s+(?:(?:leeftijd|age|of|van|is|ligt|op|rond|around|about)\s+){{0,4}}{AGE})\b(?!\s*(?:uur|hours?|euro|k\b|procent|%|km|kg|graden|degrees|keer|times|dagen|days|weken|weeks|[a-z]{{3,}}en\b(?<!zijn)|[a-z]{{3,}}s\b|per\b)(?!\s*oud))"
        ),
    ),
    (
        "DN-04",
        _compile(
            rf"(?<![\w€.,]){AGE}\s*(?:jaar|jr\.?|years?(?: old| of age)?)?\s*(?:of|or|en|and)\s+(?:jonger|younger|under)\b(?!\s+\w+s\b)"
        ),
    ),
    (
        "DN-04",
        _compile(
            r"\b(?:over|above|past|boven de)\s+(?:[4-6]\d)(?=\s+(?:is|are|need not|will|zijn|heeft|hebben)\b)"
        ),
    ),
    # minimum age: allowed only by law
    (
        "DN-05",
        _compile(
            r"\b(?:min(?:imaal|imum)?\.?|minstens|ten minste|tenminste|at least|vanaf|from|over|must be)\s*(?:aged?\s+)?(?:leeftijd\s*(?:van\s*|is\s*|:\s*)?|age\s*(?:of\s*|is\s*|:\s*)?)?(?:1[5-9]|2[0-9]|achttien|eighteen|twenty-one|eenentwintig)\b(?:\s*(?:jaar oud|jaar of ouder|jaar|jr|years? old|years of age|years|or over|or older|of ouder))(?!\s*(?:relevante |aantoonbare |relevant |proven |of )?(?:\w+ ){0,2}?\w*(?:ervaring|experience))(?!\s+(?:in|als|as|met|bij)\b)"
        ),
    ),
    (
        "DN-05",
        _compile(
            r"\b(?:minimumleeftijd|minimum age|minimale leeftijd)\W{0,3}(?:is\s+|van\s+|of\s+)?(?:1[5-9]|2\d|achttien|eighteen)\b"
        ),
    ),
    ("DN-05", _compile(r"(?<![\w€.])(?:18|21)\s?\+(?=\W|$)")),
    (
        "DN-05",
        _compile(
            r"\b(?:18|21|achttien|eighteen)\s*(?:jaar|years?)?\s*(?:of ouder|or over|or older|and over|en ouder)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class NumberMatch:
    entry: str
    start: int
    end: int


def number_matches(text: str) -> list[NumberMatch]:
    """The longest matches that do not overlap, in order."""
    if not re.search(
        r"\d|twint|dert|veert|vijf|acht|jaar|year|twent|thirt|fort|fift|eight", text, re.IGNORECASE
    ):
        return []
    found = sorted(_all(text), key=lambda match: (-(match.end - match.start), match.start))
    chosen: list[NumberMatch] = []
    for match in found:
        if all(match.end <= other.start or other.end <= match.start for other in chosen):
            chosen.append(match)
    return sorted(chosen, key=lambda match: match.start)


def _all(text: str) -> Iterator[NumberMatch]:
    for entry, pattern in RULES:
        for found in pattern.finditer(text):
            start, end = found.span("span" if "span" in pattern.groupindex and found.group("span") else 0)
            while start < end and text[start].isspace():
                start += 1
            yield NumberMatch(entry, start, end)
