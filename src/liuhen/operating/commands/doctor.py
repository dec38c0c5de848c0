"""Look after the health of this instance: database, jobs, sequencer, disk, keys, certificate.

--files also holds the whole store against the ledger: entries whose file is gone, uploads that hang between; files that no entry names
are told as a note. Exit code 0 when healthy, 1 when not. --json prints {"agency", "healthy", "problems", "notes"}.
"""

import argparse
import json

from liuhen.bureau.models import Agency
from liuhen.operating import health, reconcile

NAME = "doctor"
HELP = "say whether everything is well, and what to do when not"


def arguments(parser: argparse.ArgumentParser) -> None:
    """How to say it."""
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--files", action="store_true", help="also hold every stored file against the ledger, which takes longer")


def run(args: argparse.Namespace) -> int:
    """Look, and say what is seen."""
    agency = Agency.objects.order_by("founded_at").first()
    problems, notes = health.problems(), list[str]()
    if args.files:
        problems += reconcile.problems()
        if unnamed := reconcile.without_entry():
            notes.append(f"有 {len(unnamed)} 个文件没有记录提到（草稿作废或中断时留下，不影响记录），如 {min(unnamed)[:16]}…")
    if args.json:
        told = {"agency": agency.name if agency else None, "healthy": not problems, "problems": problems, "notes": notes}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"单位：{agency.name if agency else '还没有建立'}")
        print("\n".join(f"· {problem}" for problem in problems) or "一切正常")
        print("".join(f"（{note}）\n" for note in notes), end="")
    return 1 if problems else 0
