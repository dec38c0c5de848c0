import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, serious
from tests.cast import PASSWORD

VERMILION = "rgb(181, 40, 26)"  # what is late, breached or broken


def test_somebody_not_signed_in_is_led_to_the_door_and_back(cast, tonight, device, case):
    sitting = device()
    page = sitting.open(f"/cases/{case}/")
    expect(page.get_by_text("请重新登录")).to_be_visible()
    page.get_by_label("登录名").fill("zhouqiming")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("星遇网咖涉嫌接纳未成年人案")


def test_what_was_typed_while_the_session_ended_is_there_again_but_not_for_somebody_else(cast, at_desk):
    sitting = at_desk("马骏")
    page = sitting.page

    def type_and_be_sent_away(number, model):
        sitting.open("/equipment/new/")
        page.get_by_label("编号").fill(number)
        page.get_by_label("型号").fill(model)
        page.get_by_label("种类").select_option(label="录音笔")
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="登记设备").click()
        expect(page.get_by_text("请重新登录")).to_be_visible()

    def come_back(login):
        page.get_by_label("登录名").fill(login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/equipment/new/")

    type_and_be_sent_away("DSJ-31", "澄光 G9")
    come_back("majun")
    expect(page.get_by_role("alert")).to_contain_text("填的内容已经放回")
    assert page.get_by_label("编号").input_value() == "DSJ-31"
    assert page.get_by_label("型号").input_value() == "澄光 G9"
    assert page.get_by_label("种类").locator("option:checked").inner_text() == "录音笔"
    page.get_by_role("button", name="登记设备").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("DSJ-31")
    type_and_be_sent_away("DSJ-32", "澄光 G7")
    come_back("zhouqiming")
    expect(page.get_by_role("heading", name="没有办成")).to_be_visible()
    page.context.clear_cookies(name="sessionid")
    sitting.sign_in("majun", PASSWORD)
    page.wait_for_url(re.compile(r"^(?!.*signin).*$"))
    sitting.open("/equipment/new/")
    assert page.get_by_label("编号").input_value() == ""
    sitting.errors.clear()  # the browser reports the page that the officer may not open


def test_a_page_from_before_another_sign_in_is_told_in_words_and_keeps_what_was_typed(cast, at_desk):
    sitting = at_desk("马骏")
    page = sitting.open("/equipment/new/")
    page.get_by_label("编号").fill("DSJ-33")
    again = page.context.new_page()  # signed out and in again beside it: the token of the older page is worth nothing now
    again.goto(sitting.url + "/equipment/")
    again.get_by_role("button", name="退出").click()
    again.get_by_label("登录名").fill("majun")
    again.get_by_label("密码").fill(PASSWORD)
    again.get_by_role("button", name="登录").click()
    again.wait_for_url(re.compile(r"^(?!.*signin).*$"))
    page.get_by_role("button", name="登记设备").click()
    expect(page.get_by_role("alert")).to_contain_text("页面放得太久")
    page.reload()
    assert page.get_by_label("编号").input_value() == "DSJ-33"
    page.evaluate("for (const one of document.getElementsByName('csrfmiddlewaretoken')) one.value = 'x'.repeat(64)")
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="没有办成，页面放得太久")).to_be_visible()
    sitting.errors.clear()


def test_a_wrong_password_says_how_many_tries_are_left_and_the_fifth_locks(cast, tonight, device):
    sitting = device(PHONE)
    page = sitting.page
    for left in (4, 3, 2, 1):
        sitting.sign_in("zhouqiming", "not-the-password")
        expect(page.get_by_role("alert")).to_contain_text(f"再错 {left} 次")
    assert page.get_by_label("登录名").input_value() == "zhouqiming"
    told = page.get_by_role("alert").locator("b")
    assert told.evaluate("it => getComputedStyle(it).color") != VERMILION, "nothing is over its limit, nothing is broken"
    sitting.sign_in("zhouqiming", "not-the-password")
    expect(page.get_by_role("alert")).to_contain_text("锁到 22:21")
    sitting.sign_in("zhouqiming", PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("账号锁到 22:21")
    tonight("2026-11-13 22:22")
    sitting.sign_in("zhouqiming", PASSWORD)
    expect(page.get_by_role("heading", name="我的工作台")).to_be_visible()


def test_a_case_of_others_does_not_exist(cast, at_desk, case):
    sitting = at_desk("吴彦")
    page = sitting.open(f"/cases/{case}/")
    expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
    page = sitting.open("/search/?q=星遇")
    expect(page.get_by_text("没有查到“星遇”")).to_be_visible()
    sitting.errors.clear()  # the browser reports the 404 that was meant


def test_a_new_bureau_is_set_up_on_its_first_page(database, store, device):
    sitting = device()
    page = sitting.open("/")
    page.wait_for_url("**/setup/")
    assert serious(page) == []
    page.get_by_label("机关全称").fill("临江区文化和旅游局")
    page.get_by_label("机关代字").fill("临")
    page.get_by_label("管理员姓名").fill("程远")
    page.get_by_label("登录名").fill("chengyuan")
    page.get_by_label("密码", exact=True).fill("short")
    page.get_by_label("再输一次").fill("short")
    page.get_by_role("button", name="设立机关").click()
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次").fill("another-one-2026")
    page.get_by_role("button", name="设立机关").click()
    expect(page.get_by_role("alert")).to_contain_text("两次输入的密码不一样")
    page.get_by_label("再输一次").fill(PASSWORD)
    page.get_by_role("button", name="设立机关").click()
    expect(page.get_by_role("heading", name="人员")).to_be_visible()
    sitting.open("/setup/")
    expect(page.get_by_text("设立机关")).not_to_be_visible()
