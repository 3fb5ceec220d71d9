"""One line of text in, findings out."""

from functools import lru_cache

from samenwerf.wording.context import Context
from samenwerf.wording.findings import Findings, RiskFinding, VagueFinding
from samenwerf.wording.language import language_of_tokens, unsure
from samenwerf.wording.lexicon import lexicon
from samenwerf.wording.match import Line, Match, find
from samenwerf.wording.phrasing import vague_clauses
from samenwerf.wording.risk import RiskMatch, risk_matches, said_by_risk
from samenwerf.wording.text import tokenize
from samenwerf.wording.vague import vague_matches

LANGUAGES = ("nl", "en")
ENGLISH_ID = {"DN-04": "DE-03", "DN-05": "DE-04", "DN-07": "DE-05", "DN-13": "DE-11"}
LONGEST_LINE = 400  # words; a longer text is no requirement, only the lexicon reads it
JUDGED_CONTEXT = frozenset(
    ["context:trap", "context:not_asked", "context:not_asked_forward", "context:not_asked_backward"]
)


@lru_cache(maxsize=2048)  # pages show the same lines again and again
def check_text(text: str, language: str, interface: str | None) -> Findings:
    tokens = tokenize(text)
    asked = language in LANGUAGES
    if not asked:
        language = language_of_tokens(tokens)
    line = Line(tokens)
    matches = find(line)
    if not asked and unsure(tokens):
        language = _language_of_matches(matches) or language
    context = Context(text, line, matches)
    asking = interface if interface in LANGUAGES else language
    risk = risk_matches(context, matches)
    context.sayings += [(match.start, match.end) for match in risk]  # an age is no norm for a trait beside it
    vague = [match for match in vague_matches(context, matches) if not said_by_risk(context, match, risk)]
    places = [(match.first, match.last) for match in vague]
    judged = [(match.first, match.last) for match in matches if not match.entry.startswith("context:")]
    judged += [(match.first, match.last) for match in matches if match.entry in JUDGED_CONTEXT]
    judged += [context.clause(match.first) for match in risk]
    guessed = [] if len(tokens) > LONGEST_LINE else vague_clauses(context, judged)
    entry_of = {place: match.entry for place, match in zip(places, vague, strict=True)}
    entry_of |= dict.fromkeys(guessed, "VE-199" if language == "en" else "VN-199")
    return Findings(
        text=text,
        language=language,
        vague=[
            _vague(text, tokens[first].start, tokens[last - 1].end, entry_of[first, last], asking)
            for first, last in sorted(entry_of)
        ],
        risk=[_risk(text, match, asking, language == "en") for match in risk],
    )


def _language_of_matches(matches: list[Match]) -> str:
    """Of a line without function words ("Teamspeler") the lexicon that knows it tells the language."""
    longest = max(
        (match for match in matches if match.entry[1] in "NE"), key=lambda match: match.length, default=None
    )
    return "" if longest is None else "nl" if longest.entry[1] == "N" else "en"


def _vague(text: str, start: int, end: int, entry_id: str, language: str) -> VagueFinding:
    entry = lexicon().entries[entry_id]
    return VagueFinding(
        start, end, text[start:end], entry_id, entry.questions[language], entry.reasons[language]
    )


def _risk(text: str, match: RiskMatch, language: str, english: bool) -> RiskFinding:
    # Ages and ranges are found by one grammar for both languages, but have an id in each (catalogue).
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
