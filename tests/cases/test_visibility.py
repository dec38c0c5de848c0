"""Who sees and may do what: the table, row by row (article 30, need decides)."""

from uuid import uuid4

import pytest
from django.http import Http404

from liuhen.access import visibility
from liuhen.access.permissions import clearance, demand, may
from liuhen.access.policy import Action, Relation, allowed
from liuhen.cases import commands
from liuhen.cases.listing import Filters, Holding, case_list, counts
from liuhen.cases.queries import clues, find_case, other_cases, search
from liuhen.cases.worklist import worklist
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import add, open_case
from tests.cast import at

ALL = Filters(holding=Holding.ALL)

#: Who sees a case of 执法一中队 handled by 周启明 and 沈静文: open and plain, open and marked for privacy, archived.
SEES = {
    #            plain  private archived
    "周启明": (True, True, True),
    "沈静文": (True, True, True),
    "方志刚": (True, True, True),
    "吴彦": (False, False, False),
    "罗成": (False, False, False),
    "许知远": (True, True, True),
    "韩立群": (True, True, True),
    "何敏": (True, True, True),
    "陈素": (False, False, True),
    "丁晓彤": (False, False, False),
    "马骏": (False, False, False),
    "顾怡": (True, False, True),
    "程远": (False, False, False),
}


@pytest.fixture
def cases(cast):
    plain = open_case(cast, name="明月书店涉嫌销售非法出版物案")
    private = open_case(cast, name="含隐私的案件", secrecy="privacy", when="11-13 21:00")
    archived = open_case(cast, name="已归档的案件", when="11-13 22:00")
    closing = {"outcome": "performed", "facts": "x", "performance": "已履行", "closed": "2026-11-13"}
    with at("11-13 22:30"):
        from liuhen.register import register

        ref = SubjectRef("case", archived)
        register.record(cast["周启明"], ref, "closing_report", closing, origin="told")
        bound = {"number": "1", "retention": "30", "archivist": {"id": "", "name": "陈素"}}
        register.record(cast["陈素"], ref, "case_file_bound", bound, origin="told")
    return plain, private, archived


def test_everybody_sees_what_his_work_needs_and_no_more_on_every_surface(cast, cases):
    numbers = dict(zip(cases, ("plain", "private", "archived"), strict=True))
    for name, expected in SEES.items():
        actor = cast[name]
        wanted = {kind for kind, sees in zip(numbers.values(), expected, strict=True) if sees}
        by_page = {numbers[case] for case in cases if may(actor, Action.SEE, case)}
        by_list = {numbers[row.id] for row in case_list(actor, ALL).rows}
        by_query = {numbers[row.case] for row in visibility.visible_cases(actor)}
        by_search = {numbers[hit.case.id] for word in ("明月书店", "含隐私", "已归档") for hit in search(actor, word).hits}
        by_number = {numbers[case] for case in cases if find_case(actor, str(case))}
        by_party = {numbers[row.id] for _, row in other_cases(actor, cases[0])} | ({"plain"} & wanted)
        assert (by_page, by_list, by_query, by_search, by_number, by_party) == (wanted,) * 6, name
        assert counts(actor, ALL).total == str(len(wanted)), name


def test_what_is_not_seen_does_not_exist(cast, cases):
    for name in ("吴彦", "罗成", "丁晓彤", "马骏", "程远", "陈素"):
        with pytest.raises(Http404):
            demand(cast[name], Action.SEE, cases[0])
    with pytest.raises(Http404):
        demand(cast["周启明"], Action.SEE, uuid4())


def test_who_sees_and_may_not_is_told_who_may(cast, cases):
    with pytest.raises(Refusal, match="行政机关负责人"):
        demand(cast["周启明"], Action.APPROVE, cases[0])
    with pytest.raises(Refusal) as caught:
        demand(cast["顾怡"], Action.WRITE, cases[0])
    assert caught.value.code == "not_allowed"


@pytest.mark.parametrize(
    ("name", "may_do"),
    [
        ("周启明", {"see", "write", "sign", "play", "print", "download", "see_personal", "hold"}),
        (
            "方志刚",
            {"see", "write", "sign", "approve", "assign", "play", "print", "download", "see_personal", "see_complainant", "hold"},
        ),
        ("许知远", {"see", "review", "sign", "play", "print", "see_personal", "hold"}),
        ("韩立群", {"see", "approve", "sign", "assign", "play", "print", "see_personal", "hold"}),
        ("顾怡", {"see", "audit", "play"}),
        ("吴彦", set()),
        ("丁晓彤", set()),
        ("程远", set()),
    ],
)
def test_what_each_may_do_with_an_open_case(cast, cases, name, may_do):
    assert {action.value for action in Action if may(cast[name], action, cases[0])} == may_do


def test_another_agencys_people_see_nothing(cast, cases):
    from dataclasses import replace

    stranger = replace(cast["韩立群"], agency=uuid4())
    assert not may(stranger, Action.SEE, cases[0])
    assert case_list(stranger, ALL).rows == []
    assert not visibility.visible_cases(stranger).exists()


def test_who_holds_no_role_that_needs_cases_sees_none_even_if_a_row_names_him(cast, cases):
    visibility.grant(cases[0], cast.agency, cast.people["程远"])
    assert case_list(cast["程远"], ALL).rows == []
    assert not may(cast["程远"], Action.SEE, cases[0])


