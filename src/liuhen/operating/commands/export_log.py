"""Write our cases as an event log for other programs: ./liuhen export-log OUT [CASE ...].

OUT ends in .json (OCEL 2.0) or .xes, either with .gz behind it. Without CASE, every case that bears no secrecy mark; how many stayed
here for which mark is said. What leaves: which acts were done when, their choices, numbers, sums and dates, officers and parties by
their ids, names masked. No running text, no places, no things, no files, no numbers of persons. --with-names writes the names of parties and officers as they are; both are kept in the
log of readings. docs/audit.md lists it all.

Exit code 0: written; 1: refused (no such case, file there already); 2: OUT has no known ending.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

from django.db.models import Count, Q

from liuhen import access
from liuhen.access.masking import mask
from liuhen.bureau.commands import set_up_actor
from liuhen.cases.models import CaseRow
from liuhen.eventlogs.ours import Case, Names, case_of
from liuhen.eventlogs.writing import write
from liuhen.operating import lookup
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.usual import SECRECY

NAME = "export-log"
HELP = "write our cases as an event log (OCEL 2.0 or XES)"
_ENDINGS = (".json", ".xes", ".json.gz", ".xes.gz")
_SECRETLESS = Q(secrecy="") | Q(secrecy="none")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and which cases."""
    parser.add_argument("out", type=Path, metavar="OUT", help="the file to write: .json (OCEL 2.0) or .xes, also with .gz")
    parser.add_argument(
        "case", nargs="*", metavar="CASE", help="number, id, or source id of a case (default: all without a secrecy mark)"
    )
    parser.add_argument("--with-names", action="store_true", help="write names as they are; without it they are masked")
    parser.add_argument(
        "--json", action="store_true", help='for programs: {"file", "cases", "left_out", "marks": {secrecy mark: cases left out}}'
    )


def run(args: argparse.Namespace) -> int:
    """Write the log and say how much is in it."""
    if not args.out.name.endswith(_ENDINGS):
        print(f"不知道写成什么格式：{args.out.name}。文件名请以 {'、'.join(_ENDINGS)} 结尾。", file=sys.stderr)
        return 2
    try:
        agency = lookup.agency_id()
        if args.out.exists():
            raise Refusal(f"没有导出：{args.out} 已经存在。请换一个文件名，或者先把它移走。", code="already")  # noqa: TRY301 - said in one place
        count, marks = export(agency, args.out, args.case, with_names=args.with_names)
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1
    told = {"file": str(args.out), "cases": count, "left_out": sum(marks.values()), "marks": marks}
    print(json.dumps(told, ensure_ascii=False) if args.json else f"已导出 {count} 件：{args.out}{_kept_here(marks)}")
    return 0


def _kept_here(marks: Mapping[str, int]) -> str:
    """Which cases did not go out, by the mark that kept them: 含个人隐私的 2 件、标为“秘密”的 1 件没有导出."""
    known = dict(SECRECY)
    said = [f"{known.get(mark, f'标为“{mark}”')}的 {count} 件" for mark, count in marks.items()]
    return f"，{'、'.join(said)}没有导出" if said else ""


def export(agency: UUID, out: Path, named: list[str], *, with_names: bool) -> tuple[int, dict[str, int]]:
    """Write the log; how many cases went out, and how many were left out for which mark. The export itself is a reading."""
    actor = set_up_actor(agency)
    rows = CaseRow.objects.filter(agency=agency).order_by("opened_at", "pk")
    if named:
        rows = rows.filter(pk__in=[lookup.find(name).pk for name in named])
    kept = rows.exclude(_SECRETLESS).order_by("secrecy").values("secrecy").annotate(count=Count("pk"))
    marks = {row["secrecy"]: row["count"] for row in kept}
    detail = {"what": out.name, "names": "with" if with_names else "masked"}

    def cases() -> Iterator[Case]:
        for row in rows.filter(_SECRETLESS).iterator(chunk_size=200):
            ref = SubjectRef("case", row.pk)
            access.demand(actor, "export", ref)
            access.reading(actor, ref, "exported", detail)
            yield case_of(register.history(agency, ref), _values(row), _names(with_names=with_names))

    return write(out, cases()), marks


def _names(*, with_names: bool) -> Names:
    return (lambda name: name) if with_names else (lambda name: mask(name, "name"))


def _values(row: CaseRow) -> dict[str, str]:
    """What leaves of a case itself; its name holds the party's and stays."""
    told = {"number": row.number, "act": row.act, "procedure": row.procedure, "source": row.source, "cause": row.cause}
    told |= {"stage": row.stage, "unit": row.unit_name, "complete": str(not row.partial).lower()}
    return {key: value for key, value in told.items() if value}
