"""Drafts are frozen once, parts come in their order from the right people, what was signed is closed."""

import threading
from uuid import UUID

import pytest
from django.db import connections

from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.register import Signing
from liuhen.regulation.grammar import Refusal, Verdict


def approval(bureau, case, **more):
    draft = register.start_draft(bureau.zhou, "initiation_approval", subject=case)
    values = {"reason": "12345 热线举报", "suspected": [{"title": "互联网上网服务营业场所管理条例", "article": "21"}]} | more
    return register.save_draft(bureau.zhou, draft.id, values, draft.revision)


def test_a_new_form_knows_the_case_its_party_and_its_day(bureau):
    case = bureau.case()

    draft = register.start_draft(bureau.zhou, "initiation_approval", subject=case)

    assert draft.content["parties"][0]["name"] == "澄湖区星遇网络服务有限公司"
    assert draft.content["source"] == "complaint"
    assert draft.content["filed_on"] == "2026-11-13"


def test_two_people_on_one_draft_do_not_overwrite_each_other(bureau):
    draft = approval(bureau, bureau.case())

    register.save_draft(bureau.shen, draft.id, {"reason": "沈静文补充"}, draft.revision)

    with pytest.raises(Refusal, match="别处改过") as refusal:
        register.save_draft(bureau.zhou, draft.id, {"reason": "周启明改"}, draft.revision)
    assert refusal.value.code == "stale"
    assert Draft.objects.get(pk=draft.id).content["reason"] == "沈静文补充"


def test_what_is_missing_is_named_and_nothing_is_frozen(bureau):
    draft = register.start_draft(bureau.zhou, "initiation_approval", subject=bureau.case())

    with pytest.raises(Refusal, match="启动原因"):
        register.freeze(bureau.zhou, draft.id)

    assert Draft.objects.filter(pk=draft.id).exists()


def test_a_double_click_freezes_once(bureau):
    case = bureau.case()
    draft = approval(bureau, case)

    register.freeze(bureau.zhou, draft.id)
    with pytest.raises(Refusal) as refusal:
        register.freeze(bureau.zhou, draft.id)

    assert refusal.value.code == "already"
    forms = [r for r in register.history(bureau.agency, case).records if r.kind.key == "initiation_approval"]
    assert [form.id for form in forms] == [str(draft.id)]


def test_two_clicks_at_the_same_moment_freeze_once(bureau):
    case = bureau.case()
    draft = approval(bureau, case)
    outcomes, gate = [], threading.Barrier(4)

    def click():
        gate.wait()
        try:
            register.freeze(bureau.zhou, draft.id)
            outcomes.append("frozen")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["already", "already", "already", "frozen"]


def test_opinions_come_in_their_order_and_from_their_roles(bureau):
    form = register.freeze(bureau.zhou, approval(bureau, bureau.case()).id)
    number = UUID(form.id)

    with pytest.raises(Refusal, match="承办机构负责人"):
        register.opine(bureau.zhou, number, "unit_head", "agreed", "同意")
    with pytest.raises(Refusal, match="要等"):
        register.opine(bureau.han, number, "head", "agreed", "同意")
    register.opine(bureau.zhou, number, "handler", "agreed", "建议启动")
    register.opine(bureau.fang, number, "unit_head", "agreed", "同意")
    form = register.opine(bureau.han, number, "head", "agreed", "同意启动")

    assert form.complete
    assert form.part("head").author == str(bureau.han.person)


def test_a_major_case_waits_for_the_legal_body_before_the_head(bureau):
    form = register.freeze(bureau.zhou, approval(bureau, bureau.case(), major=True, major_items=["hearing"]).id)
    number = UUID(form.id)
    register.opine(bureau.zhou, number, "handler", "agreed", "建议启动")
    register.opine(bureau.fang, number, "unit_head", "agreed", "同意")

    with pytest.raises(Refusal, match="法制机构合法性审查意见"):
        register.opine(bureau.han, number, "head", "agreed", "同意")

    register.opine(bureau.ding, number, "legal", "agreed", "程序合法")
    assert register.opine(bureau.han, number, "head", "agreed", "同意").complete


def test_a_form_sent_back_is_not_complete_and_takes_no_more_opinions(bureau):
    form = register.freeze(bureau.zhou, approval(bureau, bureau.case()).id)
    number = UUID(form.id)
    register.opine(bureau.zhou, number, "handler", "agreed", "建议启动")
    returned = register.opine(bureau.fang, number, "unit_head", "returned", "事实不清")

    assert not returned.complete
    with pytest.raises(Refusal, match="退回"):
        register.opine(bureau.han, number, "head", "agreed", "同意")


def test_the_same_person_does_not_sign_the_same_place_twice(bureau):
    form = register.freeze(bureau.zhou, approval(bureau, bureau.case()).id)
    register.opine(bureau.zhou, UUID(form.id), "handler", "agreed", "建议启动")

    with pytest.raises(Refusal, match="已经签过"):
        register.opine(bureau.zhou, UUID(form.id), "handler", "agreed", "再签一次")


