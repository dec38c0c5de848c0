"""当场处罚, how far a visit has come: the seven records of article 17 in their order, then the money on its way and the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from liuhen.access.models import CaseVisibility
from liuhen.cases.models import CaseRow
from liuhen.cases.visit_filing import seven
from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.ending import last_end, paid_in_full
from liuhen.regulation.grammar import Kind, Label
from liuhen.regulation.handing import declined, handed, handing
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.execution import PARTY_END, PAYMENT
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import MONEY_HANDED_IN, SPOT_COLLECTION, SUMMARY_DECISION, SUMMARY_FILING
from liuhen.regulation.serving import proofs
from liuhen.regulation.statutes.penalty_2021.a68_spot_collection import SMALL
from liuhen.regulation.sums import money

#: The rule by which a disputed one owes its recording.
FILMED = "REG:17:filmed"
#: What an officer still does after the party has paid.
AFTER_THE_END = frozenset({"serve", "file", "film", "agency", "bank"})
#: What the button of a step says, a verb first.
DOES = {
    "decision": "接着填决定书", "sign": "去签名", "hand": "去出具", "serve": "填送达回证", "collect": "记当场收款", "film": "上传音像", "file": "填备案表",
    "agency": "记交到机关", "bank": "记缴到银行", "paid": "登记缴款", "end": "记终结",
}  # fmt: skip


#: What ends a visit without its penalty, by the kind of the record or the ground that the party's end states.
_OTHERWISE = {
    "case_withdrawn": "撤案", "withdrawn": "撤案", "stopped": "终止", "case_transferred": "移送", "transferred": "移送",
    "no_penalty_decision": "不予处罚", "no_penalty": "不予处罚",
}  # fmt: skip


class Going(Label):
    """How far a step of a visit is."""

    DONE = "done", "已办"
    NOW = "now", "现在办"
    LATER = "later", "以后"
    OFF = "off", "不再办"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a visit; ``record`` is what it is done with or what waits, ``kind`` what has to be filled in."""

    key: str
    title: str
    going: Going
    said: str = ""
    record: str = ""
    kind: str = ""

    @property
    def does(self) -> str:
        """What its button says."""
        return DOES.get(self.key, self.title)


@dataclass(frozen=True, kw_only=True, slots=True)
class Owing:
    """An open duty, as far as a step asks: by which provision, what, about which part, why and until when."""

    provision: str
    owes: str
    about: str
    why: str


#: A step before it is known how far it is: key, title, done, words, record, kind.
_Row = tuple[str, str, bool, str, str, str]


def decision_of(history: History) -> Record | None:
    """The decision of a visit; None before it is written."""
    return next(iter(reversed([one for one in history.of(SUMMARY_DECISION) if one.voided is None])), None)


def steps(history: History, owed: Sequence[Owing] = ()) -> list[Step]:
    """The steps of a visit in order; the first that is open is the one to do now, none where the case was called off.

    ``owed`` are the open duties of the case.
    """
    decision = decision_of(history)
    signed = decision is not None and not decision.missing
    issued = signed and decision is not None and decision.stands
    number = decision.id if decision else ""
    after = list(_afterwards(history, decision, owed) if decision is not None else _filing(history))
    listed = [
        ("case", "登记当事人和违法行为", True, "", "", ""),
        ("decision", "填写决定书", decision is not None, "告知、听取申辩、写明处罚", number, SUMMARY_DECISION.key),
        ("sign", "签名和签收", signed, _missing(decision), number, ""),
        ("hand", "出具" if after and after[0][0] == "serve" else "出具并当场交付", issued, _number(decision), number, ""),
        *after,
    ]
    found: list[Step] = []
    off = called_off(history) is not None
    for key, title, done, said, record, kind in listed:
        first = all(step.going == Going.DONE for step in found)
        going = Going.DONE if done else Going.OFF if off else Going.NOW if first else Going.LATER
        found.append(Step(key=key, title=title, going=going, said="" if going == Going.OFF else said, record=record, kind=kind))
    return found


