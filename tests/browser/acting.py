"""People of the demo acting in a real browser: a story of the demo is told again, but every record goes through the pages.

``Acting`` has the same chapters as the demo's stories; only ``do`` differs: it opens the form, fills it, freezes it, has everybody
sign in their own browser, and issues what is issued.
"""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections
from playwright.sync_api import Browser, Error, Page, expect

from liuhen.cases.models import CaseRow, ClueRow
from liuhen.instruments.jobs import make_waiting
from liuhen.ledger.sequencer import sequence
from liuhen.operating.demo.telling import AS_USUAL, How, Story
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation import fields as f
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import Wanted
from tests.browser.filling import fill


def go(page: Page, url: str) -> None:
    """Go to a page; an answer still on its way may lead elsewhere first, then go again."""
    for _ in range(4):
        try:
            page.goto(url)
        except Error as error:
            if "ERR_ABORTED" not in str(error) and "interrupted" not in str(error):
                raise
            page.wait_for_timeout(400)
        else:
            return
    page.goto(url)


def aside(work: Callable[[], object]) -> None:
    """Do what a worker does, in a thread of its own: the browser's loop runs in this one."""

    def run() -> object:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


class People:
    """A browser of one's own for everybody, signed in when first needed; complaints of the console are kept."""

    def __init__(self, browser: Browser, url: str, passwords: Mapping[str, str], viewport: dict[str, int]) -> None:
        self.browser, self.url, self.passwords, self.viewport = browser, url, passwords, viewport
        self.pages: dict[str, Page] = {}
        self.errors: list[str] = []

    def __getitem__(self, account: str) -> Page:
        if account not in self.pages:
            context = self.browser.new_context(viewport=self.viewport, locale="zh-CN", timezone_id="Asia/Shanghai")
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.on(
                "console", lambda said: self.errors.append(f"{account} {page.url}: {said.text}") if said.type == "error" else None
            )
            page.on("pageerror", lambda error: self.errors.append(f"{account} {page.url}: {error}"))
            self.pages[account] = page
            self._sign_in(page, account)
        page = self.pages[account]
        go(page, self.url + "/")
        if "/signin/" in page.url:  # the story skipped a night: the session is over
            self._sign_in(page, account)
        return page

    def _sign_in(self, page: Page, account: str) -> None:
        page.goto(f"{self.url}/signin/")
        page.fill("input[name=username]", account)
        page.fill("input[name=password]", self.passwords[account])
        page.click("form button[type=submit]")
        page.wait_for_url(lambda url: "/signin/" not in url)

    def show(self, folder: Path) -> str:
        """Where everybody is, with a picture each: for a test that fails."""
        for account, page in self.pages.items():
            page.screenshot(path=str(folder / f"{account}.png"), full_page=True)
        return "; ".join(f"{account}: {page.url}" for account, page in self.pages.items())

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


