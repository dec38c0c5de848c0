"""免办: a duty of a statute falls away only by a law that is named; what our own regulation asks, a head may let pass, on record."""

import pytest
from tests.regulation.story import and_then, gated, judged, one, story

from liuhen.regulation.articles import a07_ex_officio_start
from liuhen.regulation.excusals import Ground, against, names_a_law, not_needed
from liuhen.regulation.grammar import Level, Status
from liuhen.regulation.statutes.penalty_2021 import a58_legality_review

APPROVAL = a07_ex_officio_start.PROVISIONS[1]
REVIEWERS = a58_legality_review.PROVISIONS[1]
CASE = "11-13 19:50 case_registration#reg parties=@cafe officers=@two"


@pytest.mark.parametrize(
    ("basis", "named"),
    [
        ("《互联网上网服务营业场所管理条例》第三十一条", True),
        ("《湖北省行政处罚听证规则》第8条第二款", True),
        ("《行政处罚法（2021修订）》第四十二条", True),
        ("处罚法第四十二条", True),
        ("强制法第十九条", True),
        ("局务会 2026 年第 8 次", False),
        ("有关规定", False),
        ("《互联网上网服务营业场所管理条例》", False),
        ("《行政执法全过程记录工作制度》第七条", False),
        ("制度第七条", False),
    ],
)
def test_a_basis_names_a_law_only_with_its_article(basis, named):
    assert names_a_law(basis) == named


@pytest.mark.parametrize(
    ("ground", "level", "owes", "term", "basis", "refused"),
    [
        ("law", "law", "hearing_record", False, "《某某条例》第八条", False),
        ("law", "law", "hearing_record", False, "领导同意", True),
        ("law", "regulation", "gap_explained", False, "领导同意", True),
        ("unsuitable", "regulation", "recording", False, "涉及未成年人隐私", False),
        ("unsuitable", "regulation", "deliberation", False, "不方便", True),
        ("unsuitable", "law", "recording:witness", False, "涉及隐私", True),
        ("extended", "regulation", "case_file_bound", True, "局长批准延期", False),
        ("extended", "regulation", "rights_notice", False, "局长批准延期", True),
        ("extended", "law", "penalty_decision", True, "局长批准延期", True),
        ("extended", "law", "penalty_decision", True, "《某某办法》第二十条", False),
        ("override", "regulation", "rights_notice", False, "处罚法第一条", True),
    ],
)
def test_each_ground_lets_go_what_it_is_for(ground, level, owes, term, basis, refused):
    """Issue 3: excusals (not suitable to record, law says otherwise, extension approved) name a duty, reason, basis and approver."""
    assert bool(against(Ground(ground), level=level, owes=owes, has_term=term, basis=basis)) == refused


def excusal(key: str, ground: str) -> str:
    return f"11-14 08:00 excusal duty='{key}' ground={ground} reason=急办 basis=某 approver=韩立群"


def test_an_override_of_our_own_regulation_lifts_the_gate_and_is_counted_as_excused():
    history = story(CASE)
    owed = one(judged(history, APPROVAL))
    assert (owed.status, owed.level) == (Status.OWED, Level.REGULATION)
    assert owed.provision in {finding.provision for finding in gated(history, "prior_notice")}
    passed = and_then(history, excusal(owed.key, "override"))
    assert one(judged(passed, APPROVAL)).status == Status.EXCUSED
    assert owed.provision not in {finding.provision for finding in gated(passed, "prior_notice")}


def test_an_override_of_a_statute_does_nothing_whoever_wrote_it():
    history = story("11-18 09:00 recusal_request#ask by=self person_name=周启明")
    rule = "penalty_2021:43:decided"
    owed = next(finding for finding in judged(history) if finding.provision == rule)
    passed = and_then(history, excusal(owed.key, "override"))
    assert next(finding for finding in judged(passed) if finding.provision == rule).status == Status.OWED
    assert gated(passed, "penalty_decision")
    named = and_then(history, excusal(owed.key, "law"))
    assert next(finding for finding in judged(named) if finding.provision == rule).status == Status.EXCUSED


@pytest.mark.parametrize(
    ("level", "gates", "refused"),
    [("practice", False, False), ("practice", True, True), ("regulation", False, True), ("law", False, True)],
)
def test_only_what_custom_asks_and_nothing_waits_for_can_be_said_not_to_be_needed(level, gates, refused):
    assert bool(not_needed(level=level, gates=gates)) == refused


def test_not_needed_does_nothing_to_what_the_regulation_or_a_statute_asks():
    history = story(CASE, "11-18 09:00 recusal_request#ask by=self person_name=周启明")
    for rule in ("REG:7:approval", "penalty_2021:43:decided"):
        owed = next(finding for finding in judged(history) if finding.provision == rule)
        said = and_then(history, excusal(owed.key, "not_needed"))
        assert next(finding for finding in judged(said) if finding.provision == rule).status == Status.OWED


def test_a_statutes_fault_stops_its_act_in_spite_of_an_override():
    review = "11-25 09:00 legality_review#r reviewer=@reviewer opinion=agree"
    handled = '11-16 09:00/10:00 interview_transcript officers=\'[{"id": "fang", "name": "方志刚"}]\''
    history = story(handled, review)
    fault = one(judged(history, REVIEWERS), sort="fault")
    passed = and_then(history, excusal(fault.key, "override"))
    assert one(judged(passed, REVIEWERS), sort="fault").gates == fault.gates != ()
