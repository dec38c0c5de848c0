"""An inspection is a case of its own; what it finds becomes another by one click, and both name each other."""

from uuid import UUID

import pytest

from liuhen.cases import inspections
from liuhen.cases.models import CaseRow
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.when import When
from tests.cases.stories import open_case, registration
from tests.cast import at, moment


def inspection(cast, when="11-13 15:00", **values):
    return open_case(
        cast, when=when, act="inspection", procedure="inspection", name="对星遇网咖的检查", cause="日常检查", **values
    )


def inspected(cast, case):
    content = {
        "span": {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"},
        "place": {"text": "学府路18号"},
        "inspected": "星遇网咖",
        "on_site": {"name": "何建平"},
        "officers": cast.officers("周启明", "沈静文"),
        "findings": "三名未成年人在上网。",
    }
    span = When.between(moment("11-13 20:36"), moment("11-13 21:48"))
    with at("11-13 21:50"):
        return register.record(cast["周启明"], SubjectRef("case", case), "inspection_record", content, when=span, origin="system")


def found(cast, case):
    with at("11-14 09:00"):
        values = inspections.first_values(cast["周启明"], case)
    return values, open_case(cast, when="11-14 09:10", inspection=values["inspection"], facts=values["facts"])


def history(cast, case):
    return register.history(cast.agency, SubjectRef("case", case))


def test_the_case_begins_with_what_the_inspection_saw(cast):
    case = inspection(cast)
    inspected(cast, case)
    values, _ = found(cast, case)
    assert (values["source"], values["procedure"], values["found"]) == ("inspection", "ordinary", "2026-11-13T20:36")
    assert values["facts"] == "三名未成年人在上网。"
    assert values["place"] == {"text": "学府路18号"}
    assert [one["name"] for one in values["parties"]] == ["澄湖区星遇网络服务有限公司"]


def test_before_anything_was_seen_there_is_nothing_to_take_along(cast):
    case = inspection(cast)
    with at("11-13 16:00"), pytest.raises(Refusal, match="还没有现场检查笔录"):
        inspections.first_values(cast["周启明"], case)


def test_both_histories_name_each_other_once_with_the_facts(cast):
    case = inspection(cast)
    record = inspected(cast, case)
    _, penalty = found(cast, case)
    for _ in range(2):  # the second of two clicks adds nothing
        with at("11-14 09:11"):
            inspections.link(cast["周启明"], case, penalty)
    for where in (case, penalty):
        entries = [one for one in history(cast, where).records if one.kind.key == "inspection_linked"]
        assert len(entries) == 1
        rows = entries[0]["records"]
        assert [(row["id"], row["title"], row["place"]) for row in rows] == [(record.id, "现场检查（勘验）笔录", "学府路18号")]
        assert rows[0]["time"] == "2026-11-13 20:36 至 2026-11-13 21:48"
        assert rows[0]["signed"].startswith("还缺")
    assert inspections.linked(history(cast, case)) == [
        {"id": str(penalty), "name": "星遇网咖涉嫌接纳未成年人案", "title": "转入的处罚案件"}
    ]
    assert inspections.linked(history(cast, penalty)) == [{"id": str(case), "name": "对星遇网咖的检查", "title": "来自行政检查"}]


def test_the_register_that_was_copied_during_the_inspection_goes_along_and_is_not_asked_for_again(cast):
    case = inspection(cast)
    inspected(cast, case)
    with at("11-13 22:00"):
        register.record(
            cast["周启明"], SubjectRef("case", case), "evidence_item",
            {"kind": "electronic", "name": "上网登记和记录备份", "source": "收银机", "proves": "三人上网的时间", "obtained": "2026-11-13T21:30",
             "obtained_by": "周启明", "original": "copy", "custody": "周启明"},
            when=When.at(moment("11-13 21:30")), origin="system",
        )  # fmt: skip
    _, penalty = found(cast, case)
    asked = "PRACTICE:限期留存的证据:case"
    assert [row.status for row in register.findings(SubjectRef("case", penalty)) if row.provision == asked] == ["owed"]
    with at("11-14 09:11"):
        inspections.link(cast["周启明"], case, penalty)
    assert [row.status for row in register.findings(SubjectRef("case", penalty)) if row.provision == asked] == ["kept"]
    (entry,) = [one for one in history(cast, penalty).records if one.kind.key == "inspection_linked"]
    assert [row.get("fetched") for row in entry["records"]] == [None, ["register"]]


def test_the_inspection_ends_where_its_case_begins_and_the_case_owes_its_own_start(cast):
    case = inspection(cast)
    inspected(cast, case)
    _, penalty = found(cast, case)
    with at("11-14 09:11"):
        inspections.link(cast["周启明"], case, penalty)
    assert CaseRow.objects.get(pk=case).closed_at is not None
    owed = {row.provision for row in register.findings(SubjectRef("case", penalty)) if row.status == "owed"}
    assert "REG:7:approval" in owed
    assert not {"REG:12", "REG:9:signed"} & owed


def test_inspections_of_a_firm_are_counted_by_the_year(cast):
    first = inspection(cast, when="2026-03-01 09:00")
    with at("2026-03-01 10:00"):
        assert inspections.this_year(cast["周启明"], first) == 1
    open_case(cast, when="2026-04-01 09:00")  # a penalty is no inspection
    second = inspection(cast, when="11-13 15:00")
    with at("11-13 15:10"):
        assert inspections.this_year(cast["周启明"], second) == 2
    third = UUID(int=3)
    with at("2027-01-04 09:00"):
        assert inspections.this_year(cast["周启明"], third) == 1
    assert registration(cast)["parties"]
