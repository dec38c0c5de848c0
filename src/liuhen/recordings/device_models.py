"""Projections of devices: the register of 装备, who carried what when, what was filmed with them and is not in storage yet."""

from typing import Any, ClassVar

from django.db import models

from liuhen.regulation.devices import State
from liuhen.regulation.grammar import Label
from liuhen.regulation.kinds.equipment import FIXED, SORTS


class UseState(Label):
    """What has become of something filmed with a device."""

    OPEN = "open", "仍在设备中"
    STORED = "stored", "已入库"
    DENIED = "denied", "没有用这台录"
    EXPLAINED = "explained", "已说明无法入库"


class DeviceRow(models.Model):
    """One recording device as its history tells it.

    ``drift`` is device time minus ours at the last docking or check, in seconds, positive when the device is fast; None while nobody
    compared. ``unit`` is where it belongs, ``holder`` who carries it. ``storage_left`` in MB, ``storage`` in GB.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    code = models.CharField(max_length=60)
    sort = models.CharField(max_length=20)
    make = models.CharField(max_length=80, blank=True)
    model = models.CharField(max_length=80, blank=True)
    serial = models.CharField(max_length=80, blank=True)
    gb28181 = models.CharField(max_length=40, blank=True)
    storage = models.IntegerField(null=True)
    unit = models.UUIDField(null=True)
    unit_name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, default=State.STORE.value)
    holder = models.UUIDField(null=True)
    holder_name = models.CharField(max_length=60, blank=True)
    held_since = models.DateTimeField(null=True)
    drift = models.BigIntegerField(null=True)
    drift_at = models.DateTimeField(null=True)
    utc_mark = models.CharField(
        max_length=10, blank=True
    )  # of the times its files call UTC: "utc" they are, "local" they are not
    storage_left = models.BigIntegerField(null=True)
    docked_at = models.DateTimeField(null=True)
    docked_station = models.CharField(max_length=120, blank=True)
    gap_notes = models.JSONField(default=list)
    waiting = models.JSONField(default=list)  # papers that wait for a signature: record, title, people, keeper
    registered_at = models.DateTimeField()

    class Meta:
        """Found by its three names, by unit and by who carries it."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "code"], name="device_by_code"),
            models.Index(fields=["agency", "unit", "state"], name="device_of_unit"),
            models.Index(fields=["holder"], name="device_of_holder", condition=models.Q(holder__isnull=False)),
        ]

    def __str__(self) -> str:
        """Its code."""
        return self.code

    @property
    def sort_label(self) -> str:
        """执法记录仪 and the like."""
        return dict(SORTS).get(self.sort, self.sort)

    @property
    def state_label(self) -> str:
        """在库, 领用中 ..."""
        return State(self.state).label

    @property
    def portable(self) -> bool:
        """Whether people carry it."""
        return self.sort not in FIXED

    @property
    def usable(self) -> bool:
        """Whether it can be used: in store or carried."""
        return self.state in {State.STORE.value, State.CARRIED.value}


class DeviceHolding(models.Model):
    """Who carried a device from when until when (None: still)."""

    entry = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    device = models.UUIDField()
    person = models.UUIDField(null=True)
    name = models.CharField(max_length=60, blank=True)
    begin = models.DateTimeField()
    end = models.DateTimeField(null=True)

    class Meta:
        """From both sides."""

        indexes: ClassVar = [
            models.Index(fields=["device", "-begin"], name="holdings_of_device"),
            models.Index(fields=["person", "-begin"], name="holdings_of_person"),
        ]

    def __str__(self) -> str:
        """Who and what."""
        return f"{self.name} {self.device}"


class DeviceUse(models.Model):
    """Something filmed with a device: by its holder's word, or because he did an act that is to be recorded while he carried it.

    It was filmed between ``begin`` and ``ended``; ``due`` is 24 hours after that (article 27).
    """

    entry = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    device = models.UUIDField()
    person = models.UUIDField(null=True)
    name = models.CharField(max_length=60, blank=True)
    begin = models.DateTimeField()
    ended = models.DateTimeField()
    due = models.DateTimeField()
    what = models.CharField(max_length=300, blank=True)
    case = models.UUIDField(null=True)
    record = models.UUIDField(null=True)
    state = models.CharField(max_length=10, default=UseState.OPEN.value)
    stored_at = models.DateTimeField(null=True)
    recording = models.UUIDField(null=True)

    class Meta:
        """The open ones of an agency, most urgent first; those of a device, a person and a case."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "due"], name="uses_open", condition=models.Q(state="open")),
            models.Index(fields=["device", "-ended"], name="uses_of_device"),
            models.Index(fields=["person", "due"], name="uses_of_person", condition=models.Q(state="open")),
            models.Index(fields=["case"], name="uses_of_case", condition=models.Q(case__isnull=False)),
        ]

    def __str__(self) -> str:
        """What and where."""
        return f"{self.what} {self.device}"

    def as_span(self) -> tuple[Any, Any]:
        """When it was filmed."""
        return self.begin, self.ended


class EquipmentNeed(models.Model):
    """How many devices of a sort a unit needs (article 5); the newest word counts."""

    id = models.BigAutoField(primary_key=True)
    agency = models.UUIDField()
    unit = models.UUIDField()
    sort = models.CharField(max_length=20)
    count = models.IntegerField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        """One line per unit and sort."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "sort"], name="one_need_per_unit_and_sort")]

    def __str__(self) -> str:
        """Unit and sort."""
        return f"{self.unit} {self.sort} {self.count}"
