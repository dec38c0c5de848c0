"""Write a case file as a BagIt bag that can be read and verified without the system: ./liuhen export CASE --out DIR.

CASE is a number, an id, or the id a source gave. --list prints the case numbers, a line each. Exit code 0: written; 1: refused.
"""

import argparse
import json
from pathlib import Path

from liuhen.archive.exporting import export_case
from liuhen.bureau.commands import set_up_actor
from liuhen.cases.models import CaseRow
from liuhen.operating import lookup
from liuhen.regulation.grammar import Refusal

NAME = "export"
HELP = "write a case file as a bag that proves itself"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and where to."""
    parser.add_argument("case", nargs="?", help="number, id, or source id of the case")
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="folder to write the bag in (default: here)")
    parser.add_argument("--list", action="store_true", help="print the case numbers, a line each")
    parser.add_argument("--json", action="store_true", help='for programs: {"case", "bag"}')


def run(args: argparse.Namespace) -> int:
    """Write the bag, or list what there is."""
    try:
        agency = lookup.agency_id()
        if args.list:
            for row in CaseRow.objects.filter(agency=agency).order_by("opened_at", "pk"):
                print(lookup.name_of(row))
            return 0
        if not args.case:
            print("请写明要导出的案件，或者用 --list 列出全部案号。")
            return 2
        row = lookup.find(args.case)
        args.out.mkdir(parents=True, exist_ok=True)
        bag = export_case(set_up_actor(agency), row, args.out)
    except Refusal as refusal:
        print(refusal.message)
        return 1
    print(json.dumps({"case": str(row.pk), "bag": str(bag)}, ensure_ascii=False) if args.json else f"已导出：{bag}")
    return 0
