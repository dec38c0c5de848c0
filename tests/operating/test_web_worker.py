"""A web worker has loaded the whole program before its first request: replaced below it, it stays of one make."""

import os
import subprocess
import sys

import pytest

from liuhen.lib.home import PROJECT

pytestmark = pytest.mark.system

ASKED = """
import gc, sys
import liuhen.operating.web_worker
in_sight = len(gc.get_objects())
wanted = ("liuhen.regulation.kinds.expertise", "liuhen.regulation.kinds.summary", "liuhen.regulation.statutes.penalty_2021.a52_on_the_spot",
          "liuhen.pages.views.records", "liuhen.pages.views.hand")
from django.template import engines
read = {key for loader in engines["django"].engine.template_loaders for key in loader.get_template_cache}
wanted += ("pages/case.html", "pages/_duty.html", "pages/fields/_law.html", "404.html")
print([name for name in wanted if name not in {*sys.modules, *read}], in_sight < gc.get_freeze_count() / 100)
"""


def test_a_worker_has_loaded_the_rulebook_and_the_pages_before_it_is_asked_for_one_and_its_collector_does_not_walk_them():
    done = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, cwd=PROJECT, env=os.environ, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    missing, _, still = done.stdout.strip().rpartition(" ")
    assert missing == "[]", "loaded on demand: a signature's picture then hangs on which worker is asked"
    assert still == "True", "somebody's page waits while the whole rulebook is walked through"
