"""Drafts (not yet entries), findings (a projection, rebuilt at will) and number series."""

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """A record being filled in. Its id becomes the entry's id, so that a second freeze meets the primary key."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    subject_type = models.CharField(max_length=20)
    subject = models.UUIDField()
    kind = models.CharField(max_length=60)
    origin = models.CharField(max_length=10)
    about = models.UUIDField(null=True)
    content = models.JSONField(default=dict)
    author = models.UUIDField()
    author_name = models.CharField(max_length=60)
    revision = models.IntegerField(default=1)
    replaces = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        """Found by subject and by author."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "subject"], name="draft_by_subject"),
            models.Index(fields=["agency", "author"], name="draft_by_author"),
        ]

    def __str__(self) -> str:
        """Kind and subject."""
        return f"{self.kind} {self.subject_type}:{self.subject}"


class FindingRow(models.Model):
    """One duty, fault or note as last judged."""

    agency = models.UUIDField()
    subject_type = models.CharField(max_length=20)
    subject = models.UUIDField()
    key = models.TextField()
    provision = models.CharField(max_length=80)
    source = models.CharField(max_length=40)
    article = models.CharField(max_length=20)
    label = models.CharField(max_length=60)
    level = models.CharField(max_length=12)
    sort = models.CharField(max_length=8)
    status = models.CharField(max_length=16)
    gravity = models.CharField(max_length=16, blank=True)
    because = models.UUIDField()
    because_kind = models.CharField(max_length=60)
    about = models.CharField(max_length=200, blank=True)
    owes = models.CharField(max_length=120, blank=True)
    owes_title = models.CharField(max_length=200, blank=True)
    do = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    due_lo = models.DateTimeField(null=True)
    due_hi = models.DateTimeField(null=True)
    met_lo = models.DateTimeField(null=True)
    met_hi = models.DateTimeField(null=True)
    gates = models.JSONField(default=list)
    role = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=16, blank=True)
    field = models.CharField(max_length=60, blank=True)
    mendable = models.BooleanField(default=False)
    missing = models.CharField(max_length=300, blank=True)
    arose = models.DateTimeField(null=True)  # when the act that gave rise to it took place; null where no source tells
    digest = models.CharField(max_length=32, blank=True)  # of all that the row says: one that stands as it stood is not read

    class Meta:
        """One row per key of a subject; the open ones are found by their due."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "key"], name="finding_key")]
        indexes: ClassVar = [
            models.Index(fields=["agency", "due_hi"], name="finding_open", condition=models.Q(status="owed")),
            models.Index(fields=["agency", "provision", "status", "-arose", "-id"], name="finding_by_rule"),
        ]

    def __str__(self) -> str:
        """Its key."""
        return self.key


class OfficerSpan(models.Model):
    """When an officer was at an act whose time is known to the minute, by his id (his name, where a paper gives no id)."""

    agency = models.UUIDField()
    subject = models.UUIDField()
    record = models.UUIDField()
    kind = models.CharField(max_length=60)
    person = models.CharField(max_length=80)
    name = models.CharField(max_length=60, blank=True)
    start = models.DateTimeField()
    end = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        """Asked by officer and time; written anew by subject."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "person", "start"], name="span_by_officer"),
            models.Index(fields=["subject"], name="span_by_subject"),
        ]

    def __str__(self) -> str:
        """Who, at what, when."""
        return f"{self.name} {self.kind} {self.start:%Y-%m-%d %H:%M}"


class BlankUse(models.Model):
    """A record typed up from a numbered blank: the number as written, and as it compares (``plain``); one row a record."""

    agency = models.UUIDField()
    subject = models.UUIDField()
    record = models.UUIDField()
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=120)
    plain = models.CharField(max_length=120)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        """Asked by form; written anew by subject."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "kind", "plain"], name="blank_by_number"),
            models.Index(fields=["subject"], name="blank_by_subject"),
        ]

    def __str__(self) -> str:
        """Form and number."""
        return f"{self.kind} {self.number}"


class NumberSeries(models.Model):
    """The last serial drawn of one (agency, paper word, year). Rows are locked while drawing; numbers are never reused."""

    agency = models.UUIDField()
    word = models.CharField(max_length=40)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        """One row per series."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "word", "year"], name="one_series")]

    def __str__(self) -> str:
        """Word and year."""
        return f"{self.word}〔{self.year}〕"


class FileCheck(models.Model):
    """One stored file and when it was last read to its end. ``wrong`` is empty while it is what its name says.

    Not from entries: which files there are is told by the stores, what was found wrong is an entry besides.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    wrong = models.CharField(max_length=12, blank=True)
    since = models.DateTimeField(null=True)
    store = models.CharField(max_length=10, blank=True)

    class Meta:
        """Those that were not read for longest come first; the damaged ones are few."""

        indexes: ClassVar = [
            models.Index(fields=["checked_at", "sha256"], name="file_check_oldest"),
            models.Index(fields=["wrong"], name="file_check_wrong", condition=~models.Q(wrong="")),
        ]

    def __str__(self) -> str:
        """Its digest."""
        return self.sha256
