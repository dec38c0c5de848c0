"""The player: from a step to its second and back, by mouse, by keys, on a phone; the words beside the picture; clips and checks."""

import re
import time
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from liuhen.operating.sample_long import Long, long_film
from liuhen.operating.sample_media import sound
from liuhen.recordings import checking, clips, commands, jobs, marking, transcripts
from liuhen.recordings.clips import Wanted
from liuhen.recordings.commands import Stated
from liuhen.recordings.marking import Said
from liuhen.recordings.models import Clip, MomentRow, OriginalCheck, RecordingRow, TranscriptRow
from liuhen.recordings.transcripts_text import second_of
from liuhen.register import files
from liuhen.register.files import put
from liuhen.regulation.when import CST
from tests.browser.acting import aside
from tests.browser.conftest import PHONE, serious
from tests.cases.stories import add

BEGIN = datetime(2026, 11, 13, 20, 36, tzinfo=CST)
RIGHTS = {"told": ["statement"], "means": "oral", "at": "20:36", "answer": "清楚"}


@pytest.fixture
def scene(cast, case):
    """The inspection of that evening, one minute long."""
    content = {
        "span": {"start": "2026-11-13T20:36", "end": "2026-11-13T20:38"},
        "on_site": {"name": "吴小军"},
        "officers": cast.officers("周启明", "沈静文"),
        "rights": RIGHTS,
        "findings": "一、进入场所\n二、在场 31 人",
    }
    return UUID(add(cast, "周启明", UUID(case), "inspection_record", content, when="11-13 21:50").id)


def stored(cast, case, scene, path, begin=BEGIN, **said):
    found = commands.store_recording(cast["周启明"], put(path), Stated(name=path.name, begin=begin, **said))
    commands.link(cast["周启明"], UUID(case), found.recording, scene)
    return RecordingRow.objects.get(pk=found.recording)


@pytest.fixture
def film(cast, case, scene, tmp_path, tonight):
    """A minute of DSJ-07, its clock 42 seconds fast."""
    how = Long(begin=BEGIN, seconds=60, size=(320, 180), every=0.5, silent=((20, 30),))
    path = long_film(tmp_path / "DSJ-07.mp4", how)
    said = {"device": "DSJ-07", "device_begin": BEGIN + timedelta(seconds=42), "drift": 42.0, "times_from": "station"}
    row = stored(cast, case, scene, path, begin=None, **said)
    jobs._wave(row)
    return row


def until(page, asked, timeout=10.0):
    """Wait for what the film itself says; the pages forbid the polling that Playwright has for it."""
    deadline = time.monotonic() + timeout
    while not page.locator("[data-player]").evaluate(asked):
        assert time.monotonic() < deadline, asked
        page.wait_for_timeout(50)


def ready(page):
    """The film is there and can be sought in."""
    until(page, "media => media.readyState >= 2")


def at(page, wanted, within=0.3):
    until(page, f"media => Math.abs(media.currentTime - {wanted}) <= {within}")


def go(page, second):
    page.locator("[data-player]").evaluate(f"media => {{ media.currentTime = {second} }}")
    at(page, second)


def test_a_step_leads_to_its_second_and_the_second_back_to_its_step(at_desk, film, scene):
    page = at_desk("周启明").open(f"/recordings/{film.pk}/?t=12.5")
    ready(page)
    at(page, 12.5)
    expect(page.locator("[data-code]")).to_have_text("00:00:12")
    expect(page.locator("[data-real]")).to_have_text("20:36:12")
    expect(page.locator("[data-device]")).to_have_text("20:36:54")
    steps = page.locator("#steps")
    expect(steps).to_contain_text("3 步，0 步有时刻")
    expect(steps.locator("li", has_text="出示执法证件")).to_contain_text("没有时刻")
    steps.get_by_role("button", name="把“出示执法证件”标在此刻").click()
    row = steps.locator("li", has_text="出示执法证件")
    expect(row.get_by_role("link", name="00:00:12")).to_be_visible()
    expect(row).to_have_class(re.compile("on"))
    moment = MomentRow.objects.get()
    assert (moment.second, moment.record, moment.step) == (12.5, scene, "card")
    expect(page.locator("#own-moments")).to_contain_text("亮证")
    page.locator("[data-scrub]").fill("40")
    at(page, 40)
    row.get_by_role("link", name="00:00:12").click()
    at(page, 12.5)
    page.goto(page.url.split("/recordings/")[0] + f"/records/{scene}/")
    link = page.locator(".lh-steplist").get_by_role("link", name="00:00:12")
    assert link.get_attribute("href") == f"/recordings/{film.pk}/?t=12.5"
    link.click()
    ready(page)
    at(page, 12.5)


