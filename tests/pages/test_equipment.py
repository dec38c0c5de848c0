"""Who sees which page of 装备, and that what was typed wrongly is said: over HTTP, signed in as each person."""

from copy import deepcopy
from uuid import uuid4

import pytest
from django.test import Client

from liuhen.recordings import confirming, jobs
from liuhen.recordings import device_commands as commands
from liuhen.recordings.commands import Stated, store_recording
from liuhen.recordings.models import DeviceRow
from liuhen.register import files
from tests.cast import at as on


@pytest.fixture
def cast(database, settings, tmp_path, assembled_with_accounts):
    settings.MEDIA_ROOT = tmp_path / "files"
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture
def camera(cast):
    return commands.register_device(cast["马骏"], {"code": "DSJ-07", "sort": "body_camera"}, cast.units["执法一中队"])


@pytest.fixture
def at(cast):
    """``at("马骏")``: that person's client."""

    def sit(name):
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(cast.account(name), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sit


#: page → who may open it; everybody else is told that there is no such page
SEEN = {
    "/equipment/": {"马骏", "方志刚", "罗成", "许知远", "韩立群", "何敏", "顾怡"},
    "/equipment/still/": {"马骏", "方志刚", "罗成", "许知远", "韩立群", "何敏", "顾怡", "周启明", "沈静文", "吴彦"},
    "/equipment/mine/": {"马骏", "方志刚", "罗成", "周启明", "沈静文", "吴彦"},
    "/equipment/{}/": {"马骏", "方志刚", "许知远", "韩立群", "何敏", "顾怡", "周启明", "沈静文"},
}


@pytest.mark.parametrize("path", SEEN)
def test_each_page_is_there_for_those_who_need_it_and_for_nobody_else(cast, camera, at, path):
    opened = {name for name in cast.people if at(name).get(path.format(camera)).status_code == 200}
    assert opened == SEEN[path]


def test_officers_are_led_to_their_own_page(at, camera):
    assert at("周启明").get("/equipment/").headers["Location"] == "/equipment/mine/"


def test_a_camera_in_a_colleagues_hands_is_out_of_sight_and_a_unit_head_sees_it(cast, camera, at):
    commands.take(cast["周启明"], camera)
    assert at("沈静文").get(f"/equipment/{camera}/").status_code == 404
    assert at("方志刚").get(f"/equipment/{camera}/").status_code == 200
    assert at("罗成").get(f"/equipment/{camera}/").status_code == 404
    assert "DSJ-07" not in at("罗成").get("/equipment/").content.decode()


@pytest.mark.parametrize(
    ("name", "path", "values", "words"),
    [
        ("马骏", "/equipment/new/", {"code": "", "sort": "camera"}, "编号和种类"),
        ("马骏", "/equipment/new/", {"code": "dsj-07", "sort": "camera"}, "已经用在"),
        ("马骏", "/equipment/needs/", {"sort": "camera", "count": "1"}, "还没有选机构"),
        ("马骏", "/equipment/{}/give/", {}, "还没有选领用人"),
        ("马骏", "/equipment/{}/clock/", {"device_time": "昨天"}, "时间读不出"),
        ("马骏", "/equipment/{}/clock/", {}, "屏幕"),
        ("马骏", "/equipment/{}/dock/", {"storage_left": "很多"}, "单位 GB"),
        ("马骏", "/equipment/{}/transfer/", {}, "调入机构和接收人"),
        ("马骏", "/equipment/{}/gap/", {"first": "0009"}, "缺号和原因"),
        ("周启明", "/equipment/new/", {"code": "X", "sort": "camera"}, "装备管理员"),
        ("周启明", "/equipment/{}/change/", {"model": "G10", "reason": "x"}, "装备管理员"),
        ("周启明", "/equipment/{}/form/device_scrapped/", {}, "由装备管理员记"),
        ("周启明", "/equipment/mine/take/", {"code": "DSJ-99"}, "没有找到设备"),
        ("许知远", "/equipment/{}/take/", {}, "由执法人员领用"),
        ("许知远", "/equipment/{}/return/", {}, "没有记录"),
        ("顾怡", "/equipment/{}/recorded/", {}, "没有记录"),
    ],
)
def test_what_does_not_go_is_said_and_nothing_is_written(cast, camera, at, name, path, values, words):
    answer = at(name).post(path.format(camera), values)
    assert (answer.status_code, words in answer.content.decode()) == (409, True)
    row = DeviceRow.objects.get()
    assert (row.code, row.state, row.drift) == ("DSJ-07", "store", None)


def test_what_an_officer_carried_when_is_there_for_himself_and_those_who_answer_for_it(cast, camera, at):
    commands.take(cast["周启明"], camera)
    path = f"/equipment/people/{cast.people['周启明']}/"
    opened = {name for name in cast.people if at(name).get(path).status_code == 200}
    assert opened == {"周启明", "方志刚", "马骏", "许知远", "韩立群", "何敏", "顾怡"}
    assert "DSJ-07" in at("马骏").get(path).content.decode()
    assert at("马骏").get(f"/equipment/people/{uuid4()}/").status_code == 404


def test_a_device_that_is_not_there_and_a_form_that_is_none(cast, camera, at):
    keeper = at("马骏")
    assert keeper.get(f"/equipment/{uuid4()}/").status_code == 404
    assert keeper.post(f"/equipment/{camera}/form/penalty_decision/").status_code == 404
    assert at("程远").post(f"/equipment/{camera}/return/").status_code == 404


def test_the_list_is_narrowed_and_ordered(cast, camera, at):
    commands.register_device(cast["马骏"], {"code": "DSJ-21", "sort": "body_camera", "serial": "Q9"}, cast.units["执法二中队"])
    commands.set_need(cast["马骏"], cast.units["执法二中队"], "body_camera", "3")
    page = at("马骏").get("/equipment/", {"unit": str(cast.units["执法二中队"]), "q": "q9", "sort": "docked"}).content.decode()
    assert "DSJ-21" in page
    assert "DSJ-07" not in page
    assert "缺 2 台" in page
    assert "没有这样的设备" in at("马骏").get("/equipment/", {"state": "gone", "sort": "nonsense"}).content.decode()


def test_the_keeper_tells_a_docking_and_a_clock_by_hand(cast, camera, at):
    keeper = at("马骏")
    keeper.post(f"/equipment/{camera}/dock/", {"station": "一号", "storage_left": "37.5"})
    keeper.post(f"/equipment/{camera}/clock/", {"device_time": "1970-01-01T08:00", "adjusted": ""})
    row = DeviceRow.objects.get()
    assert (row.storage_left, row.docked_station) == (37_500, "一号")
    page = keeper.get(f"/equipment/{camera}/").content.decode()
    assert "设备时钟没有设置" in page
    keeper.post(f"/equipment/{camera}/clock/", {"device_time": "2026-11-13T22:00", "adjusted": "1"})
    assert "设备时钟没有设置" not in keeper.get(f"/equipment/{camera}/").content.decode()


def test_what_came_in_and_nobody_is_known_to_have_filmed_stands_on_the_keepers_desk_until_it_is_handed_on(cast, at):
    stored = store_recording(jobs.system(cast.agency), files.put(b"\0" * 2000), Stated(name="MOVI0007.mp4", source="device"))
    assert "没有归属的音像" in at("马骏").get("/").content.decode()
    assert "没有归属的 1 段" in at("马骏").get("/recordings/match/").content.decode()
    assert "MOVI0007.mp4" in at("马骏").get("/recordings/match/?whose=nobody").content.decode()
    assert "没有归属的音像" not in at("方志刚").get("/").content.decode()
    confirming.hand(cast["马骏"], [stored.recording], cast.people["周启明"], "他的卡")
    assert "没有归属的音像" not in at("马骏").get("/").content.decode()
    assert "MOVI0007.mp4" in at("周启明").get("/").content.decode()


def test_what_came_from_a_camera_leads_to_the_player_for_whoever_may_see_it(cast, camera, at, clips):
    found = store_recording(cast["周启明"], files.put(clips["mp4"]), Stated(name="a.mp4", device_id=camera))
    leads = f'<a href="/recordings/{found.recording}/">a.mp4</a>'
    assert leads in at("周启明").get(f"/equipment/{camera}/").content.decode()
    page = at("沈静文").get(f"/equipment/{camera}/").content.decode()
    assert ("a.mp4" in page, leads in page) == (True, False)


def test_more_room_than_the_card_has_is_asked_about(cast, at):
    camera = commands.register_device(cast["马骏"], {"code": "DSJ-08", "sort": "body_camera", "storage": "64"})
    answer = at("马骏").post(f"/equipment/{camera}/dock/", {"storage_left": "640"}, headers={"hx-request": "true"})
    assert "剩余存储 640 GB，比登记的容量 64 GB 还多" in answer.content.decode()
    at("马骏").post(f"/equipment/{camera}/dock/", {"storage_left": "63.5"})
    assert DeviceRow.objects.get().storage_left == 63_500


def test_who_carried_it_in_another_year_is_told_with_the_year(cast, camera, at):
    for day, move in (("2026-11-20 08:00", commands.take), ("2026-11-21 18:00", commands.give_back)):
        with on(day):
            move(cast["周启明"], camera)
    with on("2027-01-15 09:00"):
        page = at("马骏").get(f"/equipment/{camera}/").content.decode()
    assert "2026-11-20 08:00" in page
    assert "2026-11-21 18:00 止" in page
