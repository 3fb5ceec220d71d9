"""One line for everything that happened: who, what, when, on what."""

from django.db import models

from samenwerf.accounts.models import Membership, Organization


class HistoryLine(models.Model):
    """Written once, in the transaction of the verb itself. Holds candidate codes, never names.

    `vacancy_id` and `application_id` are plain numbers: history lies below the apps that it tells of.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    member = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    member_name = models.CharField(max_length=150, blank=True)
    vacancy_id = models.BigIntegerField(null=True)
    application_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["organization", "vacancy_id", "-at"], name="history_of_vacancy"),
            models.Index(
                fields=["organization", "application_id", "-at"],
                name="history_of_application",
                condition=models.Q(application_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
