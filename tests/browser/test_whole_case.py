"""The whole path in a real browser: a tip-off becomes an archived case file, worked by the people who really work it."""

from datetime import datetime
from uuid import UUID

import pytest
from playwright.sync_api import expect

from liuhen.archive.jobs import bind
from liuhen.cases.models import CaseRow
from liuhen.operating.demo import chapters as c
from liuhen.operating.demo import endings as e
from liuhen.operating.demo.build import _stroke
from liuhen.operating.demo.facts import net_cafe
from liuhen.operating.demo.people import found
from liuhen.operating.demo.telling import Tale
from liuhen.operating.sample_long import Long, long_film
from liuhen.recordings.models import RecordingRow
from liuhen.register import clock
from liuhen.register.models import FindingRow
from liuhen.regulation.when import CST
from tests.browser.acting import Acting, People, aside

PASSWORD = "Chenghu-2026-ban"
FACTS = net_cafe("海角", "何建平", "望江路18号", "91420199MA4NET101Y", manager="值班经理", witness="孙玉兰")
TODAY = datetime(2026, 9, 21, 18, tzinfo=CST).date()

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1200)]


@pytest.fixture
def stage(live_liuhen, browser, request):
    """The demo's people and units without its cases, a server, and a browser for each of them."""
    clock.set_script(datetime(2026, 5, 1, 8, tzinfo=CST))
    cast = found(TODAY, PASSWORD)
    tale = Tale(cast, TODAY, _stroke)
    story = Acting(tale, "one", ("zhouqiming", "shenjingwen"))
    story.people = People(browser, live_liuhen.url, dict.fromkeys(cast.actors, PASSWORD), request.param)
    yield story
    story.people.close()
    clock.set_script(None)


def uploaded(story, tmp_path, day, hour):
    """周启明 uploads his camera's film of the inspection from his browser."""

    def act():
        begin, end = story.on(day, "19:28"), story.on(day, "20:41")
        how = Long(begin=begin, seconds=(end - begin).total_seconds(), device="DSJ-07", every=60, bit_rate=8_000)
        path = long_film(tmp_path / "DSJ-07.mp4", how)
        page = story.people["zhouqiming"]
        page.goto(f"{story.people.url}/recordings/upload/?case={story.case.id}")
        page.select_option("#case", str(story.case.id))
        page.wait_for_timeout(600)
        page.select_option("#record-choice", story.records["inspection_record"].id)
        page.fill("#what", "执法记录仪")
        page.locator("summary").first.click()
        page.fill("#begin", begin.strftime("%Y-%m-%dT%H:%M:%S"))
        page.fill("#end", end.strftime("%Y-%m-%dT%H:%M:%S"))
        page.set_input_files("input[type=file]", str(path))
        expect(page.locator("[data-uploads]")).to_contain_text("已入库", timeout=30_000)

    story.at(day, hour)
    story.later(act)


def triaged(story, day, hour):
    """The unit's head says that the tip-off is to be followed."""

    def act():
        page = story.people["fangzhigang"]
        page.goto(f"{story.people.url}/clues/{story.clue.id}/")
        page.locator("form[action$='/triage/'] input[value=open]").check(force=True)
        page.fill("#triage-reason", "有具体时间地点，需要查处。")
        page.click("text=记下处理")
        page.wait_for_load_state("networkidle")

    story.at(day, hour)
    story.later(act)


def told(story, tmp_path):
    """The chapters of the case, from the telephone to the archive."""
    c.complaint(story, FACTS, -80, "09:12")
    triaged(story, -80, "09:40")
    c.registration(story, FACTS, -80, "10:05")
    c.approval(story, FACTS, -80, "14:20")
    c.inspection(story, FACTS, -79, "19:30", "20:40", declined=True)
    uploaded(story, tmp_path, -79, "21:40")
    c.order(story, FACTS, -79, "22:00", -73)
    c.interview(story, FACTS, -76, "09:40", "10:35")
    c.evidence(story, FACTS, -76, "11:05")
    e.checked(story, FACTS, -73, "15:10")
    c.report(story, FACTS, -71, "10:10")
    e.notice(story, FACTS, -69, "09:30")
    e.defence(story, FACTS, -66, "09:20")
    e.decided(story, FACTS, -48, "10:20", result="part")
    e.decision(story, FACTS, -47, "09:20", serve_day=-46)
    e.published(story, FACTS, -42)
    e.paid(story, FACTS, -40)
    e.ended(story, FACTS, -39)
    e.closed(story, -38, "10:00")
    story.at(-30, "14:00")
    story.do(
        "linqiu",
        "case_file_bound",
        {
            "retention": "permanent",
            "volumes": 2,
            "archivist": story.cast.staff("linqiu"),
            "bound": story.day(-30),
            "boxes": "电子",
        },
    )
    story.later(lambda: aside(lambda: bind(story.case.id, UUID(story.records["case_file_bound"].id))))


@pytest.mark.parametrize(
    "stage", [{"width": 1440, "height": 900}, {"width": 390, "height": 844}], ids=["desk", "phone"], indirect=True
)
def test_a_tip_off_becomes_an_archived_case_file(stage, tmp_path):
    told(stage, tmp_path)

    try:
        stage.tale.tell(datetime(2026, 9, 20, tzinfo=CST), lambda _done, _all: None)
    except Exception as error:
        error.add_note(f"{stage.people.show(tmp_path)}; pictures in {tmp_path}")
        raise

    row = CaseRow.objects.get(pk=stage.case.id)
    assert row.archived_at is not None
    recording = RecordingRow.objects.get()
    assert recording.lag is not None
    assert recording.lag.total_seconds() < 24 * 3600
    assert list(FindingRow.objects.filter(subject=row.pk, status="owed").values_list("label", "do")) == []
    assert list(FindingRow.objects.filter(subject=row.pk, sort="fault").values_list("label", "why")) == []
    assert stage.people.errors == []
