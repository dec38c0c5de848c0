"""The embedded PostgreSQL: real server binaries out of a Python wheel, driven by a wrapper of our own.

One server per ``LIUHEN_HOME``, shared by every command that runs there. Rules it keeps:

* Two locks, both freed by the kernel when a process dies. ``postgres.lock`` is held while the server is started or stopped;
  ``postgres.users`` is held, shared, for as long as a process uses the server. Who leaves last stops it.
* A server that outlived its users (they were killed with -9) is joined by the next one, and stopped when that one leaves.
* PostgreSQL refuses to run as root. There it runs in a user namespace in which root is an ordinary user (``unshare -U``),
  and where the kernel forbids that, under an unprivileged user who then owns the data folder.
* Nothing of the caller's language reaches it: the server, its messages and its sort order are the same under LANG=zh_CN.
* It listens on a socket in a folder closed to others, and asks for a password (scram) even there.
"""

import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from liuhen.lib.home import Home, write_secret
from liuhen.lib.programs import PostgresTrouble, binaries, held, namespaces_work, plain_environment, run, unprivileged

MAJOR = "18"
DATABASE = "liuhen"
OWNER = "liuhen_owner"
APPLICATION = "liuhen"
SUPERUSER = "postgres"
PASSWORD_FILES = {SUPERUSER: "db-superuser", OWNER: "db-owner", APPLICATION: "db-application"}
START_TRIES = 20
START_PAUSE = 0.5  # seconds; after kill -9 the children of the old server take a moment to leave
STOP_LIMIT = 60.0  # seconds

CONFIGURATION = """\
# written by Liuhen at each start; what the machine needs beyond it goes into local.conf beside this file
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = '256MB'
dynamic_shared_memory_type = mmap
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
password_encryption = 'scram-sha-256'
wal_compression = on
log_min_duration_statement = 2000
{durable}include_if_exists = 'local.conf'
"""
THROWN_AWAY = "fsync = off\nfull_page_writes = off\nmax_wal_size = '128MB'\nscram_iterations = 1\n"

ROLES = """\
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{owner}') THEN CREATE ROLE {owner} LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{application}') THEN CREATE ROLE {application} LOGIN; END IF;
END $$;
ALTER ROLE {owner} PASSWORD '{owner_password}';
ALTER ROLE {application} PASSWORD '{application_password}';
"""


