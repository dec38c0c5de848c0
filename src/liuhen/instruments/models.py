"""Issued papers: a projection of ``issued`` and ``instrument_issued`` entries, with what the job that makes the PDF has to say."""

from typing import ClassVar

from django.db import models


class State(models.TextChoices):
    """How far the paper is. A number once drawn is kept whatever becomes of the PDF."""

    WAITING = "waiting", "待出文书"
    READY = "ready", "已出具"
    FAILED = "failed", "出具失败"


class Instrument(models.Model):
    """One issued paper, by the id of its ``issued`` entry."""

    entry = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    subject_type = models.CharField(max_length=20)
    subject = models.UUIDField()
    record = models.UUIDField(unique=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=120, blank=True)
    issued_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    pages = models.IntegerField(default=0)
    leaf = models.BigIntegerField(null=True)
    tree = models.BigIntegerField(null=True)
    ready_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        """Found by subject; those not ready by agency."""

        indexes: ClassVar = [
            models.Index(fields=["subject", "issued_at"], name="instrument_by_subject"),
            models.Index(fields=["agency", "issued_at"], name="instrument_open", condition=~models.Q(state="ready")),
        ]

    def __str__(self) -> str:
        """Title and number."""
        return f"{self.title} {self.number}"
