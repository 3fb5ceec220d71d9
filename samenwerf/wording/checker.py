"""One line of text in, findings out."""

from functools import lru_cache

from samenwerf.wording.context import Context
from samenwerf.wording.findings import Findings, RiskFinding, VagueFinding
from samenwerf.wording.language import language_of_tokens, unsure
from samenwerf.wording.lexicon import lexicon
from samenwerf.wording.match import Line, Match, find
from samenwerf.wording.phrasing import RISK_GUESS, VAGUE_GUESS, weighed
from samenwerf.wording.risk import RiskMatch, risk_matches, said_by_risk
from samenwerf.wording.text import tokenize
from samenwerf.wording.vague import vague_matches

LANGUAGES = ("nl", "en")
# Found alike in both languages, with an id in each: ages and ranges (`numbers.py`), guesses (`phrasing.py`).
ENGLISH_ID = {"DN-04": "DE-03", "DN-05": "DE-04", "DN-07": "DE-05", "DN-13": "DE-11", VAGUE_GUESS: "VE-199"}
ENGLISH_ID |= {entry: entry.replace("DN", "DE") for entry in RISK_GUESS.values()}


@lru_cache(maxsize=2048)  # pages show the same lines again and again
def check_text(text: str, language: str, interface: str | None) -> Findings:
    context, vague, risk = by_rules(text)
    tokens = context.tokens
    if language not in LANGUAGES:
        language = language_of_tokens(tokens)
        if unsure(tokens):
            language = _language_of_matches(context.found) or language
    vague_places, risk_places = weighed(context, vague, risk)
    asking = interface if interface in LANGUAGES else language
    return Findings(
        text=text,
        language=language,
        vague=[
            _vague(text, tokens[first].start, tokens[last - 1].end, entry, asking, language == "en")
            for (first, last), entry in vague_places
        ],
        risk=[_risk(text, match, asking, language == "en") for match in risk_places],
    )


def by_rules(text: str) -> tuple[Context, list[Match], list[RiskMatch]]:
    """What the lexicon and its rules find, before the sentence as a whole is weighed: vague and risk."""
    line = Line(tokenize(text))
    matches = find(line)
    context = Context(text, line, matches)
    risk = risk_matches(context, matches)
    context.sayings += [(match.start, match.end) for match in risk]  # an age is no norm for a trait beside it
    vague = [match for match in vague_matches(context, matches) if not said_by_risk(context, match, risk)]
    return context, vague, risk


def _language_of_matches(matches: list[Match]) -> str:
    """Of a line without function words ("Teamspeler") the lexicon that knows it tells the language."""
    longest = max(
        (match for match in matches if match.entry[1] in "NE"), key=lambda match: match.length, default=None
    )
    return "" if longest is None else "nl" if longest.entry[1] == "N" else "en"


def _vague(text: str, start: int, end: int, entry_id: str, language: str, english: bool) -> VagueFinding:
    entry_id = ENGLISH_ID.get(entry_id, entry_id) if english else entry_id
    entry = lexicon().entries[entry_id]
    return VagueFinding(
        start, end, text[start:end], entry_id, entry.questions[language], entry.reasons[language]
    )


def _risk(text: str, match: RiskMatch, language: str, english: bool) -> RiskFinding:
    entry_id = ENGLISH_ID.get(match.entry, match.entry) if english else match.entry
    entry = lexicon().entries[entry_id]
    return RiskFinding(
        match.start,
        match.end,
        text[match.start : match.end],
        entry.ground,
        entry.severity,
        entry_id,
        entry.questions[language],
        entry.reasons[language],
    )
