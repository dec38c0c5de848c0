"""What officers do again and again, as short calls."""

from playwright.sync_api import Page, expect

from liuhen.register import register
from tests.browser.conftest import Sitting, draw
from tests.cast import PASSWORD


def start(sitting: Sitting, case: str, kind: str) -> Page:
    """新增记录: look for a kind by its name and open its form."""
    page = sitting.open(f"/cases/{case}/add/?q={register.book().kinds[kind].title}")
    page.locator(f'form[action="/start/{kind}/"] button').first.click()
    page.wait_for_url("**/drafts/**")
    return page


def fill_inspection(page: Page) -> None:
    """A whole 现场检查笔录, but for whatever the story leaves out afterwards."""
    page.fill('[name="span.day"]', "2026-11-13")
    page.fill('[name="span.start"]', "20:36")
    page.fill('[name="span.end"]', "21:48")
    page.fill('[name="place"]', "澄湖区望江路 218 号二层")
    page.fill('[name="inspected"]', "澄湖区星遇网络服务有限公司")
    page.fill('[name="on_site.name"]', "吴小军")
    page.fill('[name="on_site.title"]', "值班经理")
    for box in page.locator("input[data-shows]").all():
        box.check()
    page.check('[name="rights.told"][value="statement"]')
    page.check('[name="rights.told"][value="withdrawal"]')
    page.select_option('[name="rights.means"]', "oral")
    page.fill('[name="rights.at"]', "20:39")
    page.fill('[name="rights.answer"]', "清楚，不申请回避")
    page.fill('[name="findings"]', "一、20:36 进入场所，正在营业。\n二、大厅在场上网人员 31 人。")


def freeze(page: Page) -> str:
    """送签; returns the record's id."""
    page.locator("#foot button[type=submit]").click()
    page.wait_for_url("**/sign/**")
    return page.url.split("/records/")[1].split("/")[0]


def inspection(sitting: Sitting, case: str) -> str:
    """A frozen inspection record, ready to be signed."""
    page = start(sitting, case, "inspection_record")
    fill_inspection(page)
    return freeze(page)


def hand_over(page: Page, name: str) -> None:
    """交某某签."""
    page.get_by_role("button", name=f"交{name}签").click()
    page.wait_for_url("**/hand/")


def sign_on_glass(page: Page) -> None:
    """Scroll to the end, then sign every page that is asked for."""
    page.locator("[data-end]").scroll_into_view_if_needed()
    expect(page.locator("[data-pad]")).to_be_visible()
    for _ in range(int(page.locator("form[data-sign]").get_attribute("data-pages") or 1)):
        draw(page)
        page.locator("[data-use]").click()
    expect(page.get_by_text("请把设备交还执法人员")).to_be_visible()


def take_back(page: Page, *, declined: bool = False, password: str = PASSWORD) -> None:
    """收回设备."""
    if declined:
        page.get_by_label("对方拒绝签名，收回后记下").check()
    page.locator("#leave-pw").fill(password)
    page.get_by_role("button", name="收回设备", exact=True).click()


def officer_signs(page: Page, name: str, *, password: str = PASSWORD) -> None:
    """An officer types his own password at this device; with the right one the page goes on."""
    slot = page.locator("details").filter(has=page.locator("summary", has_text=f"{name}签名")).first
    if not slot.evaluate("box => box.open"):
        slot.locator("summary").click()
    slot.locator("input[name=password]").fill(password)
    button = slot.get_by_role("button", name=f"{name}签名")
    if password != PASSWORD:
        button.click()
        return
    with page.expect_navigation():
        button.click()
