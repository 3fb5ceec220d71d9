"""What in a job description looks like a title and like requirements. A person chooses what to take over.

Pure: text in, proposal out. Dutch and English, also mixed. The words it goes by are data, in
`content/job_description.toml`; the rules are these: a heading says what kind of lines follow; below one that
announces requirements, each list item and each sentence is a line; without such a heading, sentences
that ask something of the candidate are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from samenwerf.content import job_description_words
from samenwerf.vacancies.reading import tidied

MAX_LINES = 40
# No job description is longer; what comes after is not looked at, so that a strange file costs no time.
MAX_CHARACTERS = 60_000
LONGEST_BLOCK = 3000
LONGEST_LINE = 300
LONGEST_HEADING = 70
# Between what is asked and a wish in the same line: "Goed Nederlands, Duits is een pré".
AND_A_WISH = re.compile(
    r",\s+(?=(?:[\w-]+\s+){1,4}(?:is|zijn|are)\s+(?:een\s+|an?\s+)?(?:pr[eé]|plus|pluspunt|advantage)\W*$)",
    re.IGNORECASE,
)
MUST_HAVE, NICE_TO_HAVE = "must_have", "nice_to_have"
OTHER = "other"

# Word and PDF write bullets in many ways.
BULLET = re.compile(r"^(?:[-–—•·▪▫■□●○◦‣⁃*✓✔➢➤►»>]|o(?= )|\d{1,2}[.)](?= ))\s*")
PAGE_NUMBER = re.compile(r"(?:(?:pagina|page|blz\.?|p\.)\s*)?\d+\s*(?:van|of|/)\s*\d+$|-\s*\d+\s*-$", re.I)
ABBREVIATION = re.compile(
    r"\b(?:o\.a|bijv|m\.n|e\.g|i\.e|incl|evt|etc|nr|dr|mr|ir|drs|ing|resp|ca|max|min)\.$", re.I
)
# After one of these a list item that was broken off goes on, even with a capital.
SMALL_WORDS = re.compile(
    r"(?:de|het|een|en|of|van|in|op|met|voor|naar|bij|aan|als|om|te|and|or|the|a|an|on|with|for|to|as|at)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A proposed requirement: `text` as it would be taken over, `source` as it stands in the document."""

    text: str
    kind: str
    source: str
    heading: str
    number: int


