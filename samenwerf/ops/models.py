"""The workers that are alive."""

from django.db import models


class Worker(models.Model):
    """A running worker process, which says every few seconds that it is still there."""

    id = models.CharField(primary_key=True, max_length=64)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id
