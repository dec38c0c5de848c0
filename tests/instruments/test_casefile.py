"""A case's records find their volume, place and pages; the bound volume is valid, numbered, the same each time, and says what is apart."""

import io
import subprocess
from dataclasses import replace
from uuid import uuid5

import pikepdf
import pytest
from PIL import Image

from liuhen.instruments import binding, casefile, orders, signing
from liuhen.instruments.orders import Volume
from liuhen.register import files
from liuhen.regulation.book import our_book
from liuhen.regulation.history import History
from tests.instruments import judges, samples

pytestmark = pytest.mark.system


def whole_case(*keys: str, **contents) -> History:
    """A case with one record of each of these kinds, complete and issued where it has to be."""
    entries, seen = [], set()
    for key in keys:
        record, history = samples.story(our_book().kind(key), **contents.get(key, {}))
        for entry in history.entries:
            own = record.id in {entry.id, entry.part_of}
            if not own and (entry.id in seen or "served" in entry.id):
                continue
            seen.add(entry.id)
            if own:
                part_of = str(uuid5(samples.NAMES, key + entry.part_of)) if entry.part_of else ""
                entry = replace(entry, id=str(uuid5(samples.NAMES, key + entry.id)), part_of=part_of)  # noqa: PLW2901
            entries.append(replace(entry, seq=len(entries) + 1))
    return History(entries, our_book().kinds, subject=samples.CASE, subject_type="case")


def keys(items) -> list[str]:
    return [item.record.kind.key for item in items]


def test_the_main_volume_runs_from_the_approval_through_the_decision_to_the_money():
    history = whole_case(
        "payment", "inspection_record", "proof_of_service", "prior_notice", "penalty_decision", "interview_transcript",
        "initiation_approval", "evidence_item",
    )  # fmt: skip
    main = [key for key in keys(casefile.arrange(history)[Volume.MAIN]) if key != "correction_order"]
    assert main == [
        "initiation_approval", "penalty_decision", "prior_notice", "proof_of_service", "interview_transcript", "inspection_record",
        "evidence_item", "payment",
    ]  # fmt: skip


def test_what_is_not_shown_outside_lies_in_the_internal_volume():
    history = whole_case("closing_report", "deliberation", "legality_review", "investigation_report", "penalty_decision")
    internal = keys(casefile.arrange(history)[Volume.INTERNAL])
    assert internal == ["case_registration", "investigation_report", "legality_review", "deliberation", "closing_report"]
    assert "penalty_decision" in keys(casefile.arrange(history)[Volume.MAIN])


def test_drafts_that_are_not_complete_are_not_bound_and_voided_ones_stay_at_the_end():
    unsigned, history = samples.story(our_book().kind("interview_transcript"), signed=False)
    assert unsigned.id not in {item.record.id for items in casefile.arrange(history).values() for item in items}
    void = samples.entry("voided", {"reason": "笔误"}, name="void", minutes=50, part_of=unsigned.id)
    voided = History([*history.entries, void], our_book().kinds, subject=samples.CASE, subject_type="case")
    last = casefile.arrange(voided)[Volume.INTERNAL][-1]
    assert (last.record.id, casefile.remark(last.record)) == (unsigned.id, "作废")


def test_a_kind_that_no_table_names_stands_beside_those_of_its_stage():
    named = {key for order in (orders.MAIN_ORDER, orders.INTERNAL_ORDER) for keys in order for key in keys}
    assert named <= set(our_book().kinds)
    for kind in our_book().kinds.values():
        if kind.paper and "case" in kind.subjects and kind.key not in named | {"case_file_bound"}:
            record, _ = samples.story(kind)
            assert 0 <= casefile._rank(Volume(kind.paper.volume), record) <= 99, kind.key


def test_pages_are_numbered_through_without_gap_or_overlap():
    items = casefile.arrange(whole_case("penalty_decision", "prior_notice", "payment"))[Volume.MAIN]
    counts = [number % 3 + 1 for number in range(len(items))]
    placed = casefile.paginate(items, counts)
    pages = [page for item in placed for page in range(item.first, item.last + 1)]
    assert pages == list(range(1, sum(counts) + 1))
    assert placed[0].folios == "1"
    assert placed[1].folios == "2-3"
    with pytest.raises(ValueError, match="zip"):
        casefile.paginate(items, counts[:-1])


