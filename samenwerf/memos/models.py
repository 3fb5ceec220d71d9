"""Spoken notes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership, Organization


class VoiceMemo(models.Model):
    """What somebody said about an interview. Playable at once; a transcript follows later."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        READY = "ready", _("ready to play")
        BROKEN = "broken", _("cannot be played")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # Made by the device that recorded it: sending the same memo twice stores it once.
    device_key = models.UUIDField()
    file = models.FileField(upload_to="memos/%Y/%m", max_length=200)
    content_type = models.CharField(max_length=60)
    # A version for browsers that do not know the original; empty when the original plays everywhere.
    playable = models.FileField(upload_to="memos/%Y/%m", max_length=200, blank=True)
    seconds = models.FloatField(default=0)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    transcript = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "device_key"], name="memo_stored_once_per_recording")
        ]

    def __str__(self) -> str:
        return f"memo {self.pk}"

    @property
    def length(self) -> str:
        """As a player shows it: 1:05. Browsers write none into what they record, so players know it late."""
        minutes, seconds = divmod(max(1, round(self.seconds)), 60)
        return f"{minutes}:{seconds:02}"
