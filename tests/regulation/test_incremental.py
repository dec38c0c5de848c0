"""Waking only the provisions that new entries touch gives what judging everything gives: triggers and met_by leave nothing out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.regulation.other_acts import FEE, INSPECTION, LEVY, LICENCE, OTHER
from tests.regulation.story import entries
from tests.regulation.whole import WHOLE

from liuhen.regulation.book import Finding, our_book
from liuhen.regulation.history import Entry, History
from liuhen.regulation.terms import PLAIN

OTHERS = (
    "11-13 20:15 urgent_start#start reason=夜间",
    "11-14 09:00 initiation_approval#second about=#start urgent=true major=true parties=@both",
    "11-14 09:10 #second.legal",
    "11-14 09:20 #second.head returned",
    "11-15 09:00 case_changed reason=追加当事人 parties=@both major=true",
    '11-15 10:00/11:00 interview_transcript#talk officers=@two rights=@rights person=\'{"name": "王某"}\'',
    "11-15 11:01 #talk.person declined",
    "11-15 12:00 evidence_notice#ask items=@host",
    "11-15 13:00 evidence_list about=#ask items=@host officers=@one",
    "11-13 20:40 preservation_approval#pform reason=灭失 items=@host",
    "11-13 20:50 #pform.head means=phone",
    "11-13 21:00 advance_registration#kept about=#pform party=p1 items=@hosts officers=@expired",
    "11-13 21:01 #kept issued 1号",
    "11-20 09:00 preservation_outcome#out about=#kept all=false items=@host",
    "11-20 09:01 #out issued 2号",
    "told 2026-11-20 preservation_outcome about=#kept",
    "11-14 09:00 recording_unsuitable about=#scene reason=隐私",
    "11-14 09:30 gap_explained about=#scene reason=电量",
    "11-15 09:30 late_storage_explained about=#film reason=设备",
    "11-15 09:40 recording_unlinked recording=r1 about=#film reason=错",
    "11-20 10:00 statement_defence#said about=#notice party=p1 points=@points",
    "11-23 10:00 defence_review#answer about=#said party=p1 points=@answers",
    "11-23 10:05 #answer.handler",
    "11-23 10:06 #answer.unit_head",
    "11-19 10:00 defence_waived#waived party=p1 hearing_too=true",
    "11-19 10:01 #waived.party",
    "11-24 10:00 hearing_request#hear about=#notice party=p1",
    "12-05 10:00/11:00 hearing_record#heard about=#hear party=p1 chair=周启明 officers=@two",
    "12-05 11:01 #heard.party",
    "11-27 10:00 hearing_withdrawn party=p1 ground=absent",
    "11-24 09:00 legality_review#review reviewer=@reviewer opinion=agree advice=无",
    "11-24 09:10 #review.legal",
    '11-25 09:00/10:00 deliberation#meet conclusion=同意 fine=9000.00 members=\'[{"id": "han", "name": "韩", "view": "可"}]\'',
    "11-25 10:01 #meet.chair",
    "11-25 10:02 #meet.members[han]",
    "11-26 12:00 proof_of_service#left papers='[\"#decision\"]' party=p1 way=leaving residence=false officers=@two",
    "11-26 12:10 #left.witness",
    "told 2026-11-27 proof_of_service way=public_notice paper_kind=penalty_decision published=2026-11-27",
    "12-02 09:00 payment_plan#plan party=p1 way=defer until=2027-01-31",
    "12-02 09:10 #plan issued 5号",
    "told 2026-12-05 payment party=p2 amount=1",
    "2027-01-05 09:00 extension#ext until=2027-04-01 reason=复杂",
    "2027-01-05 09:10 #ext.head",
    "told 2024-08-16 violation",
    "told 2026-11-30 case_withdrawn party=p2",
    "told 2026-12-01 no_penalty_decision party=p2",
    "11-28 09:00 stopped reason=不属本局",
    "12-06 09:00 #decision voided reason=复议撤销",
    "12-06 10:00 publicity_withdrawn about=#decision",
    "11-16 10:00 clue_linked clue=k1 named=true",
    "11-30 09:00 #notice correction fine=12000.00",
)
FORCE = (
    "11-13 20:00 seizure_approval#sform urgent=true measure=seize reason=转移",
    "11-14 20:00 #sform.head",
    "11-13 20:00/20:30 seizure_decision#seized about=#sform party=p1 measure=seize days=30 items=@hosts officers=@one",
    "11-13 20:31 #seized issued 6号",
    "told 2026-11-13T20:00/20:30 seizure_decision measure=seal party=p2 livelihood=true",
    "11-13 20:00/20:30 scene_record about=#seized officers=@two",
    "11-30 09:00 seizure_extension#more about=#seized party=p1 days=31",
    "11-30 09:10 #more.unit_head",
    "11-30 09:20 #more.head",
    "11-30 09:30 #more issued 7号",
    "told 2026-11-25 appraisal_period about=#seized begin=2026-11-26 until=2026-12-05",
    "told 2026-12-20 seizure_outcome about=#seized outcome=confiscate",
    "told 2026-12-21 seizure_release about=#seized all=true ground=decided",
    "told 2026-12-20 demand_notice#demand party=p1 days=10 way=银行 fine=10000.00",
    "told 2026-12-21 proof_of_service papers='[\"#demand\"]' party=p1 way=direct",
    "12-22 09:00 demand_answer#plea about=#demand party=p1 points=@points",
    "12-22 10:00 #plea.unit_head",
    "12-23 09:00 additional_fine_decision about=#decision party=p1 base=10000.00 since=2026-12-09 until=2026-12-18 amount=3001.00",
    "12-23 09:00 enforcement_decision#force about=#demand party=p1 way=obstruction",
    "told 2026-12-24 enforcement_decision way=substitute",
    "2027-01-01 22:30/23:00 obstruction_removal#removal about=#force party=p1 officers=@two",
    "told 2026-12-24 substitute_decision#sub party=p1",
    "2027-01-04 09:00/10:00 substitute_record about=#sub party=p1 officers=@two",
    "2027-01-04 09:00 goods_disposal party=p1 way=auction",
    "2027-01-05 09:00 enforcement_agreement party=p1 reduced=100",
    "told 2027-01-06 enforcement_suspended party=p1",
    "told 2027-02-06 enforcement_resumed party=p1",
    "told 2027-03-06 enforcement_ended party=p1",
    "2027-02-01 09:00 remedy_sought party=p1 route=reconsideration begun=2027-02-01",
    "told 2027-06-01 court_application#court party=p1",
    "2027-06-02 09:00 court_application about=#demand party=p1",
    "2027-06-10 09:00 court_answer#no about=#court party=p1 answer=denied",
    "2027-06-30 09:00 court_objection about=#no party=p1",
    "2027-07-20 09:00 court_result party=p1 result=executed",
    "11-13 07:00 case_registration capacity=entrusted parties=@both",
)
SPOT = (
    "11-13 21:10 summary_decision#spot party=p1 fine=300.00 penalties=@fine pay=spot disputed=true officers=@one",
    "11-13 21:12 #spot issued 8号",
    "told 2019-05-01T10:00 summary_decision party=p2 fine=1200.00",
    "11-13 21:15 spot_collection#taken about=#spot party=p1 ground=small amount=300.00",
    "11-13 21:15 spot_collection about=#decision party=p1 ground=remote amount=300.00",
    "11-16 10:00 money_handed_in about=#taken step=agency",
    "11-20 10:00 money_handed_in about=#taken step=bank",
    "11-20 10:00 summary_filing about=#spot conditions=x",
    "11-20 11:00 case_changed procedure=summary",
)
#: Acts that are no penalty, their names made their own so that no two lines name one record.
MIXED = (
    *(line.replace("#", "#a_") for line in LICENCE),
    *(line.replace("#", "#i_") for line in INSPECTION),
    *(line.replace("#", "#l_") for line in LEVY),
    *(line.replace("#", "#f_") for line in FEE),
    *(line.replace("#", "#o_") for line in OTHER),
    "11-18 09:00 licence_check#visit2 officers=@one",
    "11-20 09:00 licence_extension#longer days=11",
    "11-20 09:10 #longer issued 9号",
    "11-21 09:00 licence_refused_to_accept#nope ground=not_within",
    "11-21 09:10 #nope issued 8号",
    "11-19 09:00 licence_review#interest interest=true",
    "11-19 09:00 licence_hearing_told#right",
    "11-19 09:10 #right issued 7号",
    "11-20 09:00 licence_hearing_request about=#right",
    '11-24 09:00 licence_hearing_notice#call chair=\'{"id": "luo"}\'',
    "11-24 09:10 #call issued 6号",
    '12-03 09:00/11:00 licence_hearing_record chair=\'{"id": "luo"}\'',
    "12-08 09:00 charge_overdue sum=5000.00 about=#l_levy party=p1",
    "12-09 09:00 charge_refund#back about=#l_paid amount=10.00",
    "11-13 10:00 not_needed ground=not_within",
    "11-15 10:00 case_changed procedure=other act=other reason=改",
)
#: Service and what is around it, states of a case, evidence, recusal, transfer.
AROUND = (
    "11-27 09:00 posting#s_mail party=p1 papers='[\"#decision\"]' carrier=某快递 tracking=EA1 posted=2026-11-27",
    "12-01 09:00 proof_of_service party=p1 way=post tracking=EA1 posted=2026-11-27 received_on=2026-11-26 officers=@one",
    "12-01 15:00 service_attempt#s_door party=p1 papers='[\"#decision\"]' way=direct result=absent officers=@one",
    "12-01 15:01 #s_door.officers[zhou]",
    "told 2026-12-02 service_attempt way=post result=returned tracking=EA1",
    "told 2026-12-02 whereabouts_unknown party=p2",
    "12-03 09:00 public_notice#s_posted party=p1 papers='[\"#decision\"]' ground=failed",
    "12-03 09:10 #s_posted issued 7号",
    "12-04 09:00 proof_of_service party=p2 way=passed_on passed_to=soldier through=某部 officers=@one",
    "11-13 22:00 address_confirmed#s_yes party=p1 electronic=true address=a@b.cn",
    "11-13 22:01 #s_yes.party",
    "12-04 10:00 proof_of_service party=p1 way=electronic address=c@d.cn paper_wanted=true officers=@one",
    "12-04 11:00 proof_of_service party=p1 way=entrusted through=某局 officers=@one",
    "11-13 20:50 refusal#s_no what=investigated officers=@one",
    "11-13 20:51 #s_no.officers[zhou]",
    "11-18 09:00 recusal_request#s_ask by=self person_name=周启明",
    "told 2026-11-18T12:00 recusal_decision about=#s_ask person_name=周启明 result=granted",
    '11-19 09:00 evidence_extract#s_x items=\'[{"id": "1", "name": "单", "form": "copy"}]\' officers=@one',
    "11-19 09:30/10:00 electronic_extraction officers=@two",
    "11-19 10:00 evidence_item#s_photo kind=audiovisual",
    "told 2026-11-19 evidence_explanation about=#s_photo",
    "told 2026-11-20 appraisal_entrustment#s_letter until=2026-11-30",
    "told 2026-12-01 appraisal_opinion about=#s_letter conclusion=是",
    "told 2026-11-21 sampling#s_taken party=p1",
    "told 2026-11-25 sampling_outcome about=#s_taken outcome=return",
    "11-12 09:00 case_acceptance result=open",
    "told 2026-11-20 investigation_suspended#s_pause pauses=true",
    "11-21 09:00 investigation_suspended pauses=true",
    "told 2026-11-30 investigation_resumed about=#s_pause",
    "told 2026-12-02 education_record party=p2",
    "11-25 15:00 transfer_report#s_crime officers=@one",
    "11-29 15:00 #s_crime.head",
    "11-30 09:00 case_transferred#s_away crime=true",
    "11-30 09:10 #s_away.unit_head",
    "11-30 09:20 #s_away.head",
    "12-02 09:20 #s_away issued 11号",
    "told 2026-12-03 transfer_answer about=#s_away result=filed items=true",
    "told 2026-12-07 evidence_handover about=#s_away",
    "told 2026-12-08 decision_changed about=#decision party=p1 result=revoked",
    "11-23 09:00 hearing_notice party=p1 chair=周启明",
    "11-25 10:00 case_changed major=true reason=关注",
)
LINES = (*WHOLE, *OTHERS, *FORCE, *SPOT, *AROUND, *MIXED)
FULL = frozenset({"excusal", "breach_declared", "correction"})


def touched(history: History, new: Entry) -> set[str]:
    """What the register says an entry touches: its own kind, and its record's for parts, numbers and corrections."""
    kinds = {new.kind}
    parent = history.record(new.part_of or new.corrects)
    return kinds | ({parent.kind.key} if parent else set())


