"""第四十六条  法律、法规、规章规定应当听证的事项，向社会公告并举行听证，然后决定。"""

from collections.abc import Iterator

from liuhen.regulation.applying import CLOCK_KINDS, accepted, came, decision, given_up, item, standing
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.licensing import LICENCE_ACCEPTANCE
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_ENDED
from liuhen.regulation.kinds.licensing_hearing import LICENCE_HEARING_NOTICE, LICENCE_HEARING_RECORD
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """An item that a statute wants heard is announced and heard before it is decided on."""
    what = item(history, terms)
    for notice in standing(history, LICENCE_ACCEPTANCE)[:1] if what.heard else ():
        made = decision(history)
        over = "申请人已撤回申请" if given_up(history) is not None else ""
        heard = next((record for record in history.of(LICENCE_HEARING_RECORD) if record.stands), None)
        yield Duty(
            because=notice,
            owes=LICENCE_HEARING_RECORD,
            do="举行听证",
            why=f"{what.title}依法应当举行听证（{what.law}）",
            due=came(made) if made else None,
            met=heard.ended if heard else None,
            gates=("licence_decision",),
            gravity=Gravity.REVOCABLE,
            excused=over if heard is None else "",
        )
        told = next(iter(standing(history, LICENCE_HEARING_NOTICE)), None)
        if told is not None and accepted(history, terms) is not None and not told.get("announced") and not told.told:
            yield Fault(
                because=told,
                wrong="依法应当听证的事项，听证没有向社会公告",
                gravity=Gravity.IRREGULAR,
                code="announced",
                field="announced",
                mendable=told.issued is None,
            )


PROVISION = Provision(
    basis=LICENCE_2019(46),
    title="依法应当听证的，公告并听证",
    triggers=(LICENCE_ACCEPTANCE,),
    met_by=(LICENCE_HEARING_NOTICE, LICENCE_HEARING_RECORD, LICENCE_DECISION, LICENCE_ENDED, *CLOCK_KINDS),
    rule=rule,
)
