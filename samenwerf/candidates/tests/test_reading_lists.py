"""A list of candidates from elsewhere becomes rows, whatever exported it."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from samenwerf.candidates import mapping, reading


def cells(data: bytes | str) -> list[list[str]]:
    raw = data.encode() if isinstance(data, str) else data
    return [row.cells for row in reading.read(raw).rows]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_recognised(delimiter):
    rows = [["Naam", "E-mail", "Bron"], ["Jan de Vries", "jan@example.org", "LinkedIn"]]
    assert cells("\r\n".join(delimiter.join(row) for row in rows)) == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_encoding_is_recognised(encoding):
    text = "Naam;E-mail\nRenée Müller – Çelik;renee@example.org\n"
    assert cells(text.encode(encoding))[1] == ["Renée Müller – Çelik", "renee@example.org"]


def test_a_comma_inside_a_quoted_cell_does_not_hide_the_semicolon():
    text = 'Naam;Opmerking\n"Vries, Jan de";"a, b, c, d"\n"Bos, Eva";"e, f, g"\n'
    assert cells(text)[1] == ["Vries, Jan de", "a, b, c, d"]


def test_a_quoted_cell_may_run_over_several_lines_and_the_numbers_stay_those_of_the_file():
    table = reading.read(b'Naam,Motivatie\nEva Bos,"Eerste regel\n\nDerde ""regel"""\nJan Kok,kort\n')
    assert [(row.number, row.cells) for row in table.rows[1:]] == [
        (2, ["Eva Bos", 'Eerste regel\n\nDerde "regel"']),
        (5, ["Jan Kok", "kort"]),
    ]


def test_a_stray_quote_tears_its_own_line_and_not_the_rest():
    lines = [
        "Naam;E-mail",
        '"Jan de Vries;jan@example.org',
        "Eva Bos;eva@example.org",
        'Bo 12" Kok;b@example.org',
    ]
    table = reading.read("\n".join(lines * 30).encode())
    assert len(table.rows) == 120
    assert [row.is_torn for row in table.rows[:4]] == [False, True, False, False]
    assert table.rows[2].cells == ["Eva Bos", "eva@example.org"]
    assert table.rows[3].cells == ['Bo 12" Kok', "b@example.org"]


def test_empty_lines_are_left_out_and_excel_may_name_its_delimiter():
    table = reading.read(b"sep=|\nNaam|Tel\n\n||\nEva|06-12345678\n")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ["Naam", "Tel"]),
        (5, ["Eva", "06-12345678"]),
    ]


def test_numbers_and_dates_of_a_workbook_are_text_as_people_read_it():
    data = workbook(
        ("Blad1", [["Naam", "Telefoon", "Datum", "Ja"], ["Eva", 612345678.0, date(2026, 11, 3), True]])
    )
    assert cells(data)[1] == ["Eva", "612345678", "2026-11-03", "1"]
    assert cells(workbook(("a", [["Naam"], [datetime(2026, 1, 2, 13, 30)]])))[1] == ["2026-01-02 13:30"]  # noqa: DTZ001


def test_of_several_sheets_the_one_with_addresses_is_read_and_another_can_be_chosen():
    data = workbook(
        ("Uitleg", [["Lees dit"], ["eerst"], ["goed"]]),
        ("Leeg", []),
        ("Lijst", [["Naam", "Mail"], ["Eva", "eva@example.org"]]),
    )
    table = reading.read(data)
    assert (table.sheet, table.sheets) == ("Lijst", ("Uitleg", "Lijst"))
    assert reading.read(data, sheet="Uitleg").rows[0].cells == ["Lees dit"]