def test_the_catalogue_names_number_maker_title_day_and_pages():
    items = casefile.paginate(casefile.arrange(whole_case("penalty_decision"))[Volume.MAIN], [3, 1])
    row = next(row for row in casefile.catalogue(items, "澄湖区文化和旅游局")["rows"] if row[3] == "行政处罚决定书")
    item = next(item for item in items if item.record.kind.key == "penalty_decision")
    assert row[1:6] == ["澄文综罚字〔2026〕31号", "澄湖区文化和旅游局", "行政处罚决定书", "2026.11.13", item.folios]


@pytest.mark.parametrize("kind", ["penalty_decision", "summary_decision", "no_penalty_decision"])
def test_the_cover_names_the_number_of_the_decision_also_of_one_on_the_spot_and_of_none(kind):
    history = whole_case(kind)
    items = casefile.arrange(history)[Volume.MAIN]
    rows = {
        row["label"]: row["value"]
        for row in casefile.cover(history, Volume.MAIN, casefile.paginate(items, [1] * len(items)), 2)["rows"]
    }
    number = next(record.number for record in history.records if record.kind.key == kind)
    assert "〔2026〕" in number
    assert rows["决定书文号"] == number


@pytest.fixture
def bound(store):
    picture = io.BytesIO()
    Image.new("RGB", (1200, 1600), "#cde").save(picture, "JPEG")
    scans = [
        {"sha256": files.put(picture.getvalue()).sha256, "name": "IMG_1.jpg", "type": "image/jpeg"},
        {"sha256": files.put(b"%PDF-1.4 nothing").sha256, "name": "原件.pdf", "type": "application/pdf"},
    ]
    history = whole_case(
        "initiation_approval", "penalty_decision", "inspection_record", "proof_of_service", "investigation_report",
        inspection_record={"scans": scans},
    )  # fmt: skip
    link = samples.entry(
        "recording_linked",
        {"recording": "ab12", "record": "", "begin": "2026-11-13T20:36:10", "end": "2026-11-13T21:40:00", "media": "video", "seconds": 3830.0, "what": "大厅检查全过程"},
        name="link", minutes=50,
    )  # fmt: skip
    return History([*history.entries, link], our_book().kinds, subject=samples.CASE, subject_type="case")


def test_a_volume_is_bound_numbered_and_valid_before_and_after_signing(bound, keys_of_agency, tmp_path):
    made = binding.bind(bound, samples.terms(), samples.Bureau(), Volume.MAIN)
    path = tmp_path / "main.pdf"
    path.write_bytes(signing.sign(made.pdf, keys_of_agency, "澄湖区文化和旅游局"))

    pages = judges.poppler("pdftotext", "-layout", path, "-").split("\f")
    front = next(number for number, page in enumerate(pages) if "程序启动审批表" in page and "卷内目录" not in page)
    for item in made.items:
        first = pages[front + item.first - 1]
        assert item.record.kind.title in first
        assert str(item.first) in first.split("\n")[0]
    whole = "".join("".join(pages).split())
    for said in ("行政处罚案卷", "卷内目录", "音像资料目录", "大厅检查全过程", "卷内备考表", "附件1／2", "未编入本卷"):
        assert said in whole, said
    assert made.apart == (
        f"第{next(i.order for i in made.items if i.record.kind.key == 'inspection_record')}件附件2（原件.pdf）",
    )
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == len(made.items) + 4
    assert "Signature is Valid" in judges.poppler("pdfsig", path)
    if judges.VALIDATOR.exists():
        (tmp_path / "plain.pdf").write_bytes(made.pdf)
        done = subprocess.run([judges.VALIDATOR, "2b", tmp_path], capture_output=True, text=True, timeout=120, check=False)
        assert ", 0 not valid" in done.stdout or "read," not in done.stdout, done.stdout


def test_the_same_history_is_bound_to_the_same_bytes(bound):
    for volume in Volume:
        first = binding.bind(bound, samples.terms(), samples.Bureau(), volume)
        assert first.pdf == binding.bind(bound, samples.terms(), samples.Bureau(), volume).pdf


def test_the_closing_note_says_what_was_typed_from_paper_and_never_says_findings():
    told, history = samples.story(our_book().kind("inspection_record"), told=True, original_place="第3盒第12页")
    items = casefile.paginate(casefile.arrange(history)[Volume.MAIN], [1] * len(casefile.arrange(history)[Volume.MAIN]))
    note = casefile.closing_note(history, items, 2, ())
    said = "".join(note["notes-in-full"])
    assert told.id in {item.record.id for item in items}
    assert "第3盒第12页" in said
    assert "音像资料2件" in said
    assert "违反" not in said
