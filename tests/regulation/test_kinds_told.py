"""The notes of other systems fill what they say and nothing more; papers print what applies."""

import json
import re
from pathlib import Path

import pytest

from liuhen.regulation import paper, told
from liuhen.regulation.book import our_book
from liuhen.regulation.fields import Choice, Items

KINDS = tuple(our_book().kinds.values())
NAMES = told.names(KINDS)


def read(name, note=""):
    kind = NAMES[told.bare(name)]
    telling = told.read(kind, name, note)
    return kind.key, dict(telling.values), telling.parts


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.told], ids=lambda kind: kind.key)
def test_every_pattern_compiles_and_fills_a_field_or_part_that_is_there(kind):
    for pattern in kind.told:
        compiled = re.compile(pattern.pattern)
        assert bool(pattern.field) != bool(pattern.part)
        if pattern.part:
            assert kind.part_named(pattern.part)
            continue
        field = kind.field(pattern.field)
        if isinstance(field, Items):
            assert set(compiled.groupindex) <= {column.key for column in field.columns}
            assert compiled.groupindex
        elif pattern.value is None:
            assert compiled.groups >= 1
        elif isinstance(field, Choice):
            assert pattern.value in dict(field.options)


def test_no_two_kinds_answer_to_one_name():
    twice = [
        (name, kind.key)
        for kind in KINDS
        if kind.by_hand
        for name in (kind.title, *kind.aliases)
        if NAMES[told.bare(name)] is not kind
    ]
    assert twice == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("立案", "initiation_approval"),
        ("询问", "interview_transcript"),
        ("询问(受托人)", "interview_transcript"),
        ("调查询问通知书", "interview_notice"),
        ("现场检查", "inspection_record"),
        ("现场检查（公安移交）", "inspection_record"),
        ("现场检查(勘验)笔录", "inspection_record"),
        ("先行登记保存", "advance_registration"),
        ("调取监控", "evidence_item"),
        ("转办线索", "case_registration"),
        ("举报", "case_registration"),
        ("抽样取证", "sampling"),
        ("责令改正通知书", "correction_order"),
        ("法制审核", "legality_review"),
        ("集体讨论", "deliberation"),
        ("行政处罚事先告知书", "prior_notice"),
        ("事先告知书送达", "proof_of_service"),
        ("放弃陈述申辩", "defence_waived"),
        ("陈述、申辩", "statement_defence"),
        ("陈述(申辩)情况审核表", "defence_review"),
        ("听证", "hearing_record"),
        ("行政处罚决定书", "penalty_decision"),
        ("送达", "proof_of_service"),
        ("缴款", "payment"),
        ("公示", "publicity"),
        ("结案", "closing_report"),
        ("归档", "case_file_bound"),
        ("违法行为", "violation"),
        ("函", "told_event"),
    ],
)
def test_an_event_is_found_by_the_name_others_give_it(name, key):
    assert NAMES[told.bare(name)].key == key


SAMPLE = Path(__file__).parents[3] / "shared/data/cn/cases/culture_market_cases.json"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the transcribed cases are not on this machine")
def test_every_event_of_the_transcribed_cases_has_a_kind():
    cases = json.loads(SAMPLE.read_text(encoding="utf-8"))["cases"]
    types = {event["type"] for case in cases for event in case["events"]}
    assert {name for name in types if told.bare(name) not in NAMES} == set()


@pytest.mark.parametrize(
    ("name", "note", "values"),
    [
        (
            "现场检查",
            "2名执法人员,出示证件;现场有录像",
            {"officer_count": 2, "certificates_shown": True, "recording_state": "video"},
        ),
        ("现场检查", "两名执法人员，未出示证件", {"officer_count": 2, "certificates_shown": False}),
        ("现场检查", "3名", {"officer_count": 3}),
        ("现场检查", "2名,手机拍照6张", {"officer_count": 2, "recording_state": "photo"}),
        ("现场检查", "全程执法记录仪;照片6张", {"recording_state": "video"}),
        ("现场检查", "现场未录像", {"recording_state": "none"}),
        ("现场检查", "与新闻出版局联合;2名", {"joint_with": "新闻出版局", "officer_count": 2}),
        (
            "现场检查",
            "拍照;笔录文号(灵)文综检(勘)字〔2020〕C-000147号",
            {"recording_state": "photo", "number": "(灵)文综检(勘)字〔2020〕C-000147号"},
        ),
        ("先行登记保存", "电脑主机1台", {"items": [{"id": "i1", "name": "电脑主机", "quantity": 1, "unit": "台"}]}),
        (
            "先行登记保存",
            "天线1件、机顶盒1台",
            {
                "items": [
                    {"id": "i1", "name": "天线", "quantity": 1, "unit": "件"},
                    {"id": "i2", "name": "机顶盒", "quantity": 1, "unit": "台"},
                ]
            },
        ),
        ("先行登记保存", "照片16张", {"recording_state": "photo"}),
        ("先行登记保存", "9册", {"items": [{"id": "i1", "quantity": 9, "unit": "册"}]}),
        ("抽样取证", "4种28册;凭证+清单", {"items": [{"id": "i1", "quantity": 28, "unit": "册"}]}),
        ("询问(受托人)", "持授权委托书", {"capacity": "agent", "authorised": True}),
        ("询问", "员工", {"capacity": "employee"}),
        ("转办线索", "", {"source": "transferred"}),
        ("举报", "", {"source": "complaint"}),
        ("法制审核", "", {}),
        (
            "行政处罚决定书",
            "警告;没收违法所得200元;罚款2万元",
            {"penalties": ["warning", "fine", "confiscation"], "fine": "20000.00", "confiscation": "200.00"},
        ),
        ("缴款", "罚款10,000元，票据号0012345", {"amount": "10000.00", "receipt": "0012345"}),
        ("留置送达", "拒收事由：称须请示负责人", {"way": "leaving", "refusal_reason": "称须请示负责人"}),
    ],
)
def test_a_note_fills_the_fields_it_speaks_of(name, note, values):
    assert read(name, note)[1] == values


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("现场检查", "调取30天监控"),
        ("现场检查", "查看监控录像"),
        ("现场检查", "2名未成年人在场"),
        ("现场检查", "当事人未出示许可证"),
        ("立案", "同日"),
        ("立案", "当事人未经批准举办演出"),
        ("公示", "URL日期"),
    ],
)
def test_a_note_about_something_else_fills_nothing(name, note):
    assert read(name, note)[1:] == ({}, ())