def test_each_press_is_one_frame_also_where_the_rate_cannot_be_written_exactly(at_desk, cast, case, scene, tmp_path, tonight):
    film = long_film(
        tmp_path / "slow.mp4", Long(begin=BEGIN, seconds=30, size=(320, 180), every=3)
    )  # a third of a frame a second
    page = at_desk("周启明").open(f"/recordings/{stored(cast, case, scene, film).pk}/?t=10")
    ready(page)
    for key, frame in ((".", 12), (".", 15), (",", 12), (",", 9), (",", 6)):
        page.wait_for_timeout(300)
        page.keyboard.press(key)
        at(page, frame + 0.02, 0.05)


def test_everything_can_be_done_from_the_keyboard(at_desk, film, scene):
    page = at_desk("周启明").open(f"/recordings/{film.pk}/")
    ready(page)
    page.keyboard.press("ArrowRight")
    at(page, 10)
    page.keyboard.press("l")
    until(page, "media => !media.paused")
    page.keyboard.press("l")
    assert page.locator("[data-player]").evaluate("media => media.playbackRate") == 1.5
    page.keyboard.press(" ")
    until(page, "media => media.paused")
    go(page, 20)
    page.wait_for_timeout(300)
    page.keyboard.press(".")
    at(page, 20.5, 0.05)
    page.wait_for_timeout(300)
    page.keyboard.press(",")
    at(page, 20, 0.05)
    page.keyboard.press("Shift+ArrowLeft")
    at(page, 19, 0.1)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="键盘")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.locator("[data-mark-code]")).to_have_text(re.compile("00:00:(19|18)"))
    page.get_by_label("这一刻是").select_option(label="告知权利　权利告知")
    page.get_by_label("备注（可不填）").fill("当场告知")
    page.keyboard.press("Enter")
    expect(page.locator("#steps li", has_text="告知权利")).to_contain_text("当场告知")
    assert MomentRow.objects.get().step == "rights"
    expect(page.locator("#mark")).to_be_hidden()  # until then a sign is a letter of the note
    page.keyboard.press("[")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("]")
    first, last = (second_of(page.locator(f"#cut-{end}").input_value()) for end in ("from", "to"))
    assert last == pytest.approx(first + 1, abs=0.2)
    page.locator("#cut").get_by_role("button", name="先不截").click()
    page.keyboard.press("End")
    at(page, 60, 1)
    page.keyboard.press("ArrowUp")
    at(page, MomentRow.objects.get().second, 0.2)


def test_without_a_mouse_a_mark_keeps_its_place_and_the_words_are_one_stop(cast, at_desk, film, scene):
    transcripts.typed(cast["周启明"], film.pk, "00:00:08 请看执法证件\n00:00:31 我不签\n00:00:40 记下了")
    page = at_desk("周启明").open(f"/recordings/{film.pk}/?t=33")
    ready(page)
    expect(page.locator("[data-words-list] li.on")).to_contain_text("我不签")
    page.get_by_role("button", name="把“出示执法证件”标在此刻").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#steps").get_by_role("link", name="00:00:33")).to_be_focused()
    page.get_by_label("在文字记录里找").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="00:00:31 我不签")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    at(page, 8)
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="00:00:40 记下了")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-words-list] :focus")).to_have_count(0)


def test_a_wrong_moment_is_taken_back_where_it_stands(cast, at_desk, film, scene):
    marking.mark(cast["周启明"], film.pk, 5, Said(record=scene, step="card"))
    page = at_desk("沈静文").open(f"/recordings/{film.pk}/")
    page.locator("#steps li", has_text="出示执法证件").hover()
    page.get_by_role("button", name="撤回“出示执法证件”在 00:00:05 的时刻").click()
    expect(page.locator("#steps li", has_text="出示执法证件")).to_contain_text("没有时刻")
    assert not MomentRow.objects.exists()


def test_what_was_said_is_typed_line_by_line_found_and_jumped_to(at_desk, film):
    page = at_desk("周启明").open(f"/recordings/{film.pk}/?t=8")
    ready(page)
    at(page, 8)
    page.get_by_text("逐行录入").click()
    page.get_by_role("button", name="写上此刻").click()
    box = page.locator("#words-text")
    box.press_sequentially("请看执法证件")
    go(page, 31)
    box.press("Enter")
    box.press_sequentially("我不签")
    assert box.input_value() == "00:00:08 请看执法证件\n00:00:31 我不签"
    page.get_by_role("button", name="存为第 1 版").click()
    expect(page.locator("#words")).to_contain_text("已存 2 行")
    expect(page.locator("[data-words-list] li")).to_have_count(2)
    page.get_by_label("在文字记录里找").fill("不签")
    expect(page.locator("[data-words-list] li")).to_have_count(1)
    page.get_by_role("button", name="00:00:31 我不签").click()
    at(page, 31)
    page.get_by_label("在文字记录里找").fill("")
    expect(page.locator("[data-words-list] li.on")).to_contain_text("我不签")
    page.goto(page.url.split("/recordings/")[0] + "/search/?q=不签")
    expect(page.locator("main")).to_contain_text("音像里说到")
    expect(page.locator("main")).to_contain_text("我不签")
    found = page.get_by_role("listitem").filter(has_text="我不签").get_by_role("link")
    found.click()  # to the second at which it was said, with what was looked for
    ready(page)
    at(page, 31)
    expect(page.locator("[data-words-list] li")).to_have_count(1)
    page.goto(page.url.split("/recordings/")[0] + "/recordings/?q=不签")
    page.get_by_role("link", name="我不签").click()
    ready(page)
    at(page, 31)


