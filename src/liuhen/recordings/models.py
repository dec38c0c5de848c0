"""Projections of recordings and their links (rebuilt from entries at any time), uploads on their way, play sessions."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liuhen.recordings import recording_indexes
from liuhen.recordings.device_models import DeviceHolding, DeviceRow, DeviceUse, EquipmentNeed, UseState
from liuhen.recordings.matching_models import RecordingText, RecordSpan
from liuhen.recordings.models_beside import Clip, MomentRow, OriginalCheck, TranscriptDraft, TranscriptRow
from liuhen.recordings.models_kept import KeptRow
from liuhen.regulation.grammar import Label

__all__ = [
    "LIMIT",
    "Clip",
    "DeviceHolding",
    "DeviceRow",
    "DeviceUse",
    "EquipmentNeed",
    "KeptRow",
    "MomentRow",
    "OriginalCheck",
    "PlaySession",
    "RecordSpan",
    "RecordingHold",
    "RecordingLink",
    "RecordingRow",
    "RecordingText",
    "TranscriptDraft",
    "TranscriptRow",
    "Upload",
    "UploadState",
    "UseState",
    "Work",
]

LIMIT = timedelta(hours=24)  # article 27


class Work(Label):
    """What has become of a copy that a job makes."""

    WAITING = "waiting", "等待"
    READY = "ready", "就绪"
    FAILED = "failed", "没有做成"
    NONE = "none", "不需要"


class UploadState(Label):
    """Where an upload stands."""

    RECEIVING = "receiving", "接收中"
    RECEIVED = "received", "已收齐"
    STORED = "stored", "已入库"
    REFUSED = "refused", "未收"
    ENDED = "ended", "已终止"


class RecordingRow(models.Model):
    """One recording as its history tells it. Times are moments; ``lag`` is from the end of the recording to its arrival."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    entry = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField()
    type = models.CharField(max_length=80)
    media = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=400)
    source = models.CharField(max_length=20)
    device = models.CharField(max_length=120, blank=True)
    device_id = models.UUIDField(null=True)  # in the equipment register
    sequence = models.CharField(max_length=60, blank=True)  # the file's number in the device
    station = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=300, blank=True)
    what = models.CharField(max_length=300, blank=True)
    holder = models.CharField(max_length=120, blank=True)
    begin = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)  # what the file shows; where it is shorter than was told, ``told_end`` is what was told
    told_end = models.DateTimeField(null=True)
    device_begin = models.DateTimeField(null=True)  # by the device's own clock
    device_end = models.DateTimeField(null=True)
    drift = models.FloatField(null=True)  # seconds by which that clock was found fast; begin and end are without it
    arrived = models.DateTimeField()
    lag = models.DurationField(null=True)
    seconds = models.FloatField(null=True)
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    codecs = models.JSONField(default=dict)
    point = models.JSONField(null=True)
    sidecars = models.JSONField(default=list)  # files that came with it: name, sha256, size, type
    times_from = models.CharField(max_length=20, blank=True)
    zone = models.CharField(max_length=10, blank=True)
    notes = ArrayField(models.CharField(max_length=30), default=list)
    unreadable = models.BooleanField(default=False)
    unreadable_why = models.CharField(max_length=300, blank=True)
    late_reason = models.TextField(blank=True)
    stored_by = models.UUIDField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_by_name = models.CharField(max_length=60, blank=True)
    linked = models.BooleanField(default=False)
    here = models.BooleanField(default=True)  # the original lies in a store of ours, not only in the dedicated storage outside
    held_until = models.DateTimeField(null=True)  # the last moment of the longest 证据留存; null where none was set
    handed_to = models.UUIDField(null=True)
    turned_down = ArrayField(models.UUIDField(), default=list)  # records it was offered to and is not of
    # whose it is (``belonging``): ``owner`` while no case has it, ``home`` its first case, the rest of all its cases
    owner = models.UUIDField(null=True)
    owner_name = models.CharField(max_length=60, blank=True)
    unit = models.UUIDField(null=True)
    home = models.UUIDField(null=True)
    several = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    poster = models.CharField(max_length=64, blank=True)
    poster_state = models.CharField(max_length=10, default=Work.WAITING.value)
    poster_error = models.CharField(max_length=300, blank=True)
    proxy = models.CharField(max_length=64, blank=True)
    proxy_type = models.CharField(max_length=80, blank=True)
    proxy_state = models.CharField(max_length=10, default=Work.NONE.value)
    proxy_error = models.CharField(max_length=300, blank=True)
    wave = models.CharField(max_length=64, blank=True)
    wave_state = models.CharField(max_length=10, default=Work.NONE.value)
    wave_error = models.CharField(max_length=300, blank=True)
    sm3_state = models.CharField(max_length=10, default=Work.WAITING.value)
    sm3_error = models.CharField(max_length=300, blank=True)

    class Meta:
        """Found by digest, and in the orders and by the filters of the library."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "sha256"], name="one_recording_per_file")]
        indexes: ClassVar = recording_indexes.ALL

    def __str__(self) -> str:
        """Its name."""
        return self.name

    @property
    def late(self) -> bool:
        """Whether it came in more than 24 hours after it was made (article 27); unknown is not late."""
        return self.lag is not None and self.lag > LIMIT

    @property
    def playable(self) -> bool:
        """Whether a browser can play or show something of it: the original or a copy."""
        return self.here and not self.unreadable and self.proxy_state in {Work.NONE.value, Work.READY.value}


class RecordingLink(models.Model):
    """A recording linked to a case, and perhaps to one of its records. Taken-back links are gone from here, not from history."""

    entry = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    recording = models.UUIDField()
    case = models.UUIDField()
    record = models.UUIDField(null=True)
    linked_by = models.UUIDField(null=True)
    linked_at = models.DateTimeField()

    class Meta:
        """Found from all three sides."""

        indexes: ClassVar = [
            models.Index(fields=["case"], name="links_of_case"),
            models.Index(fields=["recording"], name="links_of_recording"),
            models.Index(fields=["record"], name="links_of_record", condition=models.Q(record__isnull=False)),
        ]

    def __str__(self) -> str:
        """Recording and case."""
        return f"{self.recording} {self.case}"


class RecordingHold(models.Model):
    """证据留存 that was set and not lifted; over by itself after its last day, where one is stated."""

    entry = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    recording = models.UUIDField()
    ground = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    basis = models.CharField(max_length=300, blank=True)
    until = models.DateField(null=True)
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=60, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        """Found by recording."""

        indexes: ClassVar = [models.Index(fields=["recording"], name="holds_of_recording")]

    def __str__(self) -> str:
        """Recording and ground."""
        return f"{self.recording} {self.ground}"


class Upload(models.Model):
    """A file on its way in by tus. The bytes lie in the store's ``incoming`` folder; the length of that file is the offset.

    ``durable`` is the offset that was fsynced, ``boot`` the run of the machine in which more may have come: after a power cut
    what lies behind ``durable`` is not believed.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    person = models.UUIDField()
    length = models.BigIntegerField()
    durable = models.BigIntegerField(default=0)
    boot = models.CharField(max_length=36)
    name = models.CharField(max_length=400)
    metadata = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default=UploadState.RECEIVING.value)
    recording = models.UUIDField(null=True)
    duplicate = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    arrived = models.DateTimeField(null=True)

    class Meta:
        """A person's own, and those that are over."""

        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at"], name="uploads_of_person"),
            models.Index(fields=["expires_at"], name="uploads_to_end", condition=models.Q(state="receiving")),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class PlaySession(models.Model):
    """One sitting of one person with one recording: opened once, its spans told once at the end."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    recording = models.UUIDField()
    person = models.UUIDField()
    name = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    sent = models.BigIntegerField(default=0)
    spans = models.JSONField(default=list)
    closed = models.BooleanField(default=False)

    class Meta:
        """The open one of a person and recording, and those to close."""

        indexes: ClassVar = [
            models.Index(fields=["person", "recording", "-began_at"], name="plays_of_person"),
            models.Index(fields=["last_at"], name="plays_to_close", condition=models.Q(closed=False)),
        ]

    def __str__(self) -> str:
        """Who and what."""
        return f"{self.person} {self.recording}"
