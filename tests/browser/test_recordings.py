"""Uploading in the browser: resumable, several at once, playable at the end."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from liuhen.operating.sample_media import Film, film
from liuhen.recordings.models import RecordingLink, RecordingRow
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


def test_a_cut_connection_is_told_and_gone_on_with(cast, case, at_desk, films):
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
    row.get_by_role("button", name="接着传").click()
    expect(row).to_contain_text("已入库", timeout=40_000)
    assert RecordingRow.objects.count() == 1
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
