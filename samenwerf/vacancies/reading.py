"""The text of a document that somebody uploads: PDF, DOCX, RTF or plain text. Without Django."""

import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath

MAX_BYTES = 15 * 1024 * 1024
# What a DOCX may unpack to. A long job description with photographs stays far below it.
MAX_UNPACKED = 100 * 1024 * 1024
MAX_XML = 20 * 1024 * 1024
MAX_PARTS = 2000
MAX_CHARACTERS = 200_000
EXTRACT_SECONDS = 20

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RTF = "application/rtf"
TEXT = "text/plain"
# A PDF may write "ff", "fi" or "fl" as one character of its font, which no word list knows.
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
NAMES_OF_TEXT = ("", ".txt", ".text", ".md")
NAMES_OF_OTHERS = (".pdf", ".docx", ".doc", ".rtf", ".odt", ".png", ".jpg", ".jpeg")


# The bullets of the Symbol and Wingdings fonts, which stand outside Unicode.
FONT_BULLETS = re.compile("[\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8]")


class Unreadable(Exception):
    """This file gives no text. The subclass says why."""


class TooBig(Unreadable):
    """More than MAX_BYTES."""


class Empty(Unreadable):
    """No bytes, or nothing but white space."""


class WrongType(Unreadable):
    """Not a PDF, DOCX or text, whatever the name says."""


class OnlyByName(WrongType):
    """Plain text that is called a PDF or Word document."""


class OldWord(WrongType):
    """The Word format from before 2007."""


class Encrypted(Unreadable):
    """Needs a password."""


class OnlyPictures(Unreadable):
    """A PDF or DOCX without text: scanned pages, most often."""


class Broken(Unreadable):
    """Damaged, or not really what it starts as."""


class TooComplex(Unreadable):
    """Takes too much time or memory: a bomb, or a file far beyond any job description."""


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    content_type: str


def read(data: bytes, name: str = "") -> Document:
    """The text of a file, by what it contains rather than by its `name`. Raises a kind of Unreadable.

    Only plain text is believed by its name: anything else that happens to hold letters is no document.
    """
    if len(data) > MAX_BYTES:
        raise TooBig(name)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Empty(name)
    if b"%PDF-" in data[:1024]:
        text, content_type = _extracted("pdf", data), PDF
    elif data.startswith(b"PK\x03\x04"):
        _check_zip(data)
        text, content_type = _extracted("docx", data), DOCX
    elif data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # A DOCX with a password is packed in the container of the old Word.
        raise Encrypted(name) if "EncryptedPackage".encode("utf-16-le") in data else OldWord(name)
    elif data.startswith(b"{\\rtf"):
        text, content_type = _text_of_rtf(data), RTF
    else:
        text, content_type = _decoded(data), TEXT
        _check_name_of_text(name)
    text = tidied(text)
    if not text:
        raise OnlyPictures(name) if content_type in (PDF, DOCX) else Empty(name)
    return Document(text, content_type)


def _check_name_of_text(name: str) -> None:
    suffix = PurePath(name).suffix.lower()
    if suffix in NAMES_OF_OTHERS:
        raise OnlyByName(name)
    if suffix not in NAMES_OF_TEXT:
        raise WrongType(name)


def _check_zip(data: bytes) -> None:
    """Raises WrongType for another kind of zip, TooComplex for a bomb. Unpacks nothing."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise Broken from error
    sizes = {part.filename: part.file_size for part in parts}
    if "word/document.xml" not in sizes:
        raise WrongType
    if any(part.flag_bits & 0x1 for part in parts):
        raise Encrypted
    xml = sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels")))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or xml > MAX_XML:
        raise TooComplex


def _extracted(kind: str, data: bytes) -> str:
    program = Path(__file__).with_name("extract.py")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(program), kind],
            input=data,
            capture_output=True,
            timeout=EXTRACT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooComplex from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:  # the limits of the process ended it before it could answer
        raise TooComplex from error
    if "error" in answer:
        raise {"encrypted": Encrypted, "too_complex": TooComplex}.get(answer["error"], Broken)
    return str(answer["text"])


def _decoded(data: bytes) -> str:
    """Plain text in UTF-8, UTF-16 with a mark, or Windows-1252. Raises WrongType for anything else."""
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if has_mark else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for c in text if ord(c) < 32 and c not in "\t\r\n\f\v")
        if strange > len(text) / 100 or re.match(r"\s*<(?:!doctype|html|\?xml|svg)", text, re.IGNORECASE):
            raise WrongType
        return text
    raise WrongType


def _text_of_rtf(data: bytes) -> str:
    """The readable part of RTF: enough for a job description, without tables of fonts and pictures."""
    text = data.decode("cp1252", errors="replace")
    text = text.replace(r"\{", "\ue000").replace(r"\}", "\ue001")
    text = re.sub(r"\{\\\*[^{}]*\}", "", text)
    text = re.sub(r"\{\\(?:fonttbl|colortbl|stylesheet|info|pict)(?:[^{}]|\{[^{}]*\})*\}", "", text)
    text = re.sub(r"\\u(-?\d+)\s?\??", lambda m: chr(int(m[1]) % 65536), text)
    text = re.sub(r"\\'([0-9a-fA-F]{2})", lambda m: bytes.fromhex(m[1]).decode("cp1252", "replace"), text)
    text = re.sub(r"\\(?:par|line|row)\b ?", "\n", text)
    text = re.sub(r"\\bullet\b ?", "- ", text)
    text = re.sub(r"\\tab\b ?", " ", text)
    text = re.sub(r"\\[a-zA-Z]+-?\d* ?", "", text)
    text = re.sub(r"[{}]|\b[0-9a-f]{64,}\b", "", text)  # pictures are long runs of hexadecimal digits
    return text.replace("\ue000", "{").replace("\ue001", "}").replace("\\\\", "\\")


def tidied(text: str) -> str:
    """Lines without double spaces, control characters and more than one empty line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = FONT_BULLETS.sub("•", text).translate(LIGATURES)
    text = "".join(c if c == "\n" or c.isprintable() else " " for c in text.replace("\ufffd", ""))
    lines = [re.sub(r"[ \u00a0\u200b]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:MAX_CHARACTERS]
