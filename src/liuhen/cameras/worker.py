"""A program of this room in a process of its own: the order on its standard input, the answer on its standard output.

What a camera sends is as little to be trusted as a file from outside. Nothing of an order is in arguments or environment, where other
users of the machine could read a password.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]


class Died(Exception):  # noqa: N818
    """It did not answer in time, or not at all."""


def start(module: str) -> "subprocess.Popen[str]":
    """One that goes on by itself; it ends when its standard input does."""
    return subprocess.Popen(
        [sys.executable, "-m", f"liuhen.cameras.{module}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a library's own words hold addresses
        cwd=PROJECT,
        text=True,
        bufsize=1,
    )


def ask(module: str, order: dict[str, Any], seconds: float) -> Any:
    """One that answers and ends."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", f"liuhen.cameras.{module}"],
            input=json.dumps(order) + "\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            text=True,
            timeout=seconds,
            check=False,
        )
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise Died from None
