"""Check what can be checked without running it: form, lint, types, contracts between rooms, generated pages.

Exit code 0 when all is well, 1 when something is not; every check runs, so that one look shows all of it.
"""

import argparse
import subprocess
import sys
import time

from liuhen.lib.home import PROJECT
from liuhen.operating import frontend, node

NAME = "check"
HELP = "format, lint, types, contracts, generated pages"
NEEDS = "django"

PYTHON = sys.executable
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", (PYTHON, "-m", "ruff", "format", "--check", "--quiet", "src", "tests")),
    ("lint", (PYTHON, "-m", "ruff", "check", "--quiet", "src", "tests")),
    ("contracts", (PYTHON, "-m", "importlinter.cli", "--no-cache")),
    ("types", (PYTHON, "-m", "mypy")),
    ("map", (PYTHON, "-m", "liuhen.regulation.map", "--check")),
    ("migrations", (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", "--verbosity", "1")),
    ("front end", (str(node.program()), "node_modules/typescript/bin/tsc", "--noEmit")),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which checks."""
    parser.add_argument("only", nargs="*", choices=[*(name for name, _ in CHECKS), []], help="only these checks")


def run(args: argparse.Namespace) -> int:
    """Run the checks; 0 when all pass."""
    frontend.prepare(with_tools=True, collect=False)
    failed = []
    for name, words in CHECKS:
        if args.only and name not in args.only:
            continue
        begin = time.monotonic()
        folder = frontend.FRONTEND if name == "front end" else PROJECT
        done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=folder)
        print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - begin:.1f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    return 1 if failed else 0
