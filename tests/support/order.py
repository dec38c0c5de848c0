"""Which tests run where, and in which order: what is costly to prepare is prepared once, what takes longest is begun first."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

_ASKS_FOR_THE_DEMO = re.compile(r"^def \w+\([^)]*\bdemo\b", re.MULTILINE)


@cache
def with_demo(path: Path) -> bool:
    """Whether a test or a fixture of this file asks for the demo, which takes three quarters of a minute to tell."""
    return _ASKS_FOR_THE_DEMO.search(path.read_text(encoding="utf-8")) is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright leaves an event loop running in this thread, and signing a paper starts its own.

    Among them those on the demo are begun first, for they are one piece of work (see below), then the whole case, then the files with
    most tests, so that at the end no process waits long for another.
    """
    tests = Counter(item.path for item in items)

    def rank(item: pytest.Item) -> tuple[int, int]:
        browser = "playwright" in getattr(item, "fixturenames", ())
        if with_demo(item.path):
            return 1, int(browser)
        if not browser:
            return 0, 0
        return (2, 0) if "whole_case" in item.path.name else (3, -tests[item.path])

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file in one process as a whole, as ``--dist loadfile`` does it; all files on the demo in one, so that one tells it."""
    from xdist.scheduler import LoadFileScheduling

    class Pieces(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return "demo" if with_demo(config.rootpath / file) else file

    return Pieces(config, log) if config.getvalue("dist") == "loadfile" else None
