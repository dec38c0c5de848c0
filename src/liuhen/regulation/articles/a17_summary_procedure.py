"""第十七条  简易程序记录七项：适用的事实和法定条件；步骤和文书；陈述申辩；复核、采纳与否及理由；备案；当场收缴；其他。可能有争议的，适当方式音像记录。"""

from collections.abc import Iterator

from liuhen.regulation.asking import concerns
from liuhen.regulation.coverage import links
from liuhen.regulation.covering import BY_KEY
from liuhen.regulation.filming import filming
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.handing import filing_of
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation_notes import RECORDING_UNSUITABLE
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.kinds.summary import SPOT_COLLECTION, SUMMARY_DECISION, SUMMARY_FILING
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: Which field of the decision records which item; the review is owed only where something was said.
_ITEMS = (
    ("conditions", "适用简易程序的事实和法定条件"),
    ("told", "告知的步骤"),
    ("statement", "当事人的陈述申辩"),
    ("adopted", "复核结果"),
)


def seven(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The decision, the filing and the collection together carry the seven items."""
    for decision in history.of(SUMMARY_DECISION):
        if not decision.told:
            missing = {key: title for key, title in _ITEMS if not decision.get(key)}
            if decision.get("adopted") in {"yes", "part", "no"} and not decision.get("adopted_reason"):
                missing["adopted_reason"] = "采纳与否的理由"
            if missing:
                yield Fault(
                    because=decision, wrong=f"没有记录{'、'.join(missing.values())}", gravity=Gravity.NONCONFORMING,
                    code="items", field=next(iter(missing)), mendable=not decision.parts,
                )  # fmt: skip
        if not decision.stands:
            continue
        form = filing_of(history, decision)
        yield Duty(
            because=decision,
            owes=SUMMARY_FILING,
            do="填写当场处罚备案表",
            why=f"{said(decision.effective or decision.at)} 当场处罚，备案情况要有记录",
            met=form.submitted if form else None,
            unseen=form is None and decision.told and history.partial,
        )
        if decision.get("pay") == "spot":
            taken = _taken(history, decision)
            yield Duty(
                because=decision, owes=SPOT_COLLECTION, do="记录当场收缴罚款", why="决定书写明当场收缴",
                met=taken.submitted if taken else None,
            )  # fmt: skip


def _taken(history: History, decision: Record) -> Record | None:
    """The money taken for this decision; a record that names none is about each on its party."""
    party = str(decision.get("party") or "")
    found = (one for one in history.of(SPOT_COLLECTION) if one.about == decision.id or (not one.about and concerns(one, party)))
    return next(found, None)


def recorded(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A case marked as likely to be disputed is on picture or sound; photographs count."""
    act = BY_KEY["summary"]
    records = [decision for decision in history.of(*act.kinds) if act.holds(decision.content)]
    linked = links(history) if records else []
    for record in records:
        why = f"{said(record.at)} 标为可能有争议，从{act.begins}到{act.ends}，{act.counts}"
        yield filming(history, record, act, linked).duty(record, do="上传当场处罚的音像记录", why=why)


PROVISIONS = (
    Provision(
        basis=REG(17), key="seven", title="简易程序的七项记录",
        triggers=(SUMMARY_DECISION,), met_by=(SUMMARY_FILING, SPOT_COLLECTION), rule=seven,
    ),
    Provision(
        basis=REG(17), key="filmed", title="可能有争议的当场处罚音像记录",
        triggers=(SUMMARY_DECISION,), met_by=(RECORDING_LINKED, RECORDING_UNLINKED, RECORDING_UNSUITABLE), rule=recorded,
    ),
)  # fmt: skip
