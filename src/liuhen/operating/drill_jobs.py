"""SIGKILL of the web processes right after a commit: what the commit asked for is done all the same, by the workers."""

import base64
import os
import signal
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from uuid import UUID

from liuhen.operating.drill_place import PASSWORD, Say, Served, Visitor, bureau, own_home, serving, until

OFFICER = "zhouqiming"
DONE_WITHIN = 120.0  # seconds; jobs of dead workers are taken up again within thirty


def run(say: Say, *, short: bool) -> bool:
    """Upload films; kill the web processes at the moment the entry is committed; True when every copy was made."""
    films = 1 if short else 5
    with own_home() as place, serving(place) as served:
        agency = with_officer()
        outcomes = [_one(number, agency, served, say) for number in range(1, films + 1)]
        return all(outcomes)


def with_officer() -> UUID:
    """A bureau with an officer who can sign in."""
    agency = bureau()
    from liuhen.access.accounts import open_account
    from liuhen.bureau import commands
    from liuhen.regulation.grammar import Role

    officer = commands.register_person(commands.set_up_actor(agency), "周启明", roles=[Role.OFFICER], account=OFFICER)
    open_account(username=OFFICER, password=PASSWORD, person=officer)
    return agency


def _one(number: int, agency: UUID, served: Served, say: Say) -> bool:
    from liuhen.recordings.models import RecordingRow

    visitor = Visitor(served.port)
    until(lambda: visitor.status("/alive") == HTTPStatus.OK)
    if not visitor.sign_in(OFFICER):
        say("could not sign in")
        return False
    sending = Thread(target=_send, args=(visitor, number))
    sending.start()
    committed = until(lambda: RecordingRow.objects.filter(agency=agency, name=f"{number}.mp4").exists(), 60)
    killed = served.workers()
    for pid in killed:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    sending.join()
    if committed is None:
        say(f"film {number}: it never became a recording: {visitor.sees[:200]}")
        return False
    made = until(lambda: _copies(number), DONE_WITHIN)
    back = until(lambda: Visitor(served.port).status("/alive") == HTTPStatus.OK)
    say(
        f"film {number}: {len(killed)} web processes killed as soon as its entry was seen; "
        + (f"poster and SM3 made within {made:.1f} s" if made is not None else f"NOT made: {_copies(number)}")
        + ("; pages are back" if back is not None else "; pages are NOT back")
    )
    return bool(killed) and made is not None and back is not None


def _copies(number: int) -> bool:
    from liuhen.recordings.models import RecordingRow

    row = RecordingRow.objects.get(name=f"{number}.mp4")
    return row.poster_state == "ready" and row.sm3_state == "ready"


def _send(visitor: Visitor, number: int) -> None:
    """One upload by the protocol; the answer may never come."""
    from liuhen.operating.sample_media import Film, film

    with tempfile.TemporaryDirectory() as folder:
        path = film(Path(folder) / "film.mp4", Film(begin=datetime.now(UTC), seconds=2 + number))
        content = path.read_bytes()
    name = base64.b64encode(f"{number}.mp4".encode()).decode()
    common = {"Tus-Resumable": "1.0.0"}
    with suppress(OSError, HTTPException, KeyError):
        visitor.ask(
            "POST", _uploads(), b"", {**common, "Upload-Length": str(len(content)), "Upload-Metadata": f"filename {name}"}
        )
        place = visitor.headers["location"]
        place = place[place.index("/", 8) :] if place.startswith("http") else place
        kind = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
        visitor.ask("PATCH", place, content, {**common, **kind})


def _uploads() -> str:
    from django.urls import reverse

    return reverse("uploads")
