"""Faults by hand, on a home of their own: ./liuhen drill kill-database | kill-after-commit | full-disk | kills.

kill-database: PostgreSQL is killed with -9 while four threads write; no acknowledged entry may be lost, pages must say so and come back.
kill-after-commit: the web processes are killed at the moment an entry is committed; the work it asked for must be done all the same.
kills: web, worker, PostgreSQL and the ingest of a docking station are killed with -9 at random while recordings come in; afterwards store and ledger must agree.
full-disk: on a disk of half a gibibyte, files and entries must be refused cleanly, and everything acknowledged must stand.

Each says what it did and whether it held, and removes what it made. Exit code 0: held; 1: did not hold; 2: could not be tried here.
"""

import argparse
import os
import sys
from collections.abc import Callable

from liuhen.operating import drill_database, drill_disk, drill_jobs, drill_kills
from liuhen.operating.drill_place import NotTried

NAME = "drill"
HELP = "faults by hand: database killed, web killed after a commit, disk full, kills at random"
NEEDS = "nothing"

DRILLS: dict[str, Callable[..., bool]] = {
    "kill-database": drill_database.run,
    "kill-after-commit": drill_jobs.run,
    "full-disk": drill_disk.run,
    "kills": drill_kills.run,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which fault."""
    parser.add_argument("fault", choices=list(DRILLS), help="what is to go wrong")
    parser.add_argument("--short", action="store_true", help="once instead of five times (kills: 5 rounds instead of 20)")
    parser.add_argument("--rounds", type=int, help="kills: how many things are killed, one after the other")


def run(args: argparse.Namespace) -> int:
    """Do it, and say whether it held."""
    more = {"rounds": args.rounds} if args.rounds is not None and args.fault == "kills" else {}
    try:
        held = DRILLS[args.fault](_say, short=args.short, **more)
    except NotTried as why:
        print(f"could not be tried: {why}", file=sys.stderr)
        return 2
    if drill_disk.INSIDE not in os.environ:  # there the drill runs twice: outside, and on its own disk
        _say(f"{args.fault}: {'held' if held else 'DID NOT HOLD'}")
    return 0 if held else 1


def _say(text: str) -> None:
    print(text, flush=True)