@dataclass(kw_only=True)
class Postgres:
    """The server of one home. ``fsync`` is off only for databases that are thrown away (tests)."""

    home: Home
    fsync: bool = True
    namespace: bool = field(default_factory=namespaces_work)
    _user: int | None = field(default=None, repr=False)

    def password(self, role: str) -> str:
        """The password of a role, made at the first asking."""
        path = self.home.keys / PASSWORD_FILES[role]
        if not path.exists():
            write_secret(path, secrets.token_hex(24).encode())
        return path.read_text(encoding="ascii")

    def url(self, role: str = APPLICATION, database: str = DATABASE) -> str:
        """A libpq address of ``database`` for ``role``."""
        return f"postgresql://{role}:{self.password(role)}@/{database}?host={self.home.socket}"

    def pid(self) -> int | None:
        """The server's process, if it runs: the process that the pid file names *and* that stands in our data folder.

        The second half matters: after a power cut the file is stale and its number may belong to anybody.
        """
        number = self._named_pid()
        with suppress(OSError):
            if number and Path(f"/proc/{number}/cwd").readlink() == self.home.pg.resolve():
                return number
        return None

    def _named_pid(self) -> int | None:
        with suppress(OSError, ValueError):
            return int((self.home.pg / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        return None

    def _forget_stranger(self) -> None:
        """Remove a stale pid file whose number now belongs to a process of somebody else's: PostgreSQL would wait for it for ever.

        Only when that process is seen to stand elsewhere; where it cannot be seen, PostgreSQL's own caution decides.
        """
        number = self._named_pid()
        with suppress(OSError):
            if number and Path(f"/proc/{number}/cwd").readlink() != self.home.pg.resolve():
                (self.home.pg / "postmaster.pid").unlink()

    def join(self) -> None:
        """Use the server: start it if it does not run. Pair with ``leave``."""
        self.home.make()
        with held(self.home.run / "postgres.lock", fcntl.LOCK_EX):
            if self._user is None:
                self._user = os.open(self.home.run / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._user, fcntl.LOCK_SH)
            try:
                self._start()
            except BaseException:
                self._release()
                raise

    def revive(self) -> None:
        """Start the server again after it died under us; a user's part of the sharing stays as it was."""
        with held(self.home.run / "postgres.lock", fcntl.LOCK_EX):
            self._start()

    def leave(self) -> None:
        """Stop using the server; the last one to leave stops it."""
        if self._user is None:
            return
        with held(self.home.run / "postgres.lock", fcntl.LOCK_EX):
            try:
                fcntl.flock(self._user, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            else:
                self._stop()
            finally:
                self._release()

    def _release(self) -> None:
        if self._user is not None:
            os.close(self._user)
            self._user = None

    def __enter__(self) -> Self:
        """Join."""
        self.join()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave."""
        self.leave()

    def _start(self) -> None:
        self._make_socket_folder()
        if self.pid() is not None and self._answers():
            return
        self._initialise()
        durable = "fsync = on\n" if self.fsync else THROWN_AWAY
        text = CONFIGURATION.format(socket=str(self.home.socket).replace("'", "''"), durable=durable)
        (self.home.pg / "liuhen.conf").write_text(text, encoding="utf-8")
        self._own(self.home.pg / "liuhen.conf")
        self._start_patiently()
        values = {"owner_password": self.password(OWNER), "application_password": self.password(APPLICATION)}
        self.sql(ROLES.format(owner=OWNER, application=APPLICATION, **values))
        self._make_database()

    def _make_database(self) -> None:
        if DATABASE not in self.sql("SELECT datname FROM pg_database").split("\n"):
            self.sql(f"CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0")
        # beside the schema public, which Django's tables live in, the application gets nothing it is not given by name
        self.sql(f"REVOKE ALL ON SCHEMA public FROM PUBLIC;\n{public_grants(OWNER, APPLICATION)}", DATABASE)

    def empty(self) -> None:
        """Throw the database away and make an empty one: for a demonstration that was never finished, nothing else."""
        self.sql(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        self._make_database()

    def _start_patiently(self) -> None:
        log = self.home.pg / "server.log"
        command = ["pg_ctl", "-D", str(self.home.pg), "-l", str(log), "-w", "-t", "60", "start"]
        for _ in range(START_TRIES):
            self._forget_stranger()
            done = self._as_server(command)
            if done.returncode == 0 and self.pid() is not None:
                return
            time.sleep(START_PAUSE)
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else done.stderr
        msg = f"PostgreSQL does not start. The end of {log}:\n{tail}"
        raise PostgresTrouble(msg)

    def _stop(self) -> None:
        number = self.pid()
        if number is None:
            return
        os.kill(number, signal.SIGINT)  # fast shutdown: sessions are ended, everything committed is on disk
        limit = time.monotonic() + STOP_LIMIT
        while self.pid() is not None:
            if time.monotonic() > limit:
                msg = f"PostgreSQL (process {number}) does not stop within {STOP_LIMIT:.0f} s"
                raise PostgresTrouble(msg)
            time.sleep(0.02)

    def _answers(self) -> bool:
        """Whether the running server lets us in; waits while it starts up or recovers."""
        command = ["pg_ctl", "-D", str(self.home.pg), "status"]
        limit = time.monotonic() + 60
        while self._as_server(command).returncode == 0 and time.monotonic() < limit:
            with suppress(PostgresTrouble):
                self.sql("SELECT 1")
                return True
            time.sleep(START_PAUSE)
        return False

    def _initialise(self) -> None:
        version = self.home.pg / "PG_VERSION"
        if version.exists():
            if (found := version.read_text(encoding="ascii").strip()) != MAJOR:
                msg = f"{self.home.pg} was made by PostgreSQL {found}, this is {MAJOR}: back up with the old Liuhen, restore with this one"
                raise PostgresTrouble(msg)
            return
        part = self.home.root / "pg.part"  # made aside and renamed, so that a kill half-way leaves nothing half-made
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        words = self.home.run / "initdb-password"
        write_secret(words, self.password(SUPERUSER).encode())
        self._own(part, words)
        done = self._as_server(
            ["initdb", "-D", str(part), "-U", SUPERUSER, f"--pwfile={words}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C"]
            + ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            + ([] if self.fsync else ["--no-sync"])
        )
        words.unlink()
        if done.returncode != 0:
            msg = f"initdb fails: {done.stderr.strip() or done.stdout.strip()}"
            raise PostgresTrouble(msg)
        with (part / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\ninclude 'liuhen.conf'\n")
        part.rename(self.home.pg)

    def _make_socket_folder(self) -> None:
        """The folder is ours or it is not used: in a shared /tmp somebody else may have made one of its name."""
        folder = self.home.socket
        folder.mkdir(mode=0o700, exist_ok=True)
        facts = folder.lstat()
        if facts.st_uid not in {os.getuid(), self._uid()} or facts.st_mode & 0o077 or folder.is_symlink():
            msg = f"{folder} belongs to somebody else or is open to others; remove it or set LIUHEN_HOME to a shorter path"
            raise PostgresTrouble(msg)
        self._own(folder)

    def _uid(self) -> int:
        """The user the server's files belong to."""
        return os.getuid() if os.getuid() != 0 or self.namespace else unprivileged().pw_uid

    def _own(self, *paths: Path) -> None:
        for path in paths:
            if self._uid() != os.getuid():
                os.chown(path, self._uid(), -1)

    def _as_server(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run one of the server's programs as the user it accepts."""
        words = [str(binaries() / command[0]), *command[1:]]
        environment = plain_environment()
        if os.getuid() == 0 and self.namespace:
            words = ["unshare", "-U", "--map-user=1000", "--map-group=1000", *words]
        elif os.getuid() == 0:
            run_as = unprivileged()
            return run(words, environment, user=run_as.pw_uid, group=run_as.pw_gid)
        return run(words, environment)

    def sql(self, text: str, database: str = "postgres") -> str:
        """Run SQL as the superuser, for making roles and databases; gives the rows, one a line, fields parted by a bar."""
        command = [str(binaries() / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", SUPERUSER]
        command += ["-h", str(self.home.socket), "-d", database]
        environment = plain_environment({"PGPASSWORD": self.password(SUPERUSER), "PGCONNECT_TIMEOUT": "10"})
        done = subprocess.run(command, check=False, input=text, capture_output=True, text=True, env=environment, cwd="/")
        if done.returncode != 0:
            raise PostgresTrouble(done.stderr.strip())
        return done.stdout.strip()


def public_grants(owner: str, application: str) -> str:
    """What the application may do with Django's own tables, now and later; other schemas grant what they mean to, by name."""
    later = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT"
    return (
        f"GRANT ALL ON SCHEMA public TO {owner};\n"
        f"GRANT USAGE ON SCHEMA public TO {application};\n"
        f"{later} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {application};\n"
        f"{later} USAGE, SELECT ON SEQUENCES TO {application};\n"
    )
