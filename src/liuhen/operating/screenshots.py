"""Photographs of the demo's pages: a server of its own on the running home's database, a real browser, the people's own eyes."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer

from liuhen.cases.models import CaseRow
from liuhen.operating import chromium
from liuhen.operating.demo import build
from liuhen.recordings.models import MomentRow

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: its file name, whose eyes, which page, and how wide."""

    name: str
    account: str
    path: str
    viewport: dict[str, int]


def pictures() -> list[Picture]:
    """The pages worth showing; the case is the night at the net café."""
    case = CaseRow.objects.filter(urgent=True).order_by("opened_at").first()
    if case is None:
        raise LookupError("这里没有演示案件。请先用 ./liuhen serve 启动一次演示机关。")
    page = f"/cases/{case.pk}/"
    return [
        Picture(name="case", account="zhouqiming", path=page, viewport=DESK),
        Picture(name="case-phone", account="zhouqiming", path=page, viewport=PHONE),
        Picture(name="desk", account="zhouqiming", path="/", viewport=DESK),
        Picture(name="approvals", account="hanliqun", path="/approvals/", viewport=DESK),
        Picture(name="file", account="zhouqiming", path=f"{page}file/", viewport=DESK),
        *_of_player(case.pk),
    ]


def _of_player(case: UUID) -> list[Picture]:
    """The film in which the manager refuses to sign, at that second."""
    moment = MomentRow.objects.filter(case=case, step="refused").first()
    if moment is None:
        return []
    path = f"/recordings/{moment.recording}/?t={moment.second:g}"
    return [
        Picture(name=name, account="zhouqiming", path=path, viewport=size)
        for name, size in (("player", DESK), ("player-phone", PHONE))
    ]


def make(out: Path) -> list[Path]:
    """Take every picture into ``out``; LookupError (in Chinese) where demo or browser is missing."""
    from playwright.sync_api import sync_playwright

    people = {one["account"]: one["password"] for one in build.sign_ins()}
    found = chromium.find()
    if not people:
        raise LookupError("这里不是演示机关，没有可拍的页面。")
    if found is None:
        raise LookupError("没有找到 Chromium。请先安装（Debian：apt-get install chromium）。")
    listed = pictures()
    # the browser's own loop runs in this thread; the database is only asked from the server's threads
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    out.mkdir(parents=True, exist_ok=True)
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**found.launch())
        made = [_take(browser, address, picture, people[picture.account], out) for picture in listed]
        browser.close()
    return made


def _take(browser: Any, address: str, picture: Picture, password: str, out: Path) -> Path:
    context = browser.new_context(viewport=picture.viewport, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto(f"{address}/signin/")
    page.fill("input[name=username]", picture.account)
    page.fill("input[name=password]", password)
    page.click("form button[type=submit]")
    page.wait_for_url(lambda url: "signin" not in url)
    page.goto(f"{address}{picture.path}")
    page.wait_for_load_state("networkidle")
    path = out / f"{picture.name}.png"
    page.screenshot(path=str(path))
    context.close()
    return path


@contextmanager
def serving() -> Iterator[str]:
    """The program behind a socket of its own, for as long as the block runs."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _handler(), allow_reuse_address=False)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler() -> Any:
    from django.core.servers.basehttp import WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    return Quiet
