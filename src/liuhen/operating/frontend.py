"""Builds the front end and collects the static files, when anything they are made of has changed since."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from liuhen.lib.home import PROJECT
from liuhen.operating import node

PACKAGE = PROJECT / "src" / "liuhen"
FRONTEND = PACKAGE / "pages" / "frontend"
BUILD = PACKAGE / "pages" / "static" / "liuhen" / "build"
COLLECTED = PROJECT / "staticfiles"
WITH_TOOLS = " tools"  # at the end of the stamp
MANIFESTS = ("package.json", "package-lock.json", ".npmrc")


class BuildTrouble(RuntimeError):  # noqa: N818 - reads as what the operator is told
    """The front end cannot be built; the message is what the tool said."""


def prepare(*, with_tools: bool = False, collect: bool = True) -> None:
    """Bring everything the browser gets up to date. ``with_tools`` installs what only tests need as well."""
    with _alone():
        _install(with_tools=with_tools)
        _step("building the front end", BUILD / ".stamp", _print(_sources()), [*_vite(), "build", "--logLevel", "warn"], FRONTEND)
        if collect:
            words = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
            _step("collecting static files", COLLECTED / ".stamp", _print(_statics()), words, PROJECT)


def _install(*, with_tools: bool) -> None:
    """Install the packages; what tests need, once there, stays when the packages change."""
    stamp = FRONTEND / "node_modules" / ".liuhen-stamp"
    there = stamp.read_text(encoding="ascii") if stamp.exists() else ""
    with_tools = with_tools or there.endswith(WITH_TOOLS)
    wanted = _print(FRONTEND / name for name in MANIFESTS) + (WITH_TOOLS if with_tools else "")
    if there == wanted:
        return
    words = node.npm(["ci", "--no-audit", "--no-fund", "--loglevel", "error", *([] if with_tools else ["--omit", "dev"])])
    _run("installing the front end's packages", words, FRONTEND)
    stamp.write_text(wanted, encoding="ascii")


def _vite() -> list[str]:
    return [str(node.program()), str(FRONTEND / "node_modules" / "vite" / "bin" / "vite.js")]


def _sources() -> Iterator[Path]:
    yield from (FRONTEND / name for name in (*MANIFESTS, "vite.config.ts", "tsconfig.json"))
    yield from sorted((FRONTEND / "src").rglob("*"))


def _statics() -> Iterator[Path]:
    yield PROJECT / "requirements.lock"
    yield from sorted(path for folder in PACKAGE.glob("*/static") for path in folder.rglob("*") if path.name != ".stamp")


def _print(paths: Iterable[Path]) -> str:
    """A fingerprint of what the files hold."""
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(f"{path.relative_to(PROJECT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _step(title: str, stamp: Path, wanted: str, words: list[str], folder: Path) -> None:
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    _run(title, words, folder)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted, encoding="ascii")


def _run(title: str, words: list[str], folder: Path) -> None:
    print(f"liuhen: {title}", file=sys.stderr, flush=True)  # noqa: T201 - said to who waits at the terminal
    environment = {**node.environment(), "DJANGO_SETTINGS_MODULE": "liuhen.settings", "CI": "true"}
    environment.pop("LIUHEN_STATIC_AS_IS", None)
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=folder, env=environment)
    if done.returncode:
        raise BuildTrouble(f"{title}: {' '.join(words[:3])} ... failed\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


@contextmanager
def _alone() -> Iterator[None]:
    """Two starts at once build one after the other; the second finds everything done."""
    descriptor = os.open(FRONTEND / "package-lock.json", os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