def called_off(history: History) -> str | None:
    """How the case ended where not by its penalty: 撤案, 终止, 移送, 不予处罚. Nobody is led on with it; what is still owed stands on its page."""
    end = last_end(history)
    if end is None:
        return None
    return _OTHERWISE.get(str(end.get("ground")) if end.kind is PARTY_END else end.kind.key)


def _afterwards(history: History, decision: Record, owed: Sequence[Owing]) -> Iterator[_Row]:
    """What follows the decision: its handing to who did not sign, the money, the recording, the filing, the end."""
    yield from _serving(history, decision)
    taken = _newest(history, SPOT_COLLECTION)
    spot = decision.get("pay") == "spot"
    if spot:
        done = taken is not None and not taken.missing
        said = "收款人签名" if taken is not None and not done else "开财政票据，没有票据不能收款"
        yield "collect", "当场收缴罚款", done, said, taken.id if taken else "", "" if taken else SPOT_COLLECTION.key
    yield from _filing(history)
    if decision.get("disputed"):
        open_ = [one for one in owed if one.provision == FILMED]
        yield "film", "上传音像", not open_, open_[0].why if open_ else "", "", ""
    if spot:
        for step, title in (("agency", "罚款交到机关"), ("bank", "罚款缴到银行")):
            given = next((one for one in history.of(MONEY_HANDED_IN) if one.get("step") == step), None)
            why = next((one.why for one in owed if one.owes == MONEY_HANDED_IN.key and one.about == step), "两个工作日内")
            yield step, title, given is not None, "" if given else why, given.id if given else "", MONEY_HANDED_IN.key
    elif "fine" in (decision.get("penalties") or ()):
        paid = list(history.of(PAYMENT))
        yield (
            "paid",
            "登记缴款",
            paid_in_full(decision, paid),
            "当事人十五日内到银行缴纳，拿到票据后登记",
            paid[-1].id if paid else "",
            PAYMENT.key,
        )
    end = last_end(history)
    said = "" if end is not None else "缴清或者警告已交付就终结；以其他方式终结的记一笔"
    if end is not None and spot and not {"agency", "bank"} <= {one.get("step") for one in history.of(MONEY_HANDED_IN)}:
        said = "当事人已缴清，对当事人的处理到此终结；收缴的罚款还要交到机关、缴到银行"
    yield "end", "对当事人的处理终结", end is not None, said, end.id if end else "", PARTY_END.key


def _serving(history: History, decision: Record) -> Iterator[_Row]:
    """Who was handed it has it; otherwise a slip says how the decision reached him."""
    if decision.told or not decision.stands or handed(history, decision) is not None:
        return
    slip = next(proofs(history, decision), None)
    begun = next(
        (one for one in history.of(PROOF_OF_SERVICE) if one.missing and decision.id in (one.get("papers") or (one.about,))), None
    )
    found, kind = slip or begun, "" if begun else PROOF_OF_SERVICE.key
    said = "还差" + "、".join(want.label for want in begun.missing) if begun else _unserved(history, decision)
    yield (
        "serve",
        "送达决定书" if handing(history, decision) else "交付决定书",
        slip is not None,
        said,
        found.id if found else "",
        kind,
    )


def _unserved(history: History, decision: Record) -> str:
    stated = handing(history, decision)
    if stated is None or (stated.get("way") == "none" and declined(decision)):
        return "当事人没有签收，决定书怎样交给他的，用送达回证记下"
    if stated.get("way") == "none":
        return "当场没有交成：打印两份，送达当事人，填送达回证"
    return "当事人没有先签电子送达确认书，不算送达：送达后填送达回证"


def _filing(history: History) -> Iterator[_Row]:
    filed = _newest(history, SUMMARY_FILING)
    yield (
        "file",
        "报所属机关备案",
        filed is not None,
        "七项已从决定书带入，核对后报",
        filed.id if filed else "",
        SUMMARY_FILING.key,
    )


