"""Uploading in the browser: resumable, several at once, patient, playable at the end."""

from contextlib import suppress
from datetime import datetime
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from liuhen.operating.sample_media import Film, film
from liuhen.recordings import commands, device_commands
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingLink, RecordingRow, Upload
from liuhen.register import files, slow
from liuhen.regulation.when import CST
from tests.browser.conftest import PHONE, serious

BEGIN = datetime(2026, 11, 13, 20, 36, tzinfo=CST)


@pytest.fixture
def films(tmp_path):
    return [
        film(tmp_path / f"DSJ-07-{number}.mp4", Film(begin=BEGIN, seconds=3, size=(320, 180), scene=number)) for number in (1, 2)
    ]


def test_two_files_at_once_are_stored_and_linked_to_the_case(cast, case, at_desk, films):
    page = at_desk("周启明", PHONE).open(f"/recordings/upload/?case={case}")
    assert serious(page) == []
    page.get_by_label("内容").fill("现场检查")
    page.set_input_files("[data-endpoint] input[type=file]", films)
    expect(page.locator(".lh-up", has_text="已入库")).to_have_count(2, timeout=40_000)
    assert RecordingRow.objects.count() == 2
    assert {str(link.case) for link in RecordingLink.objects.all()} == {case}
    page.locator(".lh-up").first.get_by_role("link", name="去看").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("现场检查")
    assert serious(page) == []
    assert page.locator("video").evaluate(
        "video => new Promise(done => { video.onloadedmetadata = () => done(video.duration > 1); video.load(); })"
    )


def test_a_name_without_a_gap_in_it_stays_on_the_glass_of_a_phone(cast, case, at_desk, films):
    camera = device_commands.register_device(cast["马骏"], {"code": "DSJ-07", "sort": "body_camera"}, cast.units["执法一中队"])
    name = "GOPR_20261113_203600_0000000000000001_LONGNAME_FROM_THE_CAMERA.mp4"
    commands.store_recording(cast["周启明"], files.put(films[0]), Stated(name=name, begin=BEGIN, device_id=camera))
    sitting = at_desk("周启明", PHONE)
    for path in (
        "/recordings/",
        "/recordings/match/",
        "/?tab=recordings",
        f"/recordings/{RecordingRow.objects.get().pk}/",
        f"/equipment/{camera}/",
    ):
        page = sitting.open(path)
        expect(page.get_by_text(name[:20]).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], path


def test_a_cut_connection_is_told_and_gone_on_with_by_itself(cast, case, at_desk, films):
    sitting = at_desk("周启明")
    page = sitting.open("/recordings/upload/")
    broken = {"left": 5}

    def cut(route):
        if route.request.method == "PATCH" and broken["left"]:
            broken["left"] -= 1
            return route.abort()
        return route.continue_()

    page.route("**/uploads/**", cut)
    page.set_input_files("[data-endpoint] input[type=file]", films[0])
    row = page.locator(".lh-up")
    expect(row).to_contain_text("已交入的部分都在", timeout=40_000)
    expect(row).to_contain_text("已入库", timeout=60_000)
    assert (broken["left"], RecordingRow.objects.count()) == (0, 1)
    sitting.errors.clear()  # the browser reports the requests that were cut


def test_a_file_that_lies_about_its_type_is_refused_in_words(cast, case, at_desk, tmp_path):
    lie = tmp_path / "录像.mp4"
    lie.write_bytes(b"\x7fELF" + bytes(4000))
    sitting = at_desk("周启明")
    page = sitting.open("/recordings/upload/")
    page.set_input_files("[data-endpoint] input[type=file]", lie)
    row = page.locator(".lh-up")
    expect(row.locator(".lh-refused")).to_contain_text("。", timeout=30_000)
    assert RecordingRow.objects.count() == 0
    sitting.errors.clear()  # the browser reports the refusal's status


@pytest.fixture
def busy():
    """All places for what lasts are taken, as when the whole bureau uploads at once; ``free()`` lets them go."""
    held = []
    with suppress(slow.Busy):
        while True:
            held.append(slow.Place())

    def free():
        for place in held:
            place.close()

    yield SimpleNamespace(free=free)
    free()


def test_a_server_that_takes_nothing_for_half_a_minute_loses_no_upload(cast, case, at_desk, films, busy):
    """周启明 chooses his film and looks away: the server refuses again and again, then has room, and the film is there."""
    sitting = at_desk("周启明", PHONE)
    page = sitting.open("/recordings/upload/")
    page.set_input_files("[data-endpoint] input[type=file]", films[0])
    row = page.locator(".lh-up")
    expect(row).to_contain_text("会自动接着传", timeout=20_000)
    expect(row).to_contain_text("秒后再试")
    expect(row.get_by_role("button", name="立即重试")).to_be_visible()
    assert serious(page) == []
    page.wait_for_timeout(34_000)
    expect(row).to_contain_text("会自动接着传")
    assert not RecordingRow.objects.exists()
    busy.free()
    expect(row).to_contain_text("已入库", timeout=40_000)
    assert RecordingRow.objects.count() == 1
    assert Upload.objects.count() == 1  # what waited was gone on with, not begun anew
    sitting.errors.clear()  # the browser reports the refusals' status


@pytest.mark.parametrize("how", ["立即重试", "网络恢复"])
def test_who_will_not_wait_goes_on_at_once_and_so_does_a_line_that_is_back(cast, case, at_desk, films, busy, how):
    sitting = at_desk("周启明")
    page = sitting.open("/recordings/upload/")
    page.set_input_files("[data-endpoint] input[type=file]", films[0])
    row = page.locator(".lh-up")
    expect(row).to_contain_text("会自动接着传", timeout=20_000)
    busy.free()
    if how == "立即重试":
        row.get_by_role("button", name=how).click()
    else:
        page.context.set_offline(True)
        page.context.set_offline(False)
    expect(row).to_contain_text("已入库", timeout=8_000)  # the server had asked for twenty seconds
    assert Upload.objects.count() == 1
    sitting.errors.clear()


def test_a_film_that_is_taken_away_while_it_waits_is_not_waited_for(cast, case, at_desk, films, busy):
    """The card reader is pulled out: no line that comes back will help, and the page says so."""
    sitting = at_desk("周启明")
    page = sitting.open("/recordings/upload/")
    page.set_input_files("[data-endpoint] input[type=file]", films[0])
    row = page.locator(".lh-up")
    expect(row).to_contain_text("会自动接着传", timeout=20_000)
    films[0].unlink()
    row.get_by_role("button", name="立即重试").click()
    expect(row).to_contain_text("读不到这个文件了", timeout=20_000)
    sitting.errors.clear()
