"""What was agreed, and the to-dos that follow from it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership, Organization
from samenwerf.agreements.rules import RULES, Kind, Party
from samenwerf.vacancies.models import Vacancy

A_DAY = timedelta(days=1)


class Agreement(models.Model):
    """When `kind` becomes somebody's turn, that party does it within `hours` working hours."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    party = models.CharField(max_length=20, choices=Party.choices)
    hours = models.PositiveSmallIntegerField()
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "kind"], name="one_agreement_per_kind"),
            models.CheckConstraint(condition=Q(hours__gte=1), name="agreement_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.party} within {self.hours} h"

    # Instead of Django's, which read every choice each time: these stand on every line of what was agreed.
    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        return str(Kind(self.kind).label)

    def get_party_display(self) -> str:  # type: ignore[no-redef]
        return str(Party(self.party).label)


class Todo(models.Model):
    """One thing for one person, with a due time."""

    class Outcome(models.TextChoices):
        OPEN = "", _("open")
        DONE = "done", _("done")
        LAPSED = "lapsed", _("no longer needed")
        PASSED_ON = "passed_on", _("passed on")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="todos")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="todos")
    # What it is about, as plain ids: applications and interviews lie above. Code for mail subjects.
    application_id = models.BigIntegerField(null=True, blank=True)
    target_id = models.BigIntegerField()
    code = models.CharField(max_length=12, blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_reminder_at = models.DateTimeField(null=True, blank=True)
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    # Cannot be done before both sides sign: until then nobody is late and nobody is reminded.
    waits_for_intake = models.BooleanField(default=False, db_default=False)
    # When the recruiter last sent a friendly message by hand.
    nudged_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owner", "target_id"],
                condition=Q(closed_at__isnull=True),
                name="one_open_todo_per_thing_and_person",
            ),
            models.CheckConstraint(condition=Q(due_at__gte=models.F("opened_at")), name="due_after_opened"),
        ]
        indexes = [
            models.Index(
                fields=["next_reminder_at"],
                name="todos_to_remind",
                condition=Q(closed_at__isnull=True, next_reminder_at__isnull=False),
            ),
            models.Index(fields=["owner", "due_at"], name="open_todos_by_owner", condition=Q(closed_at=None)),
            models.Index(
                fields=["organization", "due_at"], name="open_todos_by_due", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["application_id"], name="open_todos_of_application", condition=Q(closed_at=None)
            ),
            models.Index(fields=["vacancy", "closed_at"], name="todos_of_vacancy"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.owner_id} before {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def is_late(self, at: datetime) -> bool:
        return self.closed_at is None and self.due_at < at

    def may_be_nudged(self, at: datetime) -> bool:
        """Once a day is friendly, more is not."""
        return self.nudged_at is None or at - self.nudged_at >= A_DAY

    @property
    def party(self) -> str:
        return RULES[self.kind].party
