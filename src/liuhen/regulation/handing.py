"""When a decision made on the spot was handed over on the spot (处罚法第五十二条).

Issued here, the party's own signature stands under the words 本决定书已当场交付给我: signed and issued, it was handed over, and nobody
is asked again. Who declines to sign may have been given it all the same, which the officers state; so may a paper typed up
afterwards. Otherwise a slip says when it was received.
"""

from liuhen.regulation.grammar import Verdict
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.summary import SUMMARY_FILING
from liuhen.regulation.when import Instant

PARTY = "party"


def signed_for(decision: Record) -> bool:
    """Whether the party signed here that it was handed over; a refusal that was recorded is no signature."""
    return not decision.told and any(view.key == PARTY and view.verdict == Verdict.AGREED for view in decision.parts)


def handed(decision: Record) -> Instant | None:
    """When a decision on the spot was handed over there and then; None where it does not stand or nothing says so."""
    if not decision.stands or not (decision.get("handed_over") or signed_for(decision)):
        return None
    return decision.effective or decision.at


def filing_of(history: History, decision: Record) -> Record | None:
    """The filing of a decision on the spot: the one about it, the one that names it, else one that names none."""
    if (about := history.standing(SUMMARY_FILING, about=decision)) is not None:
        return about
    forms = list(history.of(SUMMARY_FILING))
    named = [form for form in forms if form.get("decision") == decision.id]
    return next(iter((*named, *(form for form in forms if not form.about and not form.get("decision")))), None)
