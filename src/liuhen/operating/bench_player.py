"""Measuring the player: in a film of two hours, in a real browser, from the jump to the picture that stands there.

The film is made here: a picture every second, a key frame every fourth, sound throughout. The page is the one that officers use,
signed in, over HTTP on this machine; the time is the browser's own, from setting the second to its ``seeked``.
"""

import os
import random
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.test.utils import override_settings

from liuhen.lib.home import home
from liuhen.operating import chromium, frontend
from liuhen.operating.bench_ledger import Row
from liuhen.operating.demo.people import found
from liuhen.operating.sample_long import Long, long_film
from liuhen.operating.scratch import scratch_instance
from liuhen.operating.screenshots import serving
from liuhen.recordings import commands, jobs
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow
from liuhen.register import clock, files

HOURS, JUMPS = 2, 25
WORK = f"跳到 {HOURS} 小时录像的任意一秒"
_PASSWORD = "bench-of-the-player-47"  # noqa: S105 - of a scratch instance that is removed
_JUMP = """(media, second) => new Promise(done => {
  const from = performance.now();
  media.addEventListener("seeked", () => done(performance.now() - from), {once: true});
  media.currentTime = second;
})"""


def rows(*, hours: float = HOURS) -> Iterator[Row]:
    """One row; without a Chromium it says so."""
    browser = chromium.find()
    if browser is None:
        yield Row(WORK, "没有 Chromium，没有测", "", "")
        return
    frontend.prepare()
    home().root.mkdir(parents=True, exist_ok=True)
    with (
        scratch_instance(),
        tempfile.TemporaryDirectory(prefix="bench-", dir=home().root) as folder,
        override_settings(MEDIA_ROOT=Path(folder) / "store", DEBUG=False),
    ):
        number, size = _film(Path(folder), hours * 3600)
        # the browser's own loop runs in this thread; the database is only asked from the server's threads
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        opened, times = _measured(browser, number, hours * 3600)
    listed = sorted(times)
    slow = listed[max(0, round(len(listed) * 0.95) - 1)]
    yield Row(WORK, f"{statistics.median(listed):.0f} ms，p95 {slow:.0f} ms", f"{size / 1024**2:.0f} MiB，{len(listed)} 次", "")
    yield Row(f"打开 {hours:g} 小时录像的一秒（?t=）", f"{opened:.0f} ms", "从点开到画面停在那一秒，含页面", "")


def _film(folder: Path, seconds: float) -> tuple[UUID, int]:
    """The film in a bureau made for it, entered by one of its officers."""
    cast = found(date.today(), _PASSWORD)  # noqa: DTZ011 - a bureau made up
    how = Long(begin=clock.now() - timedelta(days=1), seconds=seconds, every=1.0, key_every=4)
    path = long_film(folder / "long.mp4", how)
    size = path.stat().st_size
    stored = commands.store_recording(cast.actors["zhouqiming"], files.put(path), Stated(name="long.mp4", source="device"))
    jobs._wave(RecordingRow.objects.get(pk=stored.recording))  # noqa: SLF001 - what a worker does
    return stored.recording, size


def _measured(found: Any, number: UUID, seconds: float) -> tuple[float, list[float]]:
    """Milliseconds from the click to the picture, and of each jump."""
    from playwright.sync_api import sync_playwright

    chance = random.Random(7)  # noqa: S311 - the same places each time
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**found.launch())
        page = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
        page.goto(f"{address}/signin/")
        page.fill("input[name=username]", "zhouqiming")
        page.fill("input[name=password]", _PASSWORD)
        page.click("form button[type=submit]")
        page.wait_for_url(lambda url: "signin" not in url)
        opened = _opened(page, f"{address}/recordings/{number}/?t={seconds * 0.75:.1f}", seconds * 0.75)
        film = page.locator("[data-player]")
        times = [float(film.evaluate(_JUMP, round(chance.uniform(1, seconds - 1), 1))) for _ in range(JUMPS)]
        browser.close()
    return opened, times


def _opened(page: Any, address: str, second: float) -> float:
    """How long it takes from the address to a picture at the second that it names."""
    page.goto(address, wait_until="commit")
    waited = """([second]) => new Promise(done => {
      const look = () => {
        const film = document.querySelector("[data-player]");
        if (film && !film.seeking && film.readyState >= 2 && Math.abs(film.currentTime - second) < 1) done(performance.now());
        else setTimeout(look, 5);
      };
      look();
    })"""
    return float(page.evaluate(waited, [second]))
