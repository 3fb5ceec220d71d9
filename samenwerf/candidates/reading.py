"""Lists from elsewhere: CSV in any dialect and XLSX become rows with their line numbers. Without Django.

Files come from strangers' exports: nothing here trusts a name, a declared size or a closing quote.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

MAX_BYTES = 15 * 1024 * 1024
MAX_LINES = 50_000
MAX_COLUMNS = 200
MAX_CELL = 20_000
# What an XLSX may unpack to; 50,000 lines of ordinary length stay well below.
MAX_UNPACKED = 150 * 1024 * 1024
MAX_PARTS = 2000
# A quoted text over several lines ends within so many; after that the quote is a stray one.
MAX_JOINED = 60

DELIMITERS = ";,\t|"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")


class UnreadableList(Exception):
    """This file gives no rows. The subclass says why."""


class TooBig(UnreadableList):
    """More than MAX_BYTES, or more than MAX_LINES lines."""


class Empty(UnreadableList):
    """Nothing in it, or nothing but white space."""


class OldExcel(UnreadableList):
    """The Excel format from before 2007."""


class OpenDocument(UnreadableList):
    """A spreadsheet of LibreOffice."""


class Encrypted(UnreadableList):
    """Needs a password."""


class WrongType(UnreadableList):
    """Not a list at all: a PDF, a picture, a web page, another kind of zip."""


class Broken(UnreadableList):
    """Damaged, or not really what it starts as."""


class TooComplex(UnreadableList):
    """Unpacks to far more than any list of people: a bomb, most likely."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `number` is the line in the file, as the person sees it in a spreadsheet or editor."""

    number: int
    cells: list[str]
    # A quotation mark opens on this line and never closes: what belongs to which column is a guess.
    is_torn: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: list[Row]
    sheet: str = ""
    # Names of all sheets with something in them, when there is a choice.
    sheets: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows[:200]), default=0)


def read(data: bytes, *, sheet: str = "", most: int = MAX_LINES) -> Table:
    """The rows of a file that are not empty, at most `most` of them.

    Judged by content, not by name. `sheet` chooses one of an XLSX; the first that looks like a list is the
    default. Raises a kind of UnreadableList.
    """
    if len(data) > MAX_BYTES:
        raise TooBig
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Empty
    if data.startswith(OLE):
        raise Encrypted if "EncryptedPackage".encode("utf-16-le") in data else OldExcel
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, sheet, most)
    text = decoded(data)
    rows = list(_limited(rows_of_csv(text), most))
    if not rows:
        raise Empty
    return Table(rows)


def _limited(rows: Iterable[Row], most: int) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_LINES:
            raise TooBig
        if count > most:
            return
        yield row