def test_an_auditor_may_be_given_access_to_one_restricted_case_and_only_to_it(cast, cases):
    visibility.grant(cases[1], cast.agency, cast.people["顾怡"], visibility.GRANTED)
    assert {row.id for row in case_list(cast["顾怡"], ALL).rows} == set(cases)


def test_a_role_does_not_open_what_another_relation_is_needed_for():
    assert allowed({"officer"}, {Relation.HANDLER}, Action.WRITE)
    assert not allowed({"officer"}, {Relation.ANY}, Action.SEE)
    assert not allowed({"archivist"}, {Relation.ANY}, Action.SEE)
    assert not allowed({"nonsense"}, set(Relation), Action.SEE)


def test_an_officer_taken_off_the_case_in_mid_draft_is_told_so_and_the_draft_stays(cast, cases):
    from liuhen.register import register

    case = cases[0]
    with at("11-14 10:00"):
        draft = register.start_draft(cast["沈静文"], "situation_note", subject=SubjectRef("case", case))
    with at("11-15 09:00"):
        commands.assign(cast["方志刚"], case, [cast.people["周启明"], cast.people["吴彦"]], "轮岗")
    with pytest.raises(Refusal, match="11 月 15 日起不再是本案承办人。草稿还在") as caught:
        demand(cast["沈静文"], Action.WRITE, case)
    assert caught.value.code == "removed"
    assert case not in {row.id for row in case_list(cast["沈静文"], ALL).rows}
    assert [one.case for one in worklist(cast["沈静文"]).drafts] == [None], "his own draft is his, the case's name is not shown"
    assert may(cast["吴彦"], Action.WRITE, case)
    from liuhen.cases.queries import case_view

    assert [one.id for one in case_view(cast["吴彦"], case).drafts] == [draft.id]


def test_put_back_on_the_case_he_sees_it_again(cast, cases):
    case = cases[0]
    with at("11-15 09:00"):
        commands.assign(cast["方志刚"], case, [cast.people["周启明"], cast.people["吴彦"]], "轮岗")
    with at("11-16 09:00"):
        commands.assign(cast["方志刚"], case, [cast.people["周启明"], cast.people["沈静文"]], "轮岗结束")
    assert may(cast["沈静文"], Action.WRITE, case)
    with pytest.raises(Refusal):
        demand(cast["吴彦"], Action.SEE, case)


# -- who complained ----------------------------------------------------------------------------------------------------
COMPLAINT = {
    "channel": "hotline",
    "received": "2026-11-13T19:42",
    "named": True,
    "complainant": {"name": "孙玉兰", "phone": "13871230000", "address": "澄湖区学府路20号"},
    "wants_reply": True,
    "accused": "星遇网咖",
    "matter": "孙玉兰反映星遇网咖深夜接纳未成年人上网。",
}


@pytest.fixture
def clue(cast):
    with at("11-13 19:45"):
        return commands.register_complaint(cast["丁晓彤"], COMPLAINT)


def test_intake_the_units_head_and_legal_see_who_complained_and_nobody_else(cast, clue):
    with at("11-13 20:15"):
        commands.triage(cast["方志刚"], clue, "open", "线索具体")
        from tests.cases.stories import registration

        commands.open_case(cast["周启明"], registration(cast), clue=clue)
    ref = SubjectRef("clue", clue)
    sees = {name for name in cast.people if may(cast[name], Action.SEE, ref)}
    knows = {name for name in cast.people if clearance(cast[name], ref).complainant}
    assert sees == {"丁晓彤", "方志刚", "许知远", "韩立群", "何敏", "顾怡", "周启明", "沈静文"}
    assert knows == {"丁晓彤", "方志刚", "许知远"}


def test_before_it_is_dealt_with_every_unit_head_may_take_it(cast, clue):
    assert {name for name in cast.people if may(cast[name], Action.TRIAGE, SubjectRef("clue", clue))} == {
        "方志刚",
        "罗成",
        "韩立群",
        "何敏",
    }
    assert [row.id for row in clues(cast["罗成"])] == [clue]
    assert clues(cast["周启明"]) == []


def test_once_another_unit_has_it_it_is_no_longer_on_the_first_ones_list(cast, clue):
    from tests.cases.stories import registration

    with at("11-13 20:15"):
        commands.triage(cast["方志刚"], clue, "open", "线索具体")
        commands.open_case(cast["周启明"], registration(cast), clue=clue)
    assert clues(cast["罗成"]) == []
    assert not may(cast["罗成"], Action.SEE, SubjectRef("clue", clue))
    assert [row.id for row in clues(cast["周启明"])] == [clue]


def test_nobody_finds_a_complainant_by_searching(cast, clue):
    from tests.cases.stories import registration

    with at("11-13 20:15"):
        commands.triage(cast["方志刚"], clue, "open", "线索具体")
        case = commands.open_case(cast["周启明"], registration(cast), clue=clue)
    add(
        cast,
        "周启明",
        case,
        "situation_note",
        {"text": "已与孙女士核实", "officers": cast.officers("周启明")},
        when="11-14 09:00",
    )
    for name in ("周启明", "韩立群", "许知远", "顾怡"):
        assert search(cast[name], "孙玉兰").hits == []
    assert search(cast["周启明"], "星遇").hits
