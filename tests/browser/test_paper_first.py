"""纸质先行: a paper signed by hand at night, photographed, typed up next morning in one sitting."""

from uuid import UUID

from PIL import Image
from playwright.sync_api import expect

from liuhen.pages.models import Photo
from liuhen.register import register
from liuhen.register.types import SubjectRef
from tests.browser.steps import fill_inspection


def photographs(folder, count):
    made = []
    for number in range(1, count + 1):
        path = folder / f"照片{number}.jpg"
        Image.new("RGB", (600, 800), (230, 60 * number, 120)).save(path)
        made.append(path)
    return made


def test_one_set_of_photographs_becomes_several_records_with_their_own_numbers_and_times(cast, case, at_desk, tonight, tmp_path):
    tonight("2026-11-14 09:10")
    page = at_desk("周启明").open(f"/cases/{case}/paper/")
    page.locator("input[data-tray]").set_input_files(photographs(tmp_path, 3))
    expect(page.locator(".lh-thumb")).to_have_count(3)
    assert Photo.objects.filter(used=None).count() == 3
    page.locator(".lh-thumb input").nth(0).check()
    page.locator(".lh-thumb input").nth(1).check()
    page.get_by_label("是什么文书").select_option("inspection_record")
    page.get_by_label("纸上的文号").fill("澄文检手〔2026〕0017号")
    page.get_by_role("button", name="用这 2 张录一份").click()
    page.wait_for_url("**/drafts/**")
    expect(page.locator(".pics img")).to_have_count(2)
    assert page.locator(".pics img").first.evaluate("picture => picture.naturalWidth") == 600
    fill_inspection(page)
    with page.expect_navigation():
        page.get_by_role("button", name="记入").click()
    page.get_by_label("现场负责人拒签事由").fill("称须请示法定代表人")
    with page.expect_navigation():
        page.get_by_role("button", name="记下签字人").click()
    history = register.history(cast.agency, SubjectRef("case", UUID(case)))
    record = next(one for one in history.records if one.kind.key == "inspection_record")
    assert (record.entry.origin, record.number) == ("paper", "澄文检手〔2026〕0017号")
    assert record.at.lo.strftime("%m-%d %H:%M") == "11-13 20:36"
    assert record.recorded_at.strftime("%m-%d %H:%M") == "11-14 09:10"
    assert len(record["scans"]) == 2
    assert {(view.key, view.verdict, view.means) for view in record.parts} >= {
        ("on_site", "declined", "paper"),
        ("officers", "agreed", "paper"),
    }
    assert Photo.objects.filter(used=None).count() == 1
    page.goto(page.url.split("/records/")[0] + f"/cases/{case}/")
    line = page.locator(".lh-item", has_text="现场检查（勘验）笔录")
    expect(line).to_contain_text("补录")
    expect(line).to_contain_text("20:36")


def test_a_file_that_is_no_photograph_is_refused_with_what_to_do(cast, case, at_desk, tmp_path):
    lie = tmp_path / "笔录.jpg"
    lie.write_bytes(b"MZ this is a program")
    sitting = at_desk("周启明")
    page = sitting.open(f"/cases/{case}/paper/")
    page.locator("input[data-tray]").set_input_files(lie)
    expect(page.locator("[data-tray-said]")).to_contain_text("不是照片或 PDF，没有收下")
    assert not Photo.objects.exists()
    sitting.errors.clear()  # the browser reports the refusal's status


def test_a_photograph_of_another_desk_cannot_be_put_into_a_record(cast, case, at_desk):
    from liuhen.register.models import Draft
    from tests.browser.steps import start

    other = at_desk("吴彦").open("/")
    digest = other.evaluate(
        """async (token) => {
            const body = new FormData();
            body.append("file", new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])]), "a.jpg");
            const answer = await fetch("/photos/", {method: "POST", body, headers: {"X-CSRFToken": token}});
            return (await answer.json()).sha256;
        }""",
        other.evaluate("JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRFToken']"),
    )
    assert len(digest) == 64
    page = start(at_desk("周启明"), case, "correction_order")
    page.evaluate(
        """(digest) => {
            const form = document.getElementById("record");
            const input = document.createElement("input");
            input.name = "attachments.0.sha256";
            input.value = digest;
            form.append(input);
            htmx.trigger(form, "save");
        }""",
        digest,
    )
    page.wait_for_timeout(1500)
    assert not Draft.objects.get().content.get("attachments")
