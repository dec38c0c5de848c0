"""Makes the program runnable and runs it: started by ``./liuhen`` with whatever python3 the machine has.

Needs nothing but the standard library. Makes ``.venv`` and installs ``requirements.lock`` in it, once per lock and Python; two
starts at the same moment wait for each other. Then it becomes ``python -m liuhen.cli`` with the words it was given. A command that
needs none of it (:data:`OFFLINE`) does not wait for it.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
LOCK = PROJECT / "requirements.lock"
VENV = PROJECT / ".venv"
STAMP = VENV / "liuhen-stamp"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
#: Commands that do with the standard library alone, for a machine that has no way to the package index.
OFFLINE = ("digest",)


def say(sentence: str) -> None:
    """Tell who waits at the terminal; the command's own output stays clean."""
    print(f"liuhen: {sentence}", file=sys.stderr, flush=True)  # noqa: T201 - this is the terminal's voice


def wanted() -> str:
    """What the environment has to be made of."""
    python = f"{sys.version_info[:2]} {sysconfig.get_platform()} {PROJECT}"
    return hashlib.sha256(python.encode() + LOCK.read_bytes()).hexdigest()


def ready() -> bool:
    """Whether the environment is the wanted one."""
    return STAMP.exists() and PYTHON.exists() and STAMP.read_text(encoding="ascii") == wanted()


def make() -> None:
    """Make the environment; one that is there and still works is brought up to date."""
    STAMP.unlink(missing_ok=True)
    say("installing what requirements.lock names into .venv (once; about a minute)")
    if not _works():
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
            raise SystemExit("liuhen: python3 cannot make a virtual environment; on Debian: apt-get install python3-venv")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet", "--require-hashes", "--requirement", str(LOCK)]
    if subprocess.run(install, check=False).returncode:
        raise SystemExit("liuhen: the packages cannot be installed; is there a way to the package index? Then start again")
    where = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    library = Path(subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip())
    (library / "liuhen.pth").write_text(f"{PROJECT / 'src'}\n", encoding="utf-8")
    STAMP.write_text(wanted(), encoding="ascii")


def _works() -> bool:
    """Whether the environment that is there belongs to this Python and has pip."""
    question = [str(PYTHON), "-c", "import sys, pip; print(tuple(sys.version_info[:2]))"]
    with contextlib.suppress(OSError):
        done = subprocess.run(question, check=False, capture_output=True, text=True)
        return done.returncode == 0 and done.stdout.strip() == str(tuple(sys.version_info[:2]))
    return False


def main() -> None:
    """Prepare, then become the program."""
    if sys.version_info < OLDEST:
        raise SystemExit(f"liuhen: needs Python {OLDEST[0]}.{OLDEST[1]} or newer, this is {sys.version.split()[0]}")
    if not ready() and sys.argv[1:2] and sys.argv[1] in OFFLINE:
        _become(sys.executable, PYTHONPATH=str(PROJECT / "src"), PYTHONDONTWRITEBYTECODE="1")
    if not ready():
        with LOCK.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready():
                make()
    _become(str(PYTHON))


def _become(python: str, **more: str) -> None:
    """Become the program, by this Python."""
    os.execve(python, [python, "-m", "liuhen.cli", *sys.argv[1:]], {**os.environ, **more})  # noqa: S606 - it becomes the program


if __name__ == "__main__":
    main()