def test_a_leaders_approval_in_a_note_is_the_heads_part():
    assert read("立案", "主管领导批准")[2] == ("head",)
    assert read("立案", "法制机构审核，局领导同意")[2] == ("head", "legal")


# -- papers -------------------------------------------------------------------------------------------------------------
def printed(key, **content):
    return list(paper.paragraphs(our_book().kind(key), content))


NOTICE = {
    "facts": "事实",
    "broken": [{}],
    "basis": [{}],
    "reasons": "理由",
    "penalties": ["fine"],
    "fine": "9000.00",
    "period_days": 3,
}


def test_a_notice_speaks_of_a_hearing_only_to_whom_may_ask_for_one():
    assert any("第六十三条" in text for text in printed("prior_notice", **NOTICE, hearing=True))
    assert not any("听证，" in text or "第六十三条" in text for text in printed("prior_notice", **NOTICE, hearing=False))


def test_a_decision_without_a_fine_speaks_of_no_bank_and_no_additional_fine():
    told_facts = {"facts": "事实", "evidence": "证据", "defence": "未提出", "broken": [{}], "basis": [{}], "discretion": "理由"}
    warning = printed("penalty_decision", **told_facts, penalties=["warning"], fine="100.00", pay_days=15, bank="某银行")
    assert not any("罚款" in text for text in warning)
    fine = printed("penalty_decision", **told_facts, penalties=["fine"], fine="100.00", pay_days=15, bank="某银行")
    assert any("百分之三" in text for text in fine)
    assert any("{bank}" in text for text in fine)


@pytest.mark.parametrize(
    ("penalties", "says", "not_says"),
    [
        (["confiscation"], "没收的违法所得，应当自收到本决定书之日起十五日内缴纳", "一并缴纳"),
        (["fine", "confiscation"], "一并缴纳", "没收的违法所得，应当自收到"),
        (["warning"], "警告自本决定书送达之日起生效", "缴纳"),
        (["suspension"], "{performance}", "代收银行"),
    ],
)
def test_a_decision_says_how_and_when_each_penalty_is_performed(penalties, says, not_says):
    content = {
        "penalties": penalties,
        "fine": "100.00",
        "confiscation": "50.00",
        "pay_days": 15,
        "bank": "某银行",
        "performance": "自2026年12月1日起停业整顿三十日",
    }
    text = "".join(printed("penalty_decision", **content)).partition("四、")[2].partition("五、")[0]
    assert says in text
    assert not_says not in text


def test_a_record_of_an_inspection_without_anybody_there_says_nothing_was_told_to_anybody():
    common = {
        "span": {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"},
        "findings": "无人",
        "officers": [{"name": "周启明"}],
    }
    alone = "".join(
        printed("inspection_record", **common, absent=True, rights={"told": ["statement"], "means": "oral", "answer": "否"})
    )
    assert "均不在场" in alone
    assert "请你" not in alone
    assert "{rights}" not in alone
    assert "请你核对" in "".join(printed("inspection_record", **common))


def test_a_slip_says_that_the_paper_was_left_at_the_residence_only_where_it_was():
    common = {"party": "p1", "at": "2026-11-20T10:00", "refused_by": {"name": "吴某"}, "refusal_reason": "不签"}
    left = "将文书留在受送达人的住所"
    assert left in "".join(printed("proof_of_service", **common, way="leaving", residence=True))
    assert left not in "".join(printed("proof_of_service", **common, way="leaving", residence=False))
    assert left not in "".join(printed("proof_of_service", **common, way="direct", residence=True))
