"""采集站 and 专用存储器 as pages: who gets them, who does not, what a form says when something is missing."""

import hashlib
import json
from copy import deepcopy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from liuhen.access.models import Station
from liuhen.recordings.models import KeptRow
from tests.cast import PASSWORD, PEOPLE, at

FILM = hashlib.sha256(b"film").hexdigest()


@pytest.fixture
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def cast(database, store, assembled_with_accounts):
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture
def desk(cast):
    def sit(name):
        client = Client(headers={"host": "localhost"})
        assert client.login(username=PEOPLE[name][0], password=PASSWORD)
        return client

    return sit


def output(*files):
    told = [{"file": name, "size": 4, "sha256": digest} for name, digest in files]
    return SimpleUploadedFile("结果.json", json.dumps({"format": "liuhen-digest-1", "files": told}).encode())


def said(cast, **more):
    place = {"kept_at": "机房 2 号柜", "carrier": "disk", "carrier_code": "HD-3", "keeper": str(cast.people["马骏"])}
    return {**place, "put": "2026-11-14T08:00", "begin": "2026-11-13T20:00:00", "end": "2026-11-13T21:00:00", **more}


def registered(cast, desk, name="周启明", **more):
    with at("11-14 09:00"):
        answer = desk(name).post("/recordings/elsewhere/new/", said(cast, digests=output(("一.mp4", FILM)), **more))
    assert answer.status_code == 302, answer.content.decode()
    return KeptRow.objects.get()


def test_a_token_is_shown_once(cast, desk):
    keeper = desk("马骏")
    shown = keeper.post("/equipment/stations/", {"name": "一中队采集站", "days": "365"})
    token = shown.content.decode().partition('value="lhs_')[2].partition('"')[0]
    assert len(token) == 43
    again = keeper.get("/equipment/stations/").content.decode()
    assert token not in again
    assert "一中队采集站" in again
    assert "no-store" in shown.headers["Cache-Control"]
    keeper.post(f"/equipment/stations/{Station.objects.get().pk}/shut-out/", {"reason": "报废"})
    assert "报废" in desk("程远").get("/equipment/stations/").content.decode()


@pytest.mark.parametrize("name", ["周启明", "方志刚", "韩立群", "陈素", "顾怡", "许知远", "丁晓彤"])
def test_who_keeps_no_equipment_does_not_find_the_stations(desk, name):
    assert desk(name).get("/equipment/stations/").status_code == 404
    assert desk(name).post("/equipment/stations/", {"name": "我的", "days": "365"}).status_code == 404
    assert not Station.objects.exists()


def test_files_are_registered_from_an_output_and_re_checked_by_another(cast, desk):
    row = registered(cast, desk, taken_by=str(cast.people["周启明"]), what="大厅")
    keeper = desk("马骏")
    assert "大厅" in keeper.get("/recordings/elsewhere/").content.decode()
    with at("12-01 09:00"):
        told = keeper.post("/recordings/elsewhere/check/", {"digests": output(("一.mp4", "0" * 64), ("别的.mp4", "1" * 64))})
    assert "1 个内容不一致" in told.content.decode()
    assert "别的.mp4" in told.content.decode()
    page = keeper.get(f"/recordings/elsewhere/{row.recording}/").content.decode()
    assert "内容不一致" in page
    assert "一.mp4" in desk("马骏").get("/").content.decode() or "大厅" in desk("马骏").get("/").content.decode()


def test_one_typed_by_hand_is_registered_too(cast, desk):
    with at("11-14 09:00"):
        answer = desk("马骏").post(
            "/recordings/elsewhere/new/", said(cast, name="一.mp4", sha256=FILM.upper(), size="4", media="video")
        )
    assert answer.status_code == 302
    assert (KeptRow.objects.get().digest, KeptRow.objects.get().length) == (FILM, 4)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"digests": SimpleUploadedFile("a.json", b"{}")}, "不是 ./liuhen digest --json 的结果文件"),
        ({}, "请交入结果文件"),
        ({"name": "一.mp4", "sha256": "xyz", "size": "4"}, "SHA-256 和字节数"),
        ({"name": "", "sha256": FILM, "size": "4"}, "没有写文件名"),
        ({"name": "一.mp4", "sha256": FILM, "size": "4", "put": ""}, "没有写存入时间"),
        ({"name": "一.mp4", "sha256": FILM, "size": "4", "put": "昨天"}, "存入时间读不出"),
        ({"name": "一.mp4", "sha256": FILM, "size": "4", "keeper": ""}, "存放处、载体和保管人"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_registered(cast, desk, wrong, told):
    with at("11-14 09:00"):
        answer = desk("马骏").post("/recordings/elsewhere/new/", said(cast, **wrong), headers={"hx-request": "true"})
    assert told in answer.content.decode()
    assert not KeptRow.objects.exists()


def test_it_is_checked_and_moved_on_its_page(cast, desk):
    row, keeper = registered(cast, desk), desk("马骏")
    where = f"/recordings/elsewhere/{row.recording}/"
    with at("12-01 09:00"):
        assert keeper.post(where + "check/", {"found": FILM}).status_code == 302
        moved = said(cast, reason="刻盘", carrier="optical", keeper=str(cast.people["陈素"]))
        assert keeper.post(where + "move/", moved).status_code == 302
    row.refresh_from_db()
    assert (row.result, row.carrier_label, row.keeper_name) == ("equal", "光盘", "陈素")
    assert desk("陈素").get(where).status_code == 200  # who keeps it finds it


def test_its_own_page_says_where_it_lies_and_offers_no_player(cast, desk):
    row = registered(cast, desk)
    page = desk("周启明").get(f"/recordings/{row.recording}/").content.decode()
    assert "机房 2 号柜" in page
    assert "<video" not in page
    assert '<span class="lh-tag">专用存储器</span>' in desk("周启明").get("/recordings/").content.decode()
    file = desk("周启明").get(f"/recordings/{row.recording}/file")
    assert (file.status_code, "专用存储器" in file.content.decode()) == (403, True)


@pytest.mark.parametrize("name", ["吴彦", "陈素", "程远"])
def test_who_has_nothing_to_do_with_it_does_not_find_it(cast, desk, name):
    row = registered(cast, desk)
    other = desk(name)
    where = f"/recordings/elsewhere/{row.recording}/"
    assert other.get(where).status_code == 404
    for form in ("check/", "move/"):
        assert other.post(where + form, {"result": "gone", **said(cast, reason="x")}).status_code == 404
    assert "一.mp4" not in other.get("/recordings/elsewhere/").content.decode()
    row.refresh_from_db()
    assert row.result == ""


@pytest.mark.parametrize("name", ["陈素", "程远", "顾怡"])
def test_who_makes_no_recordings_gets_no_form(desk, name):
    assert desk(name).get("/recordings/elsewhere/new/").status_code == 404
