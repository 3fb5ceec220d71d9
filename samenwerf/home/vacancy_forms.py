"""What people type about a running vacancy."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.access import colleagues_of
from samenwerf.accounts.models import Membership, Role
from samenwerf.core.forms import ShownForm, TextField, UploadField
from samenwerf.vacancies import documents, reading
from samenwerf.vacancies.models import Vacancy

VACANCY_DETAILS = ("title", "department", "location", "hiring_manager", "recruiter")


def details_of(vacancy: Vacancy) -> dict[str, Any]:
    """What `VacancyForm` is about."""
    return {name: getattr(vacancy, name) for name in VACANCY_DETAILS}


class MemberField(forms.ModelChoiceField):
    """Who does something on the vacancy."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Membership.objects.none(), empty_label=None, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return _gone(obj) if obj.left_at else str(obj.name)


def _gone(member: Membership) -> str:
    if member.left_at:
        return gettext("%(name)s (no longer works here)") % {"name": member.name}
    return gettext("%(name)s (no longer a recruiter)") % {"name": member.name}


def _why_another(member: Membership, place: str) -> str:
    """What is the matter with whoever has this place now; empty when nothing is."""
    if member.left_at:
        return gettext("%(name)s no longer works here: choose another.") % {"name": member.name}
    if place == "recruiter" and not member.recruits:
        return gettext("%(name)s is no longer a recruiter: choose another.") % {"name": member.name}
    return ""


class VacancyForm(ShownForm):
    """Title, place and people of an existing vacancy."""

    title = TextField(label=_("Job title"), max_length=160)
    department = TextField(label=_("Department or client"), max_length=120, required=False)
    location = TextField(label=_("Place of work"), max_length=120, required=False)
    hiring_manager = MemberField(
        label=_("Hiring manager"),
        help_text=_("Somebody else takes over the open turns and gets new links."),
    )
    recruiter = MemberField(label=_("Recruiter"))

    def __init__(self, *args: Any, vacancy: Vacancy, by: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = details_of(vacancy)
        super().__init__(*args, **kwargs)
        colleagues = colleagues_of(by)
        self._let_choose("hiring_manager", colleagues)
        self._let_choose("recruiter", colleagues.filter(role__in=(Role.ADMIN, Role.RECRUITER)))

    def _let_choose(self, name: str, people: QuerySet[Membership]) -> None:
        """`people`, and who stood there on an older page: nobody gets a place by accident."""
        field, now = cast(MemberField, self.fields[name]), self.initial[name]
        if why := _why_another(now, name):
            field.empty_label, field.help_text = _gone(now), why
            field.error_messages |= {"required": why, "invalid_choice": why}
        shown = self.data.get(self.add_initial_prefix(name), "")
        before = {int(shown)} - {now.pk} if shown.isdecimal() and len(shown) < 18 else set()
        everybody = Membership.objects.filter(organization=now.organization_id)
        found = everybody.filter(Q(pk__in=people.values("pk")) | Q(pk__in=before))
        field.queryset = found.select_related("organization", "person").order_by("person__name", "pk")


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
