"""当场处罚, its filing: the items of article 17 that are said from what the visit's records already hold."""

from typing import Any

from liuhen.regulation.amounts import figures
from liuhen.regulation.fields import Choice
from liuhen.regulation.handing import declined, handed, handing, signed_for
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.summary import SUMMARY_DECISION


def seven(history: History, decision: Record, taken: Record | None) -> dict[str, Any]:
    """The items of article 17 that the decision does not carry over by itself, said only as far as it says them."""
    shown = [str(one.get("shown_at")) for one in decision.get("officers") or () if one.get("shown_at")]
    did = [
        f"{min(shown)}出示执法证件" if shown else "",
        "当场告知违法事实、处罚理由、依据和陈述申辩权" if decision.get("told") else "",
    ]
    did += ["听取陈述申辩", "填写当场处罚决定书" + (f"（{decision.number}）" if decision.number else "")]
    did += [_handing(history, decision)]
    adopted = SUMMARY_DECISION.field("adopted")
    said = adopted.label(str(decision.get("adopted") or "")) if isinstance(adopted, Choice) else ""
    review = "：".join(one for one in (said, str(decision.get("adopted_reason") or "")) if one)
    return {
        "conditions": _conditions(decision),
        "steps": "，".join(one for one in did if one) + "。",
        "review": review,
        "collected": _collected(taken),
    }


def _conditions(decision: Record) -> str:
    """Item one, both halves of it: what was done, and why it is plain enough for a decision on the spot."""
    facts, why = (str(decision.get(key) or "").rstrip("。；，") for key in ("facts", "conditions"))
    return "".join(one for one in (f"{facts}。" if facts else "", f"适用简易程序的理由：{why}。" if why else "") if one)


#: How it reached the party there and then, as far as that was stated.
_WAYS = {"printed": "当场打印交付", "electronic": "当场电子送达"}


def _handing(history: History, decision: Record) -> str:
    """How it was handed over, and whether the party signed for it, as far as both are known when it is filed."""
    stated = handing(history, decision)
    way = str(stated.get("way") or "") if stated is not None else ""
    given = _WAYS.get(way, "当场交付") if handed(history, decision) is not None else ""
    if way == "none" and not declined(decision):
        return "当事人签名；当场没有交成，另行送达" if signed_for(decision) else "当场没有交成，另行送达"
    if signed_for(decision):
        return f"{given}，当事人签收" if given else "当事人签名"
    if declined(decision):
        return f"{given}当事人，当事人拒绝签收" if given else "当事人拒绝签收"
    return f"{given}当事人" if given else ""


def _collected(taken: Record | None) -> str:
    if taken is None:
        return "未当场收缴"
    receipt = f"，票据号码{taken.get('receipt')}" if taken.get("receipt") else ""
    return f"当场收缴{figures(taken.get('amount') or 0)}元{receipt}"
