"""Settings of the tests: those of the program, on a home of their own that is thrown away afterwards."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# The server under test is thrown away, so it does not wait for the disk; the ledger's own durability tests start real servers.
TEST_HOME = Path(tempfile.mkdtemp(prefix="liuhen-test-"))
atexit.register(shutil.rmtree, TEST_HOME, ignore_errors=True)
os.environ.update(
    LIUHEN_HOME=str(TEST_HOME), LIUHEN_STATIC_AS_IS="yes", LIUHEN_LOG_LEVEL="WARNING", DJANGO_ALLOW_ASYNC_UNSAFE="1"
)

from liuhen.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["*"]
# argon2 is made to be slow; the tests sign in hundreds of times. That real accounts use it is tested on its own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]
