"""What stands beside a recording: moments, the words spoken (both rebuilt from entries), clips, checks of the original that run."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class MomentRow(models.Model):
    """One moment that stands: second ``second`` of a recording shows ``step`` of a record. Taken-back ones are gone from here."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    recording = models.UUIDField()
    case = models.UUIDField(null=True)
    record = models.UUIDField(null=True)
    step = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120)
    second = models.FloatField()
    note = models.TextField(blank=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        """Found by recording, record and case."""

        indexes: ClassVar = [
            models.Index(fields=["recording", "second"], name="moments_of_recording"),
            models.Index(fields=["record"], name="moments_of_record", condition=models.Q(record__isnull=False)),
            models.Index(fields=["case"], name="moments_of_case", condition=models.Q(case__isnull=False)),
        ]

    def __str__(self) -> str:
        """Title and second."""
        return f"{self.title} {self.second}"

    @property
    def step_id(self) -> str:
        """Step and what it is about, as ``regulation.moments`` names it."""
        return f"{self.step}:{self.about}" if self.about else self.step


class TranscriptRow(models.Model):
    """The newest version of the words of a recording; the lines lie in the store as WebVTT. ``text`` is what is searched."""

    recording = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    entry = models.UUIDField()
    version = models.IntegerField()
    lines = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=20)
    name = models.CharField(max_length=400, blank=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    tokens = SearchVectorField(null=True)

    class Meta:
        """Inverted index over the words."""

        indexes: ClassVar = [GinIndex(fields=["tokens"], name="transcript_tokens", fastupdate=False)]

    def __str__(self) -> str:
        """Recording and version."""
        return f"{self.recording} {self.version}"


class TranscriptDraft(models.Model):
    """What one person has typed and not yet stored as a version; saved as it is typed, gone once stored."""

    recording = models.UUIDField()
    person = models.UUIDField()
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        """One per person and recording."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["recording", "person"], name="one_transcript_draft")]

    def __str__(self) -> str:
        """Whose."""
        return f"{self.recording} {self.person}"


class Clip(models.Model):
    """A stretch cut out of a recording, without coding it anew: asked for here, made by a worker, entered when it is made.

    ``begin`` and ``end`` were asked for; ``start`` and ``stop`` are what it holds, since it begins at a key frame.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    recording = models.UUIDField()
    begin = models.FloatField()
    end = models.FloatField()
    start = models.FloatField(null=True)
    stop = models.FloatField(null=True)
    what = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300)
    by = models.UUIDField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    error = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    type = models.CharField(max_length=80, blank=True)
    size = models.BigIntegerField(default=0)

    class Meta:
        """Of a recording, in its order."""

        indexes: ClassVar = [models.Index(fields=["recording", "begin"], name="clips_of_recording")]

    def __str__(self) -> str:
        """From and to."""
        return f"{self.recording} {self.begin}-{self.end}"


class OriginalCheck(models.Model):
    """One reading of an original from first byte to last, asked for by a person: how far it is, and what was found."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    recording = models.UUIDField()
    person = models.UUIDField()
    name = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    size = models.BigIntegerField()
    done = models.BigIntegerField(default=0)
    found = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default="waiting")
    error = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """The newest of a recording."""

        indexes: ClassVar = [models.Index(fields=["recording", "-asked_at"], name="checks_of_recording")]

    def __str__(self) -> str:
        """What and how far."""
        return f"{self.recording} {self.done}/{self.size}"
