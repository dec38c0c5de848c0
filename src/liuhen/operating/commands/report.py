"""Say of one case, article by article, what was kept, kept late, owed, breached, excused, unseen: ./liuhen report CASE.

CASE is a number, an id, or the id a source gave. --at TIME reports as things stood then (2026-11-20, 2026-11-20T09:00);
without it, now. A case told by a source that does not claim to be complete is unseen where the source is silent.

--json prints {"case", "at", "provisions": [{"source", "article", "level", "status", "gravity", "about", "because", "due", "met",
"overdue", ...}]}: one row per duty or fault and one per silent provision; docs/report.md documents them. Exit code 0: reported;
1: there is no such case; 2: TIME cannot be read.
"""

import argparse
import json
import sys
from datetime import date, datetime

from liuhen.operating import lookup
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.report import as_json, in_words, report
from liuhen.regulation.saying import ended
from liuhen.regulation.when import CST, end_of

NAME = "report"
HELP = "one case article by article: kept, late, owed, breached, unseen"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, as of when, in which form."""
    parser.add_argument("case", help="number, id, or source id of the case")
    parser.add_argument("--at", metavar="TIME", help="as things stood at this time (default: now)")
    parser.add_argument("--json", action="store_true", help="for programs")


def moment(text: str) -> datetime:
    """A time as typed: a day means its end; without an offset it is China Standard Time. ValueError if unreadable."""
    try:
        return end_of(date.fromisoformat(text))
    except ValueError:
        at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=CST)


def run(args: argparse.Namespace) -> int:
    """Judge the case and print what was found."""
    try:
        at = moment(args.at) if args.at else clock.now()
    except ValueError:
        print(f"时间读不出：{args.at}。请写成 2026-11-20 或者 2026-11-20T09:00。", file=sys.stderr)
        return 2
    try:
        row = lookup.find(args.case)
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1
    history = register.history(row.agency, SubjectRef("case", row.pk))
    rows = report(history, register.terms(row.agency), at, register.book())
    name = lookup.name_of(row)
    if args.json:
        print(json.dumps(as_json(name, at, rows), ensure_ascii=False, indent=1))
        return 0
    print(f"{row.name}（{name}）　截至 {ended(at)}" + ("　来源未称完整，未载的记为未见" if history.partial else ""))
    for line in in_words(rows):
        print(line)
    return 0
