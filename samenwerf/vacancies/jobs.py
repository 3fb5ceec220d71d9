"""Tidying by itself."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from samenwerf.core.due_rows import one_by_one
from samenwerf.vacancies import actions
from samenwerf.vacancies.models import JobDocument

KEEP_DRAFTS = timedelta(days=7)


def _old_drafts(at: datetime) -> QuerySet[JobDocument]:
    return JobDocument.objects.filter(vacancy=None, uploaded_at__lt=at - KEEP_DRAFTS).order_by("pk")


@one_by_one(_old_drafts)
def forget_drafts(document: JobDocument, at: datetime) -> None:
    """Removes a job description that never became a vacancy."""
    actions.forget_draft(document=document)
