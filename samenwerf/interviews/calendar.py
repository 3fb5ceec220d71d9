"""Invitations as iCalendar (RFC 5545) with iTIP methods (RFC 5546). Pure: values in, text out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

# An invitation or its change, its end, and a file that somebody puts in their own calendar (no attendees).
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Appointment:
    """`summary` never holds the name of a candidate; `organizer` is (name, address); times are aware."""

    uid: str
    sequence: int
    summary: str
    description: str
    starts_at: datetime
    ends_at: datetime
    location: str
    organizer: tuple[str, str]


def invitation(
    appointment: Appointment, *, method: str, attendees: Sequence[tuple[str, str]], stamp: datetime
) -> str:
    """The calendar object for these attendees (name, address): CRLF lines, folded, times in UTC."""
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("summary", appointment.summary)
    event.add("description", appointment.description)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    if appointment.location:
        event.add("location", appointment.location)
    organizer = vCalAddress(f"mailto:{appointment.organizer[1]}")
    organizer.params["CN"] = vText(appointment.organizer[0])
    event.add("organizer", organizer, encode=False)
    for name, email in attendees:
        attendee = vCalAddress(f"mailto:{email}")
        attendee.params["CN"] = vText(name)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        attendee.params["RSVP"] = vText("TRUE")
        event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Samenwerf//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar.to_ical().decode()
