"""Where the state of one Liuhen lies: ``LIUHEN_HOME``, by default ``var/`` beside the code."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from liuhen.lib.env import envpath

PROJECT = Path(__file__).resolve().parents[3]
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107  # bytes; the kernel's sockaddr_un holds 108 with the closing zero


@dataclass(frozen=True, kw_only=True)
class Home:
    """The folders of one instance. Several instances live side by side, each with a home and a port of its own."""

    root: Path

    @property
    def pg(self) -> Path:
        """The embedded server's data folder."""
        return self.root / "pg"

    @property
    def files(self) -> Path:
        """Recordings, papers, scans: content-addressed, written once."""
        return self.root / "files"

    @property
    def keys(self) -> Path:
        """Signing keys, the web secret, the passwords of the database roles (0600)."""
        return self.root / "keys"

    @property
    def checkpoints(self) -> Path:
        """Append-only files of signed checkpoints, one per agency."""
        return self.root / "checkpoints"

    @property
    def tls(self) -> Path:
        """The certificate HTTPS is served with and, when made here, the authority that signed it."""
        return self.root / "tls"

    @property
    def logs(self) -> Path:
        """What the server and its children have to say."""
        return self.root / "logs"

    @property
    def run(self) -> Path:
        """Locks and facts about the running instance; nothing here outlives it with a meaning."""
        return self.root / "run"

    @property
    def socket(self) -> Path:
        """The folder of PostgreSQL's socket: ``run``, or a short one of our own when that path is too long for a socket.

        The short name is computed, not random, so that every process of this home finds it; whoever makes it checks its owner.
        """
        if len(os.fsencode(self.run / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
            return self.run
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"liuhen-{os.getuid()}-{digest}"

    def make(self) -> None:
        """Make the folders that are missing, closed to other users."""
        self.root.mkdir(parents=True, exist_ok=True)
        for folder in (self.files, self.keys, self.checkpoints, self.tls, self.logs, self.run):
            folder.mkdir(mode=0o700, exist_ok=True)


def home() -> Home:
    """The home this process was started for."""
    root = envpath("LIUHEN_HOME", PROJECT / "var")
    return Home(root=root or PROJECT / "var")


def write_secret(path: Path, content: bytes) -> None:
    """Write ``content`` whole or not at all, readable by its owner alone."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
