"""Numbered rulings of practice.md that no article of its own carries, told as stories; test_practice_index says where the others are."""

import re
from pathlib import Path

import pytest
from tests.regulation.story import and_then, find, gated, judged, story
from tests.regulation.whole import BEFORE_HEAD, HEAD

import liuhen
from liuhen.regulation import told
from liuhen.regulation.articles import a07_ex_officio_start
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Gravity, Level, Role, Status
from liuhen.regulation.history import Origin
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.major import major_because
from liuhen.regulation.statutes.penalty_2021 import a57_decided_by_heads
from liuhen.regulation.terms import PLAIN

SOURCE = Path(liuhen.__file__).parent
BOOK = our_book()


def test_two_approvals_by_a_head_are_two():
    """practice.md 1: the head who approved the start has not decided."""
    history = story(*BEFORE_HEAD)
    assert any(entry.content.get("part") == "head" for entry in history.entries)
    wanted = [finding.owes for finding in gated(history, "penalty_decision")]
    assert "decision_approval" in " ".join(wanted)
    assert "decision_approval" not in " ".join(finding.owes for finding in gated(and_then(history, *HEAD), "penalty_decision"))


def test_an_inspection_alone_owes_no_form_of_the_start():
    """practice.md 2: article 7 is judged on the start of the penalty procedure; an inspection is an act of its own."""
    history = story("11-13 20:36/21:48 inspection_record officers=@two findings=未见异常")
    assert judged(history, *a07_ex_officio_start.PROVISIONS) == []


def test_what_is_major_stays_major_whoever_says_otherwise_later():
    """practice.md 3: officers may add, not remove."""
    form = "11-13 20:40 initiation_approval major=true filed_on=2026-11-13"
    assert major_because(story(form), PLAIN)
    assert major_because(story(form, "11-14 09:00 case_changed major=false reason=误选"), PLAIN)
    assert not major_because(story(form.replace("true", "false")), PLAIN)
    assert major_because(story(form.replace("true", "false"), "11-14 09:00 case_changed major=true reason=复杂"), PLAIN)


def test_a_paper_typed_later_and_a_statement_made_later_are_told_apart():
    """practice.md 4: 补录 takes the time on the paper, 补记 is said afterwards; both are facts from outside."""
    assert (Origin.PAPER.label, Origin.TOLD.label) == ("补录", "补记")
    paper, said = story("paper 11-13 20:36 inspection_record", "told 11-13 20:36 inspection_record").records
    assert (paper.entry.origin, said.entry.origin) == (Origin.PAPER, Origin.TOLD)
    assert paper.at == said.at
    assert paper.recorded_at > paper.at.hi


def test_the_systems_own_key_is_never_called_a_seal():
    """practice.md 5: 系统校验 proves integrity; no paper and no page calls it 印章."""
    authority = (SOURCE / "instruments" / "authority.py").read_text(encoding="utf-8")
    signing = (SOURCE / "instruments" / "signing.py").read_text(encoding="utf-8")
    assert 'TITLE = "系统校验"' in authority
    assert "不是印章" in signing


def test_only_what_nobody_outside_signs_is_open_to_plain_correction():
    """practice.md 6: kinds that a party, witness or recipient signs are closed once signed."""
    outside = {kind.key for kind in BOOK.kinds.values() if kind.signed_outside}
    assert {"inspection_record", "interview_transcript", "proof_of_service", "advance_registration"} <= outside
    assert not outside & {"initiation_approval", "investigation_report", "deliberation", "evidence_item"}


def test_whoever_signs_from_outside_may_refuse():
    """practice.md 7: a refusal with its reason completes a signature from outside, save a witness's and who declares, agrees or receives."""
    # whoever declares, agrees or receives: unsigned, it was not done
    # unsigned, these were never declared, agreed, applied for or performed; unreceived, a paper is left
    own_word = {
        "defence_waived", "hearing_withdrawn", "address_confirmed", "proof_of_service", "enforcement_agreement", "substitute_record",
        "licence_application", "licence_delivered", "evidence_handover", "power_of_attorney",
    }  # fmt: skip
    stubborn = [
        f"{kind.key}.{part.key}"
        for kind in BOOK.kinds.values()
        for part in kind.parts
        if part.outside and not part.refusable and part.signer != "witness" and kind.key not in own_word
    ]
    assert stubborn == []


