"""A list on its way in: read with its mapping, and compared with the people we know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from samenwerf.candidates import mapping, reading
from samenwerf.candidates.mapping import Draft
from samenwerf.candidates.models import Application, Candidate, ImportRun
from samenwerf.vacancies.models import Vacancy

SAMPLE = 40


@dataclass(frozen=True)
class Columns:
    """What stands in the columns of a list: their names, and the rows under them."""

    table: reading.Table
    # Which of the rows holds the names; None when the list starts at once.
    header: int | None
    names: list[str]

    @property
    def rows(self) -> list[reading.Row]:
        return self.table.rows if self.header is None else self.table.rows[self.header + 1 :]


def columns_of(table: reading.Table, *, has_header: bool | None = None) -> Columns:
    """The columns; whether there is a header is found out unless somebody said so."""
    header = mapping.header_row(table.rows)
    if has_header is False:
        header = None
    elif has_header and header is None:
        header = 0
    named = table.rows[header].cells if header is not None else []
    width = table.width if header is None else len(named)
    return Columns(table, header, [named[n] if n < len(named) else "" for n in range(width)])


def first_mapping(columns: Columns, earlier: ImportRun | None) -> dict[str, Any]:
    """What to propose: the mapping of an earlier list with the same columns, else by name and content."""
    if earlier is not None and earlier.mapping.get("fields"):
        fields = earlier.fields
    else:
        fields = mapping.propose(columns.names, columns.rows[:SAMPLE])
    return {"fields": fields, "sheet": columns.table.sheet, "has_header": columns.header is not None}


def drafts_of(run: ImportRun) -> tuple[list[Draft], dict[int, list[str]]]:
    """Every line as a candidate with what is wrong with it, and the cells of each line by its number.

    Raises reading.UnreadableList.
    """
    with run.file.open("rb") as file:
        table = reading.read(file.read(), sheet=run.mapping.get("sheet", ""))
    columns = columns_of(table, has_header=run.mapping.get("has_header"))
    drafts = mapping.drafts_of(columns.rows, run.fields, len(columns.names), run.mended)
    return drafts, {row.number: row.cells for row in columns.rows}


def first_drafts(run: ImportRun) -> list[Draft]:
    """The candidates of the first lines; none when the list is gone or cannot be read any more."""
    try:
        with run.file.open("rb") as file:
            table = reading.read(file.read(), sheet=run.mapping.get("sheet", ""), most=SAMPLE)
    except (reading.UnreadableList, OSError, ValueError):
        return []
    columns = columns_of(table, has_header=run.mapping.get("has_header"))
    return mapping.drafts_of(columns.rows, run.fields, len(columns.names), run.mended)


@dataclass(frozen=True)
class WrongLine:
    """A line that is left out: what is wrong with it, what it says, and the fields to mend it from."""

    number: int
    reasons: list[str]
    cells: list[str]
    fields: dict[str, str]


def wrong_line(run: ImportRun, problem: dict[str, Any]) -> WrongLine:
    """One of `run.problems`; as it was typed when somebody mended it already."""
    number, cells = problem["line"], [cell for cell in problem["cells"] if cell]
    typed = run.mended.get(str(number))
    if typed:
        return WrongLine(number, problem["reasons"], [each for each in typed.values() if each], typed)
    draft = mapping.draft_of(reading.Row(number, problem["cells"]), run.fields, len(run.columns))
    fields = {name: getattr(draft, name) for name in mapping.TYPED}
    return WrongLine(number, problem["reasons"], cells, fields)


@dataclass(frozen=True)
class KnownPeople:
    """Who of a list we know: by address, or without one by name and phone on this vacancy."""

    by_email: dict[str, Candidate]
    by_person: dict[tuple[str, str], Candidate]
    # Ids of those who are on the vacancy already.
    here: set[int]

    def of(self, draft: Draft) -> Candidate | None:
        if draft.email:
            return self.by_email.get(draft.email)
        return self.by_person.get(draft.same_person)


def known_people(vacancy: Vacancy, drafts: Sequence[Draft]) -> KnownPeople:
    """At most three queries for a batch of drafts."""
    emails = [draft.email for draft in drafts if draft.email]
    found = Candidate.objects.filter(organization=vacancy.organization_id, email__in=emails)
    by_email = {candidate.email: candidate for candidate in found}
    by_person: dict[tuple[str, str], Candidate] = {}
    if len(emails) < len(drafts):
        names = [draft.name for draft in drafts if not draft.email]
        nameless = Candidate.objects.filter(
            applications__vacancy=vacancy, email="", name__in=names, organization=vacancy.organization_id
        )
        by_person = {Draft(0, person.name, phone=person.phone).same_person: person for person in nameless}
    ids = [candidate.pk for candidate in (*by_email.values(), *by_person.values())]
    here = Application.objects.filter(vacancy=vacancy, candidate__in=ids).values_list(
        "candidate_id", flat=True
    )
    return KnownPeople(by_email, by_person, set(here))


def batches(drafts: Iterable[Draft], size: int) -> Iterable[list[Draft]]:
    iterator = iter(drafts)
    while batch := list(islice(iterator, size)):
        yield batch
