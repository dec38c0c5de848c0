"""What the histories of cases and clues amount to: projections, written by the listener and rebuilt at will.

A row is kept narrow: lists walk many of them. Words to be searched lie apart (``CaseText``, ``PaperText``), and are written only
when they change, so that an entry appended to a long case does not rewrite its index.
"""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from liuhen.regulation.when import DISTANT_FUTURE

_OPEN = Q(archived_at__isnull=True)
_TO_BE_BOUND = _OPEN & Q(closed_at__isnull=False)


class CaseRow(models.Model):
    """A case in lists. ``next_due`` is the end of the next duty's time, or the distant future where none has a clock."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    number = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=300)
    act = models.CharField(max_length=20)
    procedure = models.CharField(max_length=20)
    source = models.CharField(max_length=20, blank=True)
    cause = models.CharField(max_length=300, blank=True)
    party_names = models.CharField(max_length=500, blank=True)
    unit = models.UUIDField(null=True)
    unit_name = models.CharField(max_length=80, blank=True)
    officer_ids = ArrayField(models.UUIDField(), default=list)
    officer_names = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=16)
    secrecy = models.CharField(max_length=24, blank=True)
    major = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    partial = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    filed_on = models.DateField(null=True)
    decide_by = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    next_due = models.DateTimeField(default=DISTANT_FUTURE)
    open_count = models.IntegerField(default=0)
    entries = models.IntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        """Each way of sorting has an index that it walks, for the whole bureau and for one unit."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "next_due", "id"], name="case_urgent", condition=_OPEN),
            models.Index(fields=["agency", "stage", "next_due", "id"], name="case_stage_urgent", condition=_OPEN),
            models.Index(fields=["unit", "next_due", "id"], name="case_unit_urgent", condition=_OPEN),
            models.Index(fields=["agency", "-opened_at", "-id"], name="case_open_newest", condition=_OPEN),
            models.Index(fields=["unit", "-opened_at", "-id"], name="case_unit_open_newest", condition=_OPEN),
            models.Index(fields=["agency", "-opened_at", "-id"], name="case_to_be_bound", condition=_TO_BE_BOUND),
            models.Index(fields=["agency", "-last_at", "-id"], name="case_to_be_bound_active", condition=_TO_BE_BOUND),
            models.Index(fields=["agency", "next_due", "id"], name="case_to_be_bound_due", condition=_TO_BE_BOUND),
            models.Index(fields=["agency", "-opened_at", "-id"], name="case_newest"),
            models.Index(fields=["unit", "-opened_at", "-id"], name="case_unit_newest"),
            models.Index(fields=["agency", "-last_at", "-id"], name="case_active"),
            models.Index(fields=["unit", "-last_at", "-id"], name="case_unit_active"),
            models.Index(fields=["agency", "stage", "-opened_at", "-id"], name="case_stage_newest"),
            models.Index(fields=["agency", "act", "-opened_at", "-id"], name="case_act_newest"),
            models.Index(fields=["agency", "number"], name="case_number"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name

    @property
    def due(self) -> datetime | None:
        """The end of the next duty's time; None where no duty has a clock."""
        return None if self.next_due.year >= DISTANT_FUTURE.year - 1 else self.next_due


class CaseText(models.Model):
    """The words a case is found by: name, parties, cause, numbers, officers. ``opened_at`` orders what is found."""

    case = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    opened_at = models.DateTimeField(null=True)
    words = models.TextField()
    tokens = SearchVectorField()

    class Meta:
        """Inverted index; fastupdate off, so that a search never reads a long pending list."""

        indexes: ClassVar = [GinIndex(fields=["tokens"], name="case_tokens", fastupdate=False)]

    def __str__(self) -> str:
        """Its first words."""
        return self.words[:40]


class SubjectTally(models.Model):
    """What the duties and faults of one case or clue amount to, and what decides who may count them.

    ``counts``: ``{"2026": {"REG:27:file|kept": 1}}``, by the year in which they arose, rule and outcome; notes are not counted.
    """

    subject = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    type = models.CharField(max_length=20)
    unit = models.UUIDField(null=True)
    restricted = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    last_year = models.SmallIntegerField(default=0)  # of those counted: whose years are long past is not read for this one
    counts = models.JSONField(default=dict)

    class Meta:
        """One person's cases are looked up one by one; most have nothing of the year asked."""

        indexes: ClassVar = [models.Index(fields=["subject", "last_year"], name="tally_last_year")]

    def __str__(self) -> str:
        """Whose it is."""
        return f"{self.type}:{self.subject}"


class RuleTally(models.Model):
    """The same for the whole bureau, as differences that add up: a write never waits for another's row; a job adds them together."""

    agency = models.UUIDField()
    type = models.CharField(max_length=20)
    unit = models.UUIDField(null=True)
    restricted = models.BooleanField()
    closed = models.BooleanField()
    year = models.SmallIntegerField()
    provision = models.CharField(max_length=80)
    outcome = models.CharField(max_length=16)
    n = models.IntegerField()

    class Meta:
        """A year is read whole."""

        indexes: ClassVar = [models.Index(fields=["agency", "year"], name="tally_by_year")]

    def __str__(self) -> str:
        """What is counted."""
        return f"{self.year} {self.provision} {self.outcome}"


class PaperText(models.Model):
    """The words of one record (never its sensitive fields)."""

    record = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    case = models.UUIDField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    words = models.TextField()
    tokens = SearchVectorField()

    class Meta:
        """Inverted index, and by case."""

        indexes: ClassVar = [
            GinIndex(fields=["tokens"], name="paper_tokens", fastupdate=False),
            models.Index(fields=["case"], name="paper_by_case"),
            models.Index(fields=["agency", "-at"], name="paper_newest"),
        ]

    def __str__(self) -> str:
        """Its first words."""
        return self.words[:40]


class PartyRow(models.Model):
    """A party of a case: by this another case of the same party is found."""

    agency = models.UUIDField()
    case = models.UUIDField()
    party = models.CharField(max_length=20)
    type = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=40, blank=True)
    representative = models.CharField(max_length=60, blank=True)
    ended = models.CharField(max_length=20, blank=True)

    class Meta:
        """One row per party of a case."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "party"], name="one_party")]
        indexes: ClassVar = [
            models.Index(fields=["agency", "name"], name="party_by_name"),
            models.Index(fields=["agency", "code"], name="party_by_code", condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        """Name."""
        return self.name


class Waiting(models.Model):
    """A record that waits for somebody's opinion or signature: what 待批 and 待我签字 list.

    By role (``role``; a unit's head by the case's ``unit``) or by name (``person``). A returned record waits for its author again.
    """

    agency = models.UUIDField()
    case = models.UUIDField()
    record = models.UUIDField()
    kind = models.CharField(max_length=60)
    part = models.CharField(max_length=30)
    about = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=20, blank=True)
    person = models.UUIDField(null=True)
    unit = models.UUIDField(null=True)
    opinion = models.BooleanField(default=False)
    returned = models.BooleanField(default=False)
    author = models.UUIDField(null=True)
    since = models.DateTimeField()

    class Meta:
        """One row per missing part; found by role and by person."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "part", "about"], name="one_waiting")]
        indexes: ClassVar = [
            models.Index(fields=["agency", "role", "since"], name="waiting_by_role"),
            models.Index(fields=["person", "since"], name="waiting_by_person"),
            models.Index(fields=["case"], name="waiting_by_case"),
        ]

    def __str__(self) -> str:
        """Part and record."""
        return f"{self.part} {self.record}"


class ClueRow(models.Model):
    """A complaint or tip-off in lists. Who complained is not here: it is read from the history by those who may."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=40, blank=True)
    named = models.BooleanField(default=False)
    accused = models.CharField(max_length=200, blank=True)
    matter = models.TextField(blank=True)
    wants_reply = models.BooleanField(default=False)
    told = models.BooleanField(default=False)
    state = models.CharField(max_length=16, default="new")
    unit = models.UUIDField(null=True)
    case = models.UUIDField(null=True)
    registered_by = models.UUIDField(null=True)
    last_at = models.DateTimeField()

    class Meta:
        """Newest first; those still to be dealt with on their own."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "-received_at"], name="clue_newest"),
            models.Index(fields=["agency", "state", "-received_at"], name="clue_by_state"),
            models.Index(fields=["case"], name="clue_by_case"),
        ]

    def __str__(self) -> str:
        """What it says."""
        return self.matter[:40]
