"""Old files entered later: what the source says goes in as it says it, once; what it does not say is not invented."""

import json
import os
from pathlib import Path

import pytest

from liuhen.bureau import commands
from liuhen.cases.models import CaseRow
from liuhen.operating import importing
from liuhen.operating.importing import import_file
from liuhen.register import register
from liuhen.register.types import SubjectRef

SAMPLES = Path(os.environ.get("LIUHEN_SHARED", "../shared")) / "data/cn/cases/culture_market_cases.json"
CASE = {
    "id": "甲1",
    "agency": "远山县文化和旅游局",
    "violation": "网吧接纳未成年人",
    "outcome": "处罚",
    "instrument_no": "(远)文综罚字〔2023〕7号",
    "events": [
        {"type": "现场检查", "at": "2023-05-10T22:00/00:30", "note": "2名执法人员"},
        {"type": "立案", "at": "2023-05-12", "note": ""},
        {"type": "神秘事项", "at": "2023-05", "note": "别处没有的说法"},
    ],
}


@pytest.fixture
def clerk(database):
    return commands.set_up_actor(commands.found_agency("澄湖区文化和旅游局", "澄"))


def written(tmp_path, *cases, name="cases.json"):
    path = tmp_path / name
    path.write_text(json.dumps({"cases": cases}, ensure_ascii=False), encoding="utf-8")
    return path


def history(clerk, outcome, place=0):
    number = outcome.cases[place]["case"]
    return register.history(clerk.agency, SubjectRef("case", CaseRow.objects.get(pk=number).pk))


def test_a_case_keeps_its_sources_times_and_its_agencys_name(clerk, tmp_path):
    outcome = import_file(clerk, written(tmp_path, CASE))

    told = history(clerk, outcome)
    inspection = next(r for r in told.records if r.kind.key == "inspection_record")
    assert inspection.ended.lo.isoformat() == "2023-05-11T00:30:00+08:00"
    assert inspection.entry.origin == "import"
    assert next(r for r in told.records if r.kind.key == "source_told")["agency"] == "远山县文化和旅游局"
    assert told.partial


def test_an_unknown_event_is_kept_in_its_own_words(clerk, tmp_path):
    told = history(clerk, import_file(clerk, written(tmp_path, CASE)))

    event = next(r for r in told.records if r.kind.key == "told_event")
    assert (event["type"], event["note"]) == ("神秘事项", "别处没有的说法")


def test_the_same_file_twice_changes_nothing(clerk, tmp_path):
    path = written(tmp_path, CASE)
    first = import_file(clerk, path)
    before = [entry.id for entry in history(clerk, first).entries]

    second = import_file(clerk, path)

    assert second.cases[0]["added"] == 0
    assert second.cases[0]["case"] == first.cases[0]["case"]
    assert [entry.id for entry in history(clerk, second).entries] == before


def test_a_file_that_has_grown_adds_only_what_is_new(clerk, tmp_path):
    import_file(clerk, written(tmp_path, CASE))
    grown = CASE | {"events": [*CASE["events"], {"type": "询问", "at": "2023-05-20", "note": ""}]}

    assert import_file(clerk, written(tmp_path, grown)).cases[0]["added"] == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "没有编号"),
        ({"events": "现场检查"}, "没有事项列表"),
        ({"events": [{"type": "立案", "at": "去年冬天"}]}, "时间读不出"),
        ({"events": [{"type": "立案"}]}, "没有写明时间"),
        ({"events": [{"at": "2023-05-10"}]}, "没有写明事项"),
        ({"events": [{"type": "现场检查", "at": "2023-05-10/2023-05-09"}]}, "时间读不出"),
        ({"events": [{"kind": "no_such_kind", "at": "2023-05-10"}]}, "没有“no_such_kind”"),
        ({"events": [{"type": "现场检查", "at": "2023-05-10", "media": ["../../etc/passwd"]}]}, "--media"),
        ({"events": ["现场检查"]}, "不是一个事项"),
        ({"events": [{"type": "立案", "at": "1970-01-01T08:00"}]}, "时间不可能"),
        ({"events": [{"type": "立案", "at": "2099-01-01"}]}, "时间还没有到"),
    ],
)
def test_a_bad_case_is_reported_and_the_rest_go_in(clerk, tmp_path, change, reason):
    path = written(tmp_path, CASE | change, CASE | {"id": "乙2"})

    outcome = import_file(clerk, path)

    assert [row["source_id"] for row in outcome.cases] == ["乙2"]
    assert reason in outcome.refused[0]["reason"]
    assert outcome.refused[0]["file"] == str(path)


