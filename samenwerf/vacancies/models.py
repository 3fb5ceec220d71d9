"""A vacancy: opened only by a signed intake."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership, Organization


class Vacancy(models.Model):
    class Status(models.TextChoices):
        INTAKE = "intake", _("intake")
        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        FILLED = "filled", _("filled")
        CANCELLED = "cancelled", _("cancelled")

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="vacancies")
    title = models.CharField(_("job title"), max_length=160)
    department = models.CharField(_("department or client"), max_length=120, blank=True)
    location = models.CharField(_("place of work"), max_length=120, blank=True)
    recruiter = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    hiring_manager = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.INTAKE)
    # Hash of the intake version that opened it: no intake, no vacancy, also not by accident.
    intake_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Given by the form that made it: a second click on "save" finds the vacancy of the first.
    start_key = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = _("vacancy")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["intake", "cancelled"]) | ~Q(intake_hash=""),
                name="no_intake_no_vacancy",
            ),
            models.UniqueConstraint(fields=["organization", "start_key"], name="one_vacancy_per_start_key"),
        ]
        indexes = [models.Index(fields=["organization", "status", "-created_at"], name="vacancies_by_status")]

    def __str__(self) -> str:
        return self.title

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """Instead of Django's, which reads every choice each time: this stands on each line of the list."""
        return str(self.Status(self.status).label)

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED


CLOSED = (Vacancy.Status.FILLED, Vacancy.Status.CANCELLED)


class StatusChange(models.Model):
    """Who moved a vacancy from one status to another, when and why; the last one can be undone."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="status_changes")
    from_status = models.CharField(max_length=10, choices=Vacancy.Status.choices, blank=True)
    to_status = models.CharField(max_length=10, choices=Vacancy.Status.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class JobDocument(models.Model):
    """A job description or organization chart that belongs to a vacancy.

    Without vacancy it is a draft: the vacancy is being made from it, by the one who uploaded it.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, null=True, related_name="documents")
    file = models.FileField(upload_to="vacancies/%Y/%m", max_length=200)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