class Acting(Story):
    """A story told through the pages."""

    people: People

    def do(
        self,
        who: str,
        kind: str,
        values: Any,
        *,
        about: str = "",
        label: str = "",
        subject: str = "case",  # noqa: ARG002 - the pages know it
        how: How = AS_USUAL,
    ) -> None:
        def act() -> None:
            declared = register.book().kind(kind)
            page = self.people[who]
            self._open(page, declared, about)
            self._fill(page, declared, values() if callable(values) else values)
            number = self._freeze(page)
            self._remember(declared)
            self.records[label or kind] = self._sign_everything(number, who, how)

        self.later(act)

    # -- the form -------------------------------------------------------------------------------------------------
    def _open(self, page: Page, kind: Kind, about: str) -> None:
        """Where a person would find it: the list of complaints, the complaint, the case's 新增记录, the paper to be served."""
        if kind.key == "complaint_registration":
            go(page, f"{self.people.url}/clues/")
        elif kind.key == "case_registration":
            go(page, f"{self.people.url}/clues/{self.clue.id}/")
        elif kind.key == "proof_of_service":
            go(page, f"{self.people.url}/records/{self.records[about].id}/")
        else:
            go(page, f"{self.people.url}/cases/{self.case.id}/add/?q={kind.title}")
        page.click(f'form[action="/start/{kind.key}/"] button >> visible=true')
        page.wait_for_url("**/drafts/*/")

    def _fill(self, page: Page, kind: Kind, values: Mapping[str, Any]) -> None:
        for item in kind.fields:
            if item.key in values and not isinstance(item, f.RecordRef):
                fill(page, item, values[item.key])
        for item in kind.fields:  # a box ticked later may have opened a field above it
            if item.key in values and isinstance(item, f.Flag | f.Choice):
                fill(page, item, values[item.key])

    def _freeze(self, page: Page) -> UUID:
        draft = UUID(page.url.rstrip("/").split("/")[-1])
        button = page.locator('.lh-foot button[type="submit"]')  # not the one that leads to what is still missing
        expect(button).to_be_enabled(timeout=20_000)
        button.click()
        page.wait_for_url(lambda url: "/drafts/" not in url)
        return draft

    def _remember(self, kind: Kind) -> None:
        """The subjects that the first records made."""
        if kind.key == "complaint_registration":
            self.clue = SubjectRef("clue", ClueRow.objects.order_by("-received_at").values_list("pk", flat=True)[0])
        if kind.key == "case_registration":
            newest = CaseRow.objects.order_by("-opened_at", "-last_at").values_list("pk", flat=True)[0]
            self.case = SubjectRef("case", newest)

    # -- signing --------------------------------------------------------------------------------------------------
    def _sign_everything(self, number: UUID, who: str, how: How) -> Any:
        _, record = register.find_record(self.cast.agency, number)
        while record.missing:
            want = record.missing[0]
            if want.part.key in how.leave:
                return record
            self.tale.wait(40)
            self._one(number, want, who, how)
            record = self._once_signed(number, len(record.parts), want)
        if record.kind.issued:
            record = self._issue(number, who)
        return record

    def _once_signed(self, number: UUID, before: int, want: Wanted) -> Any:
        """The record once the part just given is in it."""
        for _ in range(150):
            _, record = register.find_record(self.cast.agency, number)
            if len(record.parts) > before:
                return record
            time.sleep(0.1)
        raise AssertionError(f"{record.kind.title}: {want.label} was not signed; {self._said()}")

    def _said(self) -> str:
        """What the pages refuse, for a test that fails."""
        return "; ".join(page.locator(".lh-refusal").all_inner_texts().__str__() for page in self.people.pages.values())

    def _one(self, number: UUID, want: Wanted, who: str, how: How) -> None:
        actor = self._whose(want, who)
        account = next(key for key, one in self.cast.actors.items() if one.person == actor.person)
        if want.part.opinion:
            self._opine(self.people[account], number, account)
        elif want.part.outside:
            self._outside(self.people[who], number, want, who, how)
        else:
            # a colleague signs on the device of the one who holds it
            page = self.people[who if want.about else account]
            go(page, f"{self.people.url}/records/{number}/sign/")
            slot = page.locator(f'section:has(form[action$="/officer/"] input[name=about][value="{want.about}"])').first
            if not slot.locator("input[type=password]").is_visible():
                slot.locator("summary").first.click()
            slot.locator("input[type=password]").first.fill(self.people.passwords[account])
            slot.locator("form[action$='/officer/'] button[type=submit]").click()
            page.wait_for_load_state("networkidle")

    def _opine(self, page: Page, number: UUID, account: str) -> None:
        go(page, f"{self.people.url}/approvals/{number}/")
        form = page.locator("form[action$='/opine/']").first
        form.locator("input[value=agreed]").check(force=True)
        form.locator("textarea[name=text]").fill("同意。")
        if form.locator("input[type=password]").count():
            form.locator("input[type=password]").fill(self.people.passwords[account])
        form.locator("button[type=submit]").click()
        page.wait_for_load_state("networkidle")

    def _outside(self, page: Page, number: UUID, want: Wanted, who: str, how: How) -> None:
        go(page, f"{self.people.url}/records/{number}/sign/")
        place = f'input[name=part][value="{want.part.key}"]'
        if want.part.key in how.declined:
            page.locator("details", has=page.locator(f"form[action$='/refuse/'] {place}")).locator("summary").first.click()
            form = page.locator(f"form[action$='/refuse/']:has({place})")
            form.locator("input[name=reason]").fill(how.declined[want.part.key])
            form.locator("input[name=at]").fill(clock.now().strftime("%H:%M"))
            form.locator("button[type=submit]").click()
            page.wait_for_load_state("networkidle")
            return
        page.locator(f"form[action$='/hand/']:has({place}) button").first.click()
        page.wait_for_url("**/hand/")
        self._on_glass(page, want)
        self._take_back(page, who)

    def _on_glass(self, page: Page, want: Wanted) -> None:
        """The party reads to the end, the pad opens, he signs, page by page where the record asks for it."""
        go(page, f"{self.people.url}/cases/{self.case.id}/")
        assert page.url.endswith("/hand/"), "the device is not locked to the text"
        page.locator("[data-end]").scroll_into_view_if_needed()
        pages = int(page.locator("form[data-sign]").get_attribute("data-pages") or "1")
        if page.locator("#signer").count():
            page.fill("#signer", self._signer_name_of(want))
        if page.locator("#signer-role").count():
            page.select_option("#signer-role", "现场负责人")
        for _ in range(pages):
            self._draw(page)
            page.click("[data-use]")
            page.wait_for_timeout(150)
        expect(page.get_by_role("heading", name="已经签好")).to_be_visible(timeout=20_000)

    def _draw(self, page: Page) -> None:
        pad = page.locator("[data-pad] canvas")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box
        left, top = box["x"] + 20, box["y"] + box["height"] / 2
        page.mouse.move(left, top)
        page.mouse.down()
        for step in range(8):
            page.mouse.move(left + 14 * step, top + (18 if step % 2 else -18))
        page.mouse.up()
        expect(page.locator("[data-use]")).to_be_enabled()

    def _signer_name_of(self, want: Wanted) -> str:
        return want.label if len(want.label) <= 4 else "何建平"

    def _take_back(self, page: Page, who: str) -> None:
        form = page.locator("form[action$='/hand/leave/']")
        form.locator("select[name=person]").select_option(str(self.cast.actors[who].person))
        form.locator("input[type=password]").fill(self.people.passwords[who])
        form.get_by_role("button", name="收回设备", exact=True).click()
        page.wait_for_url(lambda url: "/hand/" not in url)

    def _issue(self, number: UUID, who: str) -> Any:
        self.tale.wait(20)
        sequence()
        page = self.people[who]
        go(page, f"{self.people.url}/records/{number}/issue/")
        page.fill("input[name=password]", self.people.passwords[who])
        page.click("text=盖章并发出")
        page.wait_for_url(lambda url: "/issue/" not in url)
        self.tale.wait(2)
        sequence()
        aside(lambda: make_waiting(self.cast.agency, clock.script()))
        _, record = register.find_record(self.cast.agency, number)
        assert record.issued is not None, record.kind.title
        return record
