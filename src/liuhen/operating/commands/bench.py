"""Measure this machine against what the design asks for: ./liuhen bench [rules] [--full] [--only NAME ...] [--json].

Everything is made up and measured on a home of its own beside LIUHEN_HOME, with its own PostgreSQL, and removed afterwards; real data
is not touched. Peers run in the same run, in turn with ours. Without --full the sizes are small and it takes some minutes; with
--full they are those of the design and it takes an hour. --peers names a Python that has pm4py, Declare4Py or clingo installed.

bench rules plays the planted faults and near misses before the Book (--mutants: and before each provision made wrong), then times it;
--json prints {"provisions": [{"provision", "planted", "near", "precision", "recall"}], "timing": [...]}, and the exit code is 1 where
something was missed or falsely found.

Exit code 0 when measured, whether or not a target was met; 1 when something broke; --json prints {"machine", "rows": [{"work",
"ours", "peer", "ratio", "target", "met"}]}.
"""

import argparse
import dataclasses
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from liuhen.lib.home import home
from liuhen.operating import bench_table, frontend, instance

NAME = "bench"
HELP = "measure speed and size against the targets, beside peers"
NEEDS = "nothing"
WITH_PAGES = {"pages", "library", "supervision", "player"}  # groups whose rows open pages as a browser gets them


def arguments(parser: argparse.ArgumentParser) -> None:
    """How much, and what."""
    parser.add_argument(
        "what", nargs="?", choices=["rules"], help="only the rules: precision and recall of every provision, and times"
    )
    parser.add_argument(
        "--mutants", action="store_true", help="with rules: what is made wrong in a provision must be caught by its rows"
    )
    parser.add_argument("--quick", action="store_true", help="with rules: without the times")
    parser.add_argument("--full", action="store_true", help="the sizes of the design (about an hour, 30 GiB of disk)")
    parser.add_argument("--only", nargs="+", choices=list(GROUPS), default=list(GROUPS), help="only these groups of rows")
    parser.add_argument("--peers", default="", metavar="PYTHON", help="an interpreter with pm4py, Declare4Py or clingo installed")
    parser.add_argument("--mayan", default="", metavar="PYTHON", help="an interpreter with mayan-edms installed (docs/bench.md)")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    if args.what == "rules":
        from liuhen.operating import bench_rules

        text, code = bench_rules.run(args)
        print(text)
        return code
    if WITH_PAGES & set(args.only):
        frontend.prepare()  # a clean clone has none yet
    lines: list[bench_table.Line] = []
    broken = 0
    with own_home():
        instance.start_django()
        for name in args.only:
            try:
                for line in measured(GROUPS[name](args)):
                    lines.append(line)
                    _say(f"{line.work}: {line.ours} {line.ratio} {line.met}")
            except Exception as error:  # noqa: BLE001 - one group that breaks leaves the others to be measured
                broken += 1
                lines.append(bench_table.Line(work=name, ours="broke", peer=repr(error)[:120], ratio="", target="", met="no"))
                _say(f"{name} broke: {error!r}")
    if args.json:
        rows = [dataclasses.asdict(line) for line in lines]
        print(json.dumps({"machine": machine(), "rows": rows}, ensure_ascii=False, indent=1))
    else:
        print(f"{machine()}\n\n{bench_table.table(lines)}")
    return 1 if broken else 0


def measured(rows: Iterable[Any]) -> Iterator[bench_table.Line]:
    """Rows with their targets, as they come."""
    return (bench_table.judged(row) for row in rows)


@contextmanager
def own_home() -> Iterator[None]:
    """A home beside the real one, so on the same disk, for everything that is measured; removed afterwards."""
    place = home().root
    place.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="bench-", dir=place))
    os.environ["LIUHEN_HOME"] = str(root)
    os.environ.pop("DATABASE_URL", None)  # a real server is never measured on
    try:
        yield
    finally:
        os.environ["LIUHEN_HOME"] = str(place)
        shutil.rmtree(root, ignore_errors=True)


def machine() -> str:
    """What was measured on, and when."""
    words = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = next(
        (line.partition(":")[2].strip() for line in words.splitlines() if line.startswith("model name")), platform.machine()
    )
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    load = os.getloadavg()[1]
    at = datetime.now(UTC)
    return (
        f"{model}, {os.cpu_count()} cores, {pages:.0f} GiB, {platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"{at:%Y-%m-%d %H:%M} UTC, load of the last five minutes {load:.1f}"
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _ledger(args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_ledger

    return bench_ledger.rows() if args.full else bench_ledger.rows(entries=200_000, logged=30_000)


def _book(args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_book

    return bench_book.rows(cases=bench_book.ALL if args.full else bench_book.SOME, peers=args.peers)


def _pages(args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_cases, bench_pages

    return bench_pages.rows(sizes=bench_cases.FULL if args.full else bench_cases.SIZES)


def _papers(_args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_instruments

    return bench_instruments.rows()


def _recordings(args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_recordings
    from liuhen.operating.bench_films import MIB

    if args.full:
        return bench_recordings.rows(long=20 * 1024 * MIB, mayan=args.mayan)
    return bench_recordings.rows(files_of=16 * MIB, long=256 * MIB, mayan=args.mayan)


def _library(_args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_library

    return bench_library.rows()


def _supervision(_args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_supervision

    return bench_supervision.rows()


def _player(_args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_player

    return bench_player.rows()


def _bags(args: argparse.Namespace) -> Iterable[Any]:
    from liuhen.operating import bench_bag

    return bench_bag.rows(gibibytes=10.0 if args.full else 0.5)


GROUPS: dict[str, Callable[[argparse.Namespace], Iterable[Any]]] = {
    "ledger": _ledger,
    "book": _book,
    "pages": _pages,
    "papers": _papers,
    "recordings": _recordings,
    "library": _library,
    "supervision": _supervision,
    "player": _player,
    "bags": _bags,
}
