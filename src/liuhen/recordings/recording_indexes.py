"""The indexes of the recordings: each order of the library, each filter that leaves few, the queue of whoever has something to link."""

from datetime import timedelta

from django.db.models import Index, Q

_LOOSE = Q(linked=False)
_NEWEST = ("-arrived", "-id")

ALL = [
    Index(fields=["agency", *_NEWEST], name="recording_newest"),
    Index(fields=["agency", "-begin", "-id"], name="recording_taken"),
    Index(fields=["agency", "-lag", "-id"], name="recording_longest", condition=Q(lag__isnull=False)),
    Index(fields=["unit", *_NEWEST], name="recording_of_unit"),
    Index(fields=["unit", "-begin", "-id"], name="recording_of_unit_taken"),
    Index(fields=["owner", *_NEWEST], name="recording_by_owner", condition=Q(owner__isnull=False)),
    Index(fields=["owner", *_NEWEST], name="recording_of_owner", condition=_LOOSE),
    Index(fields=["unit", *_NEWEST], name="recording_loose_unit", condition=_LOOSE),
    Index(fields=["stored_by", *_NEWEST], name="recording_loose_stored", condition=_LOOSE),
    Index(fields=["taken_by", *_NEWEST], name="recording_loose_taken", condition=_LOOSE),
    Index(fields=["agency", *_NEWEST], name="recording_loose", condition=_LOOSE),
    Index(fields=["agency", "device", *_NEWEST], name="recording_by_device_name"),
    Index(fields=["agency", "device_id", "begin"], name="recording_of_device", condition=Q(device_id__isnull=False)),
    Index(fields=["home"], name="recording_of_home", condition=Q(home__isnull=False)),
    Index(fields=["agency", *_NEWEST], name="recording_late", condition=Q(lag__gt=timedelta(hours=24))),
    Index(fields=["agency", *_NEWEST], name="recording_unreadable", condition=Q(unreadable=True)),
    Index(fields=["agency", *_NEWEST], name="recording_held", condition=Q(held_until__isnull=False)),
    Index(fields=["agency", "source", *_NEWEST], name="recording_by_source"),
    Index(fields=["agency", "media", *_NEWEST], name="recording_by_media"),
    Index(fields=["agency", *_NEWEST], name="recording_several", condition=Q(several=True)),
    Index(fields=["agency", *_NEWEST], name="recording_closed", condition=Q(closed=True)),
]
