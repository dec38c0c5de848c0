"""The tables of this room: what somebody took in or typed before a record or a draft holds it. Nothing here is an entry."""

from typing import ClassVar

from django.db import models


class Photo(models.Model):
    """A file taken in for a record: the tray of a sitting in which papers made by hand are typed up (practice.md 4).

    ``used`` is the draft it was put into; the record holds it from then on. Nothing here is an entry.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    person = models.UUIDField()
    case = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    type = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    at = models.DateTimeField()
    used = models.UUIDField(null=True)

    class Meta:
        """Found by case and person, and by digest."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "person", "case", "at"], name="photo_tray"),
            models.Index(fields=["agency", "sha256"], name="photo_by_digest"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class BegunVisit(models.Model):
    """What an officer has typed on the first page of 当场处罚: kept until its case is opened, so that a locked phone loses nothing.

    ``values`` are the page's fields as sent, each a list of strings; one to a person.
    """

    person = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        """Whose it is."""
        return str(self.person)
