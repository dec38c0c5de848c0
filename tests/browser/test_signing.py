from uuid import UUID

from playwright.sync_api import expect

from liuhen.register import register
from liuhen.register.models import Draft
from tests.browser.conftest import PHONE, serious
from tests.browser.steps import hand_over, inspection, officer_signs, sign_on_glass, take_back


def standing(cast, record):
    return register.find_record(cast.agency, UUID(record))[1]


def test_the_manager_signs_on_glass_and_both_officers_under_their_own_passwords(cast, case, at_desk):
    page = at_desk("周启明", PHONE).page
    record = inspection_of(page, case)
    hand_over(page, "吴小军")
    sign_on_glass(page)
    take_back(page)
    page.wait_for_url("**/sign/**")
    officer_signs(page, "周启明")
    expect(page.locator(".lh-foot")).to_contain_text("还差 1 个签名")
    officer_signs(page, "沈静文")
    page.wait_for_url(f"**/records/{record}/")
    found = standing(cast, record)
    assert found.complete
    assert {(view.key, view.signer, view.means) for view in found.parts} == {
        ("on_site", "吴小军", "glass"),
        ("officers", "周启明", "password"),
        ("officers", "沈静文", "password"),
    }
    assert {view.author for view in found.parts if view.key == "officers"} == {
        str(cast.people[name]) for name in ("周启明", "沈静文")
    }
    assert page.locator("img[alt='吴小军的手写签名']").evaluate("picture => picture.naturalWidth > 0")
    assert serious(page) == []


def inspection_of(page, case):
    from tests.browser.conftest import Sitting

    url = page.url.split("/", 3)
    return inspection(Sitting(page=page, url="/".join(url[:3])), case)


def test_the_device_is_locked_to_the_text_while_it_is_handed_over(cast, case, at_desk):
    sitting = at_desk("周启明", PHONE)
    page = sitting.page
    inspection(sitting, case)
    hand_over(page, "吴小军")
    assert serious(page) == []
    for path in ("/", f"/cases/{case}/", "/search/?q=星遇", "/recordings/", "/uploads/"):
        sitting.open(path)
        assert page.url.endswith("/hand/")
    expect(page.get_by_text("星遇网咖涉嫌接纳未成年人案")).to_have_count(0)
    expect(page.locator(".lh-top")).to_have_count(0)
    page.go_back()
    expect(page.get_by_text("执法人员收回设备")).to_be_visible()
    take_back(page, password="a-guess-by-somebody")
    expect(page.get_by_role("alert")).to_contain_text("密码不对")
    take_back(page)
    page.wait_for_url("**/sign/**")


def test_a_page_that_the_browser_remembers_is_not_shown_to_the_party(cast, case, at_desk):
    sitting = at_desk("周启明", PHONE)
    page = sitting.page
    inspection(sitting, case)
    left = page.context.new_page()
    left.goto(page.url)
    expect(left.get_by_role("heading", name="签名", exact=True)).to_be_visible()
    hand_over(page, "吴小军")
    left.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")  # as Safari does for "back"
    left.wait_for_url("**/hand/")
    left.close()


def test_the_pad_opens_only_when_the_whole_text_was_seen(cast, case, at_desk):
    sitting = at_desk("周启明", PHONE)
    page = sitting.page
    long = "\n".join(f"{number}、大厅第 {number} 排在用终端 4 台。" for number in range(1, 60))
    from tests.browser.steps import fill_inspection, freeze, start

    start(sitting, case, "inspection_record")
    fill_inspection(page)
    page.fill('[name="findings"]', long)
    record = freeze(page)
    hand_over(page, "吴小军")
    expect(page.locator("[data-pad]")).to_be_hidden()
    expect(page.get_by_text("请把上面的全文看完")).to_be_attached()
    pages = int(page.locator("form[data-sign]").get_attribute("data-pages"))
    assert pages > 1
    sign_on_glass(page)
    given = standing(cast, record).parts[0].entry.content["pages"]
    assert [one["page"] for one in given] == list(range(1, pages + 1))
    assert all(one["strokes"] for one in given)


def test_a_refusal_is_recorded_with_its_reason_and_needs_no_witness(cast, case, at_desk):
    sitting = at_desk("周启明")
    page = sitting.page
    record = inspection(sitting, case)
    hand_over(page, "吴小军")
    take_back(page, declined=True)
    page.wait_for_url("**/sign/**")
    page.get_by_label("事由").fill("称须请示法定代表人，当场不签")
    page.get_by_label("拒签时刻").fill("21:46")
    page.get_by_role("button", name="记下拒签").click()
    expect(page.locator("#slot-on_site")).to_contain_text("拒签事由：称须请示法定代表人")
    officer_signs(page, "周启明")
    officer_signs(page, "沈静文")
    page.wait_for_url(f"**/records/{record}/")
    found = standing(cast, record)
    assert found.complete
    assert found.parts[0].verdict == "declined"
    assert found.parts[0].entry.content["at"] == "21:46"


def test_a_colleagues_wrong_password_signs_nothing(cast, case, at_desk):
    sitting = at_desk("周启明")
    page = sitting.page
    record = inspection(sitting, case)
    officer_signs(page, "沈静文", password="zhou-guesses-it")
    expect(page.get_by_role("alert")).to_contain_text("沈静文的密码不对")
    assert standing(cast, record).parts == ()


def test_the_text_is_voided_and_frozen_anew_before_the_last_signature(cast, case, at_desk):
    sitting = at_desk("周启明")
    page = sitting.page
    record = inspection(sitting, case)
    officer_signs(page, "周启明")
    page.get_by_text("内容要改：作废重签").click()
    page.get_by_label("作废原因").fill("在场人数漏记")
    page.get_by_role("button", name="作废重签").click()
    page.wait_for_url("**/drafts/**")
    expect(page.get_by_text("原来那一份已作废并保留")).to_be_visible()
    assert standing(cast, record).voided is not None
    assert Draft.objects.get().content["findings"].startswith("一、20:36")


def test_a_signature_given_on_paper_is_entered_with_the_photograph_of_the_page(cast, case, at_desk, tmp_path):
    from PIL import Image

    photo = tmp_path / "签字页.jpg"
    Image.new("RGB", (600, 800), "white").save(photo)
    sitting = at_desk("周启明")
    page = sitting.page
    record = inspection(sitting, case)
    slot = page.locator("#slot-on_site")
    slot.get_by_text("记纸上签字、盖章、捺印").click()
    slot.get_by_text("捺印", exact=True).click()
    slot.get_by_label("写的时间").fill("2026-11-13")
    slot.get_by_label("时刻", exact=True).fill("21:49")
    slot.get_by_role("button", name="记入").click()
    expect(page.get_by_role("alert")).to_contain_text("还没有签了字的那一页的照片")
    slot.get_by_label("签字页照片").set_input_files(photo)
    with page.expect_navigation():
        slot.get_by_role("button", name="记入").click()
    expect(page.locator("#slot-on_site .box + .lh-cap")).to_contain_text("捺印")
    view = standing(cast, record).parts[0]
    assert (view.means, view.entry.origin, view.at.lo.strftime("%H:%M")) == ("fingerprint", "paper", "21:49")
