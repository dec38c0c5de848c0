"""当场处罚 from the desk on a phone, and the same visit with the paper written by hand first."""

import re

import pytest
from playwright.sync_api import expect

from liuhen.cases.models import CaseRow
from liuhen.register import register
from liuhen.register.types import SubjectRef
from tests.browser.conftest import DESK, PHONE, draw, serious
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
CAUSE = "接纳未成年人进入营业场所"


def asked(page):
    """The first page: who, where, what, who is with me."""
    page.get_by_role("link", name="当场处罚").locator("visible=true").first.click()
    page.wait_for_url("**/visits/new/")
    page.locator("#name").fill("李强")
    page.get_by_label("证件号码").fill("420100199001011234")
    page.get_by_role("textbox", name="地点", exact=True).fill("望江路18号门前")
    page.get_by_label("在违法行为目录中查找").fill("接纳 上网服务")
    page.get_by_label(CAUSE).first.check()
    page.get_by_label("做了什么").fill("未核对身份证件")
    page.get_by_label("执法人员当场看到").check()
    page.get_by_label("和您一起的").select_option(label="沈静文　执法一中队")
    page.get_by_label("两人都已出示执法证件").check()


def filled(page, *, pay, more=lambda: None):
    """The decision: told, heard, imposed."""
    page.wait_for_url("**/drafts/**")
    page.locator('[name="told"]').check()
    page.get_by_role("button", name="没有意见").click()
    assert page.locator('[name="statement"]').input_value() == "没有意见"
    assert page.locator('[name="adopted"]').input_value() == "none"
    page.locator('[name="penalties"][value="warning"]').check()
    page.locator('[name="penalties"][value="fine"]').check()
    page.locator('[name="fine"]').fill("100")
    page.locator('[name="pay"]').select_option(pay)
    more()
    button = page.locator("#foot button[type=submit]")
    expect(button).to_be_enabled()
    button.click()


def case_of(cast):
    row = CaseRow.objects.get()
    return row, register.history(cast.agency, SubjectRef("case", row.pk))


def officers_sign(page):
    """Both officers, each under his own password, on one phone: whoever signs next has his panel open."""
    page.wait_for_url("**/sign/")
    for name in ("周启明", "沈静文"):
        slot = page.get_by_role("region", name=name)
        expect(slot.get_by_label(f"{name}的密码")).to_be_visible()
        slot.get_by_label(f"{name}的密码").fill(PASSWORD)
        with page.expect_navigation():
            slot.get_by_role("button", name=f"{name}签名").click()


def party_signs(page, *, back="收回设备", way=""):
    """The phone is handed over, signed on, taken back; ``back`` is what the officer presses then, ``way`` how the paper is handed over."""
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^交")).click()
    page.locator("[data-end]").scroll_into_view_if_needed()
    expect(page.locator("[data-pad] canvas")).to_be_visible()
    if page.locator("#signer").count():
        assert page.locator("#signer").input_value() == "李强", "a citizen signs for himself"
        assert page.locator("#signer-role").input_value() == "本人"
        expect(page.locator("[data-text]")).to_contain_text("六十日内先向澄湖区人民政府申请行政复议")
    draw(page)
    with page.expect_navigation():
        page.get_by_role("button", name="用这个签名").click()
    expect(page.get_by_label("打印交付")).to_be_checked()
    if way:
        page.get_by_text(way, exact=True).click()
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name=back, exact=True).click()


def frozen(page):
    """Whatever the form still asks is filled: it can be handed in."""
    button = page.locator("#foot button[type=submit]")
    expect(button).to_be_enabled()
    button.click()


def goes_on(page, title):
    """The page of the visit: one button, which says what it does."""
    page.wait_for_url("**/visit/")
    expect(page.get_by_role("heading", name=f"现在：{title}")).to_be_visible()
    page.locator("main form button").click()


def issued(at_desk):
    """The phone was locked and the browser closed: the start page knows where it stood."""
    page = at_desk("周启明", PHONE).open("/")
    unfinished = page.get_by_role("region", name="没办完的当场处罚")
    expect(unfinished).to_contain_text("下一步：出具并当场交付")
    assert serious(page) == []
    unfinished.get_by_role("link", name="继续").click()
    assert serious(page) == []
    goes_on(page, "出具并当场交付")
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="盖章并发出").click()
    return page


