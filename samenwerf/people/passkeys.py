"""The forms that receive a passkey from the browser, firm against anything else that is posted to them."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext as _


def _not_a_passkey() -> forms.ValidationError:
    return forms.ValidationError(_("That did not work. Please try again."))


class AddForm(webauthn.AddWebAuthnForm):
    name = forms.CharField(required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _not_a_passkey() from error
        return cleaned


class LoginForm(webauthn.LoginWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _not_a_passkey() from error
