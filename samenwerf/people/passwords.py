"""What a password must be, in our words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Says how long in the language of the reader, also where Django has no translation."""

    def get_error_message(self) -> str:
        return ngettext(
            "Choose a longer one: at least %(n)d character.",
            "Choose a longer one: at least %(n)d characters.",
            self.min_length,
        ) % {"n": self.min_length}
