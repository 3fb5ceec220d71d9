"""What people type about candidates."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samenwerf.candidates.cv import ACCEPT, UnusableFile, content_type_of
from samenwerf.candidates.models import Application, ReviewLine
from samenwerf.core.errors import Refused
from samenwerf.core.forms import LongTextField, OnceField, ShownForm, TextField, UploadField
from samenwerf.intake.models import Requirement
from samenwerf.wording.fields import ReasonField
from samenwerf.wording.uses import check_reason


class CvField(UploadField):
    """A CV; the cleaned file knows its real content type as `content_type`."""

    def __init__(self, **kwargs: Any):
        super().__init__(accept=ACCEPT, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        upload = super().clean(data, initial)
        if upload:
            try:
                upload.content_type = content_type_of(upload)
            except UnusableFile as refused:
                raise ValidationError(str(refused)) from refused
        return upload or None


class CandidateForm(ShownForm):
    name = TextField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Invitations go here, and it is how we recognise somebody who applied before."),
    )
    phone = TextField(label=_("Phone"), max_length=40, required=False)
    source = TextField(label=_("Source"), max_length=120, required=False)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class NewCandidateForm(CandidateForm):
    pitch = LongTextField(
        label=_("Why this candidate"),
        required=False,
        max_length=2000,
        help_text=_("One or two lines for the manager: facts from your conversation."),
    )
    cv = CvField(
        label=_("CV or another file"),
        required=False,
        help_text=_("PDF, Word (.docx), a picture or text; at most 15 MB."),
    )
    form_key = OnceField(required=False)
    field_order = ["name", "email", "phone", "cv", "source", "pitch"]


class DocumentForm(forms.Form):
    cv = CvField(label=_("CV or another file"))


class PitchForm(forms.Form):
    pitch = LongTextField(
        label=_("Why this candidate"),
        required=False,
        max_length=2000,
        help_text=_("The manager reads this first. Two facts are better than ten adjectives."),
    )


class ChoosingForm(forms.Form):
    """Some of `applications`, which are read once: who `chosen` names."""

    chosen = forms.MultipleChoiceField()

    def __init__(self, *args: Any, applications: Iterable[Application], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.applications = {str(each.pk): each for each in applications}
        cast(forms.MultipleChoiceField, self.fields["chosen"]).choices = [
            (pk, pk) for pk in self.applications
        ]

    def clean_chosen(self) -> list[Application]:
        return [self.applications[pk] for pk in self.cleaned_data["chosen"]]


class PresentManyForm(ChoosingForm):
    """Which of `applications` go before the manager."""

    chosen = forms.MultipleChoiceField(
        label=_("Whom would you like to present?"),
        error_messages={
            "required": _("Choose whom to present."),
            "invalid_choice": _("Somebody you chose is no longer new. Choose again."),
        },
    )


class ReasonForm(forms.Form):
    reason = LongTextField(label=_("Reason"), max_length=1000)


class TurnDownForm(forms.Form):
    reason = ReasonField(label=_("Reason"), max_length=1000)


class TellForm(forms.Form):
    note = LongTextField(
        label=_("Note of the call"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the candidate asked or wants to hear later. It stays with this application."),
    )


class TellManyForm(ChoosingForm):
    """The no by e-mail, with one text, for those of `applications` that are chosen."""

    chosen = forms.MultipleChoiceField(
        label=_("Who gets this e-mail?"),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice", "invalid_list"), _("Choose who gets this e-mail.")
        ),
    )
    text = ReasonField(
        label=_("What we write"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It opens with their first name and closes with your name. Replies come to you."),
    )


class ReplyForm(forms.Form):
    text = LongTextField(label=_("Your answer"), max_length=2000)


ANOTHER = "another"


def _named(requirement: Requirement) -> str:
    if requirement.kind == Requirement.Kind.NO_GO:
        return gettext("No-go: %(text)s") % {"text": requirement.text}
    return requirement.text


class ReviewForm(forms.Form):
    """Invite, not, or a question: what goes with each is asked only there."""

    verdict = forms.ChoiceField(
        label=_("Shall we invite this candidate?"),
        choices=[
            (ReviewLine.Verdict.INVITE, _("Invite")),
            (ReviewLine.Verdict.NOT, _("Not this one")),
            (ReviewLine.Verdict.QUESTION, _("A question")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    requirement = forms.TypedChoiceField(
        label=_("Which requirement is missing?"),
        widget=forms.RadioSelect,
        required=False,
        empty_value=None,
    )
    text = LongTextField(required=False, max_length=2000)

    def __init__(self, *args: Any, requirements: Sequence[Requirement], **kwargs: Any):
        super().__init__(*args, **kwargs)
        # A nice-to-have is never a reason to reject.
        deciding = [each for each in requirements if each.kind != Requirement.Kind.NICE_TO_HAVE]
        deciding.sort(key=lambda each: each.kind)
        missing = cast(forms.TypedChoiceField, self.fields["requirement"])
        missing.choices = [*((each.pk, _named(each)) for each in deciding), (ANOTHER, _("Another reason"))]
        missing.coerce = {ANOTHER: ANOTHER, **{str(each.pk): each for each in deciding}}.__getitem__
        self.fields["text"].label = format_html(
            # Only the one that goes with the verdict shows.
            '<span data-for="not">{}</span><span data-for="question">{}</span>',
            gettext("What did you see or miss?"),
            gettext("What do you want to know?"),
        )
        # They only show with the verdicts that need them: there they are not optional.
        for name in ("requirement", "text"):
            self.fields[name].is_one_of_two = True  # type: ignore[attr-defined]

    def in_its_own_words(self) -> "ReviewForm":
        """The same, for when only the words are shown: without the two questions over one text."""
        self.fields["text"].label = gettext("In your words")
        return self

    def requirement_named(self) -> Requirement | None:
        """The requirement that a "not" rests on; None for another reason."""
        chosen = self.cleaned_data["requirement"]
        is_not = self.cleaned_data["verdict"] == ReviewLine.Verdict.NOT
        return chosen if is_not and isinstance(chosen, Requirement) else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        verdict = cleaned.get("verdict")
        if verdict == ReviewLine.Verdict.NOT:
            if not cleaned.get("requirement"):
                self.add_error(
                    "requirement",
                    _("Choose the requirement, or another reason: the candidate then hears an honest one."),
                )
            if not cleaned.get("text"):
                self.add_error("text", _("Say in one line what you saw or missed."))
            self._check_reason(cleaned.get("text", ""))
        if verdict == ReviewLine.Verdict.QUESTION and not cleaned.get("text"):
            self.add_error("text", _("Type your question."))
        return cleaned

    def _check_reason(self, reason: str) -> None:
        try:
            check_reason(reason)
        except Refused as refused:
            self.add_error("text", str(refused))
