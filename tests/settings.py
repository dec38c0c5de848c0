"""Settings of the tests: those of the program, on a home of their own that is thrown away afterwards."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# The server under test is thrown away, so it does not wait for the disk; the ledger's own durability tests start real servers.
# In memory, where there is room, a database is copied ten times as fast; a container may give that folder but 64 MiB.
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 - mkdtemp makes a folder of our own there


def _place() -> Path | None:
    """The folder in memory, without what test runs that were killed left there; none where it is small."""
    for left in MEMORY.glob("liuhen-test-*-*"):
        if not Path("/proc", left.name.split("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)  # its server, if it still runs, stops when its folder is gone
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


TEST_HOME = Path(tempfile.mkdtemp(prefix=f"liuhen-test-{os.getpid()}-", dir=_place()))
atexit.register(shutil.rmtree, TEST_HOME, ignore_errors=True)
os.environ.update(
    LIUHEN_HOME=str(TEST_HOME), LIUHEN_STATIC_AS_IS="yes", LIUHEN_LOG_LEVEL="WARNING", DJANGO_ALLOW_ASYNC_UNSAFE="1"
)

from liuhen.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["*"]
# argon2 is made to be slow; the tests sign in hundreds of times. That real accounts use it is tested on its own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]
