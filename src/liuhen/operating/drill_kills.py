"""kill -9 of web, worker, PostgreSQL and the ingest of a docking station at random while recordings come in: nothing told as stored is lost or there twice.

Every round kills one of them at a moment left to chance; the load never stops. At the end uploads are brought to their end, jobs are
waited for, and ``./liuhen doctor --files`` has to find that store and ledger agree.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from uuid import UUID

from liuhen.lib.home import PROJECT
from liuhen.operating.drill_jobs import OFFICER, with_officer
from liuhen.operating.drill_load import Station, Uploader, short_film
from liuhen.operating.drill_place import Say, Served, Visitor, command_line, family, own_home, serving, until

UPLOADERS = 3
BACK_WITHIN = 120.0  # seconds: what dies often is started again after ever longer pauses
QUIET_WITHIN = 240.0
REPORT_EVERY = 10


def run(say: Say, *, short: bool, rounds: int | None = None) -> bool:
    """So many rounds (5 where short, else 20); True when nothing was lost and store and ledger agree."""
    count = rounds if rounds is not None else 5 if short else 20
    with own_home() as place, serving(place) as served:
        agency = with_officer()
        head, stop = short_film(), threading.Event()
        uploaders = [Uploader(served.port, OFFICER, _uploads(), head, stop) for _ in range(UPLOADERS)]
        station = Station(place.root / "station", head)
        threads = [threading.Thread(target=one.run) for one in uploaders]
        for thread in threads:
            thread.start()
        try:
            back = _rounds(count, served, station, say)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        ended = station.end()
        wrong = [words for one in uploaders for words in one.wrong] + ([ended] if ended else [])
        for words in wrong:
            say(words)
        told = [digest for one in uploaders for digest in one.told] + station.dropped
        say(
            f"{len(told)} films told as stored or dropped at the station, {len(station.dropped)} of them there; {sum(one.cut for one in uploaders)} requests were cut"
        )
        kept, agreed = _all_there(agency, told, say), _agree(served, say)
        return back and not wrong and kept and agreed


def _uploads() -> str:
    from django.urls import reverse

    return reverse("uploads")


def _rounds(count: int, served: Served, station: Station, say: Say) -> bool:
    """Kill one thing after the other; False when the pages do not come back."""
    killed: Counter[str] = Counter()
    for number in range(1, count + 1):
        station.keep()
        time.sleep(random.uniform(0.2, 2.5))  # noqa: S311 - no secret hangs on it
        killed[_kill(served, station)] += 1
        if until(lambda: Visitor(served.port).status("/alive") == HTTPStatus.OK, BACK_WITHIN) is None:
            say(f"round {number}: the pages are NOT back within {BACK_WITHIN:.0f} s")
            return False
        if number % REPORT_EVERY == 0 or number == count:
            say(f"round {number}: killed {dict(killed)}, pages are back each time")
    return True


def _kill(served: Served, station: Station) -> str:
    """Kill something that lives, by chance; what it was."""
    postgres = served.postgres()
    victims: dict[str, Sequence[int]] = {
        "web worker": served.workers(),
        "web server": served.web()[:1],
        "jobs": [pid for pid in family(served.process.pid) if "jobs_worker" in command_line(pid)],
        "PostgreSQL": [postgres] if postgres else [],
        "ingest": [station.process.pid] if station.process else [],
    }
    name = random.choice([name for name, pids in victims.items() if pids])  # noqa: S311
    with suppress(ProcessLookupError):
        os.kill(random.choice(victims[name]), signal.SIGKILL)  # noqa: S311
    return name


def _all_there(agency: UUID, told: list[str], say: Say) -> bool:
    """Each film that was told of is one recording, and its file is whole."""
    from django.db import connection

    from liuhen.recordings.models import RecordingRow
    from liuhen.register import files

    connection.close()  # it may be one of before a fault
    counts = Counter(RecordingRow.objects.filter(agency=agency).values_list("sha256", flat=True))
    lost = [digest for digest in told if not counts[digest]]
    twice = [digest for digest, number in counts.items() if number > 1]
    broken = [digest for digest in counts if not files.verify(digest)]
    say(f"{len(counts)} recordings: {len(lost)} lost, {len(twice)} twice, {len(broken)} not whole")
    return bool(told) and not (lost or twice or broken)


def _agree(served: Served, say: Say) -> bool:
    """Let what was cut be finished as the hourly sweep does, wait for the jobs, ask doctor."""
    from liuhen.operating import reconcile
    from liuhen.recordings import receipt
    from liuhen.recordings.models import RecordingRow, Upload, UploadState, Work
    from liuhen.register import files
    from liuhen.register.sniff import ENOUGH, sniff

    for upload in Upload.objects.filter(state=UploadState.RECEIVED.value):
        receipt.finish(upload)
    waiting = RecordingRow.objects.filter(sm3_state=Work.WAITING.value) | RecordingRow.objects.filter(
        poster_state=Work.WAITING.value
    )
    quiet = until(lambda: not waiting.exists(), QUIET_WITHIN)
    unnamed = sorted(reconcile.without_entry())
    for digest in unnamed:
        with files.open_blob(digest) as file:
            say(f"no entry names {digest}: {sniff(file.read(ENOUGH))}, {files.size_of(digest)} bytes")
    words = [sys.executable, "-m", "liuhen.cli", "doctor", "--files", "--json"]
    environment = {**os.environ, "LIUHEN_HOME": str(served.home.root), "PYTHONPATH": str(PROJECT / "src")}
    done = subprocess.run(words, check=False, capture_output=True, text=True, env=environment)
    told = json.loads(done.stdout) if done.returncode in {0, 1} else {"problems": [done.stderr[-500:]]}
    say(
        f"jobs {'done' if quiet is not None else 'NOT done'}; files without an entry: {len(unnamed)}; doctor: {told['problems'] or 'well'}"
    )
    return quiet is not None and not unnamed and not told["problems"]
