"""采集站 and 专用存储器 in a browser, as those who use them: a token shown once, files registered from an output, a re-check handed in."""

import json
import re

import pytest
from playwright.sync_api import expect

from liuhen.access.models import Station
from liuhen.recordings.models import KeptRow
from tests.browser.conftest import DESK, PHONE, serious

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def database(demo, settings):
    return demo


def enter(sitting, demo):
    sitting.sign_in(*demo.sign_in("林秋"))
    expect(sitting.page.get_by_role("heading", name="我的工作台")).to_be_visible()


def output(*files):
    told = {"format": "liuhen-digest-1", "computed": None, "failed": []}
    told["files"] = [
        {"file": name, "size": 1000, "sha256": digest * 64, "sm3": "", "media": {"media": "video"}} for name, digest in files
    ]
    return {"name": "结果.json", "mimeType": "application/json", "buffer": json.dumps(told).encode()}


def test_a_station_is_admitted_its_token_seen_once_and_taken_back(demo, device):
    sitting = device(DESK)
    enter(sitting, demo)
    page = sitting.open("/equipment/stations/")
    page.get_by_text("接入采集站", exact=True).click()
    page.get_by_label("名称").fill("执法二中队采集站")
    page.get_by_role("button", name="接入并发放令牌").click()
    expect(page.get_by_label("接入令牌")).to_have_value(re.compile("^lhs_.{43}$"))
    token = page.get_by_label("接入令牌").input_value()
    assert token not in repr(vars(Station.objects.get(name="执法二中队采集站")))
    page.get_by_role("link", name="已抄好").click()
    expect(page.get_by_role("cell", name="执法二中队采集站")).to_be_visible()
    assert token not in page.content()
    row = page.get_by_role("row").filter(has_text="执法二中队采集站")
    row.get_by_text("收回令牌").click()
    row.get_by_label("原因").fill("装错了地方")
    row.get_by_role("button", name="收回").click()
    expect(page.get_by_role("row").filter(has_text="执法二中队采集站")).to_contain_text("装错了地方")
    assert Station.objects.get(name="执法二中队采集站").withdrawn_at


def test_an_output_of_digest_is_registered_and_checked_again(demo, device):
    sitting = device(DESK)
    enter(sitting, demo)
    page = sitting.open("/recordings/elsewhere/new/")
    page.get_by_label("结果文件").set_input_files(output(("一.mp4", "a"), ("二.mp4", "b")))
    page.get_by_label("存入时间").fill("2026-11-20T09:00")
    page.get_by_label("存放处").fill("二楼机房 3 号柜")
    page.get_by_label("载体", exact=True).select_option(label="移动硬盘")
    page.get_by_label("保管人").select_option(index=1)
    page.get_by_role("button", name="登记存放").click()
    expect(page.get_by_role("heading", name="专用存储器", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="一.mp4")).to_be_visible()
    page.get_by_label("结果文件").set_input_files(output(("一.mp4", "a"), ("二.mp4", "c"), ("三.mp4", "d")))
    page.get_by_role("button", name="交入复核结果").click()
    expect(page.get_by_role("status").filter(has_text="1 个一致，1 个内容不一致")).to_be_visible()
    assert {row.name: row.result for row in KeptRow.objects.filter(kept_at__contains="3 号柜")} == {
        "一.mp4": "equal",
        "二.mp4": "differs",
    }
    page = sitting.open("/")
    expect(page.get_by_role("alert").filter(has_text="复核不好")).to_contain_text("二.mp4")


def test_what_is_no_output_is_said_beside_the_form(demo, device):
    sitting = device(DESK)
    enter(sitting, demo)
    page = sitting.open("/recordings/elsewhere/")
    page.get_by_label("结果文件").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    page.get_by_role("button", name="交入复核结果").click()
    expect(page.get_by_role("alert").filter(has_text="不是 ./liuhen digest --json 的结果文件")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_fit_the_glass_and_read_aloud(demo, device, size):
    sitting = device(size)
    enter(sitting, demo)
    gone = KeptRow.objects.get(result="gone")
    wrong = []
    for path in (
        "/equipment/stations/",
        "/recordings/elsewhere/",
        "/recordings/elsewhere/new/",
        f"/recordings/elsewhere/{gone.recording}/",
        f"/recordings/{gone.recording}/",
    ):
        page = sitting.open(path)
        expect(page.locator("main")).to_be_attached()
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{path} is wider than the glass")
        wrong += [f"{path}: {finding}" for finding in serious(page)]
    assert not wrong, "\n".join(wrong)