def test_merged_cells_and_empty_rows_keep_the_line_numbers():
    book = Workbook()
    page = book.active
    page["A1"] = "Kandidaten november"
    page.merge_cells("A1:D1")
    page["A3"], page["B3"] = "Naam", "Mail"
    page["A5"], page["B5"] = "Eva", "eva@example.org"
    stream = io.BytesIO()
    book.save(stream)
    table = reading.read(stream.getvalue())
    assert [row.number for row in table.rows] == [1, 3, 5]
    assert mapping.header_row(table.rows) == 1


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", reading.Empty),
        (b" \n\r\n ", reading.Empty),
        (b";;;\n;;;\n", reading.Empty),
        (workbook(("leeg", [])), reading.Empty),
        (b"%PDF-1.7 ...", reading.WrongType),
        (b"\x89PNG\r\n\x1a\n....", reading.WrongType),
        (b"<!DOCTYPE html><table>", reading.WrongType),
        (bytes(range(32)) * 40, reading.WrongType),
        (reading.OLE + b"rest", reading.OldExcel),
        (reading.OLE + "EncryptedPackage".encode("utf-16-le"), reading.Encrypted),
        (b"PK\x03\x04 not a zip", reading.Broken),
        (zipped(mimetype=b"x", **{"content.xml": b"x"}), reading.OpenDocument),
        (zipped(**{"word__document.xml": b"x"}), reading.WrongType),
        (zipped(**{"xl__workbook.xml": b"<broken"}), reading.Broken),
        (zipped(**{"xl__workbook.xml": b"x", "xl__bomb.xml": bytes(160_000_000)}), reading.TooComplex),
        (workbook(("a", [["Naam"], ["Eva"]]))[:-300], reading.Broken),
        (b"a;b\n" * (reading.MAX_LINES + 1), reading.TooBig),
        (b"x" * (reading.MAX_BYTES + 1), reading.TooBig),
    ],
)
def test_what_is_no_list_says_why(data, error):
    with pytest.raises(error):
        reading.read(data)


def proposed(text: str) -> dict[str, str]:
    rows = reading.read(text.encode()).rows
    header = mapping.header_row(rows)
    columns = rows[header].cells if header is not None else ["?"] * len(rows[0].cells)
    samples = rows[header + 1 :] if header is not None else rows
    return {field: str(number) for field, number in mapping.propose(columns, samples).items()}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Naam;E-mailadres;Mobiel;Bron", {"name": "0", "email": "1", "phone": "2", "source": "3"}),
        (
            "Voornaam;Tussenvoegsel;Achternaam;E-Mail",
            {"first_name": "0", "infix": "1", "last_name": "2", "email": "3"},
        ),
        ("Name;E-mail;Phone;Came via", {"name": "0", "email": "1", "phone": "2", "source": "3"}),
        ("Naam;E-mail;Telefoon;Binnengekomen via", {"name": "0", "email": "1", "phone": "2", "source": "3"}),
        ("Voornaam;Tussenvoegsel;Naam", {"first_name": "0", "infix": "1", "last_name": "2"}),
        ("Full name;Email address;Phone number", {"name": "0", "email": "1", "phone": "2"}),
        ("Kandidaat;First Name;Last name;Motivatie", {"first_name": "1", "last_name": "2", "pitch": "3"}),
    ],
)
def test_own_column_names_are_understood(header, expected):
    assert proposed(f"{header}\nx;y;z;q\n") == expected


def test_a_list_without_a_header_is_understood_by_what_stands_in_it():
    assert proposed("Eva Bos;eva@example.org;06-12345678\nJan Kok;jan@example.org;0612345679\n") == {
        "email": "1",
        "phone": "2",
        "name": "0",
    }


def test_words_beside_the_name_of_a_field_do_not_hide_it():
    found = proposed(
        "#;Roepnaam;Achternaam kandidaat;E-mail (privé);Mob. nr;Solli-datum;Via;Opmerking recruiter\n"
        "1;Zoë;van den Berg;zoe@example.org;06-12345678;2026-11-01;LinkedIn;Sterk cv\n"
        "2;Tess;Vos;tess@example.org;06-87654321;2026-11-02;Website;\n"
    )
    assert found == {
        "first_name": "1",
        "last_name": "2",
        "email": "3",
        "phone": "4",
        "source": "6",
        "pitch": "7",
    }


