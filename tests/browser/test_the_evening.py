"""The evening: an officer comes in with five recordings and has them linked in under a minute, on a phone as at a desk."""

import time
from uuid import UUID

import pytest
from playwright.sync_api import expect

from liuhen.operating.sample_media import Film, film
from liuhen.recordings import commands
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingLink, RecordingRow
from liuhen.register.files import put
from tests.browser.conftest import DESK, PHONE, serious
from tests.cast import at, moment
from tests.recordings.test_offers import inspection

PARTS = (("20:36", "20:50"), ("20:50", "21:05"), ("21:05", "21:20"), ("21:21", "21:35"), ("21:35", "21:50"))


@pytest.fixture
def five(cast, case, tmp_path) -> UUID:
    """The inspection's record, and its five segments as the keeper docked them."""
    record = UUID(inspection(cast, UUID(case)).id)
    for number, (begin, end) in enumerate(PARTS, start=1):
        clip = film(tmp_path / f"{number}.mp4", Film(begin=moment(f"11-13 {begin}"), seconds=1, size=(320, 180), scene=number))
        said = {"begin": moment(f"11-13 {begin}"), "end": moment(f"11-13 {end}"), "taken_by": cast.people["周启明"]}
        with at("11-13 22:02"):
            commands.store_recording(
                cast["马骏"],
                put(clip),
                Stated(name=clip.name, what=f"大厅第 {number} 段", device="DSJ-07", source="device", **said),
            )
    return record


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_five_recordings_are_confirmed_in_under_a_minute(cast, case, five, at_desk, size):
    sitting = at_desk("周启明", size)
    begin = time.monotonic()
    page = sitting.open("/recordings/")
    page.get_by_role("link", name="待关联 5 段").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("待关联")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(5)
    expect(page.locator(".lh-why").first).to_contain_text("同一执法人员周启明")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not RecordingLink.objects.exists()  # nothing is attached before somebody says so
    page.get_by_role("button", name="关联选中的 5 段").click()
    expect(page.locator(".lh-note")).to_have_text("已关联 5 段")
    assert time.monotonic() - begin < 60
    assert {link.record for link in RecordingLink.objects.all()} == {five}
    assert not RecordingRow.objects.filter(linked=False).exists()


def test_one_is_left_out_one_turned_down_and_the_button_counts(cast, case, five, at_desk):
    page = at_desk("周启明", PHONE).open("/recordings/match/")
    boxes = page.get_by_role("checkbox")
    for number in range(5):
        boxes.nth(number).uncheck()
    expect(page.get_by_role("button", name="还没有勾选")).to_be_disabled()
    boxes.nth(4).check()
    page.get_by_role("button", name="勾选的不是这份记录").click()
    expect(page.locator(".lh-note")).to_contain_text("不再提出")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(4)
    expect(page.get_by_text("已标明不是")).to_be_visible()
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(5)
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).uncheck()
    page.get_by_role("button", name="关联选中的 4 段").click()
    expect(page.locator(".lh-note")).to_have_text("已关联 4 段")
    assert RecordingRow.objects.filter(linked=False).count() == 1


def test_a_recording_is_held_and_the_hold_lifted_in_the_player(cast, case, five, at_desk):
    row = RecordingRow.objects.order_by("begin").first()
    page = at_desk("周启明").open(f"/recordings/{row.pk}/")
    page.get_by_text("设置留存", exact=True).first.click()
    page.locator("#hg").select_option("evidence")
    page.locator("#hr").fill("当事人有异议")
    page.get_by_role("button", name="设置留存").click()
    expect(page.get_by_text("至解除").first).to_be_visible()
    page.get_by_text("解除留存：案件证据").click()
    page.locator("#hl1").fill("异议已撤回")
    page.get_by_role("button", name="解除留存").click()
    expect(page.get_by_text("没有留存")).to_be_visible()


def test_the_enter_key_in_a_note_turns_nothing_down(cast, case, five, at_desk):
    page = at_desk("周启明").open("/recordings/match/")
    page.get_by_text("勾选的转给别人关联").click()
    page.get_by_label("转给").select_option(label="沈静文")
    page.get_by_label("说明").fill("当晚由她保管")
    page.get_by_label("说明").press("Enter")
    page.wait_for_timeout(600)
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(5)
    expect(page.get_by_text("已标明不是")).to_have_count(0)
    page.get_by_text("勾选的转给别人关联").click()
    page.get_by_label("转给").select_option(label="沈静文")
    page.get_by_role("button", name="转交").click()
    expect(page.locator(".lh-note")).to_have_text("已转交 5 段")
