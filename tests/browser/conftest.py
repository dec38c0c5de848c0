"""A bureau with everybody at a desk of his own: real pages, a real browser, complaints of the browser are failures."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from liuhen.bureau import commands as bureau
from liuhen.lib.home import PROJECT
from liuhen.register import clock
from tests.cast import PASSWORD, PEOPLE, Cast, moment

AXE = PROJECT / "src" / "liuhen" / "pages" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
NOW = "2026-11-13 22:06"
DESK, PHONE = (1440, 900), (390, 844)

expect.set_options(timeout=10_000)


@pytest.fixture
def store(settings, tmp_path):
    """A file store of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def cast(database, store, assembled_with_accounts) -> Cast:
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture
def tonight(cast) -> Iterator[Callable[[str], None]]:
    """The clock stands at 22:06 of 13 November for the whole program; call it to move on."""
    clock.set_script(moment(NOW))
    yield lambda text: clock.set_script(moment(text))
    clock.set_script(None)


@dataclass
class Sitting:
    """Somebody at a device: the page, and what the browser complained about."""

    page: Page
    url: str
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, username: str, password: str) -> None:
        self.open("/signin/")
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录").click()


@pytest.fixture
def device(browser: Browser, live_liuhen: Any) -> Iterator[Callable[..., Sitting]]:
    """``device(PHONE)``: a browser of its own; a console error on it fails the test."""
    sittings: list[tuple[BrowserContext, Sitting]] = []

    def make(size: tuple[int, int] = DESK) -> Sitting:
        context = browser.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": size[0], "height": size[1]}, has_touch=size == PHONE
        )
        page = context.new_page()
        sitting = Sitting(page=page, url=live_liuhen.url)
        page.on(
            "console",
            lambda message: (
                sitting.errors.append(f"{message.text} {message.location.get('url')}") if message.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: sitting.errors.append(str(error)))
        sittings.append((context, sitting))
        return sitting

    yield make
    for context, _ in sittings:
        context.close()
    complaints = [error for _, sitting in sittings for error in sitting.errors]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def at_desk(device, tonight) -> Iterator[Callable[..., Sitting]]:
    """``at_desk("周启明")``: that person, signed in.

    Everybody leaves before the bureau's files and clock are put away: a player reads on until its page is closed.
    """
    sittings: list[Sitting] = []

    def sit(name: str, size: tuple[int, int] = DESK) -> Sitting:
        sitting = device(size)
        sittings.append(sitting)
        sitting.sign_in(PEOPLE[name][0], PASSWORD)
        expect(sitting.page.locator("main")).to_be_attached()
        sitting.page.wait_for_url(re.compile(r"^(?!.*signin).*$"))
        return sitting

    yield sit
    for sitting in sittings:
        sitting.page.context.close()


@pytest.fixture
def settled(cast: Cast) -> Cast:
    """The bureau has said where reconsideration and suits go."""
    for key, value in (("reconsideration_body", "澄湖区人民政府"), ("court", "澄湖区人民法院"), ("bank", "某银行 001")):
        bureau.set_setting(bureau.set_up_actor(cast.agency), key, value, source="区政府通知")
    return cast


@pytest.fixture
def case(cast) -> str:
    """星遇网咖, opened by 周启明 at 20:15."""
    from tests.cases.stories import open_case

    return str(open_case(cast))


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or worse on a page; empty where axe is not installed."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (npm ci in the front end)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


def draw(page: Page, pad: str = "[data-pad] canvas") -> None:
    """A signature, more or less."""
    canvas = page.locator(pad).first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    for stroke in range(3):
        page.mouse.move(box["x"] + 40 + 60 * stroke, box["y"] + 30)
        page.mouse.down()
        for step in range(8):
            page.mouse.move(box["x"] + 40 + 60 * stroke + 5 * step, box["y"] + 30 + 8 * step)
        page.mouse.up()
