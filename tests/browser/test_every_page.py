"""Every kind of page, on a desk and on a phone: nothing wider than the glass, buttons as large as a thumb, nothing serious for axe, a silent console."""

import pytest
from playwright.sync_api import expect

from liuhen.cases.models import CaseRow, ClueRow, Waiting
from liuhen.recordings.models import DeviceRow
from liuhen.recordings.queries import of_case as recordings_of
from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.register.types import SubjectRef
from tests.browser.conftest import DESK, PHONE, serious

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def database(demo, settings):
    """The live server works on this test's copy of the demo."""
    return demo


def pages_of(demo):
    """Who opens what."""
    case = demo.case("星遇")
    history = register.history(demo.agency, SubjectRef("case", case.pk))
    inspection = next(one for one in history.records if one.kind.key == "inspection_record")
    order = next(one for one in history.records if one.kind.key == "correction_order")
    waiting = Waiting.objects.filter(role="head").first()
    recording = next(one for one in recordings_of(case.pk) if one.media == "video")
    of_case = f"/cases/{case.pk}"
    officer = ["/", "/cases/", f"{of_case}/", f"{of_case}/add/", f"{of_case}/paper/", f"{of_case}/file/", f"{of_case}/evidence/"]
    officer += [f"{of_case}/readings/", f"/records/{inspection.id}/", f"/records/{order.id}/", f"/records/{inspection.id}/sign/"]
    recordings = [
        f"/records/{order.id}/issue/",
        "/recordings/",
        "/recordings/match/",
        "/recordings/elsewhere/",
        "/recordings/elsewhere/new/",
        f"/recordings/upload/?case={case.pk}",
        f"/recordings/{recording.pk}/",
    ]
    recordings += [
        "/search/?q=网络",
        "/rules/",
        "/rules/制度第十二条/",
        "/rules/violations/",
        "/drafts/",
        "/account/password/",
        "/blanks/",
    ]
    duty = FindingRow.objects.filter(subject=case.pk, sort="duty", status="owed").order_by("pk")[0]
    evidence = next(one for one in history.records if one.kind.key == "evidence_item")
    officer += [
        "/visits/new/",
        f"/duties/{duty.pk}/explain/",
        f"/records/{evidence.id}/correct/",
        "/rules/处罚法第七十条/",
    ]
    camera = DeviceRow.objects.get(code="DSJ-07")
    fault = register.start_draft(demo.actor("周启明"), "device_fault", subject=SubjectRef("device", camera.pk), content={})
    recordings += ["/equipment/mine/", "/equipment/still/", f"/equipment/{camera.pk}/", f"/drafts/{fault.pk}/"]
    devices = [
        "/equipment/",
        "/equipment/new/",
        "/equipment/still/",
        f"/equipment/{camera.pk}/",
        f"/equipment/people/{camera.holder}/",
    ]
    return {
        "周启明": officer,
        "周启明的音像": recordings,
        "韩立群": [
            "/",
            "/approvals/",
            f"/approvals/{waiting.record}/",
            "/clues/",
            "/supervision/",
            "/supervision/acts/",
            "/supervision/duties/",
            "/supervision/recordings/?state=late",
        ],
        "方志刚": [
            "/",
            "/recordings/match/?whose=unit",
            f"{of_case}/people/",
            "/supervision/?period=year",
            f"/clues/{ClueRow.objects.latest('received_at').pk}/",
        ],
        "林秋": [
            "/",
            "/counter/",
            "/bureau/people/",
            "/bureau/people/new/",
            "/bureau/units/",
            "/bureau/settings/",
            "/blanks/",
            "/equipment/stations/",
            *devices,
            *counter_cameras(),
        ],
    }


def counter_cameras():
    """The pages of the camera at the counter, and where its footage is attached."""
    case = CaseRow.objects.filter(procedure="licence", archived_at__isnull=True).order_by("-opened_at").first()
    return ["/counter/cameras/", f"/counter/cameras/{DeviceRow.objects.get(code='CK-01').pk}/", f"/counter/footage/{case.pk}/"]


#: What is pressed on a phone and is lower than a thumb (44 px): buttons, fields, the way back, the menu.
SMALL = """() => [...document.querySelectorAll('button, .btn, select, main input:not([type=hidden], [type=checkbox], [type=radio], [type=range]), .lh-top a, .lh-more a, summary')]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest('.visually-hidden, .lh-skip, dialog') && one.getBoundingClientRect().height)
  .filter(one => one.getBoundingClientRect().height < 43.5 || (one.matches('.lh-top a[aria-label]') && one.getBoundingClientRect().width < 43.5))
  .map(one => `${one.outerHTML.slice(0, 90)} is ${Math.round(one.getBoundingClientRect().height)} px high`)"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["周启明", "周启明的音像", "韩立群", "方志刚", "林秋"])
def test_every_page_fits_the_glass_and_reads_aloud(demo, device, name, size):
    sitting = device(size)
    sitting.sign_in(*demo.sign_in(name.partition("的")[0]))
    expect(sitting.page.get_by_role("heading", name="我的工作台")).to_be_visible()
    wrong = []
    for path in pages_of(demo)[name]:
        page = sitting.open(path)
        expect(page.locator("main")).to_be_attached()
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{path} is wider than the glass")
        wrong += [f"{path}: {finding}" for finding in serious(page)]
        wrong += [f"{path}: {small}" for small in page.evaluate(SMALL)] if size == PHONE else []
    assert not wrong, "\n".join(wrong)


def test_what_is_printed_is_what_was_found_without_what_is_pressed(demo, device):
    sitting = device(DESK)
    sitting.sign_in(*demo.sign_in("韩立群"))
    expect(sitting.page.get_by_role("heading", name="我的工作台")).to_be_visible()
    page = sitting.open("/supervision/")
    page.set_viewport_size({"width": 718, "height": 1047})  # a sheet A4 between its margins
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="监督台")).to_be_visible()
    expect(page.get_by_text("应录的有音像")).to_be_visible()
    pressed = page.locator("nav, header, button, .btn, select, summary")
    assert [one for one in pressed.all() if one.is_visible()] == []
