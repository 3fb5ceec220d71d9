"""Interviews: when, where, with whom; the kit before and the feedback after hang on them."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership, Organization
from samenwerf.candidates.models import Application, Stage


class Interview(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    round_name = models.CharField(_("step"), max_length=120)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    video_url = models.URLField(_("video link"), max_length=500, blank=True)
    # Calendar identity: the same uid with a higher sequence changes or cancels the appointment.
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    planned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # In somebody's words, or the stage that the candidate went to.
    cancel_reason = models.CharField(max_length=300, blank=True)
    # It is off, but the candidate hears that in a call first and has it in the calendar until then.
    candidate_keeps_it = models.BooleanField(default=False)
    # Set once, when its end has passed and the turn went to the interviewers.
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interview_takes_time"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(finished_at__isnull=True, cancelled_at__isnull=True),
                name="one_coming_interview_per_application",
            ),
            models.CheckConstraint(
                condition=Q(candidate_keeps_it=False) | Q(cancelled_at__isnull=False),
                name="candidates_keep_only_what_is_off",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_at"],
                name="interviews_to_finish",
                condition=Q(finished_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.Index(
                fields=["application"],
                name="interviews_candidates_keep",
                condition=Q(candidate_keeps_it=True),
            ),
            models.Index(fields=["organization", "starts_at"], name="interviews_by_start"),
        ]

    def __str__(self) -> str:
        return f"interview {self.pk}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def why_off(self) -> str:
        """The reason, in the language of the reader where it is a stage."""
        reason = self.cancel_reason
        return str(Stage(reason).label) if reason in Stage.values else reason

    @property
    def is_off(self) -> bool:
        """Whether it does not go on: also while a job is still to cancel it, after the candidate stopped."""
        return self.is_cancelled or (self.finished_at is None and self.application.stage != Stage.INTERVIEW)

    def waits_for_a_call(self, at: datetime) -> bool:
        """Whether the candidate has this in the calendar, for a moment to come, and it does not go on."""
        is_off = self.candidate_keeps_it if self.is_cancelled else self.finished_at is None
        return is_off and self.application.stage == Stage.TO_TELL and self.ends_at > at

    @property
    def was_recorded_afterwards(self) -> bool:
        """Whether it had been held already when it was written down: nobody was invited to it."""
        return self.ends_at <= self.planned_at

    def has_ended(self, at: datetime) -> bool:
        return self.ends_at <= at


class Interviewer(models.Model):
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="interviewers")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="interviews")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "member"], name="interviewer_once_per_interview")
        ]

    def __str__(self) -> str:
        return str(self.member_id)
