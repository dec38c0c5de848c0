"""What the histories of agency, units and people amount to: projections, written by the listener and rebuilt at will."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liuhen.regulation.grammar import Role


class Agency(models.Model):
    """The bureau 行政机关. ``mark`` is its 代字 in numbers (澄 in 澄文综罚字); ``settings`` are the values in force by key."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=120)
    mark = models.CharField(max_length=20, blank=True)
    area = models.CharField(max_length=12, blank=True)
    demo = models.BooleanField(default=False)
    clock = models.CharField(max_length=10, default="system")
    settings = models.JSONField(default=dict)
    founded_at = models.DateTimeField()

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Unit(models.Model):
    """A handling unit 承办机构 (执法一中队)."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    name = models.CharField(max_length=80)
    active = models.BooleanField(default=True)

    class Meta:
        """Found by agency."""

        indexes: ClassVar = [models.Index(fields=["agency", "name"], name="unit_by_name")]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Person(models.Model):
    """Somebody of the bureau with the roles held now; ``account`` is the sign-in name that the room access keeps."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=60, blank=True)
    account = models.CharField(max_length=60, blank=True)
    unit = models.UUIDField(null=True)
    roles = ArrayField(models.CharField(max_length=20), default=list)
    active = models.BooleanField(default=True)

    class Meta:
        """Found by agency and by unit."""

        indexes: ClassVar = [
            models.Index(fields=["agency", "name"], name="person_by_name"),
            models.Index(fields=["unit"], name="person_by_unit"),
        ]

    def __str__(self) -> str:
        """Name."""
        return self.name

    def holds(self, role: Role | str) -> bool:
        """Whether the person holds a role now."""
        return str(role) in self.roles


class Certificate(models.Model):
    """An enforcement certificate 执法证件: valid from and until (both days included)."""

    entry = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    person = models.UUIDField()
    number = models.CharField(max_length=40)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    scope = models.CharField(max_length=200, blank=True)

    class Meta:
        """Found by person."""

        indexes: ClassVar = [models.Index(fields=["person", "valid_until"], name="certificate_by_person")]

    def __str__(self) -> str:
        """Its number."""
        return self.number


class Custodian(models.Model):
    """Who archives, keeps or gives out text and recordings (article 28), for a unit or the whole bureau."""

    entry = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    person = models.UUIDField()
    duties = ArrayField(models.CharField(max_length=20), default=list)
    unit = models.UUIDField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    def __str__(self) -> str:
        """Person and duties."""
        return f"{self.person} {self.duties}"


class Division(models.Model):
    """One line of the heads' dated division of work 分工: which head approves what (practice.md 9).

    ``matters``: start, preservation, decision, closing, all, or a bureau's own words; ``units`` whose cases it covers (empty: all).
    """

    entry = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    person = models.UUIDField()
    matters = ArrayField(models.CharField(max_length=60), default=list)
    units = ArrayField(models.UUIDField(), default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """Found by agency."""

        indexes: ClassVar = [models.Index(fields=["agency", "since"], name="division_by_day")]

    def __str__(self) -> str:
        """Person and matters."""
        return f"{self.person} {self.matters}"
