"""Setting up a camera: who may, what is refused, and where a password never is."""

import stat

import pytest
from django.http import Http404
from django.test import Client

from liuhen.cameras import addresses, commands
from liuhen.cameras.commands import Setting
from liuhen.cameras.models import CameraRow
from liuhen.operating import rebuilding
from liuhen.recordings.models import DeviceRow
from liuhen.regulation.grammar import Refusal
from tests.cameras import footage
from tests.cast import at


@pytest.mark.parametrize(
    ("address", "user", "password", "whole", "shown"),
    [
        ("rtsp://10.0.0.1/a", "", "", "rtsp://10.0.0.1/a", "rtsp://10.0.0.1/a"),
        ("rtsp://10.0.0.1:8554/a?b=1", "ad:min", "p@ss/w", "rtsp://ad%3Amin:p%40ss%2Fw@10.0.0.1:8554/a?b=1", "rtsp://10.0.0.1:8554/a?b=1"),
        ("rtsp://u:p@cam/a", "", "", "rtsp://u:p@cam/a", "rtsp://cam/a"),
        ("rtsp://u:p@cam/a", "v", "q", "rtsp://v:q@cam/a", "rtsp://cam/a"),
        ("rtsp://[fe80::1]:554/a", "u", "", "rtsp://u:@[fe80::1]:554/a", "rtsp://[fe80::1]:554/a"),
        (
            "rtsp://cam/user=admin&password=tlJwpbo6&channel=1&stream=0.sdp",
            "", "",
            "rtsp://cam/user=admin&password=tlJwpbo6&channel=1&stream=0.sdp",
            "rtsp://cam/user=***&password=***&channel=1&stream=0.sdp",
        ),
        ("rtsp://u:p@ss@cam/a", "", "", "rtsp://u:p%40ss@cam/a", "rtsp://cam/a"),
        ("rtsp://cam/a?authbasic=YTpi&pw=Geheim", "", "", "rtsp://cam/a?authbasic=YTpi&pw=Geheim", "rtsp://cam/a?authbasic=***&pw=***"),
        ("rtsp://cam/live?Token=abc&x=2", "", "", "rtsp://cam/live?Token=abc&x=2", "rtsp://cam/live?Token=***&x=2"),
    ],
)  # fmt: skip
def test_an_address_is_kept_whole_and_shown_without_what_opens_the_camera(address, user, password, whole, shown):
    assert addresses.compose(address, user, password) == whole
    assert addresses.shown(whole) == shown


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://cam/a",
        "file:///etc/passwd",
        "rtsp://",
        "rtsp:///a",
        "rtsp://cam:port/a",
        "rtsp://a b/c",
        "rtsp://c/" + "x" * 2000,
        "rtsp://admin:12/34@10.0.3.21/stream1",
        "rtsp://admin:12?34@10.0.3.21/stream1",
        "rtsp://admin:12#34@10.0.3.21/stream1",
        "rtsp://admin:/12@10.0.3.21/stream1",
        "rtsp://c/\n",
    ],
)
def test_what_is_no_address_of_a_camera_is_refused(address):
    if address.endswith("\n"):
        address = "rtsp://c/a\nb"
    with pytest.raises(Refusal) as told:
        addresses.compose(address, "", "")
    assert told.value.code == "bad_address"


def test_a_camera_is_a_device_of_the_register_and_its_password_lies_in_the_key_folder_alone(cast, owner, store):
    with at("11-13 08:00"):
        camera = footage.put(cast["马骏"])
    assert DeviceRow.objects.get(pk=camera).sort == "counter_camera"
    row = CameraRow.objects.get(pk=camera)
    assert (row.counter, row.address, row.on, row.sign) == ("一楼受理窗口", footage.ADDRESS, True, True)
    assert addresses.address_of(camera) == "rtsp://admin:Geheim-71@10.0.3.21:554/stream1"
    assert stat.S_IMODE((store.keys / f"camera-{camera.hex}").stat().st_mode) == 0o600
    assert not words_in_database(owner, "Geheim")


