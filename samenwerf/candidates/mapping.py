"""From the columns of a list to the fields of a candidate: proposed by name, checked line by line."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samenwerf.candidates.reading import EMAIL, Row

# Field → names that columns have for it, Dutch and English, without spaces and signs.
_NAMES = {
    "name": """naam name volledigenaam fullname kandidaat candidate sollicitant applicant kandidaatnaam
        candidatename naamkandidaat applicantname displayname weergavenaam""",
    "first_name": """voornaam voornamen firstname firstnames givenname givennames roepnaam forename first
        initialen""",
    "infix": "tussenvoegsel tussenvoegsels tussenv tv voorvoegsel voorvoegsels infix middlename prefix",
    "last_name": """achternaam achternamen lastname surname familienaam familyname familie last geslachtsnaam
        achternaammettussenvoegsel""",
    "email": "email emailadres emailaddress mail mailadres emailprive privatemail personalemail",
    "phone": """telefoon telefoonnummer tel telnr telefoonnr mobiel mobielnummer mobieltelefoonnummer mobile
        mobilephone phone phonenumber gsm cell cellphone telefoonmobiel mobielnr mobilenumber mob mobnr
        mobnummer mobieltelnr phoneno mobileno telno gsmnummer gsmnr""",
    "source": """bron source herkomst kanaal channel wervingskanaal origin via referral sourcechannel camevia
        camethrough camefrom foundvia appliedvia heardvia howdidyouhear howdidyouhearaboutus referredby
        binnenvia binnengekomenvia kwamvia gevondenvia gesolliciteerdvia aangedragendoor hoegevonden""",
    "pitch": """motivatie motivation toelichting opmerking opmerkingen notitie notities notes note comment
        comments remarks pitch waaromdezekandidaat samenvatting summary coverletter motivatiebrief
        opmerkingrecruiter opmerkingenrecruiter opmerkinghr notitierecruiter""",
}
NAMES = {field: tuple(names.split()) for field, names in _NAMES.items()}
FIELDS = tuple(NAMES)

# Words that say nothing about which field it is: "Achternaam kandidaat", "E-mail (privé)".
_IDLE = {
    *("kandidaat", "sollicitant", "sollicitatie", "van", "de", "prive"),
    *("candidate", "applicant", "application", "of", "the", "private"),
}

# What somebody types who mends a line.
TYPED = ("name", "email", "phone", "source", "pitch")
LONGEST = {"name": 200, "email": 254, "phone": 40, "source": 120, "pitch": 5000}
PHONE = re.compile(r"[+(]?[\d][\d\s().\-/]{6,}")
# As people write one, or as a spreadsheet leaves it: without the zero or the plus in front.
_SURELY_A_PHONE = re.compile(r"(?:\+|\(?0|31[1-9]\d{8}$|6\d{8}$)")
_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    r"|\d{1,2}[ -][^\W\d_]{3,9}\.?[ -]\d{2,4})(?:[T ,]+\d{1,2}:\d{2}.*)?"
)
_NUMBER = re.compile(r"[€$£]?\s*[\d.,:\-\s/%]*\d[\d.,:\-\s/%]*")
# Field → kinds of value that it cannot be, whatever the column is called.
_NOT_A_NAME = {"email", "phone", "date", "number"}
_REFUTED_BY = {
    "name": _NOT_A_NAME,
    "first_name": _NOT_A_NAME,
    "infix": _NOT_A_NAME,
    "last_name": _NOT_A_NAME,
    "email": {"phone", "date", "number"},
    "phone": {"email", "date"},
    "source": {"email", "phone", "date", "number"},
    "pitch": {"email", "phone", "date", "number"},
}


def kind_of(value: str) -> str:
    """What a value looks like: email, date, phone, number or text; empty for nothing."""
    value = value.strip()
    if not value:
        return ""
    if EMAIL.fullmatch(value):
        return "email"
    if _DATE.fullmatch(value):
        return "date"
    if PHONE.fullmatch(value) and _SURELY_A_PHONE.match(value) and sum(c.isdigit() for c in value) >= 8:
        return "phone"
    return "number" if _NUMBER.fullmatch(value) else "text"


def kind_of_most(values: Iterable[str]) -> str:
    """What more than half of the values look like, empty ones aside; otherwise an empty string."""
    kinds = Counter(kind for value in values if (kind := kind_of(value)))
    if not kinds:
        return ""
    kind, count = kinds.most_common(1)[0]
    return kind if count * 2 > kinds.total() else ""


def plain(text: str) -> str:
    """A column name without spaces, signs, accents and capitals."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if c.isalnum())