def test_the_enter_that_ends_a_chinese_word_writes_no_second(at_desk, film):
    page = at_desk("周启明").open(f"/recordings/{film.pk}/?t=8")
    ready(page)
    page.get_by_text("逐行录入").click()
    box = page.locator("#words-text")
    box.press_sequentially("wobuqian")
    box.evaluate(  # as Safari sends it: the composition is over already, and only the old number of the key tells
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))"
    )
    assert box.input_value() == "wobuqian"


def test_a_subtitle_file_in_gbk_and_a_file_that_is_none(at_desk, film, tmp_path):
    good, bad = tmp_path / "夜查.srt", tmp_path / "照片.srt"
    good.write_bytes(
        "2\r\n00:00:09,000 --> 00:00:11,000\r\n看清楚了\r\n\r\n1\r\n00:00:03,000 --> 00:00:05,000\r\n请看\r\n".encode("gbk")
    )
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page = at_desk("周启明").open(f"/recordings/{film.pk}/")
    page.get_by_text("导入字幕文件").click()
    page.get_by_label("SRT 或 WebVTT").set_input_files(bad)
    page.get_by_role("button", name="导入").click()
    expect(page.locator("#words")).to_contain_text("字幕文件没有导入")
    assert not TranscriptRow.objects.exists()
    page.reload()
    page.get_by_text("导入字幕文件").click()
    page.get_by_label("SRT 或 WebVTT").set_input_files(good)
    page.get_by_role("button", name="导入").click()
    expect(page.locator("#words")).to_contain_text("按 GBK 编码读出")
    expect(page.locator("[data-words-list] li").first).to_contain_text("请看")
    assert TranscriptRow.objects.get().lines == 2


def test_fifty_thousand_lines_stay_quick(cast, at_desk, film):
    text = "".join(
        f"{n + 1}\n00:{n // 1000 % 60:02d}:{n % 1000 * 60 // 1000:02d},{n % 1000:03d} --> 00:59:59,000\n第 {n} 句\n\n"
        for n in range(50_000)
    )
    aside(lambda: transcripts.imported(cast["周启明"], film.pk, text.encode(), "长.srt"))
    page = at_desk("周启明").open(f"/recordings/{film.pk}/")
    expect(page.locator("[data-words-list] li").nth(20)).to_be_visible(timeout=30_000)
    assert page.locator("[data-words-list] li").count() < 130
    page.get_by_label("在文字记录里找").fill("第 49999 句")
    expect(page.locator("[data-words-found]")).to_have_text("1 处")


def test_a_clip_is_cut_and_the_original_is_checked(cast, at_desk, film):
    page = at_desk("周启明").open(f"/recordings/{film.pk}/?t=11")
    ready(page)
    at(page, 11)
    page.get_by_role("button", name="截取片段").click()
    page.get_by_role("button", name="此刻为起点").click()
    go(page, 15)
    page.get_by_role("button", name="此刻为终点").click()
    page.get_by_label("截取事由").fill("交法制审核")
    page.locator("[data-cut-form]").get_by_role("button", name="截取").click()
    expect(page.locator("#clips")).to_contain_text("正在截取")
    aside(lambda: clips.cut(Clip.objects.get()))
    expect(page.locator("#clips")).to_contain_text("关键帧", timeout=15_000)
    expect(page.locator("#clips")).to_contain_text("从 00:00:10 起")
    page.locator("#check").get_by_role("button", name="查验原件").click()
    expect(page.locator("#check")).to_contain_text("正在从头读原件")
    aside(lambda: checking.run(OriginalCheck.objects.get()))
    expect(page.locator("#check")).to_contain_text("一致", timeout=15_000)
    assert Clip.objects.get().begin == 11.0


