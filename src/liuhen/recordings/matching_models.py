"""What matching asks of the cases' records, and the words recordings are found by: projections, rebuilt from entries at any time."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

LONGEST = timedelta(days=2)  # an act stated to have lasted longer says nothing of when it was


class RecordSpan(models.Model):
    """One record of an act whose time is known to the minute and that may have been filmed: a recording may belong to it.

    ``officers`` and ``names`` go together; ``longitude`` and ``latitude`` are the record's own point, where it has one.
    """

    record = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    case = models.UUIDField()
    kind = models.CharField(max_length=60)
    officers = ArrayField(models.UUIDField(), default=list)
    names = ArrayField(models.CharField(max_length=60), default=list)
    begin = models.DateTimeField()
    finish = models.DateTimeField()
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    place = models.CharField(max_length=300, blank=True)

    class Meta:
        """Asked by time; written anew by case. None is longer than two days, so that the beginning alone bounds the search."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "begin", "finish"], name="recordspan_by_time"),
            models.Index(fields=["case"], name="recordspan_by_case"),
        ]

    def __str__(self) -> str:
        """What, when."""
        return f"{self.kind} {self.begin:%Y-%m-%d %H:%M}"


class RecordingText(models.Model):
    """The words a recording is found by in the library: its names, device, place, people."""

    recording = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    words = models.TextField()
    tokens = SearchVectorField()

    class Meta:
        """Found by tokens."""

        indexes: ClassVar = [GinIndex(fields=["tokens"], name="recording_tokens", fastupdate=False)]

    def __str__(self) -> str:
        """What it says."""
        return self.words[:40]
