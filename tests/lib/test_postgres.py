"""The embedded server: shared, adopted, revived, closed to others. Real servers, real signals."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from liuhen.lib.home import SOCKET_NAME, SOCKET_PATH_LIMIT, Home
from liuhen.lib.postgres import APPLICATION, OWNER, Postgres
from liuhen.lib.programs import PostgresTrouble

pytestmark = pytest.mark.system

JOIN_AND_WAIT = """
import sys, time
from pathlib import Path
from liuhen.lib.home import Home
from liuhen.lib.postgres import Postgres
Postgres(home=Home(root=Path(sys.argv[1])), fsync=False).join()
print("joined", flush=True)
time.sleep(60)
"""


@pytest.fixture
def home() -> Iterator[Home]:
    with tempfile.TemporaryDirectory(prefix="lh-pg-") as folder:
        Path(folder).chmod(0o755)
        place = Home(root=Path(folder) / "home")
        yield place
        if pid := Postgres(home=place).pid():
            os.kill(pid, signal.SIGKILL)


def server(home: Home) -> Postgres:
    return Postgres(home=home, fsync=False)


def answer(postgres: Postgres, question: str, role: str = APPLICATION) -> str:
    with psycopg.connect(postgres.url(role)) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[arg-type]
        assert row
        return str(row[0])


def gone(pid: int) -> bool:
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.05)
    return False


def test_it_starts_keeps_what_is_written_and_stops(home: Home):
    with server(home) as postgres:
        pid = postgres.pid()
        with psycopg.connect(postgres.url(OWNER), autocommit=True) as connection:
            connection.execute("CREATE TABLE public.note AS SELECT '第一笔' AS words")

    assert pid
    assert gone(pid)

    with server(home) as postgres:
        assert answer(postgres, "SELECT words FROM public.note") == "第一笔"


def test_a_chinese_desk_starts_the_same_server(home: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LC_ALL", "zh_CN.GB18030")
    monkeypatch.setenv("PGHOST", "/nowhere")

    with server(home) as postgres:
        assert answer(postgres, "SHOW lc_messages") == "C"
        assert answer(postgres, "SHOW server_encoding") == "UTF8"
        assert answer(postgres, "SELECT upper('é') || ('文化' ~ '^\\w+$')") == "Étrue"


def test_a_long_home_gets_a_short_private_socket_folder(home: Home):
    long = Home(root=home.root / ("很长的文件夹名" * 5) / "留痕")
    assert len(os.fsencode(long.run / SOCKET_NAME)) > SOCKET_PATH_LIMIT

    with server(long) as postgres:
        assert answer(postgres, "SELECT 1") == "1"
        assert long.socket.stat().st_mode & 0o777 == 0o700


def test_a_socket_folder_that_somebody_else_made_is_not_used(home: Home):
    long = Home(root=home.root / ("很长的文件夹名" * 6))
    long.socket.mkdir(mode=0o755)
    try:
        with pytest.raises(PostgresTrouble, match="shorter path"):
            server(long).join()
    finally:
        long.socket.rmdir()


def test_two_commands_share_one_server_and_the_last_to_leave_stops_it(home: Home):
    first, second = server(home), server(home)
    first.join()
    pid = first.pid()
    second.join()

    assert second.pid() == pid
    first.leave()
    assert answer(second, "SELECT 1") == "1"
    second.leave()
    assert second.pid() is None


def test_a_server_whose_user_was_killed_is_joined_and_stopped_by_the_next(home: Home):
    user = subprocess.Popen([sys.executable, "-c", JOIN_AND_WAIT, str(home.root)], stdout=subprocess.PIPE)
    assert user.stdout
    user.stdout.readline()
    user.kill()
    user.wait()
    orphan = server(home).pid()
    assert orphan

    with server(home) as postgres:
        assert postgres.pid() == orphan
        assert answer(postgres, "SELECT 1") == "1"
    assert gone(orphan)


def test_after_kill_9_of_the_server_it_is_revived_with_all_that_was_committed(home: Home):
    with server(home) as postgres:
        with psycopg.connect(postgres.url(OWNER), autocommit=True) as connection:
            connection.execute("CREATE TABLE public.note AS SELECT generate_series(1, 1000) AS number")
        killed = postgres.pid()
        assert killed
        os.kill(killed, signal.SIGKILL)

        postgres.revive()

        assert answer(postgres, "SELECT count(*) FROM public.note") == "1000"


def test_a_stale_pid_file_that_names_somebody_elses_process_does_not_hinder(home: Home):
    with server(home) as postgres:
        facts = (home.pg / "postmaster.pid").read_text(encoding="utf-8")
        assert postgres.pid()
    sleeper = subprocess.Popen(["sleep", "60"])
    try:
        (home.pg / "postmaster.pid").write_text(facts.replace(facts.split("\n")[0], str(sleeper.pid), 1), encoding="utf-8")

        with server(home) as postgres:
            assert answer(postgres, "SELECT 1") == "1"
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_first_start_that_was_cut_off_is_begun_anew(home: Home):
    (home.root / "pg.part" / "base").mkdir(parents=True)

    with server(home) as postgres:
        assert answer(postgres, "SELECT 1") == "1"


def test_nobody_gets_in_without_the_password(home: Home):
    with server(home) as postgres:
        wrong = postgres.url().replace(postgres.password(APPLICATION), "guess")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(wrong)
        assert all(path.stat().st_mode & 0o077 == 0 for path in home.keys.iterdir())


def test_the_application_is_no_superuser_and_owns_nothing(home: Home):
    with server(home) as postgres:
        assert (
            answer(postgres, "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
            == "False"
        )
        with psycopg.connect(postgres.url()) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.mine ()")


def test_data_of_another_major_version_is_left_alone_with_a_word_on_what_to_do(home: Home):
    home.pg.mkdir(parents=True)
    (home.pg / "PG_VERSION").write_text("17\n")

    with pytest.raises(PostgresTrouble, match="back up with the old"):
        server(home).join()


@pytest.mark.skipif(os.getuid() != 0, reason="only root has to hide that it is root")
def test_where_root_may_not_make_a_namespace_an_ordinary_user_runs_it(home: Home):
    with Postgres(home=home, fsync=False, namespace=False) as postgres:
        pid = postgres.pid()
        assert pid
        assert Path(f"/proc/{pid}").stat().st_uid != 0
        assert answer(postgres, "SELECT 1") == "1"