def test_another_camera_shows_the_same_moment(cast, at_desk, film, case, scene, tmp_path):
    path = long_film(tmp_path / "DSJ-12.mp4", Long(begin=BEGIN, seconds=50, size=(320, 180), every=1.0, device="DSJ-12", scene=3))
    other = stored(cast, case, scene, path, begin=BEGIN + timedelta(seconds=10), device="DSJ-12")
    after = long_film(tmp_path / "DSJ-07-2.mp4", Long(begin=BEGIN, seconds=20, size=(320, 180), every=1.0, scene=4))
    following = stored(cast, case, scene, after, begin=BEGIN + timedelta(seconds=65), device="DSJ-07")
    page = at_desk("周启明").open(f"/recordings/{film.pk}/?t=25")
    ready(page)
    at(page, 25)
    page.get_by_role("link", name="双机位").click()
    page.wait_for_url(f"**/recordings/{other.pk}/?t=15.0")
    ready(page)
    expect(page.locator("[data-real]")).to_have_text("20:36:25")
    page.goto(page.url.split("/recordings/")[0] + f"/recordings/{film.pk}/?t=58.5")
    ready(page)
    page.locator(".lh-ctl").get_by_role("button", name="播放").click()
    page.wait_for_url(f"**/recordings/{following.pk}/?t=0&play=1", timeout=20_000)


def test_a_sound_alone_is_played_and_marked(cast, at_desk, case, scene, tmp_path, tonight):
    row = stored(cast, case, scene, sound(tmp_path / "s.wav", 6))
    jobs._wave(row)
    page = at_desk("周启明").open(f"/recordings/{row.pk}/")
    ready(page)
    page.keyboard.press("Shift+ArrowRight")
    at(page, 1, 0.1)
    page.locator("#steps").get_by_role("button", name="把“告知权利”标在此刻").click()
    expect(page.locator("#steps")).to_contain_text("1 步有时刻")
    expect(page.locator("[data-wave-path]")).to_have_attribute("d", re.compile("^M0 50L"))


def test_on_a_phone_the_picture_stays_above_and_the_thumb_marks(at_desk, film):
    page = at_desk("周启明", PHONE).open(f"/recordings/{film.pk}/?t=12")
    ready(page)
    at(page, 12)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert serious(page) == []
    page.locator("#steps").scroll_into_view_if_needed()
    assert page.locator(".lh-video").bounding_box()["y"] >= 0
    button = page.locator("#steps").get_by_role("button", name="把“出示执法证件”标在此刻")
    assert button.bounding_box()["height"] >= 44
    button.click()
    expect(page.locator("#steps")).to_contain_text("1 步有时刻")
    foot = page.locator(".lh-foot").get_by_role("button", name="标记时刻")
    assert foot.bounding_box()["height"] >= 44
    foot.click()
    expect(page.get_by_label("这一刻是")).to_be_visible()


def test_an_iphone_gives_the_whole_screen_to_the_film_itself(at_desk, film):
    sitting = at_desk("周启明", PHONE)
    sitting.page.add_init_script(
        "delete Element.prototype.requestFullscreen;"
        "HTMLVideoElement.prototype.webkitEnterFullscreen = function () { this.dataset.whole = 'yes' }"
    )
    page = sitting.open(f"/recordings/{film.pk}/")
    ready(page)
    page.keyboard.press("f")
    expect(page.locator("video[data-whole=yes]")).to_be_visible()


def test_a_film_that_this_browser_cannot_play_says_what_to_do(at_desk, film):
    sitting = at_desk("周启明", PHONE)
    sitting.page.route("**/copy", lambda route: route.fulfill(body=bytes(4000), content_type="video/mp4"))
    page = sitting.open(f"/recordings/{film.pk}/")
    expect(page.get_by_role("alert")).to_contain_text("放不了这段音像")
    expect(page.get_by_role("alert")).to_contain_text("下载原件")
    assert serious(page) == []


def test_an_original_that_is_gone_is_told_with_what_to_do(cast, at_desk, film, scene):
    marking.mark(cast["周启明"], film.pk, 5, Said(record=scene, step="card"))
    files.path_of(film.sha256).unlink()
    page = at_desk("周启明").open(f"/recordings/{film.pk}/")
    expect(page.locator("main")).to_contain_text("原件不在文件库里")
    expect(page.locator("#steps")).to_contain_text("出示执法证件")
    assert serious(page) == []


def test_the_desk_has_nothing_that_a_screen_reader_stumbles_over(cast, at_desk, film, scene):
    marking.mark(cast["周启明"], film.pk, 5, Said(record=scene, step="card"))
    transcripts.typed(cast["周启明"], film.pk, "00:00:08 请看执法证件")
    aside(lambda: clips.cut(clips.ask(cast["周启明"], film.pk, Wanted(begin=1, end=3, reason="核对"))))
    page = at_desk("周启明").open(f"/recordings/{film.pk}/")
    ready(page)
    expect(page.locator("[data-words-list] li")).to_have_count(1)
    assert serious(page) == []
