from playwright.sync_api import expect

from liuhen.register.models import Draft
from tests.browser.conftest import PHONE, serious
from tests.browser.steps import fill_inspection, freeze, start


def test_what_is_typed_is_saved_and_its_findings_stand_beside_it(cast, case, at_desk):
    page = start(at_desk("周启明"), case, "inspection_record")
    answer = page.locator("#mg-rights")
    expect(answer).to_contain_text("待补：权利告知")
    expect(page.locator("#foot")).to_contain_text("待补")
    fill_inspection(page)
    expect(answer).to_contain_text("权利告知已记")
    expect(page.get_by_role("button", name="送签")).to_be_enabled()
    draft = Draft.objects.get()
    assert draft.content["rights"]["answer"] == "清楚，不申请回避"
    assert draft.content["span"] == {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"}
    assert [one["shown_at"] for one in draft.content["officers"]] == ["20:36", "20:36"]
    assert serious(page) == []
    page.reload()
    assert page.input_value('[name="rights.answer"]') == "清楚，不申请回避"


def test_an_inspection_past_midnight_ends_the_next_day(cast, case, at_desk):
    page = start(at_desk("周启明"), case, "inspection_record")
    page.fill('[name="span.day"]', "2026-11-12")
    page.fill('[name="span.start"]', "22:10")
    page.fill('[name="span.end"]', "00:30")
    expect(page.locator("#mg-span")).to_contain_text("检查时间已记")
    assert Draft.objects.get().content["span"]["end"] == "2026-11-13T00:30"


def test_a_field_shows_only_when_another_asks_for_it(cast, case, at_desk):
    page = start(at_desk("周启明"), case, "inspection_record")
    expect(page.locator('[data-field="on_site"]')).to_be_visible()
    expect(page.locator('[data-field="unsuitable_reason"]')).to_be_hidden()
    page.check('[name="absent"]')
    page.check('[name="recording_unsuitable"]')
    expect(page.locator('[data-field="on_site"]')).to_be_hidden()
    expect(page.locator('[data-field="unsuitable_reason"]')).to_be_visible()


def test_a_stale_save_is_told_and_shown_and_loses_nothing(cast, case, at_desk):
    mine = at_desk("周启明")
    page = start(mine, case, "inspection_record")
    other = at_desk("沈静文").open(page.url.removeprefix(mine.url))
    other.fill('[name="findings"]', "沈静文写的")
    expect(other.locator("#revision")).to_have_value("2")
    page.fill('[name="findings"]', "周启明写的")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("没有保存")
    expect(told).to_contain_text("沈静文写的")
    expect(told).to_contain_text("周启明写的")
    assert page.input_value('[name="findings"]') == "周启明写的"
    assert Draft.objects.get().content["findings"] == "沈静文写的"
    foot = page.locator("#foot")  # in sight wherever the page is scrolled to
    expect(foot.get_by_role("button", name="送签")).to_have_count(0)
    foot.get_by_role("link", name="没有保存，去看不同").click()
    expect(told).to_be_in_viewport()
    page.get_by_role("button", name="用本页的").click()
    expect(told).to_be_hidden()
    expect(foot).not_to_contain_text("没有保存")
    assert Draft.objects.get().content["findings"] == "周启明写的"


def test_what_is_to_be_checked_before_sending_comes_in_sight_on_a_phone(cast, case, at_desk):
    page = start(at_desk("周启明", PHONE), case, "inspection_record")
    fill_inspection(page)
    page.fill('[name="on_site.id_number"]', "110101199001011234")
    expect(page.locator("#mg-on_site")).to_contain_text("校验位不符")
    page.locator('[name="findings"]').scroll_into_view_if_needed()
    page.get_by_role("button", name="送签").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("请先核对")
    expect(told).to_be_in_viewport(ratio=1)
    assert told.bounding_box()["y"] >= page.locator("header.lh-fx").bounding_box()["height"]


def test_a_draft_stays_on_the_device_while_the_network_is_away(cast, case, at_desk):
    sitting = at_desk("周启明", PHONE)
    page = start(sitting, case, "inspection_record")
    page.context.set_offline(True)
    page.fill('[name="findings"]', "地下室里写的")
    expect(page.get_by_text("网络断开，草稿留在本机")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("网络断开，草稿留在本机")).to_be_hidden()
    assert Draft.objects.get().content["findings"] == "地下室里写的"
    sitting.errors.clear()  # the browser reports the requests that could not be sent


def test_questions_and_answers_are_added_by_keyboard(cast, case, at_desk):
    page = start(at_desk("周启明"), case, "interview_transcript")
    answers = page.get_by_role("textbox", name="答")
    count = answers.count()
    answers.last.fill("没有补充")
    answers.last.press("Control+Enter")
    expect(answers).to_have_count(count + 1)
    page.keyboard.type("当晚还有谁在场？")
    expect(page.locator("#saved")).to_contain_text("自动保存")
    page.wait_for_timeout(900)
    assert Draft.objects.get().content["dialogue"][-1]["q"] == "当晚还有谁在场？"


def test_two_clicks_on_the_button_make_one_record(cast, case, at_desk):
    from uuid import UUID

    from liuhen.register import register
    from liuhen.register.types import SubjectRef

    page = start(at_desk("周启明"), case, "inspection_record")
    fill_inspection(page)
    expect(page.get_by_role("button", name="送签")).to_be_enabled()
    page.get_by_role("button", name="送签").dblclick()
    page.wait_for_url("**/sign/**")
    history = register.history(cast.agency, SubjectRef("case", UUID(case)))
    assert sum(record.kind.key == "inspection_record" for record in history.records) == 1


def test_the_whole_form_is_filled_in_on_a_phone(cast, case, at_desk):
    page = start(at_desk("周启明", PHONE), case, "inspection_record")
    fill_inspection(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert serious(page) == []
    freeze(page)
    expect(page.get_by_role("button", name="交吴小军签")).to_be_visible()