def collected(page, at_desk):
    """The money comes by itself: ground, sum and time are known, only the receipt is typed."""
    page.wait_for_url("**/drafts/**")
    expect(page.get_by_role("heading", name="当场收缴罚款记录")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="已发出，请交给当事人")).to_contain_text("打开决定书（PDF）")
    assert page.locator('[name="ground"]').input_value() == "small"
    assert page.locator('[name="amount"]').input_value() == "100.00"
    with page.expect_response("**/save/"):
        page.locator('[name="receipt"]').fill("鄂财000123")
    page = at_desk("周启明", PHONE).open("/")
    page.get_by_role("link", name="继续").click()
    goes_on(page, "当场收缴罚款")
    page.wait_for_url("**/drafts/**")
    assert page.locator('[name="receipt"]').input_value() == "鄂财000123", "typed before the phone was locked"
    frozen(page)
    officers_sign(page)
    return page


def filed(page):
    """So does the filing, with its seven items, which stay when it saves itself."""
    page.wait_for_url("**/drafts/**")
    expect(page.get_by_role("heading", name="当场处罚备案表")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="已记收款 100 元，票据号码 鄂财000123")).to_be_visible()
    expect(page.locator("#foot")).to_contain_text("报备案")
    done = page.locator("#mg- p").filter(has_text="这份办好就办结")
    expect(done).to_have_count(1)
    expect(done).to_contain_text("报所属机关备案，2026-11-13 22:06 当场处罚，3 日内备案，到 2026-11-16 24:00")
    expect(done.get_by_role("link")).to_have_text(["制度第十七条", "处罚法第五十二条"])
    expect(page.locator('[data-field="papers"] .lh-sec')).to_have_text("随表材料可不填")
    assert page.locator('[name="conditions"]').input_value() == "未核对身份证件。适用简易程序的理由：执法人员当场看到。"
    assert page.locator('[name="collected"]').input_value() == "当场收缴100元，票据号码鄂财000123"
    assert page.locator('[name="review"]').input_value() == "没有提出"
    with page.expect_response("**/save/"):
        page.locator('[name="other"]').fill("无")
    assert "出示执法证件" in page.locator('[name="steps"]').input_value()
    frozen(page)


def handed_in(page):
    """The money on its way; the fine was paid in full on the spot, so that the end needs no record of its own."""
    for title, step, receiver in (("罚款交到机关", "agency", "财务李某"), ("罚款缴到银行", "bank", "某银行")):
        goes_on(page, title)
        page.wait_for_url("**/drafts/**")
        assert page.locator('[name="step"]').input_value() == step
        page.locator('[name="receiver.name"]').fill(receiver)
        frozen(page)
    page.wait_for_url("**/visit/")
    expect(page.locator("main")).to_contain_text("当场处罚的记录已齐")


def test_somebody_who_never_saw_it_does_a_penalty_on_the_spot_at_a_phone(settled, at_desk, tonight):
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    assert serious(page) == []
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="spot")
    officers_sign(page)
    party_signs(page)
    page = collected(issued(at_desk), at_desk)
    filed(page)

    # 2026-11-13 is a Friday: two working days end on 11-17
    page.wait_for_url("**/visit/")
    expect(page.get_by_role("status").filter(has_text="已报备案")).to_be_visible()
    expect(page.locator("main")).to_contain_text("2026-11-17")
    expect(page.get_by_role("list", name="步骤")).to_contain_text("收缴的罚款还要交到机关、缴到银行")
    expect(page.locator("main")).to_contain_text("两个工作日内交到机关，到 2026-11-17 24:00")
    expect(page.locator("main")).not_to_contain_text("两日内")
    tonight("2026-11-16 09:00")
    row, _ = case_of(settled)
    page = at_desk("周启明", PHONE).open(f"/cases/{row.pk}/")
    page.get_by_role("link", name="继续当场处罚").locator("visible=true").click()
    handed_in(page)
    assert serious(page) == []
    expect(at_desk("周启明", PHONE).open("/").get_by_role("region", name="没办完的当场处罚")).to_have_count(0)

    row, history = case_of(settled)
    decision = next(iter(history.of(register.book().kind("summary_decision"))))
    assert row.procedure == "summary"
    party = register.facts(history)["parties"][0]
    assert party["id_number"] == "420100199001011234", "masked for those without need; a code would not be"
    assert "code" not in party
    assert decision.stands
    assert "当罚" in str(decision.number)
    assert decision["fine"] == "100.00"
    assert decision["conditions"] == "执法人员当场看到"
    assert all(one["shown_at"] for one in decision["officers"])
    assert decision["basis"]
    found = register.findings(SubjectRef("case", row.pk))
    assert [one.why for one in found if one.sort == "fault"] == []
    assert [one.why for one in found if one.sort == "duty" and one.status == "owed" and one.owes == "money_handed_in"] == []