def _newest(history: History, kind: Kind) -> Record | None:
    return next((one for one in reversed(list(history.of(kind))) if one.voided is None), None)


def _missing(decision: Record | None) -> str:
    if decision is None:
        return "执法人员签名，当事人签收"
    return "还差" + "、".join(want.label for want in decision.missing) if decision.missing else ""


def _number(decision: Record | None) -> str:
    return str(decision.number or "") if decision is not None and decision.stands else "编号，把决定书交给当事人"


# -- what a step begins with ------------------------------------------------------------------------------------------
def first_content(history: History, step: str) -> dict[str, Any]:
    """What is known when a step's record is opened: everything that the decision or the money taken already says."""
    decision, taken = decision_of(history), _newest(history, SPOT_COLLECTION)
    if decision is None:
        return {"party": "p1", **_seen(history)}
    if step == "collect":
        fine = money(decision.get("fine"))
        return {"ground": "small"} if fine is not None and fine <= SMALL else {}
    if step == "file":
        return seven(history, decision, taken)
    if step in {"agency", "bank"}:
        return {"step": step}
    if step == "end":
        by = taken or _newest(history, PAYMENT)
        return {"ground": "performed", **({"by": by.id} if by and by.kind is PAYMENT else {})}
    return {}


def _seen(history: History) -> dict[str, Any]:
    """The time of the check, which the first page asked for, to a decision that is begun once more."""
    opened = next(history.of(CASE_REGISTRATION), None)
    return {"at": opened["found"]} if opened is not None and opened.get("found") else {}


def about_of(history: History, step: str) -> Record | None:
    """The record that a step's record is about."""
    if step in {"agency", "bank"}:
        return _newest(history, SPOT_COLLECTION)
    if step == "decision":
        return next(history.of(CASE_REGISTRATION), None)
    return None if step == "end" else decision_of(history)


# -- visits that were begun -------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True, slots=True)
class Unfinished:
    """A visit that waits for its officer: its case and the step to do now."""

    case: CaseRow
    step: Step


def unfinished(actor: Actor, most: int = 5) -> list[Unfinished]:
    """The visits of an officer that are not through, newest first; one that waits for the party to pay at the bank is not among them."""
    mine = CaseVisibility.objects.filter(person=actor.person, active=True, withdrawn_at__isnull=True).values("case")
    still = FindingRow.objects.filter(agency=actor.agency, subject_type="case", sort="duty", status="owed").filter(
        Q(owes__in=(MONEY_HANDED_IN.key, SUMMARY_FILING.key, PROOF_OF_SERVICE.key)) | Q(provision=FILMED)
    )
    open_ones = CaseRow.objects.filter(agency=actor.agency, pk__in=mine, procedure="summary", archived_at__isnull=True)
    rows = open_ones.filter(Q(closed_at__isnull=True) | Q(pk__in=still.values("subject"))).order_by("-opened_at")[: most * 4]
    found = []
    for row in rows:
        now = going_on(row, register.history(actor.agency, SubjectRef("case", row.pk)))
        if now is not None and now.key != "paid":
            found.append(Unfinished(case=row, step=now))
    return found[:most]


def now_of(listed: Sequence[Step]) -> Step | None:
    """The step to do now; None when all are done."""
    return next((step for step in listed if step.going == Going.NOW), None)


def going_on(row: CaseRow, history: History) -> Step | None:
    """The step to go on with; None when the visit is through.

    The party's end, once the fine is paid, is not the officer's: the filing, the recording and the money on its way stay his.
    """
    if row.procedure != "summary" or row.archived_at is not None:
        return None
    now = now_of(steps(history, owed_in(SubjectRef("case", row.pk))))
    return now if now is None or row.closed_at is None or now.key in AFTER_THE_END else None


def owed_in(ref: SubjectRef) -> list[Owing]:
    """The open duties of a case."""
    rows = register.findings(ref)
    return [
        Owing(provision=one.provision, owes=one.owes, about=one.about, why=one.why)
        for one in rows
        if one.sort == "duty" and one.status == "owed"
    ]
