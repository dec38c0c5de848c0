"""Opening, assigning, changing: what people do with cases, and what they are told when it cannot be."""

from uuid import UUID

import pytest
from django.http import Http404

from liuhen.access import visibility
from liuhen.access.models import CaseStanding, CaseVisibility
from liuhen.cases import commands, projections
from liuhen.cases.models import CaseRow, CaseText, ClueRow, PaperText, PartyRow, Waiting
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import XINGYU, add, approval, open_case, opine, registration
from tests.cases.test_visibility import COMPLAINT
from tests.cast import at


def refused(code, function, *arguments, **more):
    with pytest.raises(Refusal) as caught:
        function(*arguments, **more)
    assert caught.value.code == code
    return caught.value.message


def test_a_case_is_opened_with_its_parties_officers_and_unit(cast):
    case = open_case(cast)
    row = CaseRow.objects.get(pk=case)
    assert (row.name, row.stage, row.unit_name) == ("星遇网咖涉嫌接纳未成年人案", "initiation", "执法一中队")
    assert row.officer_ids == [cast.people["周启明"], cast.people["沈静文"]]
    assert row.party_names == "澄湖区星遇网络服务有限公司"
    assert list(PartyRow.objects.values_list("party", "code")) == [("p1", "91420112MA4KXY051N")]


def test_an_incomplete_registration_is_refused_and_names_what_is_missing(cast):
    content = registration(cast) | {"cause": "", "capacity": ""}
    with at("11-13 20:15"):
        message = refused("incomplete", commands.open_case, cast["周启明"], content)
    assert "案由" in message
    assert not CaseRow.objects.exists()


def test_a_certificate_that_expired_yesterday_keeps_the_officer_off_a_new_case(cast):
    with at("2026-12-06 09:00"):
        message = refused("certificate", commands.open_case, cast["周启明"], registration(cast))
    assert message == "没有写入案件。沈静文的执法证 2026-12-05 已到期。请换一名持证人员，或先更新证件。"
    with at("2026-12-05 09:00"):
        commands.open_case(cast["周启明"], registration(cast))


def test_a_case_told_from_the_past_takes_the_officers_it_had(cast):
    """A fact is never refused for being unlawful; the rules judge it."""
    from liuhen.regulation.when import When

    with at("2026-12-06 09:00"):
        commands.open_case(cast["周启明"], registration(cast), when=When.parse("2026-12-06T08:00"), origin="told")
    assert CaseRow.objects.count() == 1


def test_the_clerk_opens_no_case_and_the_officer_registers_no_complaint(cast):
    with at("11-13 20:15"):
        refused("not_allowed", commands.open_case, cast["丁晓彤"], registration(cast))
        refused("not_allowed", commands.register_complaint, cast["周启明"], COMPLAINT)


def test_from_the_complaint_to_the_case(cast):
    with at("11-13 19:45"):
        clue = commands.register_complaint(cast["丁晓彤"], COMPLAINT)
    assert ClueRow.objects.get().state == "new"
    with at("11-13 20:00"):
        assert commands.triage(cast["方志刚"], clue, "open", "线索具体").stands
    assert ClueRow.objects.get().state == "open"
    with at("11-13 20:15"):
        case = commands.open_case(cast["周启明"], registration(cast) | {"source": ""}, clue=clue)
    row = ClueRow.objects.get()
    assert (row.case, row.state, row.unit) == (case, "open", cast.units["执法一中队"])
    assert CaseRow.objects.get().source == "complaint"
    history = register.history(cast.agency, SubjectRef("case", case))
    link = next(record for record in history.records if record.kind.key == "clue_linked")
    assert (link["named"], link["received"]) == (True, "2026-11-13T19:42")
    assert "孙玉兰" not in str([entry.content for entry in history.entries]), "who complained does not go into the case"


def test_a_clue_not_taken_up_says_so(cast):
    with at("11-13 19:45"):
        clue = commands.register_complaint(cast["丁晓彤"], COMPLAINT)
    with at("11-14 09:00"):
        commands.triage(cast["方志刚"], clue, "not_open", "现场未见")
        refused("incomplete", commands.triage, cast["方志刚"], clue, "not_open", "")
    assert ClueRow.objects.get().state == "not_open"
    with pytest.raises(Http404):
        commands.triage(cast["周启明"], clue, "open", "想办")


