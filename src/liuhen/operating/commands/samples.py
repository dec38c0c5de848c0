"""Write what judges of others look at: one issued paper of every kind, and the bags of two case files, from the demonstration.

In a home without a bureau the demonstration is made first. Papers go to DIR/papers, bags to DIR/bags. Exit code 0: written;
1: this home holds a real bureau, whose papers are not samples, or something was not made.
"""

import argparse
import shutil
import sys
from pathlib import Path

from django.conf import settings

from liuhen.archive.exporting import export_case
from liuhen.bureau.commands import set_up_actor
from liuhen.cases.models import CaseRow
from liuhen.instruments.models import Instrument, State
from liuhen.ledger import sequencer
from liuhen.operating import instance, jobs_worker, lookup, serving
from liuhen.register.files import path_of

NAME = "samples"
HELP = "write papers and bags of the demonstration, for judges of others"
BAGS = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a folder")


def run(args: argparse.Namespace) -> int:
    """Write them."""
    if not serving.has_agency():
        serving.make_demo(settings.HOME)
    if not serving.is_demo():
        print("这里是正式单位，不作样例；请用 LIUHEN_HOME 指定一个空的文件夹", file=sys.stderr)
        return 1
    sequencer.sequence()
    jobs_worker.work(wait=False)
    instance.close_connections()
    papers = args.out / "papers"
    papers.mkdir(parents=True, exist_ok=True)
    newest = {paper.kind: paper for paper in Instrument.objects.filter(state=State.READY).order_by("issued_at")}
    for kind, paper in newest.items():
        shutil.copyfile(path_of(paper.sha256), papers / f"{kind}.pdf")
    _bags(args.out / "bags")
    waiting = Instrument.objects.exclude(state=State.READY).count()
    print(f"{len(newest)} papers, {waiting} not made, {len(list((args.out / 'bags').iterdir()))} bags")
    return 1 if waiting or not newest else 0


def _bags(folder: Path) -> None:
    """The fullest case files: archived ones first."""
    folder.mkdir(parents=True, exist_ok=True)
    agency = lookup.agency_id()
    for row in CaseRow.objects.filter(agency=agency).order_by("archived_at", "opened_at")[:BAGS]:
        export_case(set_up_actor(agency), row, folder)