def test_a_case_on_which_we_ourselves_fail_leaves_the_others_to_go_in(clerk, tmp_path, monkeypatch, caplog):
    enter, begun = importing._enter, []

    def fails_on_the_first(actor, told):
        begun.append(told)
        if len(begun) == 1:
            raise OverflowError("date value out of range")
        return enter(actor, told)

    monkeypatch.setattr(importing, "_enter", fails_on_the_first)

    outcome = import_file(clerk, written(tmp_path, CASE, CASE | {"id": "甲2"}))

    assert [one["source_id"] for one in outcome.cases] == ["甲2"]
    assert [(one["case"], one["reason"]) for one in outcome.refused] == [
        ("甲1", "录入时系统出错，这一件没有录入；详情已写入日志")
    ]
    assert "甲1" in caplog.text
    assert CaseRow.objects.count() == 1


def test_a_name_outside_the_media_folder_is_refused(clerk, tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "secret.mp4").write_bytes(b"x")
    case = CASE | {"events": [{"type": "现场检查", "at": "2023-05-10", "media": ["../secret.mp4"]}]}

    outcome = import_file(clerk, written(tmp_path, case), tmp_path / "media")

    assert "不在所给的文件夹里" in outcome.refused[0]["reason"]


@pytest.mark.parametrize(("text", "reason"), [("{", "不是 JSON"), ("[]3", "不是 JSON"), ('{"x": 1}', "没有案件")])
def test_an_unreadable_file_is_one_refusal(clerk, tmp_path, text, reason):
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")

    outcome = import_file(clerk, path)

    assert outcome.cases == []
    assert reason in outcome.refused[0]["reason"]


def test_full_content_goes_in_by_our_own_kinds_with_parts_and_references(clerk, tmp_path):
    events = [
        {"ref": "start", "kind": "urgent_start", "at": "2024-03-01T21:00", "content": {"reason": "人员可能离场"}},
        {
            "kind": "initiation_approval", "about": "start", "at": "2024-03-02T09:00", "content": {"urgent": True, "filed_on": "2024-03-01"},
            "parts": [{"part": "head", "signer": "某负责人", "at": "2024-03-02T10:00", "text": "同意"}],
        },
    ]  # fmt: skip
    outcome = import_file(clerk, written(tmp_path, {"id": "丙", "agency": "远山局", "complete": True, "events": events}))

    told = history(clerk, outcome)
    form = next(r for r in told.records if r.kind.key == "initiation_approval")
    assert form.part("head").at.lo.isoformat() == "2024-03-02T10:00:00+08:00"
    assert told.record(form.about).kind.key == "urgent_start"
    assert not told.partial


@pytest.mark.skipif(not SAMPLES.exists(), reason="the twelve real cases lie in ../shared, which is not here")
def test_the_twelve_real_cases_go_in(clerk):
    outcome = import_file(clerk, SAMPLES)

    assert len(outcome.cases) == 12
    assert outcome.refused == []
    assert all(row["entries"] > 1 for row in outcome.cases)


def test_a_decision_known_by_its_number_lies_in_that_year_after_the_case_began_and_before_it_was_published(clerk, tmp_path):
    events = [*CASE["events"], {"type": "公示", "at": "2023-09-01", "note": ""}]
    told = history(clerk, import_file(clerk, written(tmp_path, CASE | {"events": events})))

    decision = next(r for r in told.records if r.kind.key == "penalty_decision")
    assert decision.at.lo.date().isoformat() == "2023-05-12"
    assert decision.at.hi.date().isoformat() == "2023-09-01"
    assert decision["number"] == CASE["instrument_no"]
