"""A web worker has loaded the whole program before its first request: replaced below it, it stays of one make."""

import os
import subprocess
import sys

import pytest

from liuhen.lib.home import PROJECT

pytestmark = pytest.mark.system

ASKED = """
import sys
import liuhen.operating.web_worker
wanted = ("liuhen.regulation.kinds.expertise", "liuhen.regulation.kinds.summary", "liuhen.regulation.statutes.penalty_2021.a52_on_the_spot",
          "liuhen.pages.views.records", "liuhen.pages.views.hand")
print([name for name in wanted if name not in sys.modules])
"""


def test_a_worker_has_loaded_the_rulebook_and_the_pages_before_it_is_asked_for_one():
    done = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, cwd=PROJECT, env=os.environ, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]", "loaded on demand: a signature's picture then hangs on which worker is asked"
