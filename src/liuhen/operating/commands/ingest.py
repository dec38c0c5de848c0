"""Take in what a docking station or card reader drops: ./liuhen ingest DIR... [--watch] [--device ID] [--pattern NAME] [--json].

Everything below the folders is looked at, once it has stopped growing. Photographs, sounds and films are stored and entered, also those
that nobody can read (marked 读不出); files that go with a film (same name; .json .xml .txt .srt .gpx ...) are kept with it; what is no
recording is refused, with its reason, and stays where it is. Killed and run again it goes on: nothing is taken twice, nothing is lost.

Device, officer, start and number are read from the names by the patterns of --list-patterns (a bureau's own: LIUHEN_HOME/docking.toml);
--device, --officer and --pattern say them for all. Real times are the device's less its drift: measured by --device-clock, else as last
checked. Sources are never deleted, unless --delete-source is said; then only after the stored copy was read back and compared.

--watch stays and takes what comes; it waits for a folder that was unplugged, a full disk, a store or database that is away. Ctrl-C or
SIGTERM end it. --json prints {"stored": [{"file", "sha256", "recording"}], "already": [...], "unreadable": [...], "refused": [{"file",
"reason"}]}, in a watch one such line whenever something came; every file is in one list.

Exit code 0: all taken (or there already); 1: some were refused (what systems leave beside files is told and does not count); 2: it
could not be tried; 3: the disk, the store or the database did not take some now, run it again; 130: stopped before the end. A watch
that is ended ends with 0.
"""

import argparse
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import UUID

from django.conf import settings

from liuhen.bureau import queries as bureau
from liuhen.lib.env import envint
from liuhen.lib.postgres import Postgres
from liuhen.lib.programs import PostgresTrouble
from liuhen.operating import instance
from liuhen.operating.ingest_report import Report
from liuhen.operating.ingesting import How, Ingest
from liuhen.recordings import devices, dock_files, dock_names, fold, names
from liuhen.recordings.dock_people import Register
from liuhen.recordings.docking import Docking, Plan
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal, Role

NAME = "ingest"
HELP = "take in recordings from a docking station, a card reader or a folder"
NEEDS = "django"
STATION = "采集站"
SPARE = 2  # database connections that the threads leave for the rest of this process


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which folders, and what is known of what lies in them."""
    parser.add_argument("folders", nargs="*", metavar="DIR", help="folders, with all that lies below them")
    parser.add_argument("--watch", action="store_true", help="stay, and take what comes")
    parser.add_argument("--device", metavar="ID", help="all of it is of this device: its code, serial number or GB/T 28181 code")
    parser.add_argument("--device-clock", metavar="TIME", help="what the device's own clock says now, as 2026-11-28T16:40:05")
    parser.add_argument("--officer", metavar="WHO", help="who took it: number of the certificate, sign-in name or name")
    parser.add_argument("--keeper", metavar="WHO", help="the keeper who brings it in (default: the bureau itself)")
    parser.add_argument("--station", metavar="NAME", default="", help="the docking station")
    parser.add_argument("--pattern", metavar="NAME", default="", help="read names by this pattern only")
    parser.add_argument("--list-patterns", action="store_true", help="the patterns, and nothing else")
    parser.add_argument("--delete-source", action="store_true", help="delete each file once its stored copy was read back")
    parser.add_argument("--jobs", type=int, default=max(2, min(4, os.cpu_count() or 2)), help="files at a time (%(default)s)")
    parser.add_argument(
        "--settle", type=float, default=3.0, metavar="SECONDS", help="a file is taken when left alone for so long"
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=60.0,
        metavar="SECONDS",
        help="how long a full disk, an absent store or an unplugged folder is waited for; a watch waits for ever",
    )
    parser.add_argument("--json", action="store_true", help="for programs")  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Take it in."""
    try:
        found = dock_names.patterns(settings.LIUHEN_HOME, args.pattern)
    except dock_names.BadPatterns as bad:
        return _cannot(str(bad))
    except KeyError:
        return _cannot(f"没有叫“{args.pattern}”的文件名规则。用 --list-patterns 看有哪些")
    if args.list_patterns:
        return _list(found)
    if why := _unusable(args):
        return _cannot(why)
    with instance.database() as postgres:
        try:
            plan = _plan(args, found)
        except Refusal as refusal:
            return _cannot(refusal.message)
        return _ingest(args, plan, postgres)


