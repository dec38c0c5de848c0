"""The counter's cameras as entries tell them, how their recorders fare, the index of segments, what people kept and looked at."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from liuhen.regulation.grammar import Label

SILENT = timedelta(seconds=30)  # a recorder that has said nothing for so long is not there


class Told(Label):
    """How a recorder fares."""

    OFF = "off", "停用"
    UNSET = "unset", "没有设置地址"
    STARTING = "starting", "正在连接"
    RECORDING = "recording", "正在录制"
    AWAY = "away", "没有连接"
    NO_KEY = "no_key", "等待关键帧"
    FULL = "full", "空间不够，已停"
    DEAD = "dead", "录制程序没有应答"


class Kept(Label):
    """What has become of footage that somebody asked to keep."""

    WAITING = "waiting", "等待截取"
    DONE = "done", "已入库"
    NOTHING = "nothing", "没有录像"
    FAILED = "failed", "没有做成"


class CameraRow(models.Model):
    """A counter's camera: a device of the register with what was set for it. A projection; the address holds no password.

    ``on``: it is to be recorded now, set so and neither lost nor scrapped.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    counter = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)
    days = models.IntegerField(null=True)
    on = models.BooleanField(default=False)
    sign = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Its counter."""
        return self.counter


class CameraState(models.Model):
    """What the recorder of a camera told last. No projection: it is about now, and lost with nothing."""

    camera = models.UUIDField(primary_key=True)
    state = models.CharField(max_length=10, default=Told.STARTING.value)
    words = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()
    told_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    drift = models.FloatField(null=True)
    video = models.CharField(max_length=20, blank=True)
    audio = models.CharField(max_length=20, blank=True)
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)

    def __str__(self) -> str:
        """Camera and state."""
        return f"{self.camera} {self.state}"


class Segment(models.Model):
    """One finished segment of the ring buffer, as its facts file tells; made anew from the files at any time.

    ``begin`` and ``end`` are real times. ``before``: why nothing was recorded before it; empty where it follows on another.
    """

    camera = models.UUIDField()
    name = models.CharField(max_length=80)
    begin = models.DateTimeField()
    end = models.DateTimeField()
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    frames = models.IntegerField()
    drift = models.FloatField(null=True)
    before = models.CharField(max_length=20, blank=True)
    recovered = models.BooleanField(default=False)
    finished = models.DateTimeField()

    class Meta:
        """Found by camera and time; one row a file."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["camera", "name"], name="one_segment_a_file")]
        indexes: ClassVar = [
            models.Index(fields=["camera", "begin"], name="segment_by_begin"),
            models.Index(fields=["camera", "end"], name="segment_by_end"),
        ]

    def __str__(self) -> str:
        """Its file."""
        return self.name


class Keeping(models.Model):
    """Footage that somebody asked to keep: for a case and its record, or by itself. Its segments do not expire while it waits."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    camera = models.UUIDField()
    begin = models.DateTimeField()
    end = models.DateTimeField()
    case = models.UUIDField(null=True)
    record = models.UUIDField(null=True)
    reason = models.CharField(max_length=300)
    person = models.UUIDField()
    name = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=Kept.WAITING.value)
    why = models.CharField(max_length=300, blank=True)
    recordings = models.JSONField(default=list)

    class Meta:
        """Those of a case; those that wait, by camera."""

        indexes: ClassVar = [
            models.Index(fields=["case", "-asked_at"], name="keepings_of_case"),
            models.Index(fields=["camera"], name="keepings_waiting", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        """Camera and begin."""
        return f"{self.camera} {self.begin:%F %T}"

    @property
    def state_label(self) -> str:
        """等待截取, 已入库 ..."""
        return Kept(self.state).label


class Look(models.Model):
    """Somebody's look at footage that is not kept: logged as a reading first; the copy is his alone, for an hour."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    camera = models.UUIDField()
    person = models.UUIDField()
    name = models.CharField(max_length=60)
    unit = models.CharField(max_length=120, blank=True)
    begin = models.DateTimeField()
    end = models.DateTimeField()
    reason = models.CharField(max_length=300)
    content = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        """The newest of a camera; those whose hour is over."""

        indexes: ClassVar = [models.Index(fields=["camera", "-at"], name="looks_of_camera")]

    def __str__(self) -> str:
        """Who and when."""
        return f"{self.name} {self.at:%F %T}"
