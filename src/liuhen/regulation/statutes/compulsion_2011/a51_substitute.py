"""第五十一条  代履行前送达决定书；三日（工作日）前催告，当事人履行的停止；派员到场监督；执行文书由监督人员、代履行人和当事人或者见证人签名。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import working_days
from liuhen.regulation.coverage import moment
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.enforcement_acts import SUBSTITUTE_DECISION, SUBSTITUTE_RECORD
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import proofs
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms

AHEAD = working_days(3)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The decision was served first, a second demand came three working days before, and somebody besides the officers signed."""
    for act in history.of(SUBSTITUTE_RECORD):
        decision = _decision(history, act)
        if decision is not None and decision.get("immediate"):
            continue
        served = min((proof.at for proof in proofs(history, decision)), default=None) if decision else None
        yield Duty(
            because=act,
            owes=PROOF_OF_SERVICE,
            do="送达代履行决定书",
            why=f"{said(act.at)} 代履行，决定书在前送达",
            due=act.at,
            met=served,
            unseen=served is None and act.told,
            breached=served is None and not act.told,
            gravity=Gravity.REVOCABLE,
        )
        demanded = moment(act.get("demanded"))
        if demanded is None and not act.told:
            yield Fault(because=act, wrong="代履行之前没有再次催告", gravity=Gravity.REVOCABLE, code="demand", field="demanded")
        elif demanded is not None:
            due = terms.due(demanded, AHEAD)
            if act.at.by(due) is not False:
                wrong = f"{said(demanded)} 催告，三个工作日到 {until(due, terms.calendar)}，{said(act.at)} 就代履行"
                yield Fault(because=act, wrong=wrong, gravity=Gravity.REVOCABLE, code="early", field="demanded")
        if not act.told:
            lacking = "、".join(dict.fromkeys(want.label.removesuffix("签名") for want in act.missing))
            yield Duty(
                because=act,
                owes=Owed.SIGNATURES,
                do="补齐代履行执行记录的签名" if lacking else "签名",
                why=f"{said(act.at)} 代履行，执行文书还缺{lacking}的签名"
                if lacking
                else f"{said(act.at)} 代履行，执行文书签名齐全",
                met=None if lacking else act.completed or act.submitted,
                missing=lacking,
                gravity=Gravity.IRREGULAR,
            )
        if not act.told and not act.get("on_site") and not act.get("witness"):
            yield Fault(
                because=act, wrong="没有当事人或者见证人在执行文书上签名", gravity=Gravity.IRREGULAR, code="witness", field="witness",
                mendable=not act.parts,
            )  # fmt: skip


def _decision(history: History, act: Record) -> Record | None:
    about = history.record(act.about) if act.about else None
    if about is not None and about.kind is SUBSTITUTE_DECISION:
        return about
    return history.standing(SUBSTITUTE_DECISION)


PROVISION = Provision(
    basis=COMPULSION_2011(51),
    title="代履行的送达、催告和签名",
    triggers=(SUBSTITUTE_RECORD,),
    met_by=(SUBSTITUTE_DECISION, PROOF_OF_SERVICE),
    rule=rule,
)
