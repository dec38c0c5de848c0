"""第四条  行政处罚由法律、法规、规章规定：种类和幅度都在罚则之内，罚则说“并处”的不能少。"""

from collections.abc import Iterator
from decimal import Decimal

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.penalties import (
    EVERY_PAPER,
    NAMES,
    WEIGHED_BY,
    Applied,
    amount_of,
    applied,
    papers,
    range_of,
    said_of,
    yuan,
)
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms


def within(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """No fine above the range, and no penalty that the clause does not know."""
    for paper in papers(history, EVERY_PAPER):
        found = applied(history, paper, terms)
        if not found:
            continue
        named = "、".join(one.base.penal.label for one in found)
        beyond = _beyond(history, paper, found)
        if beyond:
            yield _fault(paper, found, f"{named}：{beyond}", code="range", field="fine")
        chosen = set(paper.get("penalties") or ())
        allowed = frozenset().union(*(one.tier.allowed for one in found))
        if any(one.tier.also for one in found):
            allowed |= {"other"}
        strange = [NAMES.get(key, key) for key in sorted(chosen - allowed)]
        if strange:
            yield _fault(paper, found, f"{named}没有规定{'、'.join(strange)}", code="kinds", field="penalties")
        graver = [one for one in found if not one.tier_stated]
        if graver and not strange:
            when = "、".join(f"“{one.tier.when}”" for one in graver)
            yield Fault(
                because=paper,
                about=str(paper.get("party") or ""),
                wrong=f"{named}：这样处罚要属于{when}的情形，没有写明情节",
                gravity=Gravity.IRREGULAR,
                code="tier",
                field="tier",
                mendable=paper.issued is None and not paper.told,
            )


def _beyond(history: History, paper: Record, found: list[Applied]) -> str:
    """In what a fine goes above the range; empty where it does not."""
    sum_ = money(paper.get("fine"))
    if sum_ is None or not sum_:
        return ""
    bounds = range_of(history, paper, found)
    if bounds is None:
        return f"没有规定罚款，罚款 {yuan(sum_)} 元没有依据" if "fine" not in (paper.get("penalties") or ()) else ""
    least, most = bounds
    if most is None or sum_ <= most:
        return ""
    return f"罚款幅度 {yuan(least)} 元以上 {yuan(most)} 元以下，罚款 {yuan(sum_)} 元超出上限"


def additions(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """What the clause orders together is imposed together, unless a ground to go below the clause is on record."""
    for paper in papers(history, EVERY_PAPER):
        chosen = set(paper.get("penalties") or ())
        if not chosen or said_of(history, paper, "mitigation"):
            continue
        found = applied(history, paper, terms)
        for one in found:
            lacking = [NAMES[key] for key in one.tier.must if key not in chosen]
            if one.tier.either and not chosen & set(one.tier.either):
                lacking.append("或者".join(NAMES[key] for key in one.tier.either))
            if lacking:
                yield _fault(
                    paper, [one], f"{one.base.penal.label}应当并处{'、'.join(lacking)}，没有写入", code="must", field="penalties"
                )
        gain = amount_of(history, paper, "gain") if found else None
        if gain and gain > Decimal(0) and "confiscation" not in chosen:
            yield _fault(
                paper,
                found,
                f"违法所得 {yuan(gain)} 元没有没收，除依法退赔的外应当没收（第二十八条）",
                code="gain",
                field="penalties",
            )


def _fault(paper: Record, found: list[Applied], wrong: str, *, code: str, field: str) -> Fault:
    """A fault that stops the paper; a note where the edition of the day was not read."""
    read = all(one.read for one in found)
    return Fault(
        because=paper,
        about=str(paper.get("party") or ""),
        wrong=wrong if read else f"{wrong}；行为当日的版本没有收录，请核对原文",
        gravity=Gravity.REVOCABLE if read else Gravity.NOTE,
        code=code,
        field=field,
        mendable=paper.issued is None and not paper.told,
        blocks=(paper.kind.key,) if read else (),
    )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(4),
        key="range",
        title="处罚在罚则的种类和幅度之内",
        triggers=EVERY_PAPER,
        met_by=WEIGHED_BY,
        rule=within,
    ),
    Provision(
        basis=PENALTY_2021(4),
        key="additions",
        title="罚则规定并处的不能少",
        triggers=EVERY_PAPER,
        met_by=WEIGHED_BY,
        rule=additions,
    ),
)
