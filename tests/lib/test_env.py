"""Settings are read or refused, never guessed."""

from pathlib import Path

import pytest

from liuhen.lib.env import BadSetting, envbool, envint, envlist, envpath, envstr


@pytest.mark.parametrize(("text", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("no", False), ("", False)])
def test_yes_and_no_are_read_in_several_spellings(monkeypatch: pytest.MonkeyPatch, text: str, meant: bool):
    monkeypatch.setenv("LIUHEN_X", text)

    assert envbool("LIUHEN_X", default=not meant) is meant


def test_a_word_that_is_neither_yes_nor_no_stops_the_start(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LIUHEN_X", "maybe")

    with pytest.raises(BadSetting, match="LIUHEN_X"):
        envbool("LIUHEN_X")


@pytest.mark.parametrize("text", ["many", "1.5", "0", "70000"])
def test_a_port_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setenv("LIUHEN_X", text)

    with pytest.raises(BadSetting, match="LIUHEN_X"):
        envint("LIUHEN_X", 8000, least=1, most=65535)


def test_what_is_not_set_is_the_default(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("LIUHEN_X", raising=False)

    assert envint("LIUHEN_X", 8000) == 8000
    assert envpath("LIUHEN_X", None) is None
    assert envlist("LIUHEN_X", ("a",)) == ("a",)


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "secret").write_text("rain\n")
    monkeypatch.setenv("LIUHEN_X_FILE", str(tmp_path / "secret"))

    assert envstr("LIUHEN_X") == "rain"


def test_a_secret_file_that_is_gone_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("LIUHEN_X_FILE", str(tmp_path / "gone"))

    with pytest.raises(BadSetting, match="gone"):
        envstr("LIUHEN_X")


def test_a_relative_home_counts_from_where_the_program_was_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIUHEN_X", "home")

    assert envpath("LIUHEN_X", None) == tmp_path / "home"
