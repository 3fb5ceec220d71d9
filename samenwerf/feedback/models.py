"""Feedback as handed in, and decisions with their reasons. Both are written once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership
from samenwerf.candidates.models import Application
from samenwerf.interviews.models import Interview
from samenwerf.memos.models import VoiceMemo
from samenwerf.scorecards.models import Criterion


class Verdict(models.IntegerChoices):
    STRONG_NO = 1, _("strong no")
    NO = 2, _("no")
    YES = 3, _("yes")
    STRONG_YES = 4, _("strong yes")


class Feedback(models.Model):
    """One version of what an interviewer handed in; a later edit is a next version with a reason."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="feedback")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    verdict = models.PositiveSmallIntegerField(choices=Verdict.choices)
    observed = models.TextField(blank=True)
    memo = models.ForeignKey(VoiceMemo, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    # Made by the page: handing in twice over a bad connection stores it once.
    device_key = models.UUIDField()
    handed_in_at = models.DateTimeField()

    class Meta:
        ordering = ["interview", "author", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "author", "number"], name="feedback_versions_count_up"
            ),
            models.UniqueConstraint(
                fields=["interview", "author", "device_key"], name="feedback_handed_in_once"
            ),
            models.CheckConstraint(condition=Q(verdict__gte=1, verdict__lte=4), name="verdict_of_four"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="a_later_version_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    @property
    def words(self) -> str:
        """All that was typed in it."""
        return "\n".join([self.observed, *(rating.observed for rating in self.ratings.all())])

    def get_verdict_display(self) -> str:  # type: ignore[no-redef]
        """Instead of Django's, which reads every choice each time: this stands at each name in a debrief."""
        return str(Verdict(self.verdict).label)


class Rating(models.Model):
    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    # None: not enough evidence. It is not a midpoint and never counts in an average.
    level = models.PositiveSmallIntegerField(null=True)
    observed = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feedback", "criterion"], name="one_rating_per_criterion"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=4), name="rating_of_four"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.level or '–'}"


class Decision(models.Model):
    class Kind(models.TextChoices):
        OFFER = "offer", _("offer")
        REJECT = "reject", _("reject")
        ANOTHER_ROUND = "another_round", _("another round")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("decision"), max_length=15, choices=Kind.choices)
    reason = models.TextField(_("reason"))
    criteria = models.ManyToManyField(Criterion, related_name="+")
    # Why an offer all the same, when a crucial criterion or somebody's no spoke against it.
    despite = models.TextField(blank=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    # A decision stays in the record when it is taken back.
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=models.F("decided_at")),
                name="taken_back_after_decided",
            )
        ]

    def __str__(self) -> str:
        return self.kind
