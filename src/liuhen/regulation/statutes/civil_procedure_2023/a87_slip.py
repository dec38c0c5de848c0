"""第八十七条  送达必须有送达回证，由受送达人记明收到日期并签名：回证上的人就是文书写给的人。"""

from collections.abc import Iterator

from liuhen.regulation.asking import concerns
from liuhen.regulation.delivering import named
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.sources import CIVIL_PROCEDURE_2017, CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """One slip may serve several papers, all of one party; a paper that speaks to another was not served by it."""
    for slip in history.of(PROOF_OF_SERVICE):
        party = str(slip.get("party") or "")
        for number in sorted(named(slip)):
            paper = history.record(number)
            if paper is not None and party and not concerns(paper, party):
                yield Fault(
                    because=slip,
                    wrong=f"回证上的受送达人不是{paper.kind.title}{paper.number}写给的当事人",
                    gravity=Gravity.REVOCABLE,
                    code=f"party:{paper.id}",
                    field="party",
                    mendable=not slip.parts,
                )


PROVISIONS = tuple(
    Provision(basis=source(article), title="回证上的人是文书写给的人", triggers=(PROOF_OF_SERVICE,), rule=rule)
    for source, article in ((CIVIL_PROCEDURE_2023, 87), (CIVIL_PROCEDURE_2021, 87), (CIVIL_PROCEDURE_2017, 84))
)
