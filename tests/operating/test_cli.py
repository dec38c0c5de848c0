"""The command line: commands are found by walking, and exit codes mean something."""

import subprocess
import sys
from pathlib import Path

import pytest

from liuhen import cli
from liuhen.operating.commands import serve
from liuhen.regulation.grammar import Refusal


def test_every_file_of_a_command_is_a_command_with_help():
    known = cli.commands()

    files = {path.stem for path in cli.COMMANDS.glob("*.py")} - {"__init__"}
    assert {command.module.rpartition(".")[2] for command in known.values()} == files
    assert {"serve", "test", "check", "doctor", "worker", "backup", "restore"} <= set(known)
    assert all(command.help and command.needs in {"database", "django", "nothing"} for command in known.values())


def test_a_word_that_is_no_command_gets_the_list_and_exit_code_2(capsys: pytest.CaptureFixture[str]):
    code = cli.main(["sevre"])

    assert code == 2
    told = capsys.readouterr().err
    assert "no command 'sevre'" in told
    assert serve.HELP in told


def test_help_is_asked_for_and_given(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["--help"]) == 0
    assert "doctor" in capsys.readouterr().out


def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A command of the test's own in the folder that is walked."""
    (tmp_path / "grumble.py").write_text(
        f'"""Grumble."""\nfrom liuhen.regulation.grammar import Refusal\nNAME = "grumble"\nHELP = "grumble"\nNEEDS = "nothing"\n'
        f"def arguments(parser): pass\ndef run(args):\n    {body}\n"
    )
    monkeypatch.setattr(cli, "COMMANDS", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    from liuhen.operating import commands

    monkeypatch.setattr(commands, "__path__", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "liuhen.operating.commands.grumble", raising=False)


def test_a_refusal_is_said_in_its_own_words_with_exit_code_1(tmp_path, monkeypatch, capsys):
    command(tmp_path, monkeypatch, 'raise Refusal("案件已归档，不能再导入。")')

    assert cli.main(["grumble"]) == 1
    assert capsys.readouterr().err == "案件已归档，不能再导入。\n"
    assert issubclass(Refusal, Exception)


def test_a_commands_own_exit_code_is_kept(tmp_path, monkeypatch):
    command(tmp_path, monkeypatch, "return 7")

    assert cli.main(["grumble"]) == 7


def test_words_for_another_program_are_handed_on_as_they_are(tmp_path, monkeypatch):
    command(tmp_path, monkeypatch, 'return 0 if args.words == ["-q", "tests/lib", "-k", "port"] else 1')
    file = tmp_path / "grumble.py"
    file.write_text(file.read_text() + 'WORDS = "handed on"\n')

    assert cli.main(["grumble", "-q", "tests/lib", "-k", "port"]) == 0


def test_a_bug_is_not_hidden(tmp_path, monkeypatch):
    command(tmp_path, monkeypatch, "return 1 // 0")

    with pytest.raises(ZeroDivisionError):
        cli.main(["grumble"])


def test_a_bad_setting_stops_the_program_with_its_name(tmp_path: Path):
    words = [sys.executable, "-m", "liuhen.cli", "doctor"]
    environment = {"LIUHEN_HOME": str(tmp_path), "LIUHEN_POOL": "many", "PATH": "/usr/bin:/bin"}

    done = subprocess.run(words, check=False, capture_output=True, text=True, env=environment)

    assert done.returncode == 2
    assert "LIUHEN_POOL" in done.stderr
