"""Messages: rows before they are sent, with honest states."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import AccessLink, Membership, Organization


class Message(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be sent")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        KEPT = "kept", _("kept here, no mail server is set up")
        FAILED = "failed", _("failed")

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="messages", null=True
    )
    member = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    to_name = models.CharField(max_length=150, blank=True)
    to_email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    button = models.CharField(max_length=80, blank=True)
    # Where the button leads: a link without login, or a page for those who sign in.
    link = models.ForeignKey(AccessLink, on_delete=models.SET_NULL, null=True, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    vacancy_id = models.BigIntegerField(null=True)
    application_id = models.BigIntegerField(null=True)
    # The same promise is put in once, however many workers try.
    once = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="messages_to_send", condition=Q(state="waiting")),
            models.Index(fields=["claimed_at"], name="messages_being_sent", condition=Q(state="sending")),
            models.Index(fields=["organization", "-created_at"], name="messages_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"
