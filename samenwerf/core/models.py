"""Due rows on which a job failed."""

from django.db import models


class SetAside(models.Model):
    """A row on which a job failed: it waits until `not_before`, so that the rows behind it do not."""

    job = models.CharField(max_length=80)
    row = models.BigIntegerField()
    failures = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "row"], name="set_aside_once_per_job")]

    def __str__(self) -> str:
        return f"{self.job} {self.row} after {self.not_before:%Y-%m-%d %H:%M}"