def told(found: list[Finding]) -> dict[str, Finding]:
    return {finding.key: finding for finding in found}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(len(LINES))), count=st.integers(1, 100), partial=st.booleans())
def test_waking_is_enough(order, count, partial):
    book = our_book()
    chosen = sorted(order[:count]) if count % 2 else order[:count]
    listed = entries(*[LINES[place] for place in chosen])
    kept: dict[str, Finding] = {}
    for length, new in enumerate(listed, start=1):
        history = History(listed[:length], book.kinds, subject="c1", partial=partial)
        kinds = touched(history, new)
        woken = list(book.provisions.values()) if kinds & FULL else list(book.woken_by(kinds, "case"))
        names = {provision.id for provision in woken}
        kept = {key: finding for key, finding in kept.items() if finding.provision not in names}
        kept |= told(book.judge(history, PLAIN, woken))
    history = History(listed, book.kinds, subject="c1", partial=partial)
    whole = told(book.judge(history, PLAIN, book.provisions.values()))
    assert told(book.judge(history, PLAIN)) == whole, "a rule speaks that nothing here wakes"
    differing = {key for key in kept.keys() | whole.keys() if kept.get(key) != whole.get(key)}
    assert not differing, sorted(differing)


def test_the_lines_wake_most_of_the_book():
    book = our_book()
    woken = {provision.id for entry in entries(*LINES) for provision in book.woken_by([entry.kind], "case")}
    assert len(woken) > 0.9 * sum(provision.reads == "case" for provision in book.provisions.values())
