"""第三十八条第二款  不予行政许可的，说明理由，并告知申请复议或者起诉的权利（权利印在决定书上）。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A refusal says why."""
    for record in history.of(LICENCE_DECISION):
        if record.get("result") != "refuse":
            continue
        given = bool(str(record.get("reason") or "").strip())
        yield Duty(
            because=record,
            owes=Owed.REASONS,
            do="说明不予许可的理由",
            why=f"{said(record.at)} 不予行政许可，应当说明理由",
            met=record.at if given else None,
            unseen=not given and record.told,
            breached=not given and not record.told,
            gravity=Gravity.REVOCABLE,
        )


PROVISION = Provision(basis=LICENCE_2019(38, "第二款"), title="不予许可说明理由", triggers=(LICENCE_DECISION,), rule=rule)