def field_of(column: str) -> str:
    """The field that a column of this name most likely holds, or an empty string."""
    words = [word for word in map(plain, re.findall(r"[^\W\d_]+", column)) if word not in _IDLE]
    names = (plain(column), "".join(words))
    return next((known for name in names for known, ways in NAMES.items() if name in ways), "")


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
    """Field → number of the column: by its name unless its values say otherwise, then by its values."""
    kinds = [kind_of_most(column) for column in _values(columns, samples)]
    found: dict[str, int] = {}
    for number, column in enumerate(columns):
        known = field_of(column)
        if known and kinds[number] not in _REFUTED_BY[known]:
            found.setdefault(known, number)
    if "name" in found and "last_name" in found:
        # "Kandidaat" beside "Achternaam" is a number or a status more often than a name.
        del found["name"]
    elif "name" in found and "first_name" in found:
        # "Voornaam, Tussenvoegsel, Naam": then the name is the last name.
        found["last_name"] = found.pop("name")

    def first_free(kind: str) -> int | None:
        taken = found.values()
        return next((n for n, each in enumerate(kinds) if each == kind and n not in taken), None)

    by_value = {"email": "email", "phone": "phone"}
    if not {"name", "first_name", "last_name"} & set(found):
        by_value["name"] = "text"
    for known, kind in by_value.items():
        free = first_free(kind)
        if known not in found and free is not None:
            found[known] = free
    return found


def _values(columns: Sequence[str], samples: Sequence[Row]) -> list[list[str]]:
    """What stands in each column."""
    return [
        [row.cells[number] for row in samples if number < len(row.cells)] for number in range(len(columns))
    ]


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
    problems = []
    if row.is_torn:
        problems.append("torn")
    elif any(row.cells[width:]):
        problems.append("too_many_cells")
    fields = {name: value(name) for name in TYPED}
    fields["name"] = clean(fields["name"]) or " ".join(parts)
    return draft_from(row.number, fields, problems)


def draft_from(number: int, fields: Mapping[str, str], problems: Iterable[str] = ()) -> Draft:
    """The candidate of these fields, tidied, with what is wrong with them besides `problems` of the line."""
    problems = list(problems)
    email = clean(fields["email"]).lower().removeprefix("mailto:").strip("<>; ")
    values = {
        "name": clean(fields["name"]),
        "email": email,
        "phone": phone_of(fields["phone"]),
        "source": clean(fields["source"]),
        "pitch": clean_lines(fields["pitch"]),
    }
    if not values["name"]:
        problems.append("no_name")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            problems.append("bad_email")
    problems += [f"long_{known}" for known, most in LONGEST.items() if len(values[known]) > most]
    return Draft(number, **values, problems=tuple(problems))


def doubts(fields: Mapping[str, int], drafts: Sequence[Draft]) -> list[str]:
    """What is strange about the columns as they were chosen, judged by the first candidates of the list."""
    names = [draft.name for draft in drafts if draft.name]
    found = []
    if kind_of_most(names) not in ("text", ""):
        found.append("name_is_none")
    elif sum(" " not in name for name in names) * 2 > len(names):
        found.append("half_a_name")
    if "email" not in fields:
        found.append("no_email")
    kind = kind_of_most(draft.phone for draft in drafts)
    if kind in _REFUTED_BY["phone"] or kind == "text":
        found.append("phone_is_none")
    return found


def drafts_of(
    rows: Iterable[Row],
    mapping: Mapping[str, int],
    width: int,
    mended: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Draft]:
    """All candidates of the list; who stands in it twice is wrong from the second time on.

    `mended`: by the number of a line, what somebody typed instead of it.
    """
    mended = mended or {}
    seen: dict[object, Draft] = {}
    found = []
    for row in rows:
        fields = mended.get(str(row.number))
        draft = draft_from(row.number, fields) if fields else draft_of(row, mapping, width)
        if not draft.problems:
            first = seen.setdefault(draft.email or draft.same_person, draft)
            if first is not draft:
                draft = replace(draft, problems=(_again(draft, first),))
        found.append(draft)
    return found


def _again(draft: Draft, first: Draft) -> str:
    """Why a line stays out after an earlier one: with another name only the address is surely the same."""
    is_same = draft.name.casefold() == first.name.casefold()
    return f"{'twice' if is_same else 'same_email'}:{first.number}"
