"""第五十条  延续在有效期届满三十日前申请；届满前没有决定的，视为准予延续。"""

from collections.abc import Iterator
from datetime import timedelta

from liuhen.regulation.applying import came, decision, expires, given_up, refused
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.licensing import LICENCE_APPLICATION, LICENCE_APPLICATION_WITHDRAWN, LICENCE_REFUSED_TO_ACCEPT
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_ENDED
from liuhen.regulation.saying import said
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

AHEAD = timedelta(days=30)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Asked for thirty days ahead; decided before the licence runs out, else it is renewed by silence."""
    last = expires(history)
    applied = next(history.of(LICENCE_APPLICATION), None)
    if last is None or applied is None:
        return
    # the application comes before the day that lies thirty days ahead of the last one is over
    latest = last.shift(-AHEAD)
    if applied.at.by(Instant.exact(latest.hi)) is False:
        yield Fault(
            because=applied,
            wrong=f"有效期 {said(last)} 届满，{said(applied.at)} 才申请延续，应当在届满三十日前提出",
            gravity=Gravity.NOTE,
            code="short",
        )
    made, gone = decision(history), given_up(history) or refused(history)
    due = Instant.exact(last.hi)
    yield Duty(
        because=applied,
        owes=LICENCE_DECISION,
        do="届满前决定是否准予延续",
        why=f"现有许可 {said(last)} 届满，届满前没有决定的，视为准予延续",
        due=due,
        met=came(made) if made else None,
        gravity=Gravity.IRREGULAR,
        excused=f"{gone.kind.title}" if gone is not None and made is None else "",
    )
    if made is not None and came(made).by(due) is False:
        yield Fault(
            because=made,
            wrong=f"有效期 {said(last)} 届满，{said(came(made))} 才决定；届满时已视为准予延续",
            gravity=Gravity.NOTE,
            code="deemed",
        )


PROVISION = Provision(
    basis=LICENCE_2019(50),
    title="延续的申请和届满前的决定",
    triggers=(LICENCE_APPLICATION,),
    met_by=(LICENCE_DECISION, LICENCE_ENDED, LICENCE_APPLICATION_WITHDRAWN, LICENCE_REFUSED_TO_ACCEPT),
    rule=rule,
)
