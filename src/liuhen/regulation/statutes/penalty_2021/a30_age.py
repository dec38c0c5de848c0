"""第三十条  不满十四周岁的不予行政处罚，责令监护人管教；已满十四周岁不满十八周岁的，应当从轻或者减轻。"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from liuhen.regulation.asking import as_day, name_of, parties
from liuhen.regulation.causes import act_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.penalties import PAPERS, WEIGHED_BY, papers, said_of
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms

UNPUNISHED = 14
ADULT = 18


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The age on the day of the act; a birthday counts from the day after it (已满), so the birthday itself is still below."""
    day, everybody = act_day(history), parties(history)
    for paper in papers(history) if day else ():
        party = str(paper.get("party") or "")
        born = birthday(everybody.get(party, {}))
        age = age_on(born, day) if born and day else None
        if age is None or age >= ADULT:
            continue
        name = name_of(party, everybody)
        if age < UNPUNISHED:
            wrong, gravity = f"{name}行为时 {age} 周岁，不满十四周岁，不予行政处罚，责令监护人加以管教", Gravity.REVOCABLE
        elif "age" in (said_of(history, paper, "mitigation") or ()) or said_of(history, paper, "level") in {
            "lighter",
            "mitigated",
        }:
            continue
        else:
            wrong, gravity = f"{name}行为时 {age} 周岁，不满十八周岁，应当从轻或者减轻处罚并写明", Gravity.REVOCABLE
        yield Fault(
            because=paper, about=party, wrong=wrong, gravity=gravity, code="age", field="mitigation",
            mendable=paper.issued is None and not paper.told, blocks=(paper.kind.key,),
        )  # fmt: skip


def birthday(party: Mapping[str, Any]) -> date | None:
    """A citizen's day of birth: as stated, else read off the identity number."""
    if party.get("type") not in {"citizen", "sole_trader"}:
        return None
    number = str(party.get("id_number") or "")
    digits = f"{number[6:10]}-{number[10:12]}-{number[12:14]}" if len(number) == 18 else ""  # noqa: PLR2004 - as printed
    return as_day(party.get("birth")) or as_day(digits)


def age_on(born: date, day: date) -> int:
    """Full years on a day, a year being full on the day after the birthday."""
    return day.year - born.year - ((day.month, day.day) <= (born.month, born.day))


PROVISION = Provision(basis=PENALTY_2021(30), title="未成年人不予处罚或者从轻减轻", triggers=PAPERS, met_by=WEIGHED_BY, rule=rule)
