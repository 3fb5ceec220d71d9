"""Reading a document: what people upload is read by its content; what cannot be read says why."""

import pytest

from samenwerf.vacancies import reading
from samenwerf.vacancies.tests import files

TEXT = "Teamleider productie\nJe geeft leiding aan twaalf collega's (in twee ploegen)."


def test_a_pdf_is_read_over_all_its_pages():
    document = reading.read(files.pdf(TEXT, "Wij vragen\nErvaring met SAP"), "vacature.pdf")
    assert document.text == f"{TEXT}\nWij vragen\nErvaring met SAP"
    assert document.content_type == reading.PDF


def test_letters_that_a_pdf_writes_as_one_are_read_as_letters():
    assert reading.tidied("We o\ufb00er an o\ufb03ce, a certi\ufb01cate and \ufb02oor plans") == (
        "We offer an office, a certificate and floor plans"
    )


def test_a_docx_is_read_with_its_headings_lists_and_tables():
    document = reading.read(
        files.docx("# Teamleider\nEen zin.\n- Ervaring met SAP\n| Standplaats: Zwolle | 36 uur"), "x.docx"
    )
    assert document.text == "# Teamleider\nEen zin.\n- Ervaring met SAP\nStandplaats: Zwolle\n36 uur"
    assert document.content_type == reading.DOCX


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_people_have(encoding):
    data = "Coördinator café\r\n\r\n\r\n\r\nEén  pré".encode(encoding)
    assert reading.read(data, "vacature.txt").text == "Coördinator café\n\nEén pré"


def test_rtf_is_read_without_its_codes():
    data = rb"{\rtf1\ansi{\fonttbl{\f0 Calibri;}}\f0\b Teamleider\b0\par Co\'f6rdineert \{twee\} ploegen\par}"
    assert reading.read(data, "vacature.rtf").text == "Teamleider\nCoördineert {twee} ploegen"


def test_the_content_counts_and_not_the_name():
    assert reading.read(files.pdf("Teamleider"), "vacature.docx").content_type == reading.PDF
    assert reading.read(files.docx("Teamleider"), "vacature.pdf").content_type == reading.DOCX


def test_a_pdf_that_only_forbids_printing_is_read():
    assert reading.read(files.encrypted_pdf(TEXT, ""), "x.pdf").text == TEXT


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 20
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
ZIP = files.with_part(b"PK\x05\x06" + bytes(18), "foto.jpg", JPEG)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", reading.Empty, id="no bytes"),
        pytest.param(b"\xef\xbb\xbf \r\n\t \n", reading.Empty, id="white space"),
        pytest.param(JPEG, reading.WrongType, id="a picture"),
        pytest.param(ZIP, reading.WrongType, id="another zip"),
        pytest.param(b"<!DOCTYPE html><html><body>Vacature</body></html>", reading.WrongType, id="html"),
        pytest.param(OLD_WORD, reading.OldWord, id="Word from before 2007"),
        pytest.param(
            OLD_WORD + "EncryptedPackage".encode("utf-16-le"), reading.Encrypted, id="DOCX with a password"
        ),
        pytest.param(files.encrypted_pdf(TEXT, "geheim"), reading.Encrypted, id="PDF with a password"),
        pytest.param(files.pdf(""), reading.OnlyPictures, id="scanned PDF"),
        pytest.param(files.docx(""), reading.OnlyPictures, id="DOCX without text"),
        pytest.param(b"%PDF-1.7\n" + bytes(3000), reading.Broken, id="PDF that is none"),
        pytest.param(files.docx("Vacature")[:-200], reading.Broken, id="half a DOCX"),
        pytest.param(
            files.with_part(files.docx("x"), "word/document.xml", b"<w:document", instead=True),
            reading.Broken,
            id="DOCX with half its XML",
        ),
        pytest.param(files.docx_bomb(), reading.TooComplex, id="zip bomb"),
        pytest.param(
            files.with_part(files.docx("x"), "word/document.xml", bytes(21 * 1024 * 1024), instead=True),
            reading.TooComplex,
            id="XML of 21 MB",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data, error):
    with pytest.raises(error) as caught:
        reading.read(data, "vacature.pdf")
    assert caught.type is error


@pytest.mark.parametrize(("name", "error"), [("x.pdf", reading.OnlyByName), ("x.exe", reading.WrongType)])
def test_letters_alone_make_no_document_of_another_name(name, error):
    with pytest.raises(error) as caught:
        reading.read(b"Teamleider productie", name)
    assert caught.type is error


def test_more_than_15_mb_is_refused_unread():
    with pytest.raises(reading.TooBig):
        reading.read(files.pdf("Teamleider") + bytes(reading.MAX_BYTES), "vacature.pdf")


def test_a_billion_laughs_is_refused():
    with pytest.raises((reading.Broken, reading.TooComplex, reading.OnlyPictures)):
        reading.read(files.xml_bomb(), "vacature.docx")


def test_a_file_that_keeps_the_reader_busy_is_given_up(monkeypatch):
    monkeypatch.setattr(reading, "EXTRACT_SECONDS", 0.01)
    with pytest.raises(reading.TooComplex):
        reading.read(files.pdf(*[TEXT] * 50), "vacature.pdf")


def test_a_very_long_text_is_cut_rather_than_refused():
    assert len(reading.read(b"vacature " * 100_000, "x.txt").text) <= reading.MAX_CHARACTERS
