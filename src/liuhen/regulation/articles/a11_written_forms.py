"""第十一条  询问、调取证据、现场检查、抽样、听取陈述申辩、听证等，制作相应文书，由执法人员、当事人和有关人员签字盖章；

当事人或者有关人员拒绝的，执法人员作记录。
"""

from collections.abc import Iterator

from liuhen.regulation.asking import as_day, officer_count, whole_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision, Verdict
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.decision_notice import STATEMENT_DEFENCE
from liuhen.regulation.kinds.evidence_forms import ELECTRONIC_EXTRACTION, EVIDENCE_EXPLANATION, EVIDENCE_EXTRACT
from liuhen.regulation.kinds.expertise import APPRAISAL_ENTRUSTMENT, APPRAISAL_OPINION
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT, RIGHTS_NOTICE
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_LIST, EVIDENCE_NOTICE, SAMPLING
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.kinds.participants import REFUSAL
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: Forms of the article. Those whose outsider signs under article 9 are asked for their officers here.
FORMS: tuple[Kind, ...] = (
    INSPECTION_RECORD,
    INTERVIEW_TRANSCRIPT,
    EVIDENCE_LIST,
    SAMPLING,
    RIGHTS_NOTICE,
    STATEMENT_DEFENCE,
    HEARING_RECORD,
    ADVANCE_REGISTRATION,
    EVIDENCE_EXTRACT,
    EVIDENCE_EXPLANATION,
    ELECTRONIC_EXTRACTION,
    REFUSAL,
)
_ARTICLE_9 = {(INSPECTION_RECORD.key, "on_site"), (INTERVIEW_TRANSCRIPT.key, "person")}


def signatures(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Everybody whom the form names has signed it; one duty per form, which says who is still missing."""
    for record in history.of(*FORMS):
        if record.told:
            yield Duty(
                because=record,
                owes=Owed.SIGNATURES,
                do="核对文书上的签名",
                why=f"来源未载{record.kind.title}由谁签名",
                met=_last_signature(record),
                unseen=_last_signature(record) is None,
            )
            continue
        missing = [want for want in record.missing if (record.kind.key, want.part.key) not in _ARTICLE_9]
        names = "、".join(dict.fromkeys(want.part.who if want.label == want.part.title else want.label for want in missing))
        yield Duty(
            because=record,
            owes=Owed.SIGNATURES,
            do="补齐文书签名" if missing else "签名",
            why=f"{record.kind.title}还缺{names}的签名" if missing else f"{record.kind.title}签名齐全",
            met=None if missing else record.completed or record.submitted,
            missing=names,
        )


def _last_signature(record: Record) -> Record | None:
    signed = [view for view in record.parts if view.meets and view.verdict != Verdict.UNTOLD]
    return record if signed else None


def refusals(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A refusal to sign is recorded with its reason."""
    for record in history.of(*FORMS):
        for view in record.parts:
            if view.verdict == Verdict.DECLINED and not view.text and not (view.entry and view.entry["reason"]):
                yield Fault(
                    because=record,
                    wrong=f"{record.kind.title}记载拒绝签名，没有写明理由",
                    gravity=Gravity.NONCONFORMING,
                    code=f"reason:{view.key}:{view.about}",
                )


def lists(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What was obtained under a notice to produce evidence is listed; where it was refused, and that is on record, nothing was."""
    notices = list(history.of(EVIDENCE_NOTICE))
    for notice in notices:
        listed = history.standing(EVIDENCE_LIST, about=notice) or history.standing(EVIDENCE_EXTRACT, about=notice)
        if listed is None:
            free = (item for item in history.of(EVIDENCE_LIST, EVIDENCE_EXTRACT) if not item.about and item.at >= notice.at)
            listed = next(free, None)
        yield Duty(
            because=notice,
            owes=EVIDENCE_LIST,
            do="登记调取到的证据",
            why=f"{said(notice.at)} 调取证据，取得的逐件列入清单",
            met=listed,
            excused="对方拒绝提供，已经记录" if listed is None and _withheld(history, notice, alone=len(notices) == 1) else "",
        )


def _withheld(history: History, notice: Record, *, alone: bool) -> bool:
    """Whether a refusal to give evidence is on record that names this notice, or names nothing where there is but one."""
    return any(
        one.get("what") == "evidence"
        and (one.get("record") == notice.id or (alone and not one.get("record") and one.at >= notice.at))
        for one in history.of(REFUSAL)
    )


def appraised(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A body that was asked gives its opinion in writing, by the day it was given."""
    for letter in history.of(APPRAISAL_ENTRUSTMENT):
        if not letter.stands:
            continue
        opinion = history.standing(APPRAISAL_OPINION, about=letter)
        if opinion is None:
            opinion = next((item for item in history.of(APPRAISAL_OPINION) if not item.about and item.at >= letter.at), None)
        until_day = as_day(letter.get("until"))
        yield Duty(
            because=letter,
            owes=APPRAISAL_OPINION,
            do="取回鉴定意见",
            why=f"{said(letter.at)} 委托{letter.get('to') or ''}鉴定",
            due=whole_day(until_day) if until_day else None,
            met=opinion.at if opinion else None,
        )


def refusals_recorded(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A refusal says why, when, and bears two officers; it is complete without a witness (practice.md 7)."""
    for refusal in history.of(REFUSAL):
        count = officer_count(refusal)
        wants = (("理由", refusal.get("reason")), ("时间", refusal.get("at") or refusal.told), ("两名执法人员", (count or 0) > 1))
        lacking = [name for name, there in wants if not there]
        yield Duty(
            because=refusal,
            owes=Owed.REFUSAL_FULL,
            do="补齐拒绝情况的记录",
            why=f"{said(refusal.at)} 拒绝，没有写明{'、'.join(lacking)}" if lacking else f"{said(refusal.at)} 拒绝，已有记录",
            met=None if lacking else refusal.at,
            unseen=bool(lacking) and refusal.told,
            breached=bool(lacking) and not refusal.told and refusal.complete,
            missing="、".join(lacking),
        )


PROVISIONS = (
    Provision(basis=REG(11), key="signed", title="调查文书签字盖章", triggers=FORMS, rule=signatures),
    Provision(basis=REG(11), key="refused", title="拒绝签名的写明理由", triggers=FORMS, rule=refusals),
    Provision(
        basis=REG(11),
        key="list",
        title="调取证据附清单",
        triggers=(EVIDENCE_NOTICE,),
        met_by=(EVIDENCE_LIST, EVIDENCE_EXTRACT, REFUSAL),
        rule=lists,
    ),
    Provision(
        basis=REG(11),
        key="appraised",
        title="委托鉴定取得鉴定意见",
        triggers=(APPRAISAL_ENTRUSTMENT,),
        met_by=(APPRAISAL_OPINION,),
        rule=appraised,
    ),
    Provision(basis=REG(11), key="refusal", title="拒绝调查、拒绝提供证据的记录", triggers=(REFUSAL,), rule=refusals_recorded),
)
