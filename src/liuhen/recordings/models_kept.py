"""Projection of recordings in the dedicated storage 专用存储器: where each lies, who keeps it, what the last check found."""

from typing import ClassVar

from django.db import models

from liuhen.regulation.kinds.kept_elsewhere import BAD, CARRIERS, RESULTS


class KeptRow(models.Model):
    """One recording as it was put outside the system. ``since`` is the putting there, or the last check that found it whole."""

    recording = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    entry = models.UUIDField()
    name = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    length = models.BigIntegerField()
    kept_at = models.CharField(max_length=300)
    carrier = models.CharField(max_length=20)
    carrier_code = models.CharField(max_length=80, blank=True)
    keeper = models.UUIDField(null=True)
    keeper_name = models.CharField(max_length=60)
    put = models.DateTimeField()
    told_at = models.DateTimeField()
    since = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=500, blank=True)
    here = models.BooleanField(default=False)  # the same file came into the system as well

    class Meta:
        """Those of an agency by what is due next, those of a keeper."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "since"], name="kept_by_since", condition=models.Q(here=False)),
            models.Index(fields=["keeper"], name="kept_by_keeper", condition=models.Q(here=False)),
        ]

    def __str__(self) -> str:
        """Its name and where it lies."""
        return f"{self.name} {self.kept_at}"

    @property
    def place(self) -> tuple[str, str, str]:
        """The same for all that lie together."""
        return self.kept_at, self.carrier, self.carrier_code

    @property
    def bad(self) -> bool:
        """Whether the last check found it other than it was, and the system has no copy of its own."""
        return self.result in BAD and not self.here

    @property
    def result_label(self) -> str:
        """一致, 不在原处 ..."""
        return dict(RESULTS).get(self.result, "")

    @property
    def carrier_label(self) -> str:
        """移动硬盘 and the like."""
        return dict(CARRIERS).get(self.carrier, self.carrier)
