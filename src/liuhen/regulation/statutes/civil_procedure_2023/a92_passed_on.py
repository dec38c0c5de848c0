"""第九十二、九十三、九十四条  军人、被监禁的人、被采取强制性教育措施的人，经其所在单位转交；签收的日期是送达日期。"""

from collections.abc import Iterator

from liuhen.regulation.asking import part_duty, parties
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.initiation import CASE_CHANGED, CASE_REGISTRATION, INITIATION_APPROVAL
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.sources import CIVIL_PROCEDURE_2017, CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms

#: Through whom, and words of which at least one stands in such a body's name.
BODIES = {
    "soldier": ("军人经所在部队团以上单位的政治机关转交", ("政治",)),
    "prisoner": ("被监禁的人经所在监所转交", ("监狱", "看守所", "监所", "拘留所")),
    "education": ("被采取强制性教育措施的人经所在强制性教育机构转交", ("戒毒", "教育", "矫治")),
}


def soldier(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A soldier is reached through the political organ of his regiment or above."""
    return _through(history, frozenset({"soldier"}))


def held(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who is in prison or under compulsory education is reached through the place that holds him."""
    return _through(history, frozenset({"prisoner", "education"}))


def _through(history: History, whom: frozenset[str]) -> Iterator[Fault]:
    """The body is the one that the law names. A name tells little, so a strange one is only worth a look."""
    for slip in _passed(history):
        reason = str(slip.get("passed_to") or "")
        words, marks = BODIES.get(reason, ("", ()))
        if reason in whom and slip.get("through") and not any(mark in str(slip["through"]) for mark in marks):
            yield Fault(
                because=slip,
                wrong=f"{words}，请核对“{slip['through']}”是不是",
                gravity=Gravity.NOTE,
                code="through",
                field="through",
                mendable=not slip.parts,
            )


def received(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Only these three are served in this way, and only a person; who receives signs, and his day is the day of service."""
    everybody = parties(history)
    for slip in _passed(history):
        kind = everybody.get(str(slip.get("party") or ""), {}).get("type")
        if kind == "organisation" or (not slip.told and slip.get("passed_to") not in BODIES):
            yield Fault(
                because=slip,
                wrong="单位不适用转交送达" if kind == "organisation" else "没有写明受送达人属于哪一种由单位转交的人",
                gravity=Gravity.IRREGULAR,
                code="whom",
                field="passed_to",
                mendable=not slip.parts,
            )
        yield part_duty(
            slip,
            slip,
            "recipient",
            do="请受送达人签收并注明日期",
            why=f"{said(slip.at)} 转交送达，以他签收的日期为送达日期",
            gravity=Gravity.REVOCABLE,
        )


def _passed(history: History) -> Iterator[Record]:
    return (slip for slip in history.of(PROOF_OF_SERVICE) if slip.get("way") == "passed_on")


_VERSIONS = ((CIVIL_PROCEDURE_2023, 92), (CIVIL_PROCEDURE_2021, 92), (CIVIL_PROCEDURE_2017, 89))
PROVISIONS = (
    *(
        Provision(basis=source(first + step), title="转交送达经法定的单位", triggers=(PROOF_OF_SERVICE,), rule=rule)
        for source, first in _VERSIONS
        for step, rule in enumerate((soldier, held))
    ),
    *(
        Provision(
            basis=source(first + 2),
            title="转交送达由受送达人签收",
            triggers=(PROOF_OF_SERVICE,),
            met_by=(CASE_REGISTRATION, CASE_CHANGED, INITIATION_APPROVAL),
            rule=received,
        )
        for source, first in _VERSIONS
    ),
)