def _list(patterns: tuple[dock_names.Pattern, ...]) -> int:
    for one in patterns:
        print(f"{one.name}　{one.title}　例如 {', '.join(str(example['name']) for example in one.examples[:2])}")
    return 0


def _cannot(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


def _unusable(args: argparse.Namespace) -> str:
    if not args.folders:
        return "请写明要采集的文件夹"
    missing = [one for one in args.folders if not Path(one).is_dir()]
    if missing and not args.watch:
        return f"没有文件夹 {missing[0]}"
    if args.device_clock and not args.device:
        return "--device-clock 要和 --device 一起用：是哪一台的时钟"
    return ""


def _plan(args: argparse.Namespace, patterns: tuple[dock_names.Pattern, ...]) -> Plan:
    """What the keeper says, looked up; a Refusal where it is not known."""
    agency = next((one.id for one in bureau.agencies()), None)
    if agency is None:
        raise Refusal("还没有设立机关。请先启动一次（./liuhen serve），再采集", code="no_agency")
    known = Register(agency)
    actor = keeper(agency, known.must_person(args.keeper) if args.keeper else None)
    device = devices.must_find(actor, args.device) if args.device else None
    return Plan(
        actor=actor,
        patterns=patterns,
        device=device,
        drift=_drift(args.device_clock) if args.device_clock else None,
        officer=known.must_person(args.officer) if args.officer else None,
        station=names.shown(args.station) if args.station else STATION,
        delete_source=args.delete_source,
    )


def keeper(agency: UUID, person: UUID | None) -> Actor:
    """The keeper who was named; else the bureau itself, as its keeper."""
    if person is None:
        return Actor(person=agency, name=STATION, agency=agency, roles=frozenset({Role.KEEPER.value, Role.ADMINISTRATOR.value}))
    row = bureau.person(person)
    if row is None or not row.holds(Role.KEEPER):
        raise Refusal("--keeper 写的人没有装备管理员的职责。请改写管理员，或者不写", code="no_keeper")
    return Actor(person=row.id, name=row.name, agency=agency, roles=frozenset(row.roles), unit=str(row.unit or ""))


def _drift(text: str) -> float:
    """By how many seconds the device's clock is fast."""
    said, now = fold.moment(text.strip()), clock.now()
    if said is None:
        raise Refusal(f"时间“{text[:30]}”读不懂。请按 2026-11-28T16:40:05 的样子写", code="bad_time")
    return round((said - now).total_seconds(), 1)


def _ingest(args: argparse.Namespace, plan: Plan, postgres: Postgres | None) -> int:
    stop, report = threading.Event(), Report(as_json=args.json, streaming=args.watch)
    jobs = max(1, min(args.jobs, envint("LIUHEN_POOL", 8, least=1) - SPARE))
    how = How(watch=args.watch, jobs=jobs, quiet=args.settle, patience=args.patience)

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    def revive() -> None:
        """With no serve beside us nobody else starts the database again."""
        with suppress(PostgresTrouble):
            if postgres is not None and postgres.pid() is None:
                postgres.revive()

    before: dict[int, Any] = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    before[signal.SIGIO] = signal.signal(signal.SIGIO, signal.SIG_IGN)  # somebody opened what we hold a lease on: no matter
    try:
        dock_files.clear()
        roots = [os.path.abspath(one) for one in args.folders]  # noqa: PTH100 - of bytes that are no UTF-8 as well
        Ingest(roots=roots, docking=Docking(plan), report=report, how=how, stop=stop, revive=revive).run()
        code = report.end()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if args.watch:
        return 0
    return 130 if stop.is_set() else code
