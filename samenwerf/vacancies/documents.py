"""Files that belong to a vacancy: what is taken, as which type, and what we say about one that is not."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwerf.vacancies import reading

# An organization chart is often a picture.
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
ACCEPT = ".pdf,.docx,.txt,.md,.rtf"
ACCEPT_WITH_PICTURES = f"{ACCEPT},.png,.jpg,.jpeg"


@dataclass(frozen=True, slots=True)
class Checked:
    """The type by content, and the text, empty for a picture or a scanned page."""

    content_type: str
    text: str


def check(data: bytes, name: str) -> Checked:
    """A document to keep beside a vacancy: anything that can be read, and pictures. Raises Unreadable."""
    for start, content_type in PICTURES.items():
        if data.startswith(start) and len(data) <= reading.MAX_BYTES:
            return Checked(content_type, "")
    try:
        document = reading.read(data, name)
    except reading.OnlyPictures:
        return Checked(reading.PDF if b"%PDF-" in data[:1024] else reading.DOCX, "")
    return Checked(document.content_type, document.text)


def what_is_wrong(error: reading.Unreadable) -> str:
    """For the person who chose the file: what is the matter with it, and what to do."""
    if isinstance(error, reading.TooBig):
        return _("This file is larger than 15 MB. Save it without pictures, or paste the text below.")
    if isinstance(error, reading.Empty):
        return _("This file is empty. Did you choose the right one?")
    if isinstance(error, reading.OldWord):
        return _("This is a Word file from before 2007. Open it in Word, save it as .docx and try again.")
    if isinstance(error, reading.OnlyByName):
        return _("This file is called a PDF or Word document, but is not one. Save it again, then choose it.")
    if isinstance(error, reading.WrongType):
        return _(
            "This is not a PDF, Word (.docx) or text file. Choose another file, or paste the text below."
        )
    if isinstance(error, reading.Encrypted):
        return _("This file has a password. Save it without one, or paste the text below.")
    if isinstance(error, reading.OnlyPictures):
        return _("There is no text in this file, only pictures, as in a scan. Paste the text below instead.")
    if isinstance(error, reading.TooComplex):
        return _("This file takes too long to read. Save it as a plain PDF, or paste the text below.")
    return _("This file is damaged and cannot be opened. Save it again, or paste the text below.")
