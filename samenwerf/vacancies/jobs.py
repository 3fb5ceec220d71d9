"""Tidying by itself."""

from datetime import datetime, timedelta

from samenwerf.vacancies import actions

KEEP_DRAFTS = timedelta(days=7)


def forget_drafts(at: datetime) -> bool:
    """Removes job descriptions that never became a vacancy; True when there may be more."""
    return actions.forget_drafts(before=at - KEEP_DRAFTS) > 0
