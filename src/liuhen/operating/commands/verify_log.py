"""Check the whole log against itself and against the checkpoints kept in files; --out keeps the export for an auditor.

Exit code 0 when intact, 1 when not, 2 when there is nothing to check.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from liuhen.archive.package import LogExport, write_log
from liuhen.archive.report import UNREADABLE, Report
from liuhen.archive.verify import verify
from liuhen.ledger import bundle, outside, proofs, read
from liuhen.ledger.envelope import LOGS, StoredEntry
from liuhen.ledger.note import opened

NAME = "verify-log"
HELP = "check the whole log, or write it out for an auditor"
_STEP = 20_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which log, and where to."""
    parser.add_argument("--log", choices=LOGS, default="acts", help="acts (default) or readings")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the export to this new folder and keep it")
    parser.add_argument("--json", action="store_true", help="for programs: the checker's report")


def run(args: argparse.Namespace) -> int:
    """Write the log out, check it, and say what was found."""
    if args.out and args.out.exists():
        sys.stderr.write(f"没有导出：{args.out} 已经存在。请换一个文件夹。\n")
        return UNREADABLE
    agencies = read.agencies()
    notes = bundle.checkpoints(agencies[0], log=args.log) if agencies else []
    if not notes:
        sys.stderr.write("台账里还没有检查点，没有可核验的内容\n")
        return UNREADABLE
    with tempfile.TemporaryDirectory(prefix="liuhen-audit-") as folder:
        report = _checked(agencies[0], args.log, notes, args.out or Path(folder) / "log")
    # files on this machine and on its mirror: they show an old database, but say nothing about who this agency is
    for problem in outside.disagreements(agencies[0], args.log):
        report.wrong("older_than_outside", problem)
    sys.stdout.write((report.as_json() if args.json else "\n".join(report.lines())) + "\n")
    return report.code


def _checked(agency: UUID, log: str, notes: list[str], folder: Path) -> Report:
    key = proofs.verifier(agency, log)
    size = opened(notes[-1], [key]).size
    entries = _counted(bundle.whole_log(agency, size, log=log), size)
    export = LogExport(origin=key.name, key=key.text, size=size, entries=entries, checkpoints=notes, made_at=datetime.now(UTC))
    try:
        write_log(folder, export)
    except ValueError as error:
        report = Report(path=str(folder), sort="log")
        report.wrong("missing", f"数据库里的记录与检查点的条数不符：{error}")
        return report
    return verify(folder)


def _counted(entries: Iterable[StoredEntry], size: int) -> Iterator[StoredEntry]:
    """Say on a terminal how far it is; a million entries take a minute."""
    show = sys.stderr.isatty() and size > _STEP
    for number, entry in enumerate(entries, 1):
        if show and number % _STEP == 0:
            sys.stderr.write(f"\r{number:,} / {size:,}")
        yield entry
    if show:
        sys.stderr.write("\r" + " " * 40 + "\r")
