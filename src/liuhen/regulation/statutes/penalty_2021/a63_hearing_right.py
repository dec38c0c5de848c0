"""第六十三条  停产停业、吊销、较大数额罚款等，告知要求听证的权利；当事人要求的，组织听证，不收费用。"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from liuhen.regulation.asking import PARTY_KINDS, about_party, day_of, name_of, parties
from liuhen.regulation.causes import CAUSE_KINDS, violations_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision
from liuhen.regulation.hearing import threshold
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD, HEARING_REQUEST, HEARING_WITHDRAWN
from liuhen.regulation.kinds.decision_notice import PRIOR_NOTICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms

GATES = ("decision_approval.head", "penalty_decision")
#: Always, whatever the sum (practice.md 11); the last two as 其他较重的行政处罚.
HEAVY = {
    "downgrade": "降低资质等级",
    "revocation": "吊销许可证件",
    "suspension": "责令停产停业",
    "closure": "责令关闭",
    "employment_ban": "限制从业",
    "suspension_licence": "暂扣许可证件",
    "restriction": "限制开展生产经营活动",
}
#: The summary ceilings, which count while the bureau has set no threshold.
CEILING = {"citizen": Decimal(200), "organisation": Decimal(3000)}


#: The sums that open a hearing, and what they are called.
SUMS = (("fine", "罚款"), ("confiscation", "没收违法所得"), ("goods_value", "没收财物价值"))


class Scope(NamedTuple):
    """For what a hearing may be asked: kinds of penalty whatever the sum, sums, and from how much while the bureau has set nothing."""

    heavy: Mapping[str, str]
    sums: tuple[tuple[str, str], ...]
    ceiling: Mapping[str, Decimal]


NOW = Scope(HEAVY, SUMS, CEILING)


def told(history: History, terms: Terms, scope: Scope = NOW) -> Iterator[Duty | Fault]:
    """A notice of a heavy penalty tells of the right to a hearing."""
    everybody = parties(history)
    for notice in history.of(PRIOR_NOTICE):
        party = str(notice.get("party") or "")
        business = all(violation.business for violation in violations_of(history, terms))
        ground = owed_because(notice, everybody.get(party, {}), terms, business=business, scope=scope)
        if notice.get("hearing"):
            why = f"{name_of(party, everybody)}{ground or '告知听证权利'}"
            yield Duty(because=notice, about=party, owes=Owed.HEARING_RIGHT, do="告知听证权利", why=why, met=notice.at)
        elif ground and notice.told and notice.get("hearing") is None:
            yield Duty(because=notice, about=party, owes=Owed.HEARING_RIGHT, do="核对听证告知", why=ground, unseen=True)
        elif ground:
            yield Fault(
                because=notice,
                about=party,
                wrong=f"{ground}，应当告知听证权利",
                gravity=Gravity.REVOCABLE,
                code="hearing",
                field="hearing",
                mendable=notice.issued is None and not notice.told,
                blocks=("prior_notice",),
            )


def owed_because(paper: Record, party: Mapping[str, Any], terms: Terms, *, business: bool = True, scope: Scope = NOW) -> str:
    """Why a hearing may be asked for; empty where it may not."""
    heavy = [scope.heavy[key] for key in paper.get("penalties") or () if key in scope.heavy]
    if heavy:
        return f"拟{'、'.join(heavy)}"
    kind = "organisation" if party.get("type") == "organisation" else "citizen"
    if party.get("type") == "sole_trader":
        kind = str(terms.setting("sole_trader_as", default="citizen"))
    row = threshold(terms, kind, day_of(paper.at), business=business)
    for key, name in scope.sums:
        amount = money(paper.get(key))
        if amount is None:
            continue
        if row is None and kind in scope.ceiling and amount > scope.ceiling[kind]:
            return f"拟{name} {amount} 元，本局还没有设定听证数额"
        if row is not None and row.reached(amount, confiscation=key != "fine"):
            return f"拟{name} {amount} 元（{row.source}）" if row.source else f"拟{name} {amount} 元"
    return ""


def held(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who asks for a hearing gets one; until there is a record of it nothing is decided."""
    everybody = parties(history)
    for request in history.of(HEARING_REQUEST):
        party = str(request.get("party") or "")
        record, dropped = (_after(history, kind, request, party) for kind in (HEARING_RECORD, HEARING_WITHDRAWN))
        yield Duty(
            because=request,
            about=party,
            owes=HEARING_RECORD,
            do="组织听证并制作笔录",
            why=f"{name_of(party, everybody)}{said(request.at)} 要求听证，听证之后才能决定",
            met=record.ended if record else None,
            excused="" if record or dropped is None else "当事人撤回或者视为放弃",
            gates=GATES,
            gravity=Gravity.REVOCABLE,
        )


def _after(history: History, kind: Kind, request: Record, party: str) -> Record | None:
    """What came of a request: never what was done before it was made (upon an earlier notice)."""
    found = (item for item in about_party(history, kind, party) if item.stands)
    return next((item for item in found if item.about == request.id or not item.ended.before(request.at)), None)


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(63),
        key="told",
        title="较重处罚告知听证权利",
        triggers=(PRIOR_NOTICE,),
        met_by=(*PARTY_KINDS, *CAUSE_KINDS),
        rule=told,
    ),
    Provision(
        basis=PENALTY_2021(63),
        key="held",
        title="要求听证的组织听证",
        triggers=(HEARING_REQUEST,),
        met_by=(HEARING_RECORD, HEARING_WITHDRAWN, *PARTY_KINDS),
        rule=held,
    ),
)
