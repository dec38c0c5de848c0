"""第四条、第三十二条  责令停业整顿的期限也在罚则的幅度之内：不超过上限，低于下限的写明减轻的情形；没有写期限的给提示。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.penalties import PAPERS, WEIGHED_BY, Applied, applied, papers, said_of
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.suspending import Length, bounds_of, length_of
from liuhen.regulation.terms import Terms


def within(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """No longer than the clause allows; and a clause that bounds the time wants it stated."""
    for paper, found, bounds in _closed(history, terms):
        stated = length_of(paper)
        named = "、".join(one.base.penal.label for one in found)
        if stated is None:
            wrong = f"{named}的停业整顿是 {bounds[0]} 至 {bounds[1]}，没有写期限"
            yield _fault(paper, found, wrong, "unstated", field="suspension", note=True)
        elif stated.beyond(bounds[1]):
            yield _fault(paper, found, f"{named}：停业整顿 {stated}，超出上限 {bounds[1]}", "months", field="suspension")


def below(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Shorter than the clause allows only on a ground that is on record."""
    for paper, found, bounds in _closed(history, terms):
        stated = length_of(paper)
        if stated is None or not bounds[0].beyond(stated) or said_of(history, paper, "mitigation"):
            continue
        named = "、".join(one.base.penal.label for one in found)
        wrong = f"{named}的停业整顿不少于 {bounds[0]}，停业 {stated}是减轻处罚，没有写明法定情形"
        yield _fault(paper, found, wrong, "below", field="mitigation")


def _closed(history: History, terms: Terms) -> Iterator[tuple[Record, list[Applied], tuple[Length, Length]]]:
    """The papers that close a business under a clause that says for how long."""
    for paper in papers(history):
        if "suspension" not in (paper.get("penalties") or ()):
            continue
        found = [one for one in applied(history, paper, terms) if "suspension" in one.tier.allowed]
        bounds = bounds_of(one.tier for one in found)
        if bounds is not None:
            yield paper, found, bounds


def _fault(paper: Record, found: list[Applied], wrong: str, code: str, *, field: str, note: bool = False) -> Fault:
    """A fault that stops the paper; a note where the edition of the day was not read."""
    sure = all(one.read for one in found) and not note
    return Fault(
        because=paper,
        about=str(paper.get("party") or ""),
        wrong=wrong if sure or note else f"{wrong}；行为当日的版本没有收录，请核对原文",
        gravity=Gravity.REVOCABLE if sure else Gravity.NOTE,
        code=code,
        field=field,
        mendable=paper.issued is None and not paper.told,
        blocks=(paper.kind.key,) if sure else (),
    )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(4), key="suspension", title="停业整顿的期限在罚则的幅度之内", triggers=PAPERS, met_by=WEIGHED_BY, rule=within
    ),
    Provision(
        basis=PENALTY_2021(32), key="suspension", title="停业少于幅度的写明减轻的情形", triggers=PAPERS, met_by=WEIGHED_BY, rule=below
    ),
)  # fmt: skip
