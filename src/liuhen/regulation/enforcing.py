"""Before force is used: whether the demand was served and its time has run out, and until when the court can be asked (强制法第四章、第五章)."""

from collections.abc import Iterator
from datetime import date, timedelta

from liuhen.regulation.asking import about_party, as_day, whole_day
from liuhen.regulation.calendar import days, months, working_days
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.court import REMEDY_SOUGHT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.enforcement import ADDITIONAL_FINE_DECISION, DEMAND_NOTICE
from liuhen.regulation.kinds.execution import PAYMENT_PLAN
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.serving import proofs, served, takes_effect
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

#: 催告书送达十日后仍未履行的，可以申请: ten days or fewer are working days (强制法第六十九条).
COURT_WAIT = working_days(10)
COURT_WINDOW = months(3)
SUIT = months(6)
AFTER_RECONSIDERATION = days(15)
DEMAND_KINDS = (DEMAND_NOTICE, PROOF_OF_SERVICE)
#: A remedy against one of these keeps the additional fine from growing.
STAYING = (PENALTY_DECISION, SUMMARY_DECISION, ADDITIONAL_FINE_DECISION)


def demands(history: History, party: str) -> list[Record]:
    """The standing demands to a party, oldest first."""
    return sorted((item for item in about_party(history, DEMAND_NOTICE, party) if item.stands), key=lambda item: item.at)


def demand_received(history: History, party: str, terms: Terms) -> Instant | None:
    """When a party first received a demand; None while none was served."""
    found = [(proof, demand) for demand in demands(history, party) for proof in proofs(history, demand)]
    return min((takes_effect(proof, terms) for proof, _ in found), default=None)


def demand_over(history: History, party: str, terms: Terms) -> Instant | None:
    """When the time that the first served demand gives runs out; None while none was served."""
    ends = []
    for demand in demands(history, party):
        proof = served(history, demand, terms)
        if proof is not None:
            ends.append(terms.due(takes_effect(proof, terms), days(int(demand.get("days") or 10))))
    return min(ends, default=None)


def court_from(history: History, party: str, terms: Terms) -> Instant | None:
    """The last moment of the ten working days after which the court may be asked."""
    received = demand_received(history, party, terms)
    return None if received is None else terms.due(received, COURT_WAIT)


def decision_received(history: History, party: str, terms: Terms) -> Instant | None:
    """When a party received the decision."""
    for decision in about_party(history, PENALTY_DECISION, party):
        proof = served(history, decision, terms) if decision.stands else None
        if proof is not None:
            return takes_effect(proof, terms)
    return None


def remedies_over(history: History, party: str, terms: Terms) -> Instant | None:
    """The end of the time for remedies; None while it is unknown or a remedy is pending.

    Six months to sue where nobody asked for anything; fifteen days after a reconsideration's result; at once with a suit's
    (行政诉讼法第四十五条、第四十六条). A deferral of payment moves it (处罚法第七十二条).
    """
    received = decision_received(history, party, terms)
    if received is None:
        return None
    over = terms.due(received, SUIT)
    for remedy in about_party(history, REMEDY_SOUGHT, party):
        ended = as_day(remedy.get("result_on"))
        if ended is None and not _followed(history, remedy, party):
            return None
        if ended is not None:
            after = terms.due(Instant.day(ended), AFTER_RECONSIDERATION)
            over = after if remedy.get("route") == "reconsideration" else whole_day(ended)
    for last in _deferred(history, party):
        over = max(over, whole_day(last), key=lambda moment: moment.hi)
    return over


def _followed(history: History, remedy: Record, party: str) -> bool:
    """Whether a later record of the same route tells its result."""
    same = (item for item in about_party(history, REMEDY_SOUGHT, party) if item.get("route") == remedy.get("route"))
    return any(item.get("result_on") for item in same)


def pending(history: History, party: str) -> tuple[tuple[date, date], ...]:
    """The closed spans of days in which a remedy was pending: no additional fine runs then (处罚法第七十三条).

    Only a remedy against the penalty or the additional fine itself; one against a seizure or a notice leaves the fine as it is.
    """
    found: dict[str, tuple[date, date | None]] = {}
    for remedy in about_party(history, REMEDY_SOUGHT, party):
        against = history.record(remedy.about) if remedy.about else None
        if against is not None and against.kind not in STAYING:
            continue
        route, begun = str(remedy.get("route")), as_day(remedy.get("begun"))
        first, last = found.get(route, (begun, None))
        if begun is not None:
            found[route] = (min(first or begun, begun), as_day(remedy.get("result_on")) or last)
    return tuple((first, last or date.max - timedelta(days=1)) for first, last in found.values())


def _deferred(history: History, party: str) -> Iterator[date]:
    for plan in about_party(history, PAYMENT_PLAN, party):
        if plan.stands:
            listed = [
                as_day(plan.get("until")),
                *(as_day(row.get("due")) for row in plan.get("instalments") or () if isinstance(row, dict)),
            ]
            yield from (day for day in listed if day)


def court_until(history: History, party: str, terms: Terms) -> Instant | None:
    """The last moment of the three months in which the court can be asked."""
    over = remedies_over(history, party, terms)
    return None if over is None else terms.due(over, COURT_WINDOW)
