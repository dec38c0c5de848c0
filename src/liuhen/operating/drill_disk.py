"""A full disk: files are refused cleanly and nothing is half-stored; entries are refused openly, none acknowledged is lost.

The disk is a small one of its own (tmpfs) that only the processes of the drill see, in a mount namespace; where the kernel allows none,
the drill cannot be tried.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from http import HTTPStatus
from pathlib import Path
from uuid import UUID, uuid4

from liuhen.lib.home import PROJECT, Home, home
from liuhen.operating.drill_place import NotTried, Say, Served, Visitor, bureau, own_home, serving, until

INSIDE = "LIUHEN_DRILL_DISK"
SIZE = 512  # MiB: database and its journal take some two hundred
MIB = 1024**2
BACK_WITHIN = 90.0


def run(say: Say, *, short: bool) -> bool:
    """Make the small disk, then go on inside."""
    if place := os.environ.get(INSIDE):
        return inside(Path(place), say)
    home().root.mkdir(parents=True, exist_ok=True)
    place = tempfile.mkdtemp(prefix="drill-disk-", dir=home().root)
    how = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    if shutil.which("unshare") is None or subprocess.run([*how, "true"], check=False, capture_output=True).returncode:
        raise NotTried("this kernel lets us mount no disk of our own")
    words = [sys.executable, "-m", "liuhen.cli", "drill", "full-disk", *(["--short"] if short else [])]
    script = f'mount -t tmpfs -o size={SIZE}m,mode=0700 tmpfs "$0" && exec "$@"'
    environment = {**os.environ, INSIDE: place, "PYTHONPATH": str(PROJECT / "src")}
    try:
        done = subprocess.run([*how, "sh", "-c", script, place, *words], check=False, env=environment, timeout=600)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if done.returncode > 1:
        raise NotTried("the drill could not be run on its own disk")
    return done.returncode == 0


def inside(place: Path, say: Say) -> bool:
    """On the small disk: first files, then entries."""
    with own_home(place) as own, serving(own) as served:
        agency = bureau()
        files = _files(own, say)
        entries = _entries(own, agency, served, say)
        return files and entries


def _fill(own: Home, leave: int) -> Path:
    """A ballast that leaves so many bytes free."""
    ballast = own.root / "ballast"
    with ballast.open("wb") as file:
        left = shutil.disk_usage(own.root).free - leave
        while left > 0:
            left -= file.write(b"\0" * min(left, MIB))
    return ballast


def _files(own: Home, say: Say) -> bool:
    """Store files until there is no room: the refusal says what to do, what was stored stands, nothing half lies about."""
    from liuhen.register import files
    from liuhen.regulation.grammar import Refusal

    ballast, stored, refusal = _fill(own, 20 * MIB), list[files.Blob](), None
    try:
        stored.extend(files.put(os.urandom(4 * MIB)) for _ in range(10))
    except Refusal as told:
        refusal = told
    whole = all(files.verify(blob.sha256) for blob in stored)
    half = [path.name for path in files.incoming().iterdir()]
    ballast.unlink()
    again = files.verify(files.put(os.urandom(4 * MIB)).sha256)
    say(f"files: {len(stored)} of 10 stored, then refused: {refusal.message if refusal else 'NOT refused'}")
    say(
        f"files: those stored are {'whole' if whole else 'NOT whole'}; left half-way: {half or 'nothing'}; with room again: {'stored' if again else 'NOT stored'}"
    )
    return refusal is not None and refusal.code == "disk_full" and whole and not half and again


def _entries(own: Home, agency: UUID, served: Served, say: Say) -> bool:
    """Write entries until the database has no room: it fails openly, comes back with room, and lost none it acknowledged."""
    from django.db import Error, connection

    from liuhen.bureau.commands import set_up_actor
    from liuhen.register import register
    from liuhen.register.types import Act, SubjectRef

    actor, acknowledged, failure = set_up_actor(agency), list[UUID](), ""
    ballast = _fill(own, 12 * MIB)
    words = os.urandom(40_000).hex()  # what compresses away fills no disk
    for _ in range(600):
        act = Act(subject=SubjectRef("case", uuid4()), kind="case_registration", content={"source": "inspection", "facts": words})
        try:
            register.write(actor, [act])
        except Error as error:
            failure = str(error).splitlines()[0]
            connection.close()
            break
        acknowledged.append(act.id)
    page = Visitor(served.port).status("/signin/")
    ballast.unlink()
    back = until(lambda: Visitor(served.port).status("/alive") == HTTPStatus.OK, BACK_WITHIN)
    there = _count(acknowledged) if back is not None else -1
    more = _writes_again(agency) if back is not None else False
    say(f"entries: {len(acknowledged)} acknowledged, then refused: {failure or 'NOT refused'}; the sign-in page answered {page}")
    say(
        f"entries: with room again {'back' if back is not None else 'NOT back'}, {there} of {len(acknowledged)} there, {'writing again' if more else 'NOT writing'}"
    )
    return bool(failure) and back is not None and there == len(acknowledged) and more


def _count(wanted: list[UUID]) -> int:
    from django.db import connection

    connection.close()  # it may be one of before the fault
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger.acts_envelope WHERE id = ANY(%s)", [wanted])
        return int(cursor.fetchone()[0])


def _writes_again(agency: UUID) -> bool:
    from django.db import Error, connection

    from liuhen.bureau.commands import set_up_actor
    from liuhen.register import register
    from liuhen.register.types import Act, SubjectRef

    def attempt() -> bool:
        act = Act(
            subject=SubjectRef("case", uuid4()), kind="case_registration", content={"source": "inspection", "name": "演练案"}
        )
        try:
            register.write(set_up_actor(agency), [act])
        except Error:
            connection.close()
            return False
        return True

    return until(attempt, 30) is not None
