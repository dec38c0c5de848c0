"""第一百二十三条  允许未成年人进入不适宜场所的，责令限期改正，警告，可以并处五万元以下罚款；拒不改正或者情节严重的，从重。"""

from collections.abc import Iterator
from dataclasses import replace

from liuhen.regulation.asking import about_party
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER
from liuhen.regulation.locked import LOCK_KINDS, dates, provision
from liuhen.regulation.norms import MINORS
from liuhen.regulation.penalties import PAPERS, applied, papers
from liuhen.regulation.terms import Terms

ARTICLE = "123"


def ordered(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Whoever is punished under this article was ordered in writing to correct by a date."""
    for paper in papers(history):
        for one in applied(history, paper, terms):
            if (one.base.penal.norm, one.base.penal.article) != (MINORS, ARTICLE):
                continue
            party = str(paper.get("party") or "")
            orders = [record for record in about_party(history, CORRECTION_ORDER, party) if record.stands]
            dated = next((record for record in orders if dates(record)), None)
            told = next((record for record in orders if record.told and not record.get("items")), None)
            yield Duty(
                because=paper,
                about=party,
                owes=CORRECTION_ORDER,
                do="责令限期改正",
                why="未保法第一百二十三条应当责令限期改正，通知书要写明期限",
                met=(dated or told).at if dated or told else None,  # type: ignore[union-attr]
                gates=("penalty_decision",),
                gravity=Gravity.REVOCABLE,
            )


_ORDERED = Provision(
    basis=MINORS.newest.source(123), key="ordered", title="责令限期改正", triggers=PAPERS, met_by=LOCK_KINDS, rule=ordered
)
_LOCKED = provision(MINORS.newest.source(123), "minors", title="拒不改正的才从重处罚", asks=__doc__)
_BEFORE = MINORS.editions[1].source
PROVISIONS = (_ORDERED, _LOCKED, *(replace(one, basis=_BEFORE(123)) for one in (_ORDERED, _LOCKED)))
