"""What people type about a running vacancy."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.access import colleagues_of
from samenwerf.accounts.models import Membership, Role
from samenwerf.core.forms import TextField, UploadField
from samenwerf.vacancies import documents, reading
from samenwerf.vacancies.models import Vacancy


class VacancyForm(forms.Form):
    """Title, place and people of an existing vacancy."""

    title = TextField(label=_("Job title"), max_length=160)
    department = TextField(label=_("Department or client"), max_length=120, required=False)
    location = TextField(label=_("Place of work"), max_length=120, required=False)
    hiring_manager = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Hiring manager"),
        empty_label=None,
        help_text=_("Somebody else takes over the open turns and gets new links."),
    )
    recruiter = forms.ModelChoiceField(Membership.objects.none(), label=_("Recruiter"), empty_label=None)

    def __init__(self, *args: Any, vacancy: Vacancy, by: Membership, **kwargs: Any) -> None:
        names = ("title", "department", "location", "hiring_manager", "recruiter")
        kwargs["initial"] = {name: getattr(vacancy, name) for name in names}
        super().__init__(*args, **kwargs)
        colleagues = colleagues_of(by)
        manager, recruiter = vacancy.hiring_manager, vacancy.recruiter
        self._offer("hiring_manager", colleagues, is_there=manager.left_at is None)
        recruiters = colleagues.filter(role__in=(Role.ADMIN, Role.RECRUITER))
        self._offer("recruiter", recruiters, is_there=recruiter.left_at is None and recruiter.recruits)

    def _offer(self, name: str, people: QuerySet[Membership], *, is_there: bool) -> None:
        """Nobody is chosen by accident in the place of somebody who is not among them any more."""
        field = cast("forms.ModelChoiceField[Membership]", self.fields[name])
        if not is_there:
            field.empty_label = gettext("Choose somebody")
        field.queryset = people


class ReasonForm(forms.Form):
    """Why a vacancy pauses or is cancelled."""

    reason = TextField(
        label=_("Why?"), max_length=500, help_text=_("A few words; everybody on the vacancy can read it.")
    )


class DocumentForm(forms.Form):
    file = UploadField(
        label=_("Add a document"),
        help_text=_("Job description or organization chart: PDF, Word, text or a picture, at most 15 MB."),
        accept=documents.ACCEPT_WITH_PICTURES,
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.data_of_file = upload.read()
        try:
            self.checked = documents.check(self.data_of_file, upload.name)
        except reading.Unreadable as error:
            raise ValidationError(documents.what_is_wrong(error)) from error
        return upload
