"""Run the tests: all of them, or those named; every word is handed on to pytest.

The browser tests need a Chromium: Debian's is used when it is there (the headless shell before the whole browser, which takes twice
the work), else the one that npm brings. All of them together run in as many processes as there are cores, a file in one of them as a
whole; those of a named file run in one.
``-m unit`` runs those alone that need no database, no browser and no other program.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from liuhen.lib.home import PROJECT
from liuhen.operating import frontend

NAME = "test"
HELP = "run every test, the browser ones too"
NEEDS = "nothing"
WORDS = "handed on"  # to pytest
MOST_PROCESSES = 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """What pytest takes."""
    parser.add_argument("words", nargs="*", help="paths and options for pytest")


def run(args: argparse.Namespace) -> int:
    """Run them; pytest's exit code."""
    try:
        frontend.prepare(with_tools=True, collect=False)
    except frontend.BuildTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    # the tests start some hundreds of programs: each would compile all sources anew where nobody may keep what it compiled
    unwanted = {"LIUHEN_HOME", "PYTHONDONTWRITEBYTECODE"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *parallel(args.words), *args.words], check=False, cwd=PROJECT, env=environment
    ).returncode


def parallel(words: Sequence[str]) -> list[str]:
    """How many processes, for pytest; none of its own where tests are named: a server and a browser for each would take longer."""
    named = any((PROJECT / word.partition("::")[0]).exists() for word in words)
    if named or "-n" in words:
        return []
    # in the order that tests/support/order.py gives them: the browser's come last in every process
    return ["-n", str(min(os.cpu_count() or 1, MOST_PROCESSES)), "--dist", "loadfile", "--no-loadscope-reorder"]
