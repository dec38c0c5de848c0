"""What is let go is let go on a ground: a law that is named, or, for our own regulation, a head with a reason on record."""

from uuid import UUID

import pytest

from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.regulation.grammar import Refusal


def owed(case, provision):
    return FindingRow.objects.get(subject=case.id, provision=provision, status="owed")


@pytest.fixture
def case(bureau):
    ref = bureau.case()
    register.record(bureau.zhou, ref, "recusal_request", {"by": "self", "person_name": "沈静文"}, origin="system")
    return ref


def test_a_duty_of_a_statute_is_excused_only_by_a_law_that_is_named(bureau, case):
    row = owed(case, "penalty_2021:43:decided")
    stated = {"ground": "law", "reason": "另有规定", "approver": "韩立群"}
    with pytest.raises(Refusal, match="哪一部、第几条") as refused:
        register.excuse(bureau.zhou, case, row.key, basis="局长同意", **stated)
    assert refused.value.code == "not_excusable"
    row.refresh_from_db()
    assert row.status == "owed"

    register.excuse(bureau.zhou, case, row.key, basis="《某某条例》第八条", **stated)

    row.refresh_from_db()
    assert row.status == "excused"
    said = register.history(bureau.agency, case).entries[-1]
    assert (said.content["ground"], said.content["approver"]) == ("law", "韩立群")


@pytest.mark.parametrize("missing", ["reason", "basis", "approver"])
def test_an_excusal_names_its_reason_basis_and_approver(bureau, case, missing):
    words = {"ground": "law", "reason": "另有规定", "basis": "处罚法第四十三条", "approver": "韩立群"} | {missing: " "}
    with pytest.raises(Refusal) as refused:
        register.excuse(bureau.zhou, case, owed(case, "penalty_2021:43:decided").key, **words)
    assert refused.value.code == "incomplete"


def test_an_officer_does_not_excuse_by_calling_it_an_override(bureau, case):
    row = owed(case, "REG:7:approval")
    with pytest.raises(Refusal) as refused:
        register.excuse(bureau.zhou, case, row.key, ground="override", reason="急", basis="处罚法第一条", approver="韩立群")
    assert refused.value.code == "not_excusable"


def test_only_a_head_lets_our_own_regulation_pass_and_says_why(bureau, case):
    """Issue 3: an override exists only for the regulation's own level, by the head, with a reason on record."""
    row = owed(case, "REG:7:approval")
    for actor in (bureau.zhou, bureau.fang, bureau.ding):
        with pytest.raises(Refusal) as refused:
            register.override(actor, case, row.key, "急办")
        assert refused.value.code == "wrong_role"
    with pytest.raises(Refusal) as refused:
        register.override(bureau.han, case, row.key, "  ")
    assert refused.value.code == "incomplete"

    register.override(bureau.han, case, row.key, "突发事件，先行处置")

    row.refresh_from_db()
    assert (row.status, row.gates) == ("excused", [])
    said = register.history(bureau.agency, case).entries[-1]
    assert said.content["reason"] == "突发事件，先行处置"
    assert (said.content["approver"], said.content["basis"]) == ("韩立群", "制度第七条")
    assert UUID(said.author) == bureau.han.person


def test_a_head_does_not_let_a_statute_pass(bureau, case):
    row = owed(case, "penalty_2021:43:decided")
    with pytest.raises(Refusal, match="不是本局制度自己的") as refused:
        register.override(bureau.han, case, row.key, "急办")
    assert refused.value.code == "law"
    row.refresh_from_db()
    assert row.status == "owed"


def test_what_stops_nothing_needs_no_override_and_what_is_done_takes_none(bureau, case):
    idle = next(row for row in FindingRow.objects.filter(subject=case.id, status="owed", level="practice") if not row.gates)
    with pytest.raises(Refusal) as refused:
        register.override(bureau.han, case, idle.key, "急办")
    assert refused.value.code == "no_gate"
    register.override(bureau.han, case, owed(case, "REG:7:approval").key, "急办")
    with pytest.raises(Refusal) as refused:
        register.override(bureau.han, case, FindingRow.objects.get(subject=case.id, provision="REG:7:approval").key, "再来")
    assert refused.value.code == "not_owed"


def test_what_custom_asks_may_be_said_not_to_be_needed_with_a_reason(bureau, case):
    idle = next(row for row in FindingRow.objects.filter(subject=case.id, status="owed", level="practice") if not row.gates)
    with pytest.raises(Refusal) as refused:
        register.not_needed(bureau.zhou, case, idle.key, "  ")
    assert refused.value.code == "incomplete"
    register.not_needed(bureau.zhou, case, idle.key, "公安机关已经提取")
    idle.refresh_from_db()
    assert idle.status == "excused"
    said = register.history(bureau.agency, case).entries[-1]
    assert (said.content["ground"], said.content["reason"]) == ("not_needed", "公安机关已经提取")
    assert "approver" not in said.content  # whoever handles the case says it, and nobody approves it
    assert UUID(said.author) == bureau.zhou.person


@pytest.mark.parametrize("provision", ["REG:7:approval", "penalty_2021:43:decided"])
def test_what_the_regulation_or_a_statute_asks_is_never_just_not_needed(bureau, case, provision):
    row = owed(case, provision)
    with pytest.raises(Refusal) as refused:
        register.not_needed(bureau.zhou, case, row.key, "用不着")
    assert refused.value.code == "not_excusable"
    row.refresh_from_db()
    assert row.status == "owed"


def test_what_was_let_go_is_counted_and_a_rebuild_counts_the_same(bureau, case):
    register.override(bureau.han, case, owed(case, "REG:7:approval").key, "急办")
    register.excuse(
        bureau.zhou,
        case,
        owed(case, "penalty_2021:43:decided").key,
        ground="law",
        reason="另有规定",
        basis="处罚法第四十三条",
        approver="韩立群",
    )
    before = FindingRow.objects.filter(subject=case.id, status="excused").count()
    FindingRow.objects.filter(subject=case.id).delete()
    register.rebuild_findings(bureau.agency, case)
    assert before == FindingRow.objects.filter(subject=case.id, status="excused").count() == 2
