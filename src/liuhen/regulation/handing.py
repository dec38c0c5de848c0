"""When a decision made on the spot was handed over on the spot (处罚法第五十二条、第六十一条).

Issued here, the party signs for it. But what he signed was a screen: whether a paper reached his hand is asked when it is issued, and
the newest answer counts. Sent electronically it was handed over if he had signed before that he takes papers so. Where nobody was
asked, as in older entries, the signature counts; who declines to sign may have been given it all the same, which the officers state
on the decision; so may a paper typed up afterwards. Otherwise a slip says when it was received.
"""

from liuhen.regulation.delivering import confirmed
from liuhen.regulation.grammar import Verdict
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.service_around import ADDRESS_CONFIRMED
from liuhen.regulation.kinds.summary import SPOT_HANDING, SUMMARY_FILING
from liuhen.regulation.serving import served, takes_effect
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

PARTY = "party"
#: What a rule that asks for this is woken by besides the decision and its slip.
HANDING_KINDS = (SPOT_HANDING, ADDRESS_CONFIRMED)


def signed_for(decision: Record) -> bool:
    """Whether the party signed here that it was handed over; a refusal that was recorded is no signature."""
    return not decision.told and any(view.key == PARTY and view.verdict == Verdict.AGREED for view in decision.parts)


def declined(decision: Record) -> bool:
    """Whether the party would not sign for it."""
    return any(view.key == PARTY and view.verdict == Verdict.DECLINED for view in decision.parts)


def handing(history: History, decision: Record) -> Record | None:
    """What was last stated on how a decision was handed over; None where nobody was asked."""
    return next((one for one in reversed(list(history.of(SPOT_HANDING))) if one.about == decision.id and one.stands), None)


def handed(history: History, decision: Record) -> Instant | None:
    """When a decision on the spot was handed over there and then; None where it does not stand or nothing says so."""
    if not decision.stands:
        return None
    made = decision.effective or decision.at
    stated = handing(history, decision)
    if stated is None:
        return made if decision.get("handed_over") or signed_for(decision) else None
    if stated.get("way") == "none":
        return None
    if stated.get("way") == "electronic" and not _agreed(history, decision, stated):
        return None
    return max(made, stated.at, key=lambda at: at.lo)


def received(history: History, decision: Record, terms: Terms) -> Instant | None:
    """When the party had the decision: handed over on the spot, or served."""
    if (given := handed(history, decision)) is not None:
        return given
    slip = served(history, decision, terms)
    return takes_effect(slip, terms) if slip else None


def _agreed(history: History, decision: Record, stated: Record) -> bool:
    """Whether the party had signed by then that he takes papers electronically."""
    papers = confirmed(history, str(decision.get("party") or ""))
    signed = (paper.at if paper.told else paper.completed for paper in papers)
    return any(at is not None and at.by(stated.at) is not False for at in signed)


def filing_of(history: History, decision: Record) -> Record | None:
    """The filing of a decision on the spot: the one about it, the one that names it, else one that names none."""
    if (about := history.standing(SUMMARY_FILING, about=decision)) is not None:
        return about
    forms = list(history.of(SUMMARY_FILING))
    named = [form for form in forms if form.get("decision") == decision.id]
    return next(iter((*named, *(form for form in forms if not form.about and not form.get("decision")))), None)
