"""Where a Chromium is on this machine, and what it needs to run: for the tests, and for the pictures in the manual.

A Chromium on a machine without Chinese fonts would draw boxes, so the wheel's fonts are always offered to it.
"""

import functools
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from liuhen.lib.home import PROJECT
from liuhen.operating import node

# Debian's headless shell is the same engine without windows, menus and tabs of its own: it takes about half the work of the whole
# browser, which also runs headless
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FRONTEND = PROJECT / "src" / "liuhen" / "pages" / "frontend"
# the package unpacks itself, and the system libraries a bare machine lacks, into the folder TMPDIR names
UNPACK = """
import chromium from '@sparticuz/chromium';
console.log(JSON.stringify({program: await chromium.executablePath(), args: chromium.args}));
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


# without these a closed network sees a storm of refused look-ups
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@dataclass(frozen=True, kw_only=True)
class Chromium:
    """A browser: its program, what it must be called with, and what must stand in its environment."""

    program: Path
    arguments: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    unpacked: bool = False

    def launch(self) -> dict[str, Any]:
        """What Playwright's ``launch`` wants."""
        sandbox = ("--no-sandbox",) if os.getuid() == 0 or self.unpacked else ()
        return {
            "executable_path": str(self.program),
            "args": [*QUIET, *sandbox, *self.arguments],
            "env": {**os.environ, **self.environment},
        }


@functools.cache
def find() -> Chromium | None:
    """The machine's own Chromium, else the one from npm, else none. LIUHEN_CHROMIUM=npm skips the machine's own."""
    if os.environ.get("LIUHEN_CHROMIUM") != "npm":
        for name in NAMES:
            if program := shutil.which(name):
                return Chromium(program=Path(program), environment={"FONTCONFIG_FILE": str(_fonts(_folder()))})
    return unpack() if (FRONTEND / "node_modules" / "@sparticuz" / "chromium").exists() else None


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"liuhen-chromium-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _fonts(folder: Path) -> Path:
    """A font configuration that knows the machine's fonts and the wheel's."""
    path = folder / "fonts.conf"
    path.write_text(FONTS.format(fonts=wheel_fonts(), cache=folder / "fontcache"), encoding="utf-8")
    return path


def unpack() -> Chromium:
    """The browser from npm, unpacked with the system libraries a bare machine lacks."""
    folder = _folder()
    runner = node.wheel() / "bin" / "node"  # the package asks for a newer node than many machines have
    environment = {**node.environment(runner), "TMPDIR": str(folder), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
    done = subprocess.run(
        [str(runner), "--input-type=module", "-e", UNPACK],
        check=True,
        capture_output=True,
        text=True,
        cwd=FRONTEND,
        env=environment,
    )
    program = Path(json.loads(done.stdout)["program"])
    fonts = _fonts(folder)
    libraries = ":".join(str(path) for path in sorted({found.parent for found in folder.glob("**/*.so*")}))
    return Chromium(
        program=program,
        # not --single-process, which the package proposes: there the browser ends with the first context that is closed
        arguments=("--no-zygote", "--disable-setuid-sandbox"),
        environment={"FONTCONFIG_FILE": str(fonts), "LD_LIBRARY_PATH": libraries},
        unpacked=True,
    )


def wheel_fonts() -> Path:
    """The folder of the Chinese fonts that papers are set in."""
    from importlib.util import find_spec

    spec = find_spec("pylopdf_fonts_zh_cn")
    if spec is None or not spec.submodule_search_locations:
        msg = "pylopdf-fonts-zh-cn is not installed"
        raise LookupError(msg)
    return Path(next(iter(spec.submodule_search_locations)))