@dataclass(frozen=True, slots=True)
class Proposal:
    title: str
    department: str
    location: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a list item or a stretch of prose, joined over the lines on which it was broken off."""

    text: str
    is_heading: bool
    is_bullet: bool
    number: int


def propose(text: str) -> Proposal:
    """A title and requirement lines proposed from a job description; empty where nothing was recognised."""
    blocks = list(_blocks(tidied(text)[:MAX_CHARACTERS]))
    title = _title(blocks)
    lines = (
        list(_under_headings(blocks))
        or list(_asking(block for block in _outside_known_sections(blocks)))
        or list(_asking(blocks))
    )
    return Proposal(
        title=title,
        department=_labelled("department", blocks),
        location=_labelled("location", blocks),
        lines=tuple(line for line in _without_doubles(lines) if line.text != title)[:MAX_LINES],
    )


# The words


@lru_cache
def _pattern(subject: str, name: str) -> re.Pattern[str]:
    """Any of these phrases as whole words, the longest first."""
    phrases = job_description_words(subject, name)
    parts = [
        re.escape(p).replace(r"\ \*", r"\s.*").replace(r"\*", r"\S*").replace(r"\ ", r"\s+") for p in phrases
    ]
    parts.sort(key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def _announced(heading: str) -> tuple[str, int] | None:
    """What kind of lines stand below this heading and how far that is said; None when it is not known."""
    plain = heading.lstrip("0123456789. ")
    if match := _pattern("headings", NICE_TO_HAVE).match(plain):
        return NICE_TO_HAVE, match.end()
    if match := re.search(r"nice[- ]to[- ]haves?", plain, re.IGNORECASE):
        return NICE_TO_HAVE, match.end()
    found = [
        (match.end(), kind)
        for kind in (MUST_HAVE, OTHER, "no_go")
        if (match := _pattern("headings", kind).match(plain))
    ]
    return (max(found)[1], max(found)[0]) if found else None


def _section(heading: str) -> str | None:
    announced = _announced(heading)
    return announced[0] if announced else None


# Blocks


def _blocks(text: str) -> Iterator[Block]:
    current: Block | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if PAGE_NUMBER.match(line):
            continue
        if current and line and _continues(current, line):
            current = replace(current, text=_joined(current.text, line))
            continue
        # A bullet on a line of its own waits for its text, also over an empty line.
        if current and (current.text or line):
            if current.text:
                yield current
            current = None
        if line:
            current = _block(line, number)
    if current and current.text:
        yield current


def _block(line: str, number: int) -> Block:
    marked = re.match(r"#{1,6} |\*\*.+\*\*:?$", line)
    bullet = None if marked else BULLET.match(line)
    plain = line[bullet.end() :] if bullet else re.sub(r"^#{1,6} |\*\*|__", "", line)
    is_heading = bool(marked) or (bullet is None and _looks_like_heading(plain))
    return Block(plain.strip(), is_heading, bullet is not None, number)


def _looks_like_heading(line: str) -> bool:
    """Short, without a full stop, and either known, in capitals, or announcing with a colon."""
    letters = [c for c in line if c.isalpha()]
    if not letters or len(line) > LONGEST_HEADING or line.endswith((".", ",", ";")):
        return False
    if line.endswith((":", "?")) or (len(letters) > 3 and all(c.isupper() for c in letters)):
        return True
    return ":" not in line and _is_announcement(line)


def _is_announcement(line: str) -> bool:
    """Whether a line without any mark is nothing but a heading: "Wat wij vragen", not "Kennis van Excel"."""
    announced = _announced(line)
    if announced is None:
        return False
    said, rest = line[: announced[1]], line[announced[1] :].split()
    if not rest:
        return True
    return len(rest) <= 2 and " " in said and not _pattern("lines", "asking_start").match(line)


def _continues(block: Block, line: str) -> bool:
    """Whether `line` goes on where `block` was broken off by the width of the page."""
    if block.is_heading or BULLET.match(line) or line.startswith(("# ", "**")):
        return False
    if len(block.text) > LONGEST_BLOCK:
        return False
    if not block.text or block.text.endswith(("-", ",")):
        return True
    if block.text.endswith((".", "!", "?", ":", ";")) or _looks_like_heading(line):
        return False
    if any(_label(name, block.text) for name in ("title", "location", "department")):
        return False
    if line[0].islower() or line[0].isdigit() or line[0] in "(&€":
        return True
    # Prose also goes on with a name; a list item does when a word or two were pushed to the next line.
    if block.is_bullet and len(block.text) > 40 and len(line.split()) <= 2:
        return True
    return len(block.text) > 60 if not block.is_bullet else bool(SMALL_WORDS.match(block.text.split()[-1]))


def _joined(first: str, second: str) -> str:
    """Two halves of a sentence; a word broken off by a hyphen becomes whole ("samen-" "werken")."""
    if not first:
        return second
    if re.search(r"[a-zà-ÿ]-$", first) and second[0].islower() and not SMALL_WORDS.match(second.split()[0]):
        return first[:-1] + second
    return f"{first} {second}"


# Requirement lines


def _under_headings(blocks: list[Block]) -> Iterator[Line]:
    """Everything below a heading that announces requirements, until the next heading.

    Outside the other known sections a line may announce itself: "Opleiding: hbo".
    """
    section: str | None = None
    heading = ""
    for block in blocks:
        if block.is_heading:
            section, heading = _section(block.text), block.text.rstrip(":")
            continue
        own = _announces_itself(block.text) if section != OTHER else None
        kind = own or section
        if kind not in (None, OTHER):
            yield from _lines_of(block, str(kind), heading)


def _announces_itself(text: str) -> str | None:
    """ "Functie-eisen: mbo-4" is a must-have, "Pré: kennis van SAP" a nice-to-have; None for other lines."""
    before, colon, _after = text.partition(":")
    announced = _announced(before) if colon else None
    if announced is None or announced[1] < len(before.strip()) or announced[0] == OTHER:
        return None
    return announced[0]


def _outside_known_sections(blocks: list[Block]) -> Iterator[Block]:
    """All but what stands below headings such as "Wij bieden" and "Responsibilities"."""
    section = None
    for block in blocks:
        if block.is_heading:
            section = _section(block.text)
        elif section != OTHER:
            yield block


def _asking(blocks: Iterable[Block]) -> Iterator[Line]:
    """For documents without telling headings: the sentences that ask something of the candidate."""
    for block in blocks:
        if block.is_heading:
            continue
        for line in _lines_of(block, MUST_HAVE, ""):
            starts = _pattern("lines", "asking_start").match(line.text)
            asks = _pattern("lines", "asking").search(line.text)
            if starts or (asks and not _pattern("lines", "telling").search(line.text)):
                yield line


def _lines_of(block: Block, kind: str, heading: str) -> Iterator[Line]:
    short_item = block.is_bullet and len(block.text) <= LONGEST_LINE
    parts = [block.text] if short_item else _sentences(block.text)
    for part in chain.from_iterable(AND_A_WISH.split(part) for part in parts):
        text = part.strip().rstrip(";,.").strip()
        if len(text) < 3 or not any(c.isalpha() for c in text) or text.endswith(":"):
            continue
        is_nice = kind == MUST_HAVE and _pattern("lines", NICE_TO_HAVE).search(text)
        yield Line(
            text=_shortened(text[:1].upper() + text[1:]),
            kind=NICE_TO_HAVE if is_nice else kind,
            source=block.text,
            heading=heading,
            number=block.number,
        )


def _sentences(text: str) -> list[str]:
    joined: list[str] = []
    for part in re.split(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý0-9\"'(])", text):
        if joined and ABBREVIATION.search(joined[-1]):
            joined[-1] += " " + part
        else:
            joined.append(part)
    return joined


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_LINE:
        return text
    return text[: LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…"


def _without_doubles(lines: Iterable[Line]) -> Iterator[Line]:
    seen: set[str] = set()
    for line in lines:
        key = re.sub(r"\W+", " ", line.text.lower()).strip()
        if key not in seen:
            seen.add(key)
            yield line


# Title, place, department


def _label(name: str, text: str) -> str:
    """What stands after one of these labels: "Standplaats: Zwolle" gives "Zwolle"."""
    match = _pattern("labels", name).match(text)
    rest = text[match.end() :] if match else ""
    value = re.match(r"\s*(?::|\s[-–]\s)\s*(.{2,100})$", rest)
    return value[1].strip().rstrip(".") if value else ""


def _labelled(name: str, blocks: list[Block]) -> str:
    return next((found for block in blocks if (found := _label(name, block.text))), "")


def _title(blocks: list[Block]) -> str:
    """A labelled title, a line with (m/v/x), the first line that can be one, or "we are looking for a …"."""
    top = blocks[:15]
    found = [_label("title", block.text) for block in top]
    found += [
        b.text for b in top if len(b.text) < 120 and re.search(r"\((?:[mvfx]\s?/\s?)+[mvfx]\)", b.text, re.I)
    ]
    found += [b.text for b in top[:4] if _can_be_title(b)]
    found += [sought for block in blocks if (sought := _sought(block.text))]
    titles = (_tidy_title(text) for text in found if text)
    return next((title for title in titles if _is_title(title)), "")


def _can_be_title(block: Block) -> bool:
    text = block.text
    return (
        not block.is_bullet
        and len(text) <= LONGEST_HEADING
        and not text.endswith((".", ":", "?", "!"))
        and ":" not in text
        and _section(text) is None
        and not _pattern("lines", "asking_start").match(text)
    )


def _is_title(title: str) -> bool:
    is_boilerplate = _pattern("titles", "not_a_title").fullmatch(title) or re.search(
        r"@|www\.|https?:", title
    )
    return 3 <= len(title) <= 120 and len(title.split()) <= 12 and not is_boilerplate


def _sought(text: str) -> str:
    """ "Wij zoeken een ervaren teamleider die …" gives "teamleider"."""
    start = _pattern("titles", "sought").search(text)
    if start is None:
        return ""
    match = re.match(
        r"(?:\s+[\w-]+){0,6}?\s+(?:een|an?|twee|drie|two|three)\s+"
        r"(?:(?:ervaren|enthousiaste|gedreven|nieuwe|experienced|enthusiastic|new)\s+)*"
        r"([^.,;:!?(\n]{3,60}?)(?=\s+(?:die|met|voor|in|om|op|bij|to|who|with|for|at|that)\b|[.,;:!?(]|$)",
        text[start.end() :],
        re.IGNORECASE,
    )
    return match[1] if match else ""


def _tidy_title(text: str) -> str:
    """Without (m/v/x), "Vacature:", hours, a place or a number behind a dash."""
    text = re.sub(r"\s*\((?:[mvfdx]\s?[/|]\s?)+[mvfdx]\)", "", text, flags=re.IGNORECASE)
    text = re.sub(
        r"^(?:vacature|gezocht|wij zoeken|vacancy|functieprofiel|functieomschrijving|job description)\b"
        r"\s*[:\-–]?\s*(?:een |an? )?",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.split(
        r"\s+[|•]\s+|\s+[-–—]\s+(?=[\d(]|full|part|ref|locatie)|,?\s*\(?\d+\s?(?:-|tot|–|to)?\s?\d*\s*(?:uur|hours|fte)\b",
        text,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    text = text.strip(" .,:;-–—!?\"'“”(")
    if text.isupper() and len(text) > 4:
        text = text.capitalize()
    return text[:1].upper() + text[1:]
