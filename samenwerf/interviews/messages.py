"""Invitations, cancellations, and the question how it was."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenwerf.accounts.actions import make_link
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.interviews import calendar
from samenwerf.interviews.models import Interview
from samenwerf.outbox import actions as outbox
from samenwerf.outbox.models import Message


@dataclass(frozen=True)
class Letter:
    """What one person gets, as shown before it is sent."""

    name: str
    email: str
    subject: str
    body: str


def preview(
    *, interview: Interview, members: Sequence[Membership], new: Collection[int] = ()
) -> tuple[list[Letter], Letter]:
    """What planning this (unsaved) interview sends: to each member, and to the candidate.

    A candidate without an e-mail address gets nothing: the letter then has no address.
    """
    letters = []
    for member in members:
        with outbox.in_language_of(member):
            subject, body = _invitation(interview, member.person.first_name, _changed(interview, member, new))
        letters.append(Letter(member.name, member.person.email, subject, body))
    candidate = interview.application.candidate
    with override(interview.organization.language):
        subject, body = _candidate_letter(interview, _planned_or_moved(interview), members)
    return letters, Letter(candidate.name, candidate.email, subject, body)


def invite(
    *,
    interview: Interview,
    at: datetime,
    new: Collection[int] = (),
    only: Collection[int] | None = None,
    tell_candidate: bool = True,
) -> None:
    """To each interviewer with the kit, and to the candidate; a changed sequence replaces the old one.

    `new` are the ids of members for whom it is no change but a first invitation; `only` of those who get one.
    """
    seats = interview.interviewers.all() if only is None else interview.interviewers.filter(member__in=only)
    for seat in seats.select_related("member__person", "member__organization"):
        with outbox.in_language_of(seat.member):
            name = seat.member.person.first_name
            subject, body = _invitation(interview, name, _changed(interview, seat.member, new))
            _to_member(interview, seat.member, "interview_invitation", subject, body, calendar.REQUEST, at)
    if tell_candidate:
        _to_candidate(interview, _planned_or_moved(interview), calendar.REQUEST, at)


def cancel(
    *, interview: Interview, members: Sequence[Membership], tell_candidate: bool, at: datetime
) -> None:
    """It is off for these interviewers, and for the candidate when told so."""
    for member in members:
        with outbox.in_language_of(member):
            values = {**_values(interview), "name": member.person.first_name}
            subject = _("Cancelled interview: %(code)s · %(when)s") % values
            body = (
                _("Hi %(name)s,\n\nThe interview with %(code)s for %(vacancy)s on %(when)s is off.") % values
            )
            _to_member(interview, member, "interview_cancelled", subject, body, calendar.CANCEL, at)
    if tell_candidate:
        _to_candidate(interview, "cancelled", calendar.CANCEL, at)


def who_heard_it_is_off(interview: Interview) -> tuple[set[int], bool]:
    """Ids of the members with a cancellation of this interview as it is now, and whether the candidate has
    one. What was withdrawn from the outbox nobody heard."""
    cancellations = Message.objects.filter(
        once__startswith=f"interview:{interview.pk}:{interview.sequence}:", calendar_method=calendar.CANCEL
    )
    heard = set(cancellations.values_list("member_id", flat=True))
    return {member for member in heard if member is not None}, None in heard


def excuse_candidate(*, interview: Interview, comes_back: bool, at: datetime) -> None:
    """Out of the candidate's calendar: they know that it is off, or (`comes_back`) hear of another moment."""
    _to_candidate(interview, "cancelled" if comes_back else "called_off", calendar.CANCEL, at)


def ask_feedback(*, interview: Interview, owner_ids: Collection[int], at: datetime) -> None:
    """Right after the interview, while it is fresh."""
    seats = interview.interviewers.filter(member__in=owner_ids)
    for seat in seats.select_related("member__person", "member__organization"):
        with outbox.in_language_of(seat.member):
            subject, body = _feedback_question(interview, seat.member.person.first_name)
            _to_member(interview, seat.member, "feedback_question", subject, body, "", at)


def preview_question(*, interview: Interview, members: Sequence[Membership]) -> list[Letter]:
    """What recording this (unsaved) interview that was held sends: only to each member."""
    letters = []
    for member in members:
        with outbox.in_language_of(member):
            subject, body = _feedback_question(interview, member.person.first_name)
        letters.append(Letter(member.name, member.person.email, subject, body))
    return letters


def _feedback_question(interview: Interview, name: str) -> tuple[str, str]:
    """Subject and body for an interviewer, in the language that is active."""
    values = {**_values(interview), "name": name}
    if interview.was_recorded_afterwards:
        spoke = _("Hi %(name)s,\n\nYou spoke with %(code)s on %(when)s.")
    else:
        spoke = _("Hi %(name)s,\n\nYou just spoke with %(code)s.")
    question = _(
        "What did you see and hear? A minute is enough, by tapping or by voice. You see the scores of others"
        " after you have handed in your own."
    )
    return _("%(code)s · %(vacancy)s: how was the interview?") % values, f"{spoke % values} {question}"


def _changed(interview: Interview, member: Membership, new: Collection[int]) -> bool:
    return interview.sequence > 0 and member.pk not in new


def _planned_or_moved(interview: Interview) -> str:
    return "changed" if interview.sequence > 0 else "invited"


