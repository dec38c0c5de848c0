"""Look after the health of this instance: database, jobs, sequencer, disk, keys, certificate.

Exit code 0 when healthy, 1 when not. --json prints {"agency", "healthy", "problems"}.
"""

import argparse
import json

from liuhen.bureau.models import Agency
from liuhen.operating import health

NAME = "doctor"
HELP = "say whether everything is well, and what to do when not"


def arguments(parser: argparse.ArgumentParser) -> None:
    """How to say it."""
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Look, and say what is seen."""
    agency = Agency.objects.order_by("founded_at").first()
    problems = health.problems()
    if args.json:
        print(
            json.dumps(
                {"agency": agency.name if agency else None, "healthy": not problems, "problems": problems}, ensure_ascii=False
            )
        )
    else:
        print(f"单位：{agency.name if agency else '还没有建立'}")
        print("\n".join(f"· {problem}" for problem in problems) or "一切正常")
    return 1 if problems else 0
