"""Enter cases recorded elsewhere: ./liuhen import FILE.json [--media DIR].

The source's own times are kept, the entries show as entered late, and what the source does not tell is not invented. A bad case is
reported and the rest go in; entering the same file again changes nothing. Exit code 0: all entered; 1: some refused; 2: a file that
cannot be read. --json prints {"cases": [{"case", "source_id", "entries", "added"}], "refused": [{"file", "case", "reason"}]}.
"""

import argparse
import json
from pathlib import Path

from liuhen.bureau import queries
from liuhen.bureau.commands import set_up_actor
from liuhen.operating.importing import Outcome, import_file

NAME = "import"
HELP = "enter cases recorded elsewhere (old files, other systems)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, and where their recordings are."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.json", help="files in the shape of docs/import.md")
    parser.add_argument("--media", type=Path, metavar="DIR", help="folder of the recordings that the files name")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Enter the files one after the other."""
    agencies = queries.agencies()
    if not agencies:
        print("还没有设立机关。请先启动一次（./liuhen serve），再录入。")
        return 2
    actor, whole = set_up_actor(agencies[0].id), Outcome()
    for path in args.files:
        outcome = import_file(actor, path, args.media)
        whole.cases.extend(outcome.cases)
        whole.refused.extend(outcome.refused)
    if args.json:
        print(json.dumps({"cases": whole.cases, "refused": whole.refused}, ensure_ascii=False))
    else:
        _tell(whole)
    if any(row["case"] is None for row in whole.refused):
        return 2
    return 1 if whole.refused else 0


def _tell(outcome: Outcome) -> None:
    for row in outcome.cases:
        print(f"{row['source_id']}　{row['case']}　共 {row['entries']} 条，新记 {row['added']} 条")
    for row in outcome.refused:
        print(f"未录入　{row['file']}　{row['case'] or ''}　{row['reason']}")
    print(f"录入 {len(outcome.cases)} 件，未录入 {len(outcome.refused)} 件。")
