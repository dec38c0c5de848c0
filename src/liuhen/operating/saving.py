"""Backups: one folder with the database, the files, the keys and a list of digests to read them back by."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from liuhen.lib.home import Home
from liuhen.lib.postgres import OWNER, SUPERUSER, Postgres
from liuhen.lib.programs import binaries, plain_environment

DATABASE = "database.dump"
LIST = "SHA256SUMS"
FOLDERS = ("files", "keys", "checkpoints", "tls")
CHUNK = 1024 * 1024


class BackupTrouble(RuntimeError):  # noqa: N818 - reads as what the operator is told
    """A backup cannot be made or put back; says why."""


def backup(home: Home, owner: Mapping[str, Any], out: Path, now: datetime) -> Path:
    """Write the backup and give its folder. ``owner`` is Django's settings of the owner's connection.

    The database is dumped first: what it names in files was there before, so the files that follow hold at least that.
    """
    target = out / f"liuhen-{now:%Y%m%d-%H%M%S}"
    part = target.with_name(f"{target.name}.part")
    part.mkdir(parents=True, mode=0o700)
    _dump(owner, part / DATABASE)
    for name in FOLDERS:
        if (home.root / name).exists():
            shutil.copytree(
                home.root / name, part / name, copy_function=_link if name == "files" else shutil.copy2, ignore=_unfinished
            )
    lines = [f"{digest_of(path)}  {path.relative_to(part)}\n" for path in _files(part)]
    (part / LIST).write_text("".join(lines), encoding="utf-8")
    part.rename(target)
    return target


def restore(source: Path, home: Home, owner_url: str) -> None:
    """Check the backup, then put it into an empty home (and the database that ``owner_url`` names, else the embedded one)."""
    check(source)
    if any((home.root / name).exists() and any((home.root / name).iterdir()) for name in ("pg", *FOLDERS)):
        raise BackupTrouble(f"{home.root} 不是空的：恢复只写入空的文件夹，请用 LIUHEN_HOME 指定另一个")
    home.root.mkdir(parents=True, exist_ok=True)
    for name in FOLDERS:
        if (source / name).exists():
            shutil.copytree(
                source / name, home.root / name, copy_function=_link if name == "files" else shutil.copy2, dirs_exist_ok=True
            )
    if owner_url:
        _load(source / DATABASE, owner_url, plain_environment())
        return
    with Postgres(home=home) as postgres:
        # the superuser restores, so that what belongs to the owner's role goes back to it, triggers and grants too
        url = postgres.url(SUPERUSER).replace(f":{postgres.password(SUPERUSER)}@", "@")
        postgres.sql("DROP SCHEMA public CASCADE", "liuhen")
        postgres.sql(f"CREATE SCHEMA public AUTHORIZATION {OWNER}", "liuhen")
        _load(source / DATABASE, url, plain_environment({"PGPASSWORD": postgres.password(SUPERUSER)}))


def check(source: Path) -> None:
    """Every file is there and holds what it held; none was added."""
    if not (source / LIST).exists():
        raise BackupTrouble(f"{source} 不是完整的备份：没有 {LIST}")
    lines = (source / LIST).read_text(encoding="utf-8").splitlines()
    noted = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {str(path.relative_to(source)) for path in _files(source)} - {LIST}
    if missing := sorted(set(noted) - found):
        raise BackupTrouble(f"备份缺少 {len(missing)} 个文件，如 {missing[0]}")
    if added := sorted(found - set(noted)):
        raise BackupTrouble(f"备份里多出 {len(added)} 个文件，如 {added[0]}")
    for name, expected in noted.items():
        if digest_of(source / name) != expected:
            raise BackupTrouble(f"备份中的文件被改动或损坏：{name}")


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dump(owner: Mapping[str, Any], path: Path) -> None:
    # the dump carries no role names but the two of ours; --no-owner would lose who may do what
    words = [
        str(binaries() / "pg_dump"),
        "--format=custom",
        f"--file={path}",
        f"--host={owner['HOST']}",
        f"--username={owner['USER']}",
    ]
    words += [f"--port={owner['PORT']}"] if owner["PORT"] else []
    environment = plain_environment({"PGPASSWORD": str(owner["PASSWORD"])})
    done = subprocess.run([*words, str(owner["NAME"])], check=False, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise BackupTrouble(f"pg_dump: {done.stderr.strip()}")


def _load(path: Path, url: str, environment: dict[str, str]) -> None:
    if not urlsplit(url).scheme.startswith("postgres"):
        raise BackupTrouble(f"{url!r} is no address of a database")
    words = [str(binaries() / "pg_restore"), "--exit-on-error", "--clean", "--if-exists", f"--dbname={url}", str(path)]
    done = subprocess.run(words, check=False, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise BackupTrouble(f"pg_restore: {done.stderr.strip()}")


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _unfinished(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.endswith(".part") or name in {"incoming", "fetched"}}
