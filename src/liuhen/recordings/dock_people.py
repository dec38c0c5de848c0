"""Whose a film is: devices and officers by what names, sidecars and keepers call them."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from liuhen.bureau import queries as bureau
from liuhen.bureau.models import Certificate
from liuhen.recordings import devices
from liuhen.recordings.models import DeviceHolding, DeviceRow
from liuhen.regulation.grammar import Refusal


class Register:
    """Devices and people of a bureau as one docking needs them; what was asked once is not asked again."""

    def __init__(self, agency: UUID) -> None:
        self._agency = agency
        self._devices: dict[str, DeviceRow | None] = {}
        self._people: dict[str, set[UUID]] | None = None

    def forget(self) -> None:
        """Ask anew: somebody may have registered a device meanwhile."""
        self._devices, self._people = {}, None

    def device(self, text: str) -> DeviceRow | None:
        """The device that bears this code; None where none or more than one does."""
        word = text.strip().casefold()
        if word and word not in self._devices:
            self._devices[word] = devices.find(self._agency, text)
        return self._devices.get(word)

    def person(self, text: str) -> UUID | None:
        """Who holds this certificate, signs in by this name or is called so; None where nobody or more than one is meant."""
        if self._people is None:
            self._people = {}
            for word, person in self._known():
                self._people.setdefault(word.strip().casefold(), set()).add(person)
        found = self._people.get(text.strip().casefold(), set())
        return next(iter(found)) if len(found) == 1 else None

    def _known(self) -> Iterator[tuple[str, UUID]]:
        for one in bureau.people(self._agency):
            yield one.name, one.id
            if one.account:
                yield one.account, one.id
        for person, number in Certificate.objects.filter(agency=self._agency).values_list("person", "number"):
            yield number, person

    def must_person(self, text: str) -> UUID:
        """The person that somebody named; a Refusal that says what to look at."""
        found = self.person(text)
        if found is None:
            raise Refusal(f"没有找到“{text}”这个人：没有登记，或者重名。请改用执法证号或登录名。", code="unknown_officer")
        return found


def carrier(device: DeviceRow, at: datetime | None) -> UUID | None:
    """Who carried a device then; where the time is unknown, who carries it now."""
    if at is None:
        return device.holder
    held = DeviceHolding.objects.filter(Q(end=None) | Q(end__gt=at), device=device.pk, begin__lte=at)
    row = held.order_by("-begin").first()
    return row.person if row else None