@pytest.mark.parametrize(
    "value",
    ["2026-11-01", "01-11-2026", "1/11/26", "2026-11-01 10:00", "1 nov 2026", "€ 4.200 - 5.900", "10000021"],
)
def test_a_date_or_an_amount_is_no_phone_number(value):
    assert "phone" not in proposed(f"Naam;Kolom\nEva Bos;{value}\nJan Kok;{value}\n")


@pytest.mark.parametrize("value", ["06-12345678", "+31 6 12345678", "(010) 123 45 67", "612345678"])
def test_a_phone_number_is_one_whatever_the_column_is_called(value):
    assert proposed(f"Naam;Kolom\nEva Bos;{value}\nJan Kok;{value}\n")["phone"] == "1"


def test_values_that_contradict_the_name_of_a_column_have_the_last_word():
    assert proposed(
        "Kandidaat;Telefoon;Mail;Wie;Nummer\n"
        "1001;2026-11-01;06-12345678;Eva Bos;eva@example.org\n"
        "1002;2026-11-02;06-87654321;Jan Kok;jan@example.org\n"
    ) == {"name": "3", "email": "4", "phone": "2"}


def doubts(text: str, **fields: int) -> list[str]:
    rows = reading.read(text.encode()).rows
    return mapping.doubts(fields, mapping.drafts_of(rows, fields, len(rows[0].cells)))


def test_columns_that_cannot_be_right_are_doubted():
    text = "Eva;Bos;eva@example.org;2026-11-01\nJan;Kok;jan@example.org;2026-11-02\n"
    assert doubts(text, first_name=0, last_name=1, email=2) == []
    assert doubts(text, first_name=0, email=2, phone=3) == ["half_a_name", "phone_is_none"]
    assert doubts(text, name=3) == ["name_is_none", "no_email"]


def drafts(text: str) -> list[mapping.Draft]:
    rows = reading.read(text.encode()).rows
    columns = rows[0].cells
    return mapping.drafts_of(rows[1:], mapping.propose(columns, rows[1:]), len(columns))


def test_name_parts_are_joined_and_a_phone_gets_back_what_the_spreadsheet_took():
    first, second = drafts(
        "Voornaam;Tussenvoegsel;Achternaam;Telefoon\nJan; van der ;Berg;612345678\nEva;;Bos;31612345678\n"
    )
    assert (first.name, first.phone) == ("Jan van der Berg", "0612345678")
    assert (second.name, second.phone) == ("Eva Bos", "+31612345678")


def test_each_wrong_line_says_what_is_wrong_with_it():
    found = drafts(
        "Naam;E-mail;Telefoon\n"
        ";leeg@example.org;\n"
        "Eva;geen-adres;\n"
        f"{'x' * 201};;\n"
        "Jan;jan@example.org;;te veel\n"
        '"Bo;bo@example.org;\n'
        "Kim;kim@example.org;\n"
        "Kim Twee;KIM@example.org ;\n"
        "Zonder Mail;;0611111111\n"
        "zonder mail;;06 1111 1111\n"
    )
    assert [(draft.number, draft.problems) for draft in found] == [
        (2, ("no_name",)),
        (3, ("bad_email",)),
        (4, ("long_name",)),
        (5, ("too_many_cells",)),
        (6, ("torn",)),
        (7, ()),
        (8, ("same_email:7",)),
        (9, ()),
        (10, ("twice:9",)),
    ]


def test_emoji_and_right_to_left_names_come_through():
    found = drafts("Naam;E-mail\nيوسف الحداد 🎉;y@example.org\n👩‍🔧 Eva\x07 Bos;e@example.org\n")
    assert [draft.name for draft in found] == ["يوسف الحداد 🎉", "👩‍🔧 Eva Bos"]
