"""The yardstick: one scorecard per vacancy, in observable terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samenwerf.vacancies.models import Vacancy


class Scorecard(models.Model):
    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="scorecard")
    made_at = models.DateTimeField()
    # Set when the first feedback is handed in: from then on everybody is held against the same yardstick.
    fixed_at = models.DateTimeField(null=True, blank=True)
    # Requirements that are no criterion: [{requirement_id, text, is_crucial, is_on_paper}].
    set_aside = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"scorecard of {self.vacancy_id}"

    @property
    def is_fixed(self) -> bool:
        return self.fixed_at is not None


class Criterion(models.Model):
    class Category(models.TextChoices):
        COMPETENCE = "competence", _("competence")
        EXPERIENCE = "experience", _("experience")
        TRAIT = "trait", _("trait")

    class StandsOn(models.TextChoices):
        EXCEPTION = "exception", _("Rests on a legal exception")
        AS_IS = "as_is", _("This wording stays")

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=300)
    category = models.CharField(
        _("category"), max_length=12, choices=Category.choices, default=Category.COMPETENCE
    )
    is_crucial = models.BooleanField(_("crucial"), default=False)
    position = models.PositiveSmallIntegerField()
    # One question a line.
    questions = models.TextField(_("questions"), blank=True)
    # The requirement of the intake that it tests, as a plain id: intake lies above.
    requirement_id = models.BigIntegerField(null=True, blank=True)
    # What lets its wording stand although it is asked about, and the source or the reason that was signed.
    stands_on = models.CharField(max_length=9, choices=StandsOn.choices, blank=True)
    why_it_stands = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def question_lines(self) -> list[str]:
        return [line.strip() for line in self.questions.splitlines() if line.strip()]


class Anchor(models.Model):
    """What somebody says or does who scores this level on this criterion."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="anchors")
    level = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "level"], name="one_anchor_per_level"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="four_anchor_levels"),
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.text}"