def inspection(bureau, case):
    draft = register.start_draft(bureau.zhou, "inspection_record", subject=case)
    values = {
        "span": {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"}, "place": {"text": "澄湖区望江路218号二层"},
        "inspected": "p1", "on_site": {"name": "吴小军", "title": "值班经理"}, "officers": bureau.officers("20:37"),
        "rights": {"told": ["statement", "withdrawal"], "means": "oral", "at": "20:39", "answer": "清楚，不申请回避"},
        "findings": "一、营业中。\n二、大厅17号机有未成年人。",
    }  # fmt: skip
    register.save_draft(bureau.zhou, draft.id, values, draft.revision)
    return register.freeze(bureau.zhou, draft.id)


def test_an_inspection_stands_at_its_own_hour_and_is_submitted_at_the_clocks(bureau):
    case = bureau.case()
    bureau.at("2026-11-13 21:50")
    record = inspection(bureau, case)

    assert record.at.lo.strftime("%H:%M") == "20:36"
    assert record.ended.lo.strftime("%H:%M") == "21:48"
    assert record.submitted.lo.strftime("%H:%M") == "21:50"


def test_a_time_to_come_is_refused(bureau):
    case = bureau.case()
    with pytest.raises(Refusal, match="还没有到"):
        inspection(bureau, case)


def test_an_officer_signs_for_himself_only(bureau):
    case = bureau.case()
    bureau.at("2026-11-13 21:50")
    record = inspection(bureau, case)

    with pytest.raises(Refusal, match="各签各的名"):
        register.sign(bureau.zhou, UUID(record.id), Signing(part="officers", about=str(bureau.shen.person), signer="沈静文"))
    signed = register.sign(bureau.shen, UUID(record.id), Signing(part="officers", about=str(bureau.shen.person), signer="沈静文"))
    assert signed.part("officers", str(bureau.shen.person)).signer == "沈静文"


def test_what_the_party_signed_is_closed_to_correction(bureau):
    case = bureau.case()
    bureau.at("2026-11-13 21:50")
    record = inspection(bureau, case)
    place = next(want for want in record.wanted if want.part.outside)
    register.sign(
        bureau.zhou,
        UUID(record.id),
        Signing(part=place.part.key, about=place.about, signer="吴小军", means="glass", strokes="ab" * 32),
    )

    with pytest.raises(Refusal, match="情况说明"):
        register.correct(bureau.zhou, UUID(record.id), {"findings": "改写"}, "漏记", clerical=True)


def test_a_refusal_to_sign_needs_its_reason(bureau):
    case = bureau.case()
    bureau.at("2026-11-13 21:50")
    record = inspection(bureau, case)
    place = next(want for want in record.wanted if want.part.outside)
    declined = Signing(part=place.part.key, about=place.about, signer="吴小军", verdict=Verdict.DECLINED)

    with pytest.raises(Refusal, match="原因"):
        register.sign(bureau.zhou, UUID(record.id), declined)


def test_a_text_is_voided_and_frozen_anew_before_the_last_signature(bureau):
    form = register.freeze(bureau.zhou, approval(bureau, bureau.case()).id)
    register.opine(bureau.zhou, UUID(form.id), "handler", "agreed", "建议启动")

    draft = register.void(bureau.zhou, UUID(form.id), "启动原因写漏一句")
    again = register.freeze(bureau.zhou, draft.id)

    assert again["reason"] == form["reason"]
    _, old = register.find_record(bureau.agency, UUID(form.id))
    assert old.voided is not None
    with pytest.raises(Refusal, match="作废"):
        register.opine(bureau.fang, UUID(form.id), "unit_head", "agreed", "同意")


def test_a_clerical_correction_keeps_the_parts_and_one_of_substance_asks_them_anew(bureau):
    form = register.freeze(bureau.zhou, approval(bureau, bureau.case()).id)
    number = UUID(form.id)
    register.opine(bureau.zhou, number, "handler", "agreed", "建议启动")

    clerical = register.correct(bureau.zhou, number, {"reason": "12345 热线举报。"}, "漏句号", clerical=True)
    assert clerical.part("handler") is not None
    substance = register.correct(bureau.zhou, number, {"facts": "在场两名未成年人。"}, "人数有误", clerical=False)

    assert substance.part("handler") is None
    assert substance["facts"] == "在场两名未成年人。"
    assert substance.id == form.id


@pytest.mark.parametrize(
    ("started", "asked"), [("1970-01-01T08:00", "1970 年"), ("9999-01-01T08:00", "还没有到"), ("2026-11-13T09:00", "")]
)
def test_a_time_that_no_act_can_have_is_asked_about_while_it_is_typed(bureau, started, asked):
    draft = register.start_draft(bureau.zhou, "urgent_start", subject=bureau.case())
    draft = register.save_draft(bureau.zhou, draft.id, dict(draft.content) | {"started": started}, draft.revision)

    doubts = [doubt.text for doubt in register.check(bureau.zhou, draft).doubts if doubt.field == "started"]

    assert len(doubts) == bool(asked)
    assert asked in "".join(doubts)