def test_one_officer_is_not_enough(cast):
    case = open_case(cast)
    with at("11-14 09:00"):
        refused("two_officers", commands.assign, cast["方志刚"], case, [cast.people["周启明"]], "只有一人")
        refused("not_officer", commands.assign, cast["方志刚"], case, [cast.people["周启明"], cast.people["丁晓彤"]], "借人")
        refused("incomplete", commands.assign, cast["方志刚"], case, [cast.people["周启明"], cast.people["吴彦"]], " ")
        refused("not_allowed", commands.assign, cast["周启明"], case, [cast.people["周启明"], cast.people["吴彦"]], "自己换")


def test_handing_a_case_to_another_unit_moves_who_sees_it(cast):
    case = open_case(cast)
    with at("11-14 09:00"):
        commands.assign(
            cast["韩立群"], case, [cast.people["吴彦"], cast.people["方志刚"]], "指定管辖", unit=cast.units["执法二中队"]
        )
    row = CaseRow.objects.get()
    assert (row.unit_name, row.officer_names) == ("执法二中队", "吴彦、方志刚")
    seen = {name for name in ("周启明", "沈静文", "吴彦", "罗成", "方志刚") if visibility.visible_cases(cast[name]).exists()}
    assert seen == {"吴彦", "罗成", "方志刚"}


def test_a_second_party_gets_its_own_number(cast):
    case = open_case(cast)
    with at("11-14 09:00"):
        number = commands.add_party(cast["周启明"], case, {"type": "citizen", "name": "何建平"}, "查明实际经营者")
    assert number == "p2"
    assert CaseRow.objects.get().party_names == "澄湖区星遇网络服务有限公司、何建平"
    assert list(PartyRow.objects.order_by("party").values_list("party", "name")) == [("p1", XINGYU["name"]), ("p2", "何建平")]


def test_the_start_gets_its_number_with_the_heads_approval_and_not_before(cast):
    case = open_case(cast)
    form = approval(cast, case)
    for hour, (name, part) in enumerate((("周启明", "handler"), ("方志刚", "unit_head"), ("韩立群", "head")), start=10):
        assert CaseRow.objects.get().number == ""
        form = opine(cast, name, form, part, when=f"11-14 {hour}:00")
    row = CaseRow.objects.get()
    assert row.number == "澄文综执字〔2026〕1号"
    assert (row.stage, str(row.filed_on), str(row.decide_by)) == ("investigation", "2026-11-14", "2027-02-12")


def test_opinions_wait_in_their_order_and_signatures_all_at_once(cast):
    case = open_case(cast)
    form = approval(cast, case)
    waits = Waiting.objects.filter(record=form.id)
    assert list(waits.values_list("part", "role")) == [("handler", "officer")]
    opine(cast, "周启明", form, "handler", when="11-14 10:00")
    assert list(waits.values_list("part", "role", "unit")) == [("unit_head", "unit_head", cast.units["执法一中队"])]
    opine(cast, "方志刚", form, "unit_head", when="11-14 11:00", verdict="returned", text="补充依据")
    assert list(waits.values_list("part", "person", "returned")) == [("mend", cast.people["周启明"], True)]
    note = add(
        cast, "周启明", case, "situation_note",
        {"text": "另有六人漏计", "officers": cast.officers("周启明", "沈静文")}, when="11-14 12:00", about=form.id,
    )  # fmt: skip
    assert set(Waiting.objects.filter(record=note.id).values_list("person", flat=True)) == {
        cast.people["周启明"],
        cast.people["沈静文"],
    }


def test_every_row_can_be_thrown_away_and_rebuilt(cast):
    with at("11-13 19:45"):
        clue = commands.register_complaint(cast["丁晓彤"], COMPLAINT)
        commands.triage(cast["方志刚"], clue, "open", "线索具体")
        case = commands.open_case(cast["周启明"], registration(cast), clue=clue)
    form = approval(cast, case)
    opine(cast, "周启明", form, "handler", when="11-14 10:00")
    tables = (CaseRow, CaseText, ClueRow, PaperText, PartyRow, Waiting, CaseStanding, CaseVisibility)

    def picture():
        return [sorted(str({k: v for k, v in row.items() if k != "id"}) for row in table.objects.values()) for table in tables]

    before = picture()
    for table in tables:
        table.objects.all().delete()
    assert projections.rebuild(cast.agency) == 2
    assert picture() == before
    assert UUID(str(case)) == CaseRow.objects.get().id
