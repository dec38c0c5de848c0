"""Accounts and failed sign-ins (not entries: secrets are no part of a history), and the projections of who may see what."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their sign-in name."""

    def make(self, *, username: str, password: str, person: UUID, agency: UUID, **more: Any) -> "Account":
        """A new account with a hashed password."""
        account = self.model(username=username, person=person, agency=agency, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """How a person signs in. Name, unit and roles are the bureau's; here are only the sign-in name, the password's hash, the locks."""

    username = models.CharField(max_length=60, unique=True)
    person = models.UUIDField(unique=True)
    agency = models.UUIDField()
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    locked_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["person", "agency"]
    objects = AccountManager()

    def __str__(self) -> str:
        """The sign-in name."""
        return self.username


class SignInFailure(models.Model):
    """A wrong password: of which name, from where. Counted for the lock-out, cleared by a right one."""

    username = models.CharField(max_length=150)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Counted by name and by address."""

        indexes: ClassVar = [
            models.Index(fields=["username", "at"], name="failure_by_name"),
            models.Index(fields=["address", "at"], name="failure_by_address"),
        ]

    def __str__(self) -> str:
        """Name and address."""
        return f"{self.username} {self.address}"


class Station(models.Model):
    """A docking station that sends by token. Of the token only its digest is here, and no history holds it.

    That it was admitted and shut out are entries of the bureau; the rest (the digest, when it was used last) is no part of a history.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=60, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    used_at = models.DateTimeField(null=True)
    used_from = models.CharField(max_length=64, blank=True)

    class Meta:
        """Listed by agency."""

        indexes: ClassVar = [models.Index(fields=["agency", "-made_at"], name="station_of_agency")]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class CaseStanding(models.Model):
    """What policy needs to know of a case: its unit, whether it is restricted, closed, active, of the counter. Written by the room cases."""

    case = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    unit = models.UUIDField(null=True)
    restricted = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    opened_at = models.DateTimeField(null=True)
    counter = models.BooleanField(default=False)

    class Meta:
        """A unit's open cases, for the desk of its head."""

        indexes: ClassVar = [models.Index(fields=["unit"], name="standing_of_unit", condition=models.Q(active=True))]

    def __str__(self) -> str:
        """The case."""
        return str(self.case)


class CaseVisibility(models.Model):
    """Who is on a case by name: its officers now and before (``withdrawn_at``), and those given access for a stated reason.

    Lists join this table once; what a role sees without being named stands in ``visibility.Scope``. ``opened_at`` is the case's, so that
    one person's newest cases are read in order.
    """

    agency = models.UUIDField()
    case = models.UUIDField()
    person = models.UUIDField()
    why = models.CharField(max_length=20, default="officer")
    active = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        """One row per case and person; lists come from the person's side."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "person"], name="one_visibility")]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "active", "case"], name="visible_to_person", condition=models.Q(withdrawn_at__isnull=True)
            ),
            models.Index(
                fields=["person", "-opened_at", "-case"], name="visible_newest", condition=models.Q(withdrawn_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        """Person and case."""
        return f"{self.person} {self.case}"


class Reading(models.Model):
    """One opening, play session, download or print, as the second log holds it: the projection that case pages show."""

    id = models.UUIDField(primary_key=True)
    agency = models.UUIDField()
    subject_type = models.CharField(max_length=20)
    subject = models.UUIDField()
    person = models.UUIDField()
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    item = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)
    device = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Shown by subject, newest first; looked up by person to make one entry per opening."""

        indexes: ClassVar = [
            models.Index(fields=["subject", "-at"], name="reading_by_subject"),
            models.Index(fields=["person", "subject", "kind", "-at"], name="reading_by_person"),
            models.Index(fields=["agency", "-at"], name="reading_newest"),
        ]

    def __str__(self) -> str:
        """Who did what."""
        return f"{self.name} {self.kind} {self.subject}"
