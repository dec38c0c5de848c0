"""Run the tests: all of them, or those named; every word is handed on to pytest.

The browser tests need a Chromium: Debian's package is used when it is there, else the one that npm brings.
"""

import argparse
import os
import subprocess
import sys

from liuhen.lib.home import PROJECT
from liuhen.operating import frontend

NAME = "test"
HELP = "run every test, the browser ones too"
NEEDS = "nothing"
WORDS = "handed on"  # to pytest


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
    environment = {name: value for name, value in os.environ.items() if name != "LIUHEN_HOME"}
    return subprocess.run([sys.executable, "-m", "pytest", *args.words], check=False, cwd=PROJECT, env=environment).returncode
