"""What may be stored as a file of a candidate: looked at by content, refused with a sentence."""

from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from samenwerf.core.errors import Refused
from samenwerf.vacancies import reading

IMAGES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
ACCEPT = ".pdf,.docx,.png,.jpg,.jpeg,.txt,.rtf"


class UnusableFile(Refused):
    """This file cannot be stored; the text says why and what to do."""


def content_type_of(upload: UploadedFile) -> str:
    """The content type of a PDF, DOCX, picture or text, by what is in it. Raises UnusableFile."""
    if PurePath(upload.name or "").suffix.lower() not in ("", *ACCEPT.split(",")):
        raise UnusableFile(_("Choose a PDF, Word document (.docx), picture or text."))
    data = upload.read()
    upload.seek(0)
    for start, content_type in IMAGES.items():
        if data.startswith(start):
            return content_type
    try:
        return reading.read(data, upload.name or "").content_type
    except reading.OnlyPictures:
        # A scanned CV has no text, but people can read it.
        return reading.PDF if b"%PDF-" in data[:1024] else reading.DOCX
    except reading.Empty as error:
        raise UnusableFile(_("This file is empty. Choose another one.")) from error
    except reading.TooBig as error:
        raise UnusableFile(_("This file is too large; at most 15 MB fits.")) from error
    except reading.Encrypted as error:
        raise UnusableFile(_("This file has a password. Save it without one, then try again.")) from error
    except reading.OnlyByName as error:
        raise UnusableFile(
            _("This file is called a PDF, Word file or picture, but is not one. Save it again, best as PDF.")
        ) from error
    except reading.WrongType as error:
        raise UnusableFile(_("Choose a PDF, Word document (.docx), picture or text.")) from error
    except reading.Unreadable as error:
        raise UnusableFile(_("This file is damaged or too complex. Save it again, best as PDF.")) from error
