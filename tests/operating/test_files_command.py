"""``./liuhen files check``: read now what the night would read, and say what is damaged."""

import argparse
import json
from contextlib import nullcontext

import pytest

from liuhen.cli import COMMANDS, read
from liuhen.operating import instance
from liuhen.operating.commands import files as command
from liuhen.register import files

pytestmark = pytest.mark.ledger


@pytest.fixture
def checked(assembled, database, settings, tmp_path, monkeypatch, capsys):
    """``checked("--all")``: exit code and what was printed."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(instance, "database", nullcontext)

    def run(*words):
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        code = command.run(parser.parse_args(words))
        return code, capsys.readouterr().out

    return run


def test_whole_damaged_whole_again(checked):
    blob = files.put(b"evidence")
    assert checked("--json", "check", "--all") == (0, json.dumps({"read": 1, "damaged": {}}) + "\n")
    assert checked("check", "--all", "--json") == (0, json.dumps({"read": 1, "damaged": {}}) + "\n")
    files.path_of(blob.sha256).unlink()
    code, told = checked("check", "--all")
    assert code == 1
    assert f"{blob.sha256}：文件不在了" in told
    files.put(b"evidence")
    assert checked("check")[0] == 0


def test_moving_without_a_second_store_is_refused(checked):
    assert checked("move", "--to", "s3") == (2, "")


def test_its_head_is_read_without_the_database():
    assert read(COMMANDS / "files.py").needs == "django"
