"""Handing in, and deciding: what was typed, checked and turned into words of the domain."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samenwerf import content
from samenwerf.core.forms import LongTextField, TextField, UploadField
from samenwerf.feedback.actions import Recording, Score
from samenwerf.feedback.models import Decision, Feedback, Verdict
from samenwerf.interviews.kit import anchor_texts
from samenwerf.scorecards.models import Criterion
from samenwerf.wording.fields import ReasonField

NOT_SEEN = "0"
LEVELS = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), (NOT_SEEN, _("not seen"))]
LONGEST_NOTE = 4000


class FeedbackForm(forms.Form):
    """Verdict, a level for each criterion, what was seen, and a spoken note. Only the verdict is required."""

    verdict = forms.TypedChoiceField(
        label=_("Go on with this candidate?"),
        choices=Verdict.choices,
        coerce=int,
        error_messages={"required": _("Choose one of the four: would you go on?")},
    )
    observed = LongTextField(label=_("What did you see or hear?"), required=False, max_length=LONGEST_NOTE)
    memo = UploadField(label=_("A sound file"), required=False, accept="audio/*")
    memo_key = forms.UUIDField(required=False)
    keep_memo = forms.BooleanField(label=_("Keep the memo that is there"), required=False)
    device_key = forms.UUIDField(required=False)
    reason = TextField(
        label=_("Why do you correct it?"),
        required=False,
        max_length=500,
        error_messages={"required": _("Say in a few words why you change what you handed in.")},
    )

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Criterion],
        before: Feedback | None = None,
        language: str = "nl",
        **kwargs: Any,
    ):
        if before is not None:
            kwargs["initial"] = _as_typed(before)
        super().__init__(*args, **kwargs)
        self.criteria, self.before = list(criteria), before
        self.level_names = {level: name.text(language) for level, name in content.scale().items()}
        if before is not None:
            self.fields["reason"].required = True
        for criterion in self.criteria:
            self.fields[f"level_{criterion.pk}"] = forms.ChoiceField(choices=LEVELS, required=False)
            self.fields[f"observed_{criterion.pk}"] = LongTextField(required=False, max_length=LONGEST_NOTE)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """For the template: each criterion with its two fields and its anchors."""
        return [
            {
                "criterion": criterion,
                "level": self[f"level_{criterion.pk}"],
                "observed": self[f"observed_{criterion.pk}"],
                "anchors": [
                    (level, self.level_names[level], text)
                    for level, text in sorted(anchor_texts(criterion).items())
                ],
            }
            for criterion in self.criteria
        ]

    @property
    def new_device_key(self) -> str:
        """What the page sends along so that handing in twice stores it once."""
        return str(self["device_key"].value() or uuid.uuid4())

    def scores(self) -> list[Score]:
        return [
            Score(
                criterion,
                int(level)
                if (level := self.cleaned_data[f"level_{criterion.pk}"]) and level != NOT_SEEN
                else None,
                self.cleaned_data[f"observed_{criterion.pk}"],
            )
            for criterion in self.criteria
        ]

    def recording(self) -> Recording | None:
        upload: UploadedFile | None = self.cleaned_data["memo"]
        if upload is None:
            return None
        return Recording(upload, self.cleaned_data["memo_key"] or uuid.uuid4())


def _as_typed(feedback: Feedback) -> dict[str, Any]:
    typed: dict[str, Any] = {
        "verdict": feedback.verdict,
        "observed": feedback.observed,
        "keep_memo": feedback.memo_id is not None,
    }
    for rating in feedback.ratings.all():
        typed[f"level_{rating.criterion_id}"] = NOT_SEEN if rating.level is None else str(rating.level)
        typed[f"observed_{rating.criterion_id}"] = rating.observed
    return typed


class DecisionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose: offer, no, or another round.")},
    )
    criteria = forms.MultipleChoiceField(
        label=_("On which criteria does it rest?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one criterion that this decision rests on.")},
    )
    reason = ReasonField(
        label=_("The reason, in what you saw"),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write the reason: the candidate gets an honest answer.")},
    )

    despite = ReasonField(
        label=_("Why an offer all the same?"),
        required=False,
        max_length=LONGEST_NOTE,
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by_id = {str(criterion.pk): criterion for criterion in criteria}
        self.fields["criteria"].choices = [  # type: ignore[attr-defined]
            (pk, criterion.name) for pk, criterion in self.by_id.items()
        ]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, capfirst(label)) for value, label in Decision.Kind.choices
        ]
        self.fields["despite"].is_one_of_two = True  # type: ignore[attr-defined]  # it only shows when asked

    def chosen(self) -> list[Criterion]:
        return [self.by_id[pk] for pk in self.cleaned_data["criteria"]]


class WhyForm(forms.Form):
    """A few words that stay in the record."""

    reason = TextField(
        label=_("Why?"),
        max_length=300,
        error_messages={"required": _("Say in a few words why: it stays in the record.")},
    )