def test_the_phone_is_taken_back_and_the_decision_issued_at_one_go(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="spot")
    officers_sign(page)
    party_signs(page, back="收回设备并盖章发出")
    page.wait_for_url("**/drafts/**")
    expect(page.get_by_role("heading", name="当场收缴罚款记录")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="已发出，请交给当事人")).to_be_visible()
    assert serious(page) == []
    _, history = case_of(settled)
    number = next(iter(history.of(register.book().kind("summary_decision")))).id
    for path in (f"/records/{number}/sign/", f"/records/{number}/"):
        page.goto(page.url.split("/drafts/")[0] + path if "/drafts/" in page.url else page.url.split("/records/")[0] + path)
        written = page.get_by_role("img", name="李强的手写签名")
        written.scroll_into_view_if_needed()
        assert written.evaluate("picture => picture.complete && picture.naturalWidth > 0")
        edges = page.locator("aside .lh-list, .lh-slot").evaluate_all(
            "parts => parts.map(one => one.getBoundingClientRect().left)"
        )
        assert all(edge >= 12 for edge in edges), "flush to the edge of the screen"


def test_without_a_printer_the_decision_is_still_to_be_served_and_the_phone_says_so(settled, at_desk, tonight):
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="bank")
    officers_sign(page)
    party_signs(page, back="收回设备并盖章发出", way="当场交不了")
    page.wait_for_url("**/visit/")
    expect(page.get_by_role("status").filter(has_text="已发出，还没有交给当事人")).to_be_visible()
    expect(page.get_by_role("heading", name="现在：送达决定书")).to_be_visible()
    assert serious(page) == []
    row, _ = case_of(settled)
    unfinished = at_desk("周启明", PHONE).open("/").get_by_role("region", name="没办完的当场处罚")
    expect(unfinished).to_contain_text("下一步：送达决定书")
    page = at_desk("周启明", PHONE).open(f"/cases/{row.pk}/")
    expect(page.locator("body")).to_contain_text("2026-11-13 22:06 记明没有交成，送达后填送达回证")

    tonight("2026-11-16 10:00")
    page = at_desk("周启明", PHONE).open(f"/cases/{row.pk}/visit/")
    page.get_by_role("button", name="填送达回证").click()
    page.wait_for_url("**/drafts/**")
    expect(page.get_by_role("heading", name="送达回证")).to_be_visible()
    expect(page.get_by_role("checkbox", name=re.compile("^当场处罚决定书"))).to_be_checked()


def test_whoever_signs_next_finds_his_panel_open_and_is_told_what_he_does(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="bank")
    page.wait_for_url("**/sign/")
    hers, his = page.get_by_label("沈静文的密码"), page.get_by_label("周启明的密码")
    expect(his).to_be_visible()
    expect(hers).to_be_hidden()
    his.fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="周启明签名").click()
    expect(hers).to_be_focused()
    assert serious(page) == []
    hers.fill(PASSWORD)
    with page.expect_navigation():
        hers.press("Enter")
    expect(page.get_by_role("button", name="交当事人签收", exact=True)).to_be_focused()
    expect(page.locator("main")).not_to_contain_text("签收签")


