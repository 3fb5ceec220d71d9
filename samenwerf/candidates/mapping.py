"""From the columns of a list to the fields of a candidate: proposed by name, checked line by line."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samenwerf.candidates.reading import EMAIL, Row

# Field → names that columns have for it, Dutch and English, without spaces and signs.
_NAMES = {
    "name": """naam name volledigenaam fullname kandidaat candidate sollicitant applicant kandidaatnaam
        candidatename naamkandidaat applicantname displayname weergavenaam""",
    "first_name": "voornaam voornamen firstname givenname roepnaam forename first initialen",
    "infix": "tussenvoegsel tussenvoegsels tussenv tv voorvoegsel voorvoegsels infix middlename prefix",
    "last_name": "achternaam lastname surname familienaam familyname last geslachtsnaam",
    "email": "email emailadres emailaddress mail mailadres emailprive privatemail personalemail",
    "phone": """telefoon telefoonnummer tel telnr telefoonnr mobiel mobielnummer mobieltelefoonnummer mobile
        mobilephone phone phonenumber gsm cell cellphone telefoonmobiel mobielnr mobilenumber""",
    "source": "bron source herkomst kanaal channel wervingskanaal origin via referral sourcechannel",
    "pitch": """motivatie motivation toelichting opmerking opmerkingen notitie notities notes note comment
        comments remarks pitch waaromdezekandidaat samenvatting summary coverletter motivatiebrief""",
}
NAMES = {field: tuple(names.split()) for field, names in _NAMES.items()}
FIELDS = tuple(NAMES)

LONGEST = {"name": 200, "email": 254, "phone": 40, "source": 120, "pitch": 5000}
PHONE = re.compile(r"[+(]?[\d][\d\s().\-/]{6,}")


def plain(text: str) -> str:
    """A column name without spaces, signs, accents and capitals."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if c.isalnum())


def field_of(column: str) -> str:
    """The field that a column of this name most likely holds, or an empty string."""
    name = plain(column)
    return next((known for known, names in NAMES.items() if name in names), "")


def header_row(rows: Sequence[Row]) -> int | None:
    """Which of the first rows holds the column names; None when the list starts at once.

    Exports often start with a title and a date: the header is then the first row with a name we know.
    """
    for place, row in enumerate(rows[:10]):
        if any(field_of(cell) for cell in row.cells):
            return place
        if any(EMAIL.fullmatch(cell) for cell in row.cells):
            # The first person: what stands just above, in as many cells, are names of columns.
            above = rows[place - 1].cells if place else []
            return place - 1 if len(above) >= 2 and not any(map(PHONE.fullmatch, above)) else None
    first = rows[0].cells
    looks_like_data = any(PHONE.fullmatch(cell) or EMAIL.search(cell) for cell in first)
    return None if looks_like_data or len(first) < 2 else 0


def propose(columns: Sequence[str], samples: Sequence[Row]) -> dict[str, int]:
    """Field → number of the column: by its name first, and by what stands in it when that says nothing."""
    found: dict[str, int] = {}
    for number, column in enumerate(columns):
        known = field_of(column)
        if known:
            found.setdefault(known, number)
    if "name" in found and "last_name" in found:
        # "Kandidaat" beside "Achternaam" is a number or a status more often than a name.
        del found["name"]
    elif "name" in found and "first_name" in found:
        # "Voornaam, Tussenvoegsel, Naam": then the name is the last name.
        found["last_name"] = found.pop("name")
    taken = set(found.values())

    def fits(pattern: re.Pattern[str], number: int) -> int:
        return sum(1 for row in samples if number < len(row.cells) and pattern.fullmatch(row.cells[number]))

    free = [number for number in range(len(columns)) if number not in taken]
    for known, pattern in (("email", EMAIL), ("phone", PHONE)):
        if known in found or not free:
            continue
        best = max(free, key=lambda number: fits(pattern, number))
        if fits(pattern, best) * 2 >= max(len(samples), 1):
            found[known] = best
            free.remove(best)
    if not {"name", "first_name", "last_name"} & set(found):
        words = re.compile(r"[^\W\d_][^\d@]*")
        named = [number for number in free if fits(words, number) * 2 >= max(len(samples), 1)]
        if named:
            found["name"] = named[0]
    return found


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate as the line gives it, and what is wrong with that line."""

    number: int
    name: str
    email: str = ""
    phone: str = ""
    source: str = ""
    pitch: str = ""
    problems: tuple[str, ...] = field(default=())

    @property
    def same_person(self) -> tuple[str, str]:
        """What tells two people without an e-mail address apart."""
        return self.name.casefold(), re.sub(r"\D", "", self.phone)


def clean(text: str) -> str:
    """One line in NFC, without control characters and double spaces."""
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if unicodedata.category(c) != "Cc" else " " for c in text).split())


def clean_lines(text: str) -> str:
    """Several lines, without control characters."""
    kept = (c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or unicodedata.category(c) != "Cc")
    return "".join(kept).strip()


def phone_of(text: str) -> str:
    """A telephone number with what a spreadsheet took off it: the zero, or the plus, in front."""
    number = clean(text)
    if re.fullmatch(r"[1-9]\d{8}", number):
        return f"0{number}"
    if re.fullmatch(r"31[1-9]\d{8}", number):
        return f"+{number}"
    return number


def draft_of(row: Row, mapping: Mapping[str, int], width: int) -> Draft:
    """The candidate of one row. `width` is the number of columns that have a name."""

    def value(name: str) -> str:
        number = mapping.get(name)
        cell = row.cells[number] if number is not None and number < len(row.cells) else ""
        # Our own list of lines to mend, and others, put this in front of what looks like a formula.
        return cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell

    parts = (value("first_name"), value("infix"), value("last_name"))
    name = clean(value("name")) or clean(" ".join(parts))
    email = clean(value("email")).lower().removeprefix("mailto:").strip("<>; ")
    problems = []
    if row.is_torn:
        problems.append("torn")
    elif any(row.cells[width:]):
        problems.append("too_many_cells")
    values = {
        "name": name,
        "email": email,
        "phone": phone_of(value("phone")),
        "source": clean(value("source")),
        "pitch": clean_lines(value("pitch")),
    }
    if not name:
        problems.append("no_name")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            problems.append("bad_email")
    problems += [f"long_{known}" for known, most in LONGEST.items() if len(values[known]) > most]
    return Draft(row.number, **values, problems=tuple(problems))


def drafts_of(rows: Iterable[Row], mapping: Mapping[str, int], width: int) -> list[Draft]:
    """All candidates of the list; who stands in it twice is wrong from the second time on."""
    seen: dict[object, int] = {}
    found = []
    for row in rows:
        draft = draft_of(row, mapping, width)
        if not draft.problems:
            key = draft.email or draft.same_person
            if key in seen:
                draft = Draft(
                    draft.number, draft.name, draft.email, draft.phone, draft.source, draft.pitch,
                    (f"twice:{seen[key]}",),
                )  # fmt: skip
            else:
                seen[key] = draft.number
        found.append(draft)
    return found