def decoded(data: bytes) -> str:
    """Text in UTF-8 or UTF-16, with or without a mark, else Windows-1252. Raises WrongType."""
    if data.startswith((b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8")):
        raise WrongType
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        # Five bytes mean nothing in Windows-1252; one of them does not spoil a whole list.
        text = data.decode("cp1252", errors="replace")
    strange = sum(1 for c in text[:20_000] if ord(c) < 32 and c not in "\t\r\n\f\v")
    if strange > 3 + len(text[:20_000]) / 100 or re.match(
        r"\s*<(?:!doctype|html|\?xml|table|svg)", text, re.I
    ):
        raise WrongType
    return text.replace("\x00", "")


def _encodings(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    start = data[:2000]
    # Without a mark, Western text in UTF-16 has a zero in every second byte.
    if start[1::2].count(0) > len(start) / 4:
        return ["utf-16-le"]
    if start[0::2].count(0) > len(start) / 4:
        return ["utf-16-be"]
    return ["utf-8-sig", "cp1252"]


def rows_of_csv(text: str) -> Iterator[Row]:
    """Rows with the number of the line on which each begins."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = 0
    said = re.fullmatch(r'"?sep=(.)"?', lines[0].strip("\ufeff "))  # a first line that Excel writes
    if said:
        first = 1
    delimiter = said[1] if said else delimiter_of(lines)
    at = first
    while at < len(lines):
        line = lines[at]
        if '"' not in line:
            cells, used, torn = line.split(delimiter), 1, False
        else:
            cells, used, torn = _quoted(lines, at, delimiter)
        cleaned = [cell.strip()[:MAX_CELL] for cell in cells[:MAX_COLUMNS]]
        if any(cleaned):
            yield Row(at + 1, cleaned, torn)
        at += used


def delimiter_of(lines: list[str]) -> str:
    """The sign that cuts the most lines into the same number of pieces, quoted text left out."""
    sample = [re.sub(r'"[^"]*"', "", line) for line in lines[:200] if line.strip()][:60]
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        counts = [line.count(delimiter) for line in sample if delimiter in line]
        if not counts:
            continue
        common = max(set(counts), key=counts.count)
        score = (counts.count(common), common)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _quoted(lines: list[str], at: int, delimiter: str) -> tuple[list[str], int, bool]:
    """The record that begins on line `at`: its cells, how many lines it takes, whether it is torn.

    A quoted text may run over several lines, but only until one on which it closes properly. A quote that
    never does is a stray one: it then tears its own line and not the rest of the file.
    """
    text = lines[at]
    for used in range(1, MAX_JOINED + 1):
        if used > 1:
            if at + used > len(lines):
                break
            text = f"{text}\n{lines[at + used - 1]}"
        if _closes(text, delimiter):
            return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), used, False
        if len(text) > 4 * MAX_CELL:
            break
    return [cell.strip('" ') for cell in lines[at].split(delimiter)], 1, True


def _closes(text: str, delimiter: str) -> bool:
    """Whether every field that opens with a quote ends with one before a delimiter or the end."""
    position, length = 0, len(text)
    while position < length:
        if text[position] != '"':
            end = text.find(delimiter, position)
            if end == -1:
                return "\n" not in text[position:]
            if "\n" in text[position:end]:
                return False
            position = end + 1
            continue
        position += 1
        while True:
            quote = text.find('"', position)
            if quote == -1:
                return False
            if text[quote + 1 : quote + 2] != '"':
                break
            position = quote + 2
        if quote + 1 == length:
            return True
        if text[quote + 1] != delimiter:
            return False
        position = quote + 2
    return True


def _workbook(data: bytes, sheet: str, most: int) -> Table:
    _check_zip(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that do not matter here
        try:
            return _sheets(data, sheet, most)
        except UnreadableList:
            raise
        except Exception as error:  # whatever a broken file makes the library do
            raise Broken from error


def _check_zip(data: bytes) -> None:
    """Raises for another kind of zip, for one that needs a password, and for a bomb. Unpacks nothing much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise Broken from error
    names = {part.filename for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise Encrypted
    if "content.xml" in names and "mimetype" in names:
        raise OpenDocument
    if "xl/workbook.xml" not in names:
        raise WrongType
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise TooComplex


def _sheets(data: bytes, wanted: str, most: int) -> Table:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        previews: dict[str, list[Row]] = {}
        for page in book.worksheets:
            rows = list(_limited(_rows_of(page), 30))
            if rows:
                previews[page.title] = rows
        if not previews:
            raise Empty
        if wanted not in previews:
            wanted = max(previews, key=lambda name: _list_like(previews[name]))
        page = book[wanted]
        sheets = tuple(previews) if len(previews) > 1 else ()
        return Table(list(_limited(_rows_of(page), most)), wanted, sheets)
    finally:
        book.close()


def _list_like(rows: list[Row]) -> tuple[int, int]:
    """A sheet with addresses is a list of people; else the one with more lines."""
    return sum(1 for row in rows if any(EMAIL.search(cell) for cell in row.cells)), len(rows)


def _rows_of(page: Any) -> Iterator[Row]:
    page.reset_dimensions()  # what the file says about its size is often wrong
    for number, values in enumerate(page.iter_rows(max_col=MAX_COLUMNS, values_only=True), start=1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if any(cells):
            yield Row(number, cells)


def _text(value: Any) -> str:
    """A cell as people read it: whole numbers without a point, dates as a date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).replace("_x000D_", "").strip()[:MAX_CELL]
