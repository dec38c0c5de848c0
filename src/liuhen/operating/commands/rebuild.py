"""Write every list and finding anew from the entries, and say what differed: ./liuhen rebuild [--agency NAME].

The entries are the truth and are not touched; rows, search words, visibility, findings and readings are made of them. Serve may go
on running. Exit code 0 whether or not something differed; --json prints {"agency", "subjects", "differences": [{"table", "subject",
"before", "after"}]} for each agency.
"""

import argparse
import dataclasses
import json
import sys
from typing import Any

from liuhen.bureau import queries
from liuhen.operating import rebuilding

NAME = "rebuild"
HELP = "write lists, search and findings anew from the entries; say what differed"
SHOWN = 50  # differences told one by one


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose."""
    parser.add_argument("--agency", metavar="NAME", help="only this agency, by name or id (default: all)")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Rebuild; 1 when there is no such agency."""
    agencies = [row for row in queries.agencies() if not args.agency or args.agency in {row.name, str(row.id)}]
    if not agencies:
        print(f"没有这个机关：{args.agency}" if args.agency else "还没有设立机关，没有可重建的内容。", file=sys.stderr)
        return 1
    told = []
    for agency in agencies:
        found = list(rebuilding.rebuild(agency.id, _progress))
        count = len(rebuilding.subjects(agency.id))
        told.append({"agency": agency.name, "subjects": count, "differences": [dataclasses.asdict(one) for one in found]})
        if not args.json:
            _say(agency.name, count, found)
    if args.json:
        print(json.dumps(told, ensure_ascii=False))
    return 0


def _say(name: str, count: int, found: list[Any]) -> None:
    for one in found[:SHOWN]:
        print(one.line())
    if len(found) > SHOWN:
        print(f"……另有 {len(found) - SHOWN} 处，用 --json 查看全部")
    print(f"{name}：重建 {count} 个主体，" + (f"改正 {len(found)} 处。" if found else "与记录一致，没有改动。"))


def _progress(done: int, total: int) -> None:
    """One line that counts up; silent where nobody looks."""
    if sys.stderr.isatty():
        print(f"\r正在重建 {done}/{total} ", end="\n" if done >= total else "", file=sys.stderr, flush=True)