def test_the_count_of_what_is_missing_follows_the_screen_and_not_the_save(settled, at_desk):
    page = begun(at_desk)
    page.wait_for_timeout(900)  # the last save
    page.route("**/save/", lambda _: None)  # the network hangs: nothing is answered any more
    left, send = page.get_by_role("button", name=re.compile("^还差")), page.get_by_role("button", name="送签", exact=True)
    expect(left).to_have_text("还差 3 项，去补")
    expect(send).to_be_hidden()
    left.click()
    missing = page.locator("[data-field][data-lacks]")
    assert missing.evaluate_all("rows => rows.map(row => row.dataset.field)") == ["statement", "adopted", "penalties"]
    expect(page.locator('[name="statement"]')).to_be_focused()
    for key in ("statement", "adopted", "penalties"):
        label = page.locator(f'[data-field="{key}"] .lb')
        assert label.evaluate("one => getComputedStyle(one).fontWeight") == "600", key

    page.get_by_role("button", name="没有意见").click()
    expect(left).to_have_text("还差 1 项，去补")
    page.locator('[name="penalties"][value="fine"]').check()
    expect(left).to_have_text("还差 2 项，去补")  # the sum and how it is paid
    left.click()
    expect(page.locator('[name="fine"]')).to_be_focused()
    page.locator('[name="fine"]').fill("100")
    page.locator('[name="pay"]').select_option("spot")
    expect(send).to_be_visible()
    expect(left).to_be_hidden()
    page.locator('[name="statement"]').fill("")
    expect(left).to_have_text("还差 1 项，去补")
    assert serious(page) == []


def test_what_failed_once_is_no_longer_said_when_the_next_save_went(settled, at_desk):
    sitting = at_desk("周启明", PHONE)
    page = sitting.open("/")
    asked(page)
    page.get_by_role("button", name="接着填决定书").click()
    page.wait_for_url("**/drafts/**")
    page.route("**/save/", lambda route: route.fulfill(status=500, body=""))
    page.locator('[name="statement"]').fill("没有")
    expect(page.locator("#refusal")).to_contain_text("没有办成")
    page.unroute("**/save/")
    with page.expect_response("**/save/"):
        page.locator('[name="statement"]').fill("没有意见")
    expect(page.locator("#refusal")).not_to_contain_text("没有办成")
    sitting.errors.clear()  # the browser says itself that the first save was answered with 500


def test_nothing_lies_over_the_button_of_whoever_signs(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="bank")
    page.wait_for_url("**/sign/")
    button = page.get_by_role("button", name="周启明签名")
    for top in range(0, 900, 60):
        page.evaluate("top => window.scrollTo(0, top)", top)
        box = button.bounding_box()
        if box and box["y"] > 0 and box["y"] + box["height"] < PHONE[1]:
            at = [box["x"] + box["width"] / 2, box["y"] + box["height"] - 4]
            assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).textContent", at) == "周启明签名"


def begun(at_desk):
    """The decision's form on a phone, as it opens."""
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    page.get_by_role("button", name="接着填决定书").click()
    page.wait_for_url("**/drafts/**")
    expect(page.locator("#record.lh-calm")).to_be_visible()
    return page


def fold(page, key):
    return page.locator(f'[data-field="{key}"] details')


def test_what_is_known_already_is_one_line_each_until_it_is_asked_for(settled, at_desk):
    page = begun(at_desk)
    for key, line in (
        ("basis", "互联网上网服务营业场所管理条例"),
        ("officers", "周启明、沈静文，22:06 已出示证件"),
        ("place", "望江路18号门前"),
        ("at", "2026年11月13日"),
        ("recordings", "没有"),
    ):
        expect(fold(page, key)).not_to_have_attribute("open", "")
        expect(fold(page, key).locator("summary")).to_contain_text(line)
    assert serious(page) == []

    summary = fold(page, "place").locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.locator('[name="place"]').fill("望江路18号二层")
    expect(summary.locator(".w")).to_have_text("望江路18号二层")
    page.locator('[name="place"]').fill("")
    expect(page.locator("#mg-place .need")).to_have_count(1)
    page.reload()
    expect(fold(page, "place")).to_have_attribute("open", "")

    fold(page, "officers").locator("summary").click()
    page.locator('[name$=".shown"]').first.uncheck()
    page.locator('[name$=".shown_at"]').first.fill("")
    expect(page.locator("#mg-officers .bad")).to_contain_text("出示执法证件")
    page.reload()
    expect(fold(page, "officers")).to_have_attribute("open", "")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.reload()
    expect(page.locator('[name="basis.0.title"]')).to_be_visible()