def _invitation(interview: Interview, name: str, changed: bool) -> tuple[str, str]:
    """Subject and body for an interviewer, in the language that is active."""
    subject = _("Changed interview: %(code)s · %(when)s") if changed else _("Interview: %(code)s · %(when)s")
    body = _(
        "Hi %(name)s,\n\n%(round)s with %(code)s for %(vacancy)s.\n%(when)s\n%(where)s\n\n"
        "Behind the button: who it is, which questions you ask and what good looks like."
    )
    values = {**_values(interview), "name": name}
    return subject % values, body % values


def _candidate_texts(what: str) -> tuple[str, str]:
    """Subject and body for the candidate, in the language that is active."""
    planned = _(
        "%(when)s\n%(where)s\nWith: %(people)s\n\n"
        "Does this not suit you, or do you need anything? Reply to this message.\n\n"
        "%(sender)s\n%(organization)s"
    )
    if what == "invited":
        return _("Your interview at %(organization)s: %(vacancy)s"), (
            _(
                "Hi %(name)s,\n\nGood news: we at %(organization)s would like to meet you. We invite you for"
                " an interview about the vacancy %(vacancy)s."
            )
            + "\n\n%(round)s\n"
            + planned
        )
    if what == "changed":
        return _("Your interview at %(organization)s has moved: %(vacancy)s"), (
            _("Hi %(name)s,\n\nYour interview at %(organization)s for %(vacancy)s has a new time or place.")
            + "\n\n%(round)s\n"
            + planned
        )
    subject = _("Your interview at %(organization)s is off: %(vacancy)s")
    if what == "called_off":
        return subject, _(
            "Hi %(name)s,\n\nAs you know, your interview at %(organization)s for %(vacancy)s on %(when)s"
            " is off. This message takes it out of your calendar.\n\n%(sender)s\n%(organization)s"
        )
    return subject, _(
        "Hi %(name)s,\n\nYour interview at %(organization)s for %(vacancy)s on %(when)s is off."
        " Sorry about that. You hear from us soon about another moment.\n\n%(sender)s\n%(organization)s"
    )


def _values(interview: Interview) -> dict[str, str]:
    local = timezone.localtime(interview.starts_at, interview.organization.working_week.zone)
    return {
        "code": interview.application.candidate.code,
        "vacancy": interview.application.vacancy.title,
        "organization": interview.organization.name,
        "round": interview.round_name,
        "when": date_format(local, _("l j F, H:i")),
        "where": "\n".join(part for part in (interview.place, interview.video_url) if part),
    }


def calendar_for(
    interview: Interview,
    method: str,
    attendee: tuple[str, str] | None,
    at: datetime,
    *,
    for_candidate: bool = False,
) -> str:
    """The appointment for one attendee (name, address); empty without a method.

    Colleagues see the code of the candidate in it, never the name; the candidate sees with whom and for
    what it is. The recruiter is the organizer: who says no says so to a person.
    """
    if not method:
        return ""
    values = _values(interview)
    recruiter = interview.application.vacancy.recruiter
    summary = _("Interview at %(organization)s: %(vacancy)s") if for_candidate else _("Interview %(code)s")
    appointment = calendar.Appointment(
        uid=interview.uid,
        sequence=interview.sequence,
        summary=summary % values,
        description=f"{values['round']} · {values['vacancy']}",
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        location=", ".join(part for part in (interview.place, interview.video_url) if part),
        organizer=(recruiter.name, recruiter.person.email),
    )
    return calendar.invitation(appointment, method=method, attendees=[attendee] if attendee else [], stamp=at)


def _to_member(
    interview: Interview, member: Membership, kind: str, subject: str, body: str, method: str, at: datetime
) -> None:
    off = method == calendar.CANCEL
    outbox.put(
        to=member,
        kind=kind,
        subject=subject,
        body=body,
        button="" if off else (_("Prepare") if method else _("Give feedback")),
        link=None
        if off
        else make_link(member=member, purpose=AccessLink.Purpose.INTERVIEW, target_id=interview.pk, at=at),
        calendar=calendar_for(interview, method, (member.name, member.person.email), at),
        calendar_method=method,
        reply_to=interview.application.vacancy.recruiter,
        at=at,
        vacancy_id=interview.application.vacancy_id,
        application_id=interview.application_id,
        once=f"interview:{interview.pk}:{interview.sequence}:{kind}:{member.pk}",
    )


def _candidate_letter(interview: Interview, what: str, members: Sequence[Membership]) -> tuple[str, str]:
    values = _values(interview)
    subject, body = _candidate_texts(what)
    return subject % values, body % {
        **values,
        "name": interview.application.candidate.name.split(" ")[0],
        "people": ", ".join(member.name for member in members),
        "sender": interview.application.vacancy.recruiter.name,
    }


def _to_candidate(interview: Interview, what: str, method: str, at: datetime) -> None:
    candidate = interview.application.candidate
    if not candidate.email:
        return
    organization = interview.organization
    members = [seat.member for seat in interview.interviewers.select_related("member__person")]
    with override(organization.language):
        subject, body = _candidate_letter(interview, what, members)
        outbox.put_for_candidate(
            organization=organization,
            to_name=candidate.name,
            to_email=candidate.email,
            language=organization.language,
            kind=f"candidate_{what}",
            subject=subject,
            body=body,
            calendar=calendar_for(
                interview, method, (candidate.name, candidate.email), at, for_candidate=True
            ),
            calendar_method=method,
            reply_to=interview.application.vacancy.recruiter,
            at=at,
            vacancy_id=interview.application.vacancy_id,
            application_id=interview.application_id,
            once=f"interview:{interview.pk}:{interview.sequence}:candidate:{what}",
        )
