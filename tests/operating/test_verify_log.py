"""The operator checks the whole log, and hands it to an auditor."""

import argparse
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from liuhen.archive.verify import verify
from liuhen.ledger.sequencer import sequence
from liuhen.operating import health
from liuhen.operating.commands import verify_log
from tests.ledger.conftest import Bureau


@pytest.fixture
def bureau(database: Any) -> Bureau:
    made = Bureau(clock="system")
    for _ in range(3):
        made.tell(uuid4(), 2)
        sequence()
    return made


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    verify_log.arguments(parser)
    return verify_log.run(parser.parse_args(words))


def test_a_sound_log_is_said_to_be_sound(bureau: Bureau, capsys: pytest.CaptureFixture[str]):
    assert run() == 0
    assert capsys.readouterr().out.startswith("完好")


def test_the_export_is_kept_for_the_auditor(bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("--out", str(tmp_path / "log"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 7
    assert verify(tmp_path / "log").code == 0
    assert run("--out", str(tmp_path / "log")) == 2


def test_a_changed_log_is_said_to_be_changed(bureau: Bureau, database: Any, capsys: pytest.CaptureFixture[str]):
    with psycopg.connect(database.url("postgres"), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("UPDATE ledger.acts_content SET leaves = replace(leaves, '第1次', '第9次')")

    assert run() == 1
    assert "内容被改动" in capsys.readouterr().out


def test_a_log_with_a_hole_is_said_to_have_one(bureau: Bureau, database: Any, capsys: pytest.CaptureFixture[str]):
    with psycopg.connect(database.url("postgres"), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("DELETE FROM ledger.acts_position WHERE leaf = 6")

    assert run() == 1
    assert "条数不符" in capsys.readouterr().out
    assert any("旧备份" in problem for problem in health.checkpoints())  # doctor says it too


def test_before_anything_was_signed_there_is_nothing_to_check(database: Any, capsys: pytest.CaptureFixture[str]):
    assert run() == 2
    assert run("--log", "readings") == 2
