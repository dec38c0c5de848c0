"""A backup is whole or not at all; what comes back is what went in."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from liuhen.lib.home import PROJECT, Home
from liuhen.lib.postgres import Postgres
from liuhen.operating import saving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def liuhen(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LIUHEN", "DJANGO", "DATABASE"))}
    environment |= {"LIUHEN_HOME": str(home), "PYTHONPATH": str(PROJECT / "src")}
    return subprocess.run(
        [sys.executable, "-m", "liuhen.cli", *words], check=False, capture_output=True, text=True, env=environment
    )


@pytest.fixture(scope="module")
def saved() -> Iterator[tuple[Path, Path]]:
    """A home with one group in the database and one film in the files, and the backup of it."""
    with tempfile.TemporaryDirectory(prefix="lh-save-") as folder:
        root = Path(folder) / "home"
        assert liuhen(root, "doctor").returncode == 0
        (root / "files" / "ab").mkdir(parents=True)
        (root / "files" / "ab" / "film").write_bytes(b"moving picture" * 1000)
        with Postgres(home=Home(root=root)) as postgres, psycopg.connect(postgres.url(), autocommit=True) as connection:
            connection.execute("INSERT INTO auth_group (name) VALUES ('执法一中队')")
        done = liuhen(root, "backup", "--out", f"{folder}/out")
        assert done.returncode == 0, done.stderr
        yield root, Path(done.stdout.strip())


def test_what_was_saved_comes_back_with_its_rights(saved: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory):
    with tempfile.TemporaryDirectory(prefix="lh-back-") as folder:
        home = Home(root=Path(folder) / "home")

        done = liuhen(home.root, "restore", str(saved[1]))

        assert done.returncode == 0, done.stderr
        assert (home.files / "ab" / "film").read_bytes() == (saved[0] / "files" / "ab" / "film").read_bytes()
        with Postgres(home=home) as postgres, psycopg.connect(postgres.url(), autocommit=True) as connection:
            assert connection.execute("SELECT name FROM auth_group").fetchall() == [("执法一中队",)]
            connection.execute("INSERT INTO auth_group (name) VALUES ('执法二中队')")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("DELETE FROM ledger.acts_envelope")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("DROP TABLE auth_group")
        assert liuhen(home.root, "doctor").returncode == 0


def test_a_home_that_is_in_use_is_not_written_over(saved: tuple[Path, Path]):
    done = liuhen(saved[0], "restore", str(saved[1]))

    assert done.returncode == 1
    assert "不是空的" in done.stderr


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda backup: (backup / "files" / "ab" / "film").unlink(), "缺少"),
        (lambda backup: (backup / "keys" / "extra").write_text("x"), "多出"),
        (lambda backup: (backup / "database.dump").write_bytes(b"other"), "改动或损坏"),
        (lambda backup: (backup / "SHA256SUMS").unlink(), "不是完整的备份"),
    ],
)
def test_a_damaged_backup_is_refused_before_anything_is_written(saved: tuple[Path, Path], tmp_path: Path, harm, told: str):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(saved[1], copy)
    harm(copy)

    with pytest.raises(saving.BackupTrouble, match=told):
        saving.restore(copy, Home(root=tmp_path / "home"), "")
    assert not (tmp_path / "home").exists()
