"""What people type about themselves and each other."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership, Organization, Person, Role
from samenwerf.core.forms import TextField
from samenwerf.core.working_time import HOME_ZONE
from samenwerf.people.access import roles_to_give

AS_BROWSER = "browser"


class NameField(TextField):
    """A name on one line, without double spaces."""

    def __init__(self, *, autocomplete: str = "off", max_length: int = 150, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": autocomplete})
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class EmailField(forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, label=_("E-mail"), **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(value).lower()


def new_password(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        **kwargs,
    )


class WelcomeForm(forms.Form):
    organization = NameField(
        label=_("What is your organization called?"), max_length=120, autocomplete="organization"
    )
    name = NameField(label=_("Your name"), autocomplete="name")
    email = EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = new_password(
        label=_("Password"),
        required=False,
        help_text=_("Without one you sign in with a code by e-mail."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password"):
            person = Person(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        cleaned["language"] = (get_language() or "nl")[:2]
        # A script of the page fills it in.
        zone = self.data.get("time_zone", "")
        cleaned["time_zone"] = zone if zone in available_timezones() else HOME_ZONE
        return cleaned


class InviteForm(forms.Form):
    name = NameField(label=_("Name"))
    email = EmailField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), initial=Role.HIRING_MANAGER)

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = roles_to_give(by)
        self.fields["role"].choices = [(r, label) for r, label in Role.choices if r in allowed]  # type: ignore[attr-defined]


class MeForm(forms.ModelForm[Person]):
    name = NameField(label=_("Name"), autocomplete="name")
    phone = TextField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(AS_BROWSER, _("As my browser")), ("nl", "Nederlands"), ("en", "English")],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Person
        fields = ["name", "phone", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["language"] = self.initial.get("language") or AS_BROWSER

    def clean_language(self) -> str:
        language: str = self.cleaned_data["language"]
        return "" if language == AS_BROWSER else language


NO_COUNTRY = "none"
COUNTRIES = [
    ("NL", _("the Netherlands")),
    ("BE", _("Belgium")),
    ("DE", _("Germany")),
    ("FR", _("France")),
    ("GB", _("the United Kingdom")),
    ("IE", _("Ireland")),
    ("LU", _("Luxembourg")),
    (NO_COUNTRY, _("We work on public holidays too")),
]


class OrganizationForm(forms.ModelForm[Organization]):
    name = NameField(label=_("Name of the organization"), max_length=120, autocomplete="organization")
    language = forms.ChoiceField(
        label=_("Language of our e-mails to candidates"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        widget=forms.RadioSelect,
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Days on which we work"),
        choices=[(str(number), name) for number, name in WEEKDAYS_ABBR.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    opens_at = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes_at = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    country = forms.ChoiceField(label=_("Public holidays of"), choices=COUNTRIES)
    time_zone = forms.ChoiceField(label=_("Time zone"))

    class Meta:
        model = Organization
        fields = ["name", "language", "weekdays", "opens_at", "closes_at", "country", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["weekdays"] = list(self.instance.weekdays)
        self.initial["country"] = self.instance.country or NO_COUNTRY
        zones = [zone for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]
        self.fields["time_zone"].choices = [(zone, zone.replace("_", " ")) for zone in zones]  # type: ignore[attr-defined]

    def clean_weekdays(self) -> str:
        return "".join(self.cleaned_data["weekdays"])

    def clean_country(self) -> str:
        country: str = self.cleaned_data["country"]
        return "" if country == NO_COUNTRY else country

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The working day ends after it starts."))
        return cleaned


class PasswordForm(forms.Form):
    """Sets a password, or another one. Whoever gets here has just signed in."""

    password = new_password(label=_("New password"), help_text=_("At least 10 characters."))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password