def test_hints_wait_until_their_field_was_passed_and_nothing_moves_under_the_finger(settled, at_desk):
    page = begun(at_desk)
    hints = page.locator(".mg .need:visible, .mg .bad:visible")
    expect(hints).to_have_count(0)
    expect(page.locator("#mg-facts")).not_to_contain_text("缺处罚种类")
    fine = page.locator('[name="penalties"][value="fine"]')
    fine.evaluate("box => box.scrollIntoView({block: 'center', behavior: 'instant'})")
    before = fine.bounding_box()["y"]
    with page.expect_response("**/save/"):
        fine.check()
    expect(page.locator("#mg-statement .need")).to_be_visible()
    expect(page.locator("#mg-fine .need")).to_be_hidden()
    assert abs(fine.bounding_box()["y"] - before) <= 1

    left = page.get_by_role("button", name=re.compile("^还差 \\d+ 项，去补$"))
    count = int(re.findall(r"\d+", left.inner_text())[0])
    left.click()
    expect(page.locator(".mg .need:visible")).to_have_count(count)
    expect(page.locator("#mg-told .bad")).to_contain_text("没有记录告知的步骤")
    expect(page.locator('[name="statement"]')).to_be_focused()
    page.get_by_role("button", name="没有意见").click()
    expect(left).to_have_text(f"还差 {count - 2} 项，去补")
    expect(page.locator("#mg-fine .need")).to_be_visible()


def test_what_was_typed_on_the_first_page_is_there_after_the_phone_was_locked(settled, at_desk):
    sitting = at_desk("周启明", PHONE)
    page = sitting.open("/")
    with page.expect_response("**/visits/new/keep/"):
        asked(page)
    page.wait_for_timeout(900)  # the last keystroke's save
    page = at_desk("周启明", PHONE).open("/visits/new/")
    expect(page.locator("#kept")).to_have_text("接着上次没有写完的")
    assert page.locator("#name").input_value() == "李强"
    assert page.get_by_label("做了什么").input_value() == "未核对身份证件"
    expect(page.get_by_label("执法人员当场看到")).to_be_checked()
    expect(page.get_by_label("两人都已出示执法证件")).to_be_checked()
    page.get_by_role("button", name="接着填决定书").click()
    page.wait_for_url("**/drafts/**")
    assert at_desk("周启明", PHONE).open("/visits/new/").locator("#name").input_value() == "", "kept until it was begun with"


def test_a_disputed_one_asks_for_its_recording(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="bank", more=lambda: page.locator('[name="disputed"]').check())
    page.wait_for_url("**/sign/")
    row, _ = case_of(settled)
    page = at_desk("周启明", PHONE).open(f"/cases/{row.pk}/visit/")
    expect(page.get_by_role("list", name="步骤")).to_contain_text("上传音像")
    expect(page.get_by_role("list", name="步骤")).to_contain_text("标为可能有争议")


def test_a_decision_written_by_hand_on_a_numbered_paper_is_the_original(settled, at_desk, tmp_path):
    from PIL import Image

    photo = tmp_path / "paper.png"
    Image.new("RGB", (60, 80), "white").save(photo)
    page = at_desk("周启明", DESK).open("/")
    asked(page)
    page.get_by_text("已用手写文书").click()
    page.get_by_label("决定书已经在预先编号的纸上写好、签好、交付").check()
    page.get_by_label("纸上的编号").fill("澄当罚0001")
    page.get_by_label("拍照").set_input_files(str(photo))
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="bank", more=lambda: page.locator('[name="handed_over"]').check())
    page.wait_for_url("**/sign/")
    page.get_by_label(re.compile("当事人姓名")).fill("李强")
    page.get_by_role("button", name="记下签字人").click()
    page.wait_for_url("**/drafts/**")
    expect(page.get_by_role("heading", name="当场处罚备案表")).to_be_visible()

    _, history = case_of(settled)
    decision = next(iter(history.of(register.book().kind("summary_decision"))))
    assert decision.entry.origin == "paper"
    assert decision.number == "澄当罚0001"
    assert decision["scans"]


def test_without_a_cause_from_the_catalogue_no_visit_begins(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/visits/new/")
    page.locator("#name").fill("李强")
    page.get_by_role("textbox", name="地点", exact=True).fill("望江路18号")
    page.get_by_label("和您一起的").select_option(label="沈静文　执法一中队")
    page.get_by_label("做了什么").fill("未核对身份证件")
    page.get_by_role("button", name="接着填决定书").click()
    expect(page.locator("#refusal")).to_contain_text("还没有从违法行为目录中选案由")
    page.wait_for_timeout(900)  # the first page saves itself
    assert CaseRow.objects.count() == 0
