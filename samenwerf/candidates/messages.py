"""What we say about a list and its lines, and to candidates who hear a no."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from samenwerf.accounts.models import Membership
from samenwerf.candidates import reading
from samenwerf.candidates.models import Application
from samenwerf.outbox import actions as outbox
from samenwerf.vacancies.models import Vacancy


def why_unreadable(error: Exception) -> str:
    """What is the matter with a list that cannot be read, and what to do."""
    return {
        reading.Empty: _("This file is empty. Did you choose the right one?"),
        reading.TooBig: _(
            "This list is too big: at most 15 MB and 50,000 lines fit. Split it, and import the parts."
        ),
        reading.OldExcel: _(
            "This is an Excel file from before 2007 (.xls). Open it in Excel, save it as .xlsx and try again."
        ),
        reading.OpenDocument: _(
            "This is a LibreOffice file (.ods). Open it, save it as .xlsx or .csv and try again."
        ),
        reading.Encrypted: _("This file has a password. Save it without one, then try again."),
        reading.WrongType: _("This is not a list. Choose an Excel file (.xlsx) or a CSV file."),
        reading.TooComplex: _(
            "This file unpacks to far more than a list of candidates. Save the list as .csv and try again."
        ),
    }.get(
        type(error),  # type: ignore[arg-type]
        _("This file is damaged and cannot be read. Save it again, best as .csv, and try once more."),
    )


def reasons(codes: Iterable[str]) -> str:
    """What is wrong with a line, in a sentence for each thing."""
    return " ".join(reason(code) for code in codes)


def reason(code: str) -> str:
    kind, _colon, line = code.partition(":")
    return {
        "no_name": _("There is no name."),
        "bad_email": _("The e-mail address is not complete or has a typing error."),
        "too_many_cells": _("There are more cells than columns: one separator too many."),
        "torn": _("A quotation mark opens here and does not close."),
        "twice": _("The same person is on line %(line)s.") % {"line": line},
        "same_email": _("Same e-mail address as on line %(line)s.") % {"line": line},
        "long_name": _("The name is longer than 200 characters."),
        "long_email": _("The e-mail address is longer than 254 characters."),
        "long_phone": _("The phone number is longer than 40 characters."),
        "long_source": _("The source is longer than 120 characters."),
        "long_pitch": _("The text is longer than 5,000 characters."),
    }[kind]


def doubt(code: str) -> str:
    """What is strange about the columns as they were chosen."""
    return {
        "name_is_none": _("What is under “name” does not look like names."),
        "half_a_name": _(
            "Most names are a single word. Does another column hold the last name, or the first?"
        ),
        "no_email": _(
            "No column is the e-mail address. Nobody can then be invited by e-mail, and whoever applies "
            "twice is not recognised."
        ),
        "phone_is_none": _("What is under “phone” does not look like phone numbers."),
    }[code]


def proposed_no(vacancy: Vacancy) -> str:
    """What to write to those who never came to talk, in the language of the organization: to be changed."""
    with override(vacancy.organization.language):
        if vacancy.status == Vacancy.Status.FILLED:
            text = _(
                "Thank you for your interest in the vacancy %(vacancy)s. We have found somebody, so we will "
                "not be taking your application further. We wish you every success with your next step."
            )
        else:
            text = _(
                "Thank you for your interest in the vacancy %(vacancy)s. We will not be taking "
                "your application further. We wish you every success with your next step."
            )
        return text % {"vacancy": vacancy.title}


def letter_of_no(application: Application, text: str, by: Membership) -> tuple[str, str]:
    """Subject and body of the no, in the language of the organization."""
    organization = application.organization
    with override(organization.language):
        subject = _("Your application at %(organization)s: %(vacancy)s")
        body = _("Hi %(name)s,\n\n%(text)s\n\n%(sender)s\n%(organization)s")
    values = {
        "name": application.candidate.name.split(" ")[0],
        "text": text,
        "sender": by.name,
        "organization": organization.name,
        "vacancy": application.vacancy.title,
    }
    return subject % values, body % values


def tell(*, application: Application, text: str, by: Membership, at: datetime) -> None:
    """The no, in the recruiter's words, to the candidate; an answer by mail goes to the recruiter."""
    organization, candidate = application.organization, application.candidate
    subject, body = letter_of_no(application, text, by)
    outbox.put_for_candidate(
        organization=organization,
        to_name=candidate.name,
        to_email=candidate.email,
        language=organization.language,
        kind="candidate_told",
        subject=subject,
        body=body,
        reply_to=by,
        at=at,
        vacancy_id=application.vacancy_id,
        application_id=application.pk,
    )
