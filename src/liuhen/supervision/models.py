"""Projections of the supervision desk: one row per act that is recorded in picture or sound, one per recording and its storing.

Both are made of histories by ``fold.py`` and rebuilt at will, so that a figure is a query and its list the same query.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liuhen.regulation.covered import Covered

STATES = [(one.value, one.label) for one in Covered]


class CoverageRow(models.Model):
    """How one act was recorded; ``id`` is the record's. ``day`` is the day of the act by which it is counted.

    ``whole``: the whole course was to be recorded, so that a gap is more than a note. ``explained``: somebody said why a stretch is missing.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    case = models.UUIDField()
    kind = models.CharField(max_length=60)
    act = models.CharField(max_length=20)
    must = models.BooleanField()
    whole = models.BooleanField(default=False)
    day = models.DateField()
    at = models.DateTimeField()
    unit = models.UUIDField(null=True)
    restricted = models.BooleanField(default=False)
    officers = ArrayField(models.UUIDField(), default=list)
    officer_names = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=STATES)
    seconds = models.IntegerField(default=0)  # of the span; nought where only a moment is known
    covered = models.IntegerField(default=0)
    missing = models.IntegerField(default=0)
    gaps = models.JSONField(default=list)  # [[begin, end], ...]
    explained = models.BooleanField(default=False)
    reason = models.TextField(blank=True)  # why it was not recorded, as stated on the spot
    reason_by = models.CharField(max_length=60, blank=True)
    recordings = ArrayField(models.UUIDField(), default=list)

    class Meta:
        """Counted by day; listed newest first, for the bureau and for a unit."""

        indexes: ClassVar = [
            models.Index(
                fields=["agency", "day"],
                include=["act", "unit", "state", "must", "restricted", "seconds", "covered"],
                name="coverage_by_day",
            ),
            models.Index(fields=["agency", "-at", "-id"], name="coverage_newest"),
            models.Index(fields=["case"], name="coverage_of_case"),
        ]

    def __str__(self) -> str:
        """Which act, and how."""
        return f"{self.act} {self.state}"


class StorageRow(models.Model):
    """One recording from its end to its storing: the segments of one act together, by the last one's end (practice.md 14).

    ``id`` is the record's, or that of a recording that belongs to none; ``subject`` is the case or recording whose history says so.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    subject = models.UUIDField()
    case = models.UUIDField(null=True)
    record = models.UUIDField(null=True)
    kind = models.CharField(max_length=60, blank=True)
    day = models.DateField()  # of its end, else of its arrival
    ended = models.DateTimeField(null=True)
    arrived = models.DateTimeField()
    lag = models.IntegerField(null=True)  # seconds
    late = models.BooleanField(default=False)
    explained = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    messenger = models.BooleanField(default=False)  # some of it came through a messenger app
    holder = models.CharField(max_length=120, blank=True)
    files = models.IntegerField(default=1)
    recordings = ArrayField(models.UUIDField(), default=list)
    unit = models.UUIDField(null=True)
    restricted = models.BooleanField(default=False)
    person = models.UUIDField(null=True)
    person_name = models.CharField(max_length=60, blank=True)

    class Meta:
        """Counted by day; listed newest first."""

        indexes: ClassVar = [
            models.Index(
                fields=["agency", "day"],
                include=["unit", "lag", "late", "explained", "messenger", "restricted"],
                name="storage_by_day",
            ),
            models.Index(
                fields=["agency", "day"],
                include=["unit", "late", "explained", "messenger", "restricted"],
                name="storage_remarkable",
                condition=models.Q(late=True) | models.Q(messenger=True),
            ),
            models.Index(fields=["agency", "-arrived", "-id"], name="storage_newest"),
            models.Index(fields=["subject"], name="storage_of_subject"),
            models.Index(fields=["case"], name="storage_of_case", condition=models.Q(case__isnull=False)),
        ]

    def __str__(self) -> str:
        """How long it took."""
        return f"{self.id} {self.lag}"
