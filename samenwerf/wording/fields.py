"""What people type about a person and hand on as a reason."""

from typing import Any

from django.core.exceptions import ValidationError

from samenwerf.core.errors import Refused
from samenwerf.core.forms import LongTextField
from samenwerf.wording.uses import check_reason


class ReasonField(LongTextField):
    """Several lines that say why; what may not be a reason, or says nothing, is refused at the field."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        try:
            check_reason(value)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
