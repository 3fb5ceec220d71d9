"""Writing history."""

from datetime import datetime
from typing import Any

from samenwerf.accounts.models import Membership, Organization
from samenwerf.history.models import HistoryLine


def record(
    verb: str,
    *,
    organization: Organization,
    by: Membership | None,
    at: datetime,
    vacancy_id: int | None = None,
    application_id: int | None = None,
    **details: Any,
) -> HistoryLine:
    """One line; `by` is None when the system did it. `details` hold codes and numbers, no candidate names."""
    return HistoryLine.objects.create(
        organization=organization,
        at=at,
        verb=verb,
        member=by,
        member_name=by.name if by else "",
        vacancy_id=vacancy_id,
        application_id=application_id,
        details=details,
    )
