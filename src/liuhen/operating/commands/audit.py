"""Judge an event log from elsewhere by a rulebook: ./liuhen audit LOG [--book NAME] [--map MAP.toml].

LOG is XES, CSV or OCEL 2.0 JSON, packed with gzip or not, of any length. --book names an installed rulebook, or a folder with a
pyproject.toml that declares one; without it, our own. --map says which activity is which record kind and which attribute which field,
and in which zone times without an offset are meant; without it, the map that the rulebook brings. --at TIME judges as things stood
then (2026-11-20 is the end of that day): what is still owed is overdue by that clock.

One line per finding on the standard output, then a summary; what could not be read or judged is said on the error output, with file,
line and case, and left out. --json prints JSON objects, one a line: {"type": "finding" | "trouble" | "summary", ...}. docs/audit.md
describes maps, books and every key.

Exit code 0: everything read and nothing breached; 1: something was breached; 2: log, map or rulebook could not be read, or nothing was
breached but part of the log could not be judged.
"""

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path

from liuhen.eventlogs.auditing import INCOMPLETE, Totals, audit, dumped, in_words
from liuhen.eventlogs.findings import COLUMNS, words
from liuhen.eventlogs.judging import Outcome, Request
from liuhen.eventlogs.traces import UnreadableLog
from liuhen.regulation.declared import BadRulebook
from liuhen.regulation.when import CST, end_of

NAME = "audit"
HELP = "judge an event log from elsewhere by a rulebook"
NEEDS = "nothing"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which log, by what."""
    parser.add_argument("log", type=Path, metavar="LOG", help="XES, CSV or OCEL 2.0 JSON, also .gz")
    parser.add_argument(
        "--book", default="", metavar="NAME", help="an installed rulebook, or a folder that holds one (default: ours)"
    )
    parser.add_argument(
        "--map", type=Path, metavar="MAP.toml", help="activities to kinds, attributes to fields (default: the rulebook's)"
    )
    parser.add_argument("--at", metavar="TIME", help="as things stood at this time (default: now)")
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="processes; 0 for as many as there are cores (default: 1)"
    )
    parser.add_argument("--breaches", action="store_true", help="only the lines that are a breach; the summary counts all")
    parser.add_argument("--json", action="store_true", help="for programs: one JSON object a line")


def moment(text: str) -> datetime:
    """A time as typed: a day means its end; without an offset it is China Standard Time. ValueError if unreadable."""
    try:
        return end_of(date.fromisoformat(text))
    except ValueError:
        at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=CST)


def run(args: argparse.Namespace) -> int:
    """Judge it and print."""
    try:
        at = moment(args.at) if args.at else datetime.now(CST)
    except ValueError:
        return _refused(f"时间读不出：{args.at}。请写成 2026-11-20 或者 2026-11-20T09:00。")
    request = Request(
        log=args.log, book=args.book, map=args.map, at=at.astimezone(CST), as_json=args.json, only_breaches=args.breaches
    )
    try:
        totals = audit(request, args.jobs or os.cpu_count() or 1, _Printer(args.json))
    except (UnreadableLog, BadRulebook) as error:
        return _refused(str(error))
    print(dumped(totals) if args.json else "\n" + "\n".join(in_words(totals, words)))
    return totals.code


def _refused(text: str) -> int:
    sys.stdout.flush()
    print(text, file=sys.stderr)
    return INCOMPLETE


class _Printer:
    """Prints batches as they come; on a terminal it says how far it is."""

    def __init__(self, as_json: bool) -> None:  # noqa: FBT001 - the option
        self.as_json, self.begun = as_json, False
        self.progress = sys.stderr.isatty() and not sys.stdout.isatty()

    def __call__(self, outcome: Outcome, totals: Totals) -> None:
        if not self.begun and not self.as_json:
            print("\t".join(COLUMNS))
        self.begun = True
        if outcome.lines:
            print("\n".join(outcome.lines))
        if outcome.troubles:
            print("\n".join(outcome.troubles), file=sys.stdout if self.as_json else sys.stderr)
        if self.progress:
            print(f"\r已核对 {totals.judged:,} 件", end="", file=sys.stderr)
