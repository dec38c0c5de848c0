"""第四十五条  听证、检验、鉴定、专家评审所需的时间不计入期限，但应当把所需时间书面告知申请人。"""

from collections.abc import Iterator

from liuhen.regulation.applying import came
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.licensing_hearing import LICENCE_HEARING_RECORD
from liuhen.regulation.kinds.licensing_review import LICENCE_PERIOD_EXCLUDED
from liuhen.regulation.saying import said
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A hearing takes time that is not counted: the applicant is told in writing how much."""
    for hearing in history.of(LICENCE_HEARING_RECORD):
        told = [one for one in history.of(LICENCE_PERIOD_EXCLUDED) if one.stands and one.get("why") in {"hearing", None, ""}]
        first = min(told, key=came, default=None)
        yield Duty(
            because=hearing,
            owes=LICENCE_PERIOD_EXCLUDED,
            do="书面告知听证所需的时间",
            why=f"{said(hearing.at)} 听证，所需时间不计入期限，要书面告知申请人；没有告知的照常计算",
            met=came(first) if first else None,
            gravity=Gravity.IRREGULAR,
        )


PROVISION = Provision(
    basis=LICENCE_2019(45),
    title="不计入期限的时间书面告知",
    triggers=(LICENCE_HEARING_RECORD,),
    met_by=(LICENCE_PERIOD_EXCLUDED,),
    rule=rule,
)
