"""Messages: rows before they are sent, with honest states."""

from django.conf import settings
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

    class Problem(models.TextChoices):
        """Why it was not sent, in words for the recruiter; what the mail server said stands beside it."""

        NONE = "", ""
        REFUSED = "refused", _("The mail server of the receiver refuses this address or message.")
        BAD_ADDRESS = "bad_address", _("This is not an address that mail can be sent to.")
        UNREACHABLE = "unreachable", _("Our mail server could not be reached.")
        BUSY = "busy", _("The mail server asks us to come back later.")
        LOGIN = "login", _("Our mail server does not accept our name and password.")
        UNSURE = "unsure", _("Sending was interrupted: we do not know whether it arrived.")
        BROKEN = "broken", _("The message could not be made. Your administrator finds the reason in the log.")
        LEFT = "left", _("The receiver is no longer a member of this organization.")
        WITHDRAWN = "withdrawn", _("The link in it was withdrawn before it was sent.")

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="messages", null=True
    )
    member = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    to_name = models.CharField(max_length=150, blank=True)
    to_email = models.EmailField(max_length=254)
    # Who hears it when the receiver simply answers the mail.
    reply_to = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
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
    problem = models.CharField(max_length=15, choices=Problem.choices, blank=True)
    server_said = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            # Both moments are set only in their own state, so that the indexes stay small.
            models.Index(
                fields=["next_try_at"], name="messages_to_send", condition=Q(next_try_at__isnull=False)
            ),
            models.Index(
                fields=["claimed_at"], name="messages_being_sent", condition=Q(claimed_at__isnull=False)
            ),
            models.Index(fields=["organization", "-created_at", "-id"], name="messages_newest_first"),
            models.Index(fields=["organization", "state", "-created_at", "-id"], name="messages_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", next_try_at__isnull=False)
                | (~Q(state="waiting") & Q(next_try_at__isnull=True)),
                name="waiting_messages_have_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(problem=""), name="failed_messages_say_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def url(self) -> str:
        """Where the button leads; empty without one."""
        if self.link is not None:
            return self.link.url
        return settings.BASE_URL + self.path if self.path else ""


class MoreLink(models.Model):
    """A further button below that of a message about several things: each link opens one of them."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="more")
    button = models.CharField(max_length=80)
    link = models.ForeignKey(AccessLink, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.button
