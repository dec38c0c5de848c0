"""Numbers are drawn once and in order; unlawful acts are not issued, facts always enter; findings follow incrementally."""

import threading
from uuid import UUID

import pytest
from django.db import connections

from liuhen.register import register
from liuhen.register.models import FindingRow, NumberSeries
from liuhen.register.register import Signing
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Origin
from liuhen.regulation.when import When


def correction_order(bureau, case):
    draft = register.start_draft(bureau.zhou, "correction_order", subject=case)
    values = {
        "party": "p1", "facts": "2026年11月13日20时36分接纳未成年人上网。",
        "broken": [{"title": "互联网上网服务营业场所管理条例", "article": "21"}],
        "basis": [{"title": "中华人民共和国行政处罚法", "article": "28", "paragraph": "第一款"}],
        "items": [{"id": "1", "text": "停止接纳未成年人进入营业场所", "way": "at_once"}],
        "officers": bureau.officers(),
    }  # fmt: skip
    register.save_draft(bureau.zhou, draft.id, values, draft.revision)
    record = register.freeze(bureau.zhou, draft.id)
    for want in record.missing:
        actor = bureau.zhou if want.about in {"", str(bureau.zhou.person)} else bureau.shen
        if want.part.role and want.part.role.value == "unit_head":
            actor = bureau.fang
        if want.part.role and want.part.role.value == "head":
            actor = bureau.han
        record = register.sign(actor, UUID(record.id), Signing(part=want.part.key, about=want.about, signer=actor.name))
    return record


def test_numbers_follow_the_agencys_grammar_and_go_up_by_one(bureau):
    case = bureau.case()

    first = register.issue(bureau.zhou, UUID(correction_order(bureau, case).id))
    second = register.issue(bureau.zhou, UUID(correction_order(bureau, case).id))

    assert first.number.startswith("澄文综")
    assert first.number.endswith("〔2026〕1号")
    assert second.number.endswith("〔2026〕2号")


def test_many_issue_at_once_and_no_number_is_given_twice(bureau):
    records = [correction_order(bureau, bureau.case()) for _ in range(8)]
    numbers = []

    def issue(record):
        try:
            numbers.append(register.issue(bureau.zhou, UUID(record.id)).number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=issue, args=(record,)) for record in records]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(numbers)) == 8
    assert NumberSeries.objects.get().last == 8


def test_an_instrument_is_issued_once(bureau):
    record = correction_order(bureau, bureau.case())
    register.issue(bureau.zhou, UUID(record.id))

    with pytest.raises(Refusal, match="已经发出"):
        register.issue(bureau.zhou, UUID(record.id))


def test_while_the_bureau_has_not_named_the_court_no_number_is_drawn_for_a_paper_with_remedies(bureau):
    record = correction_order(bureau, bureau.case())
    bureau.settle("court", "")

    with pytest.raises(Refusal, match=r"还没有设置人民法院的全称。请系统管理员"):
        register.issue(bureau.zhou, UUID(record.id))

    assert not NumberSeries.objects.exists()
    bureau.settle("court", "澄江市澄湖区人民法院")
    assert register.issue(bureau.zhou, UUID(record.id)).number.endswith("〔2026〕1号")


def test_a_paper_made_by_hand_is_the_original_and_is_not_issued_again(bureau):
    case = bureau.case()
    bureau.at("2026-11-14 09:00")
    entry = register.record(
        bureau.zhou,
        case,
        "correction_order",
        {"party": "p1", "number": "澄文综改字〔2026〕0031号", "facts": "现场手写"},
        when=When.parse("2026-11-13T21:52"),
        origin=Origin.PAPER,
    )

    assert entry.number == "澄文综改字〔2026〕0031号"
    with pytest.raises(Refusal, match="原件"):
        register.issue(bureau.zhou, UUID(entry.id))


def test_a_decision_without_notice_is_recorded_as_a_fact_but_not_issued(bureau):
    case = bureau.case()
    content = {"party": "p1", "facts": "接纳未成年人", "penalties": ["fine"], "fine": "10000.00"}

    register.record(bureau.zhou, case, "penalty_decision", content, when=When.parse("2026-11-13"), origin=Origin.TOLD)

    rows = FindingRow.objects.filter(subject=case.id, source="penalty_2021")
    assert rows.exists()


def test_findings_kept_along_the_way_equal_a_judgement_from_scratch(bureau):
    case = bureau.case()
    draft = register.start_draft(bureau.zhou, "urgent_start", subject=case)
    register.save_draft(bureau.zhou, draft.id, {"reason": "人员可能离场", "started": "2026-11-13T19:00"}, draft.revision)
    start = register.freeze(bureau.zhou, draft.id)
    bureau.at("2026-11-14 09:32")
    draft = register.start_draft(bureau.zhou, "initiation_approval", subject=case, about=UUID(start.id))
    values = {"urgent": True, "reason": "举报", "suspected": [{"title": "互联网上网服务营业场所管理条例", "article": "21"}]}
    register.save_draft(bureau.zhou, draft.id, values, draft.revision)
    form = register.freeze(bureau.zhou, draft.id)
    register.opine(bureau.zhou, UUID(form.id), "handler", "agreed", "建议启动")
    correction_order(bureau, case)

    kept = {(row.key, row.status) for row in FindingRow.objects.filter(subject=case.id)}
    FindingRow.objects.filter(subject=case.id).delete()
    register.rebuild_findings(bureau.agency, case)

    assert kept == {(row.key, row.status) for row in FindingRow.objects.filter(subject=case.id)}
    assert kept


def test_an_urgent_start_opens_a_clock_of_24_hours_that_submission_meets(bureau):
    case = bureau.case()
    draft = register.start_draft(bureau.zhou, "urgent_start", subject=case)
    register.save_draft(bureau.zhou, draft.id, {"reason": "人员可能离场", "started": "2026-11-13T19:00"}, draft.revision)
    start = register.freeze(bureau.zhou, draft.id)

    duty = FindingRow.objects.get(subject=case.id, provision="REG:7:urgent", because=UUID(start.id))
    assert duty.status == "owed"
    assert duty.due_hi.timestamp() == bureau.at("2026-11-14 19:00").timestamp()

    bureau.at("2026-11-14 18:59")
    draft = register.start_draft(bureau.zhou, "initiation_approval", subject=case, about=UUID(start.id))
    values = {"urgent": True, "reason": "举报", "suspected": [{"title": "互联网上网服务营业场所管理条例", "article": "21"}]}
    register.save_draft(bureau.zhou, draft.id, values, draft.revision)
    register.freeze(bureau.zhou, draft.id)

    duty.refresh_from_db()
    assert duty.status == "kept"


def test_a_duty_is_excused_only_while_it_is_owed(bureau):
    case = bureau.case()

    with pytest.raises(Refusal, match="已经办结"):
        register.excuse(bureau.han, case, "REG:7:none", ground="law", reason="无", basis="《某条例》第一条", approver="韩立群")
