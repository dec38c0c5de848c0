"""案由：目录里没有的是暂定案由，在告知之前由法制机构确认。"""

from collections.abc import Iterator

from liuhen.regulation.asking import procedure_of, rest_of
from liuhen.regulation.causes import CAUSE_KINDS, catalogue, stated
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_notice import PRIOR_NOTICE
from liuhen.regulation.kinds.initiation_cause import CAUSE_CONFIRMATION
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Words that the catalogue does not know are confirmed by the legal body before the party is told; told causes are not judged."""
    because = stated(history)
    if because is None or because.told or procedure_of(history) != "ordinary":
        return  # where nobody is told beforehand, nothing waits for it
    cause = str(because["cause"])
    confirmed = because.kind is CAUSE_CONFIRMATION or bool(because.get("cause_confirmed"))
    unknown = catalogue(terms).read(cause)[1]
    if not unknown:
        return
    asked = history.standing(CAUSE_CONFIRMATION)
    pending = asked if asked is not None and not confirmed else None
    notice = next((record for record in history.of(PRIOR_NOTICE) if record.stands), None)
    yield Duty(
        because=because,
        owes=rest_of(CAUSE_CONFIRMATION, pending),
        do="确认暂定案由",
        why=f"“{'；'.join(unknown)}”不在违法行为目录中，是暂定案由，告知之前由法制机构确认",
        due=notice.effective if notice else None,
        met=(because.effective or because.at) if confirmed else None,
        gates=("prior_notice",),
        gravity=Gravity.NOTE,
    )


PROVISION = Provision(
    basis=PRACTICE("案由"),
    key="provisional",
    title="暂定案由在告知前确认",
    triggers=CAUSE_KINDS,
    met_by=(PRIOR_NOTICE,),
    rule=rule,
)
