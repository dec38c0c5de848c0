"""第三十四条第三款  需要核实申请材料实质内容的，指派两名以上工作人员核查。依法应当实地检查的事项，决定之前要有核查。"""

from collections.abc import Iterator

from liuhen.regulation.applying import CLOCK_KINDS, application, came, decision, item
from liuhen.regulation.asking import officer_count
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.licensing import LICENCE_ACCEPTANCE
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION
from liuhen.regulation.kinds.licensing_review import LICENCE_CHECK
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms

LEAST = 2


def two(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each check was made by at least two of the staff."""
    for record in history.of(LICENCE_CHECK):
        count = officer_count(record)
        yield Duty(
            because=record,
            owes=Owed.TWO_STAFF,
            do="由两名以上工作人员核查",
            why=f"{said(record.at)} {record.kind.title}，{'来源未载人数' if count is None else f'{count} 名工作人员'}",
            met=record.at if count is not None and count >= LEAST else None,
            unseen=count is None,
            breached=count is not None and count < LEAST,
            gravity=Gravity.IRREGULAR,
        )


def visited(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Where the item's statute wants the premises seen, they are before a licence is granted, and where it says so before it is refused."""
    what, accepted = item(history, terms), next((one for one in history.of(LICENCE_ACCEPTANCE) if one.stands), None)
    decided = decision(history)
    refused = decided is not None and decided.get("result") == "refuse" and not what.seen
    if not what.visited or accepted is None or application(history) is None or refused:
        return
    check = next((record for record in history.of(LICENCE_CHECK) if record.stands), None)
    yield Duty(
        because=accepted,
        owes=LICENCE_CHECK,
        do="到现场核查",
        why=f"{what.title}依法应当实地检查（{what.law}）",
        due=came(decided) if decided else None,
        met=check.ended if check else None,
        gates=("licence_decision",),
        gravity=Gravity.REVOCABLE,
    )


PROVISIONS = (
    Provision(basis=LICENCE_2019(34, "第三款"), key="two", title="核查人员不少于两名", triggers=(LICENCE_CHECK,), rule=two),
    Provision(
        basis=LICENCE_2019(34, "第三款"),
        key="visited",
        title="依法应当实地检查的先核查",
        triggers=(LICENCE_ACCEPTANCE,),
        met_by=(LICENCE_CHECK, LICENCE_DECISION, *CLOCK_KINDS),
        rule=visited,
    ),
)