def test_keeping_things_first_has_no_urgent_exception():
    """practice.md 9: the head approves before anything is kept; an approval by telephone beforehand is one, recorded as such."""
    kept = "11-13 21:00 advance_registration#kept about=#form party=p1 items=@host reason=可能灭失 way=moved officers=@two"
    late = story(kept, "11-13 22:00 preservation_approval#form reason=可能灭失 items=@host", "11-13 22:10 #form.head")
    found = judged(late, BOOK.provisions["penalty_2021:56:approved"])
    assert [finding.status for finding in found] == [Status.KEPT_LATE]


def test_heads_are_several_and_parts_ask_the_role_not_the_person():
    """practice.md 9: which of the heads it is, is the dated division of work's affair."""
    parts = [part for kind in BOOK.kinds.values() for part in kind.parts if part.key == "head"]
    assert parts
    assert all(part.role == Role.HEAD for part in parts)


def test_deliberation_is_owed_only_where_the_case_is_complex_or_major():
    """practice.md 10: an ordinary case waits for no deliberation."""
    plain = [line for line in BEFORE_HEAD if "deliberation" not in line]
    assert find(judged(story(*plain), *a57_decided_by_heads.PROVISIONS), owes="deliberation") == []


def test_void_is_kept_for_what_the_statute_calls_void():
    """practice.md 13: `void` is for what 处罚法 38 calls so: an act without a statute, or by who has no standing; no procedure is."""
    rules = [*(SOURCE / "regulation" / "articles").rglob("*.py"), *(SOURCE / "regulation" / "statutes").rglob("*.py")]
    users = {path.stem for path in rules if "Gravity.VOID" in path.read_text(encoding="utf-8")}
    assert users <= {"a38_void"}


def test_a_missing_internal_approval_is_against_the_regulation_and_not_void():
    """practice.md 13: nonconforming, at the regulation's own level."""
    history = story("11-13 20:00 case_registration parties=@cafe", "11-13 20:10 initiation_approval#form filed_on=2026-11-13")
    found = [one for one in judged(history, *a07_ex_officio_start.PROVISIONS) if one.sort == "duty"]
    assert found
    assert {one.level for one in found} == {Level.REGULATION}
    assert {one.gravity for one in found} == {Gravity.NONCONFORMING}


def test_findings_never_leave_in_a_bag():
    """practice.md 13: what the rules say is internal; no writer of the archive knows of a finding."""
    for path in (SOURCE / "archive").rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        imports = [line for line in lines if line.startswith(("from ", "import "))]
        assert not [line for line in imports if re.search(r"\bfindings?\b", line)], path


def test_every_ground_on_which_a_case_may_end_is_one_per_party():
    """practice.md 15: performed, not punished, withdrawn, transferred, terminated, the court's result."""
    grounds = {value for value, _ in PARTY_END.field("ground").options}
    assert grounds == {"performed", "no_penalty", "withdrawn", "transferred", "terminated", "court"}
    assert PARTY_END.field("party")


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("程序启动审批表", "立案审批表"), "initiation_approval"),
        (("举报处理单", "线索登记", "受理单"), "complaint_registration"),
        (("送达地址确认书", "送达信息确认书"), "address_confirmed"),
        (("案件调查终结审批表", "案件处理呈批表"), "investigation_report"),
    ],
)
def test_forms_that_are_one_kind_under_two_names_are_one_kind(names, kind):
    """practice.md 19 (and 3): each name leads to the same kind."""
    known = {told.bare(name): one.key for one in BOOK.kinds.values() for name in (one.title, *one.aliases)}
    assert {known[told.bare(name)] for name in names} == {kind}


def test_a_cameras_handover_takes_no_signature():
    """practice.md 19: one tap by the taker, and one to bring in a recording; two signatures only for fault, loss, transfer."""
    for key in ("recording_stored", "device_taken", "device_returned", "device_recorded", "device_repair", "device_back"):
        assert BOOK.kind(key).parts == (), key
    for key in ("device_fault", "device_lost", "device_transferred"):
        assert [part.key for part in BOOK.kind(key).parts] == ["officers", "keeper"], key


def test_who_complained_is_never_printed():
    """practice.md 20: the complainant is masked on every paper, whoever asks for it."""
    from liuhen.instruments.words import CONFIDENTIAL, printed

    field = BOOK.kind("complaint_registration").field("complainant")
    assert printed(field, {"name": "李女士", "phone": "13800000000"}) == CONFIDENTIAL
