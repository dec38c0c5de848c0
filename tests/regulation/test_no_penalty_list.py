"""The bureau's no-penalty list (处罚法第三十三条; settings): dated, offered, and asked about where a listed act is punished."""

from datetime import date

import pytest
from tests.regulation.story import judged, story

from liuhen.regulation.leniency import GROUNDS, listed, read_rows
from liuhen.regulation.settings_table import SETTINGS
from liuhen.regulation.statutes.practice.no_penalty_list import PROVISIONS
from liuhen.regulation.terms import Setting, Terms

UNIFORM = "从业人员在营业期间未统一着装并佩带工作标志"
ROW = {"cause": UNIFORM, "ground": "first", "conditions": "三日内改正"}


def held_from(day, *rows):
    return Terms(
        settings={"no_penalty_list": (Setting(value=list(rows), since=date.fromisoformat(day), source="澄文旅〔2026〕8号"),)}
    )


def codes(terms, *lines):
    return [finding.key.rpartition("!")[2] for finding in judged(story(*lines), *PROVISIONS, terms=terms)]


@pytest.mark.parametrize(("since", "expected"), [("2026-11-26", ["unsaid"]), ("2026-11-27", [])])
def test_the_list_of_the_day_of_the_paper_counts(since, expected):
    lines = (
        f"11-13 19:50 case_registration parties=@cafe cause={UNIFORM}",
        "told 2026-11-26T10:30 penalty_decision party=p1 penalties='[\"warning\"]'",
    )
    assert codes(held_from(since, ROW), *lines) == expected


def test_a_newer_list_takes_the_place_of_the_older_one_as_a_whole():
    older, newer = held_from("2026-01-01", ROW), held_from("2026-06-01", {**ROW, "cause": "未建立从业人员名簿、营业日志"})
    both = Terms(settings={"no_penalty_list": older.settings["no_penalty_list"] + newer.settings["no_penalty_list"]})
    assert [row.cause for row in listed(both, date(2026, 5, 31))] == [UNIFORM]
    assert [row.cause for row in listed(both, date(2026, 6, 1))] == ["未建立从业人员名簿、营业日志"]
    assert listed(both, date(2025, 12, 31)) == []


def test_what_is_offered_names_list_source_and_condition_and_ends_with_the_decision():
    terms = held_from("2026-01-01", ROW)
    case = f"11-13 19:50 case_registration#reg parties=@cafe cause={UNIFORM}"
    (offer,) = judged(story(case), *PROVISIONS, terms=terms)
    assert "首违不罚清单" in offer.why
    assert "澄文旅〔2026〕8号" in offer.why
    assert "三日内改正" in offer.why
    assert codes(terms, case, "told 2026-11-20 no_penalty_decision party=p1 ground=first") == []


def test_rows_are_typed_one_a_line_with_whatever_mark():
    rows = read_rows(f"{UNIFORM}｜首违不罚｜三日内改正\n\n照明、包厢不符合规定|轻微不罚\n")
    assert rows == [ROW, {"cause": "照明、包厢不符合规定", "ground": "slight", "conditions": ""}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "一行也没有"),
        ("甲｜首违不罚\n乙｜不罚", "第 2 行"),
        ("｜首违不罚", "第 1 行"),
        ("甲｜首违不罚\n甲｜首违不罚", "写了两次"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text, said):
    with pytest.raises(ValueError, match=said):
        read_rows(text)


def test_the_grounds_are_those_of_the_decision():
    from liuhen.regulation.kinds.decision_papers import NO_PENALTY_DECISION

    options = dict(NO_PENALTY_DECISION.field("ground").options)
    assert {value for value, _ in GROUNDS} <= options.keys()
    assert "no_penalty_list" in SETTINGS
