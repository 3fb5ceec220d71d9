"""What a recruiter types to start a vacancy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.access import colleagues_of
from samenwerf.accounts.models import Membership, Role
from samenwerf.core.forms import LongTextField, OnceField, TextField, UploadField
from samenwerf.intake.actions import Invited
from samenwerf.intake.models import Intake, Requirement
from samenwerf.vacancies import documents, reading
from samenwerf.vacancies.job_description import Line
from samenwerf.wording import RiskFinding, check

SKIP = ""


class JobDescriptionForm(forms.Form):
    """A file or a pasted text; what is in it is read here, so that what is wrong shows at the field."""

    file = UploadField(
        label=_("Choose a file, or drop it here"),
        help_text=_("PDF, Word (.docx) or text, at most 15 MB. It is read as soon as you choose it."),
        required=False,
        accept=documents.ACCEPT,
    )
    text = LongTextField(
        label=_("Or paste the text"),
        required=False,
        max_length=reading.MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("file", "text"):
            self.fields[name].is_one_of_two = True  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload:
            self.data_of_file = upload.read()
            try:
                self.document = reading.read(self.data_of_file, upload.name)
            except reading.Unreadable as error:
                raise ValidationError(documents.what_is_wrong(error)) from error
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned["file"] and not cleaned["text"]:
            self.add_error("file", _("Choose a file, paste the text, or start by hand."))
        return cleaned

    @property
    def draft(self) -> dict[str, Any]:
        """What to keep of it: the file when there is one, else the pasted text as a file."""
        if upload := self.cleaned_data["file"]:
            return {
                "data": self.data_of_file,
                "name": upload.name,
                "content_type": self.document.content_type,
                "text": self.document.text,
            }
        text = self.cleaned_data["text"]
        name = _("job description") + ".txt"
        return {"data": text.encode(), "name": name, "content_type": reading.TEXT, "text": text}


class VacancyForm(forms.Form):
    title = TextField(label=_("Job title"), max_length=160)
    department = TextField(label=_("Department or client"), max_length=120, required=False)
    location = TextField(label=_("Place of work"), max_length=120, required=False)
    manager = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Hiring manager"),
        required=False,
        empty_label=_("Someone new: fill in below"),
    )
    manager_name = TextField(label=_("Name"), max_length=150, required=False)
    manager_email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    mode = forms.ChoiceField(
        label=_("Intake conversation"),
        choices=Intake.Mode.choices,
        initial=Intake.Mode.FULL,
        widget=forms.RadioSelect,
    )
    start_key = OnceField()

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        known = colleagues_of(by).exclude(pk=by.pk)
        for name in ("manager", "manager_name", "manager_email"):
            self.fields[name].is_one_of_two = True  # type: ignore[attr-defined]
        managers = self.fields["manager"]
        managers.queryset = known  # type: ignore[attr-defined]
        choices: list[tuple[Any, Any]] = [("", managers.empty_label)]  # type: ignore[attr-defined]
        people = list(known)
        for label, own in (
            (Role.HIRING_MANAGER.label, [m for m in people if m.role == Role.HIRING_MANAGER]),
            (_("Others in the organization"), [m for m in people if m.role != Role.HIRING_MANAGER]),
        ):
            if own:
                choices.append((label, [(m.pk, m.name) for m in own]))
        managers.choices = choices  # type: ignore[attr-defined]
        self.knows_managers = len(choices) > 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen, name = cleaned.get("manager"), cleaned.get("manager_name")
        email = (cleaned.get("manager_email") or "").lower()
        if {"manager", "manager_name", "manager_email"} & self.errors.keys():
            return cleaned
        if chosen and (name or email):
            self.add_error("manager", _("Choose somebody or fill in somebody new, not both."))
        elif not chosen and not email:
            self.add_error(
                "manager_email",
                _("Who is the hiring manager? Choose somebody, or fill in an e-mail address."),
            )
        elif email == self.by.person.email:
            self.add_error(
                "manager_email", _("That is you. The intake is signed by two people: choose somebody else.")
            )
        else:
            cleaned["hiring_manager"] = chosen or Invited(name or email, email)
        return cleaned


@dataclass
class LineChoice:
    """One proposed line on the page: the text to take over, and as what; nothing is the default."""

    number: int
    line: Line
    text: str
    kind: str
    error: str = ""

    @property
    def kinds(self) -> Iterator[tuple[str, Any, bool]]:
        for value, label in ((SKIP, _("Leave out")), *Requirement.Kind.choices):
            yield value, label, value == self.kind

    @property
    def source_differs(self) -> bool:
        """Whether the document says more than the line itself, so that it is worth showing."""
        return self.line.source.strip(" .;,").lower() != self.line.text.lower()

    @property
    def red(self) -> list[RiskFinding]:
        """What cannot be a requirement as it stands, unless the law allows it here."""
        risk = check(self.text, interface=get_language()).risk
        return [finding for finding in risk if finding.severity == "red"]

    @property
    def proposed(self) -> str:
        return str(Requirement.Kind(self.line.kind).label)


def line_choices(lines: Sequence[Line], data: Any = None) -> list[LineChoice]:
    """The lines with what was chosen in `data`, checked; see `error` of each."""
    choices = []
    for number, line in enumerate(lines):
        text, kind = line.text, SKIP
        if data is not None:
            text = str(data.get(f"text-{number}", text)).replace("\x00", "").strip()
            kind = str(data.get(f"kind-{number}", SKIP))
        choice = LineChoice(number, line, text, kind if kind in Requirement.Kind.values else SKIP)
        if choice.kind and not text:
            choice.error = str(_("Type the requirement, or leave it out."))
        elif choice.kind and len(text) > 300:
            choice.error = str(_("Make it shorter: at most 300 characters."))
        choices.append(choice)
    return choices
