"""Make the pictures of the manual: the pages of a running demo at 1440 and 390 px, into docs/pictures.

Needs a demo home (./liuhen serve once) and a Chromium. Exit code 0: made; 1: something is missing, which is said.
"""

import argparse
from pathlib import Path

from liuhen.lib.home import PROJECT

NAME = "screenshots"
HELP = "make the pictures of the manual from the demo"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to put them."""
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "pictures", metavar="DIR", help="default: docs/pictures")


def run(args: argparse.Namespace) -> int:
    """Sign in as the people of the demo and photograph their pages."""
    from liuhen.operating import screenshots

    try:
        made = screenshots.make(args.out)
    except LookupError as error:
        print(error)
        return 1
    print("\n".join(str(path) for path in made))
    return 0
