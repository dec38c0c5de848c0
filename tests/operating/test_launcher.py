"""``./liuhen`` before there is an environment: what it makes, what it says, and that it makes nothing twice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from liuhen.lib.home import PROJECT
from liuhen.operating import frontend, node, prepare

pytestmark = pytest.mark.system

LAUNCHER = PROJECT / "liuhen"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an empty lock, so that an environment is made in seconds and nothing is fetched."""
    (tmp_path / "src").mkdir()
    (tmp_path / "requirements.lock").write_text("# nothing\n")
    for name, path in {"PROJECT": "", "LOCK": "requirements.lock", "VENV": ".venv", "STAMP": ".venv/liuhen-stamp"}.items():
        monkeypatch.setattr(prepare, name, tmp_path / path)
    monkeypatch.setattr(prepare, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


def test_the_first_start_makes_an_environment_and_the_second_does_nothing(place: Path):
    assert not prepare.ready()
    prepare.make()

    assert prepare.ready()
    found = subprocess.run([prepare.PYTHON, "-c", "import sys; print(sys.path[-1])"], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == str(place / "src")


def test_a_changed_lock_asks_for_a_new_environment(place: Path):
    prepare.make()

    (place / "requirements.lock").write_text("# something else\n")

    assert not prepare.ready()


def test_an_environment_that_was_broken_is_made_anew(place: Path):
    prepare.make()
    prepare.STAMP.unlink()
    shutil.rmtree(place / ".venv" / "lib")

    prepare.make()

    assert prepare.ready()
    assert prepare._works()


def test_packages_that_cannot_be_had_are_said_and_nothing_counts_as_ready(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    (place / "requirements.lock").write_text(f"liuhen-no-such-package==1 --hash=sha256:{'0' * 64}\n")

    with pytest.raises(SystemExit, match="cannot be installed"):
        prepare.make()
    assert not prepare.ready()


@pytest.mark.skipif(not LAUNCHER.is_file(), reason="the launcher is not checked out here")
def test_the_script_is_plain_sh_and_says_what_is_missing(tmp_path: Path):
    assert subprocess.run(["sh", "-n", LAUNCHER], check=False).returncode == 0
    for tool in ("dirname", "readlink"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or "")

    done = subprocess.run(
        [shutil.which("sh") or "sh", LAUNCHER], check=False, capture_output=True, text=True, env={"PATH": str(tmp_path)}
    )

    assert done.returncode == 2
    assert "apt-get install python3" in done.stderr


def test_the_front_end_is_built_again_only_when_its_sources_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ran: list[str] = []
    monkeypatch.setattr(frontend, "_run", lambda title, _words, _folder: ran.append(title))
    stamp = tmp_path / "build" / ".stamp"

    for wanted in ("one", "one", "two"):
        frontend._step("building", stamp, wanted, [], tmp_path)

    assert ran == ["building", "building"]


def test_a_source_file_that_changes_changes_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(frontend, "PROJECT", tmp_path)
    source = tmp_path / "a.ts"
    source.write_text("1")
    before = frontend._print([source])

    source.write_text("2")

    assert frontend._print([source]) != before
    assert frontend._print([tmp_path / "gone"]) == frontend._print([])


def test_a_build_that_fails_says_what_the_tool_said(tmp_path: Path):
    with pytest.raises(frontend.BuildTrouble, match="no such island"):
        frontend._run("building", [sys.executable, "-c", "raise SystemExit('no such island')"], tmp_path)


def test_without_a_node_on_the_path_the_wheels_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    done = subprocess.run(node.npm(["--version"]), check=True, capture_output=True, text=True, env=node.environment())

    assert node.program().is_relative_to(node.wheel())
    assert int(done.stdout.split(".")[0]) >= 10


def test_a_node_that_is_too_old_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v18.19.0\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    assert node.program().is_relative_to(node.wheel())
