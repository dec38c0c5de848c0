"""PostgreSQL killed with -9 under write load: no acknowledged entry is lost, the page says so, the system recovers by itself."""

import os
import signal
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import UUID, uuid4

from liuhen.operating.drill_place import Say, Served, Visitor, bureau, own_home, serving, until

WRITERS = 4
BACK_WITHIN = 60.0  # seconds


@dataclass
class Load:
    """Threads that enter cases as fast as they can, and what they were told was written."""

    agency: UUID
    stop: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[UUID] = field(default_factory=list)
    refused: int = 0

    def run(self) -> None:
        """One writer: an entry counts once the call has returned."""
        from django.db import Error, connection

        from liuhen.bureau.commands import set_up_actor
        from liuhen.register import register
        from liuhen.register.types import Act, SubjectRef

        actor = set_up_actor(self.agency)
        while not self.stop.is_set():
            act = Act(
                subject=SubjectRef("case", uuid4()), kind="case_registration", content={"source": "inspection", "name": "演练案"}
            )
            try:
                register.write(actor, [act])
            except Error:
                self.refused += 1
                connection.close()
                time.sleep(0.05)
            else:
                self.acknowledged.append(act.id)
        connection.close()


def run(say: Say, *, short: bool) -> bool:
    """Kill it so many times; True when everything held."""
    kills = 1 if short else 5
    with own_home() as place, serving(place) as served:
        agency = bureau()
        load = Load(agency)
        writers = [threading.Thread(target=load.run) for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        try:
            outcomes = [_kill(number, served, load, say) for number in range(1, kills + 1)]
        finally:
            load.stop.set()
            for writer in writers:
                writer.join()
        return _nothing_lost(load, say) and all(outcomes)


def _kill(number: int, served: Served, load: Load, say: Say) -> bool:
    before = len(load.acknowledged)
    until(lambda: len(load.acknowledged) > before + 50, 30)
    pid = served.postgres()
    if pid is None:
        say("the database was not running before it was to be killed")
        return False
    os.kill(pid, signal.SIGKILL)
    at = len(load.acknowledged)
    seen = _outage(served)
    back = until(lambda: Visitor(served.port).status("/alive") == HTTPStatus.OK, BACK_WITHIN)
    again = until(lambda: len(load.acknowledged) > at + WRITERS, BACK_WITHIN) if back is not None else None
    say(
        f"kill {number}: {at - before} entries written before it; pages meanwhile answered {sorted(seen)}; "
        + (f"pages back after {back:.1f} s more, writing again" if again is not None else "NOT back")
    )
    return again is not None and seen <= {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}


def _outage(served: Served) -> set[int]:
    """What a visitor is answered while the database is away; a 503 must say so in words."""
    seen: set[int] = set()
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        visitor = Visitor(served.port)
        status = visitor.status("/signin/")
        seen.add(
            HTTPStatus.INTERNAL_SERVER_ERROR
            if status == HTTPStatus.SERVICE_UNAVAILABLE and "数据" not in visitor.sees
            else status
        )
        if HTTPStatus.SERVICE_UNAVAILABLE in seen and status == HTTPStatus.OK:
            return seen
        time.sleep(0.05)
    return seen


def _nothing_lost(load: Load, say: Say) -> bool:
    from django.db import connection

    connection.close()  # it may be one of before the fault
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger.acts_envelope WHERE id = ANY(%s)", [load.acknowledged])
        (found,) = cursor.fetchone()
    connection.close()
    say(f"{len(load.acknowledged):,} entries were acknowledged, {found:,} of them are there; {load.refused} calls failed openly")
    return bool(found == len(load.acknowledged))
