"""Faults on a whole system, once each; ``./liuhen drill`` does them five times. Real processes are really killed."""

import os
import subprocess
import sys

import pytest

from liuhen.lib.home import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


def drill(tmp_path, fault):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LIUHEN", "DJANGO", "DATABASE"))}
    return subprocess.run(
        [sys.executable, "-m", "liuhen.cli", "drill", fault, "--short"],
        check=False, capture_output=True, text=True, env={**environment, "LIUHEN_HOME": str(tmp_path), "PYTHONPATH": str(PROJECT / "src")},
    )  # fmt: skip


@pytest.mark.parametrize("fault", ["kill-database", "kill-after-commit", "full-disk", "kills"])
def test_it_holds_and_leaves_nothing_behind(tmp_path, fault):
    done = drill(tmp_path, fault)

    if done.returncode == 2 and "could not be tried" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{fault}: held" in done.stdout
    assert list(tmp_path.glob("drill-*")) == []