def words_in_database(owner, word: str) -> list[str]:
    """Tables in which a row holds this word, in text or in bytes."""
    tables = owner.execute(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    found = []
    for (table,) in tables:
        rows = owner.execute(f"SELECT t::text FROM {table} t").fetchall()
        if any(word in text or word.encode().hex() in text for (text,) in rows):
            found.append(table)
    return found


def test_the_search_for_words_in_the_database_would_find_one(cast, owner):
    with at("11-13 08:00"):
        footage.put(cast["马骏"], counter="Suchwort-12")
    assert words_in_database(owner, "Suchwort-12")


def test_a_change_without_a_password_keeps_the_one_there_is_for_the_same_host_only(cast):
    with at("11-13 08:00"):
        camera = footage.put(cast["马骏"])
        commands.change(cast["马骏"], camera, Setting(counter="二楼窗口", on=True), address=footage.ADDRESS)
        assert addresses.address_of(camera) == "rtsp://admin:Geheim-71@10.0.3.21:554/stream1"
        commands.change(cast["马骏"], camera, Setting(counter="二楼窗口", on=True), address="rtsp://10.0.3.21:554/stream2")
        assert addresses.address_of(camera) == "rtsp://admin:Geheim-71@10.0.3.21:554/stream2"
        commands.change(cast["马骏"], camera, Setting(counter="二楼窗口", on=True), address="rtsp://10.6.6.6/stream2")
        assert addresses.address_of(camera) == "rtsp://10.6.6.6/stream2", "no password goes to another host"
        commands.change(cast["马骏"], camera, Setting(counter="二楼窗口", on=True), user="neu", password="Anders-1")
        assert addresses.address_of(camera) == "rtsp://neu:Anders-1@10.6.6.6/stream2"
    assert CameraRow.objects.get(pk=camera).counter == "二楼窗口"


@pytest.mark.parametrize("days", [0, 1, 29, 99999])
def test_fewer_days_than_the_bureaus_are_refused(cast, days):
    with at("11-13 08:00"), pytest.raises(Refusal) as told:
        footage.put(cast["马骏"], days=days)
    assert told.value.code == "too_short"
    assert not CameraRow.objects.exists()


def test_stopping_asks_for_a_reason_and_starting_does_not(cast):
    with at("11-13 08:00"):
        camera = footage.put(cast["马骏"])
        with pytest.raises(Refusal):
            commands.switch(cast["马骏"], camera, on=False)
        commands.switch(cast["马骏"], camera, on=False, reason="窗口装修")
        assert not CameraRow.objects.get(pk=camera).on
        commands.switch(cast["程远"], camera, on=True)
        assert CameraRow.objects.get(pk=camera).on


@pytest.mark.parametrize("name", ["周启明", "方志刚", "许知远", "韩立群", "陈素", "丁晓彤", "顾怡"])
def test_for_everybody_else_the_pages_of_the_cameras_do_not_exist(cast, name):
    with at("11-13 08:00"):
        camera = footage.put(cast["马骏"])
        with pytest.raises(Http404):
            commands.switch(cast[name], camera, on=False, reason="x")
    browser = signed_in(cast, name)
    for path in ("/counter/cameras/", f"/counter/cameras/{camera}/"):
        assert browser.get(path).status_code == 404, path
    for path in ("", "switch/", "test/"):
        assert browser.post(f"/counter/cameras/{camera}/{path}", {"on": "0", "reason": "x"}).status_code == 404, path
    assert CameraRow.objects.get(pk=camera).on


def signed_in(cast, name) -> Client:
    browser = Client()
    browser.force_login(cast.account(name), backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_no_page_shows_a_password(cast, caplog):
    with at("11-13 08:00"):
        camera = footage.put(cast["马骏"])
        browser = signed_in(cast, "马骏")
        pages = [browser.get(path) for path in ("/counter/cameras/", f"/counter/cameras/{camera}/")]
    assert all(answer.status_code == 200 for answer in pages)
    assert all("Geheim" not in answer.content.decode() and "admin:" not in answer.content.decode() for answer in pages)
    assert "rtsp://10.0.3.21:554/stream1" in pages[1].content.decode()
    assert "Geheim" not in caplog.text


@pytest.mark.parametrize(("name", "page"), [("马骏", "/equipment/"), ("程远", "/bureau/people/")])
def test_who_sets_cameras_up_is_led_to_them(cast, name, page):
    browser = signed_in(cast, name)
    assert 'href="/counter/cameras/"' in browser.get(page).content.decode()
    assert browser.get("/counter/cameras/").status_code == 200


def test_a_rebuild_finds_the_rows_as_they_are(cast):
    with at("11-13 08:00"):
        camera = footage.put(cast["马骏"])
        assert list(rebuilding.rebuild(cast.agency)) == []
        CameraRow.objects.filter(pk=camera).update(counter="改过的")
        [found] = [one for one in rebuilding.rebuild(cast.agency) if one.table == "cameras_camerarow"]
    assert found.after == {"counter": "一楼受理窗口"}
