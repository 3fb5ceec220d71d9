"""Planning an interview, or recording one that was held: what was typed, checked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership
from samenwerf.candidates.models import Application
from samenwerf.core.appointments import NotOverYet, check_is_over, check_is_to_come
from samenwerf.core.errors import Refused
from samenwerf.core.forms import TextField
from samenwerf.intake.models import Round
from samenwerf.interviews.actions import Newcomer
from samenwerf.interviews.models import Interview
from samenwerf.interviews.planning import proposed

OTHER = ""
# How many people can be added by name and address at once.
NEW_ROWS = (1, 2)


class PlanForm(forms.Form):
    """A round, a moment, a place and people; without the round when it `moves` an interview.

    A moment that has passed is one at which it was `held`, and has to be confirmed as such.
    """

    round = forms.ChoiceField(label=_("Which step"), required=False, widget=forms.RadioSelect)
    other_round = TextField(label=_("Name of the step"), required=False, max_length=120)
    day = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"required": _("Choose a date."), "invalid": _("Type the date as 31-12-2026.")},
    )
    time = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time."), "invalid": _("Type the time as 14:30.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=5,
        max_value=480,
        error_messages={"required": _("How many minutes does it take?")},
    )
    held = forms.BooleanField(
        label=_("Yes, it was held already"),
        required=False,
        error_messages={"required": _("This moment has passed. Was the interview held already?")},
    )
    place = TextField(label=_("Place"), required=False, max_length=200)
    video_url = forms.URLField(
        label=_("Video link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Paste the whole link of the video call, from https on.")},
    )
    interviewers = forms.MultipleChoiceField(
        label=_("Who holds the interview"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        rounds: Sequence[Round],
        colleagues: Sequence[Membership],
        application: Application,
        at: datetime,
        moves: bool = False,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.rounds, self.colleagues, self.at = list(rounds), list(colleagues), at
        self.application, self.moves = application, moves
        self.fields["round"].choices = [(r.name, r.name) for r in self.rounds] + [  # type: ignore[attr-defined]
            (OTHER, _("Another step"))
        ]
        self.fields["interviewers"].choices = [  # type: ignore[attr-defined]
            (str(member.pk), member.name) for member in self.colleagues
        ]
        # "held" and the name of a step only show where they are asked.
        for name in ("other_round", "held", "place", "video_url"):
            self.fields[name].is_one_of_two = True  # type: ignore[attr-defined]
        for row in NEW_ROWS:
            self.fields[f"new_name_{row}"] = TextField(label=_("Name"), required=False, max_length=150)
            self.fields[f"new_email_{row}"] = forms.EmailField(
                label=_("E-mail"),
                required=False,
                max_length=254,
                error_messages={"invalid": _("This is not a whole e-mail address.")},
            )

    @property
    def newcomer_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"new_name_{row}"], self[f"new_email_{row}"]) for row in NEW_ROWS]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.moves and not cleaned.get("round") and not cleaned.get("other_round"):
            self.add_error("other_round", _("Give this step a name."))
        day, time = cleaned.get("day"), cleaned.get("time")
        if day and time:
            self._check_moment(datetime.combine(day, time, self.application.organization.working_week.zone))
        is_somewhere = cleaned.get("place") or cleaned.get("video_url") or self.is_past
        if not is_somewhere and "video_url" not in self.errors:
            self.add_error("place", _("Where is it? A place, or a video link."))
        newcomers = self._newcomers()
        if not cleaned.get("interviewers") and not newcomers and not self.errors:
            self.add_error("interviewers", _("Choose at least one interviewer."))
        cleaned["newcomers"] = newcomers
        return cleaned

    def _check_moment(self, starts_at: datetime) -> None:
        minutes = self.cleaned_data.get("minutes")
        try:
            if starts_at >= self.at or self.moves:
                check_is_to_come(starts_at, self.at)
            elif minutes:
                check_is_over(starts_at, starts_at + timedelta(minutes=minutes), self.at)
        except NotOverYet as refused:
            self.add_error("minutes", str(refused))
        except Refused as refused:
            self.add_error("day", str(refused))
        else:
            self.cleaned_data["starts_at"] = starts_at
            if self.is_past and not self.cleaned_data.get("held"):
                self.add_error("held", self.fields["held"].error_messages["required"])

    @property
    def is_past(self) -> bool:
        """Whether the moment that was typed has passed, so that this is about an interview that was held."""
        starts_at = self.cleaned_data.get("starts_at")
        return starts_at is not None and starts_at < self.at

    def _newcomers(self) -> list[Newcomer]:
        found = []
        for row in NEW_ROWS:
            name, email = self.cleaned_data.get(f"new_name_{row}"), self.cleaned_data.get(f"new_email_{row}")
            if email and email.lower() == self.application.candidate.email.lower():
                self.add_error(f"new_email_{row}", _("This is the candidate's own address."))
            elif email:
                found.append(Newcomer(name or "", email))
            elif name and f"new_email_{row}" not in self.errors:
                self.add_error(f"new_email_{row}", _("Add the e-mail address: the invitation goes there."))
        return found

    def clean_video_url(self) -> str:
        url: str = self.cleaned_data["video_url"]
        if url and not url.lower().startswith(("https://", "http://")):
            raise ValidationError(self.fields["video_url"].error_messages["invalid"])
        return url

    @property
    def values(self) -> dict[str, Any]:
        """What the verbs `plan`, `record_held` and `replan` take, apart from the name of the step."""
        return {
            "starts_at": self.cleaned_data["starts_at"],
            "minutes": self.cleaned_data["minutes"],
            "place": self.cleaned_data["place"],
            "video_url": self.cleaned_data["video_url"],
            "interviewers": self.chosen,
            "newcomers": self.cleaned_data["newcomers"],
        }

    @property
    def chosen(self) -> list[Membership]:
        ids = set(self.cleaned_data.get("interviewers", ()))
        return [member for member in self.colleagues if str(member.pk) in ids]

    @property
    def span(self) -> tuple[datetime, datetime]:
        starts_at = self.cleaned_data["starts_at"]
        return starts_at, starts_at + timedelta(minutes=self.cleaned_data["minutes"])

    @property
    def round_name(self) -> str:
        return self.cleaned_data.get("round") or self.cleaned_data.get("other_round", "")


def first_values(
    rounds: Sequence[Round], held: Sequence[Interview], manager: Membership, at: datetime
) -> dict[str, Any]:
    """What the page starts with: the first step that was not held, the next working morning, the manager."""
    done = {interview.round_name for interview in held if not interview.is_cancelled}
    step = next((each for each in rounds if not each.names & done), rounds[-1] if rounds else None)
    when = proposed(at, manager.organization.working_week)
    return {
        "round": step.name if step else OTHER,
        "day": when.date(),
        "time": when.time(),
        "minutes": step.minutes if step else 60,
        "interviewers": [str(manager.pk)],
        "place": held[-1].place if held else "",
    }


def values_of(interview: Interview, members: Sequence[Membership]) -> dict[str, Any]:
    """What the page starts with to move an interview."""
    local = interview.starts_at.astimezone(interview.organization.working_week.zone)
    return {
        "day": local.date(),
        "time": local.time(),
        "minutes": int((interview.ends_at - interview.starts_at) / timedelta(minutes=1)),
        "place": interview.place,
        "video_url": interview.video_url,
        "interviewers": [str(member.pk) for member in members],
    }


class CancelForm(forms.Form):
    reason = TextField(
        label=_("Why is it off?"),
        max_length=300,
        error_messages={"required": _("Say in a few words why it is off: it stays in the record.")},
    )
