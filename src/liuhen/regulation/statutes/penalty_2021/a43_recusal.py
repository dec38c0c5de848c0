"""第四十三条  执法人员与案件有利害关系的应当回避，当事人有权申请；由负责人决定，决定之前不停止调查。"""

from collections.abc import Iterator

from liuhen.regulation.asking import officers
from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision, Role
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import LEGALITY_REVIEW
from liuhen.regulation.kinds.decision_hearing import HEARING_NOTICE, HEARING_RECORD
from liuhen.regulation.kinds.participants import RECUSAL_DECISION, RECUSAL_REQUEST
from liuhen.regulation.people import INVESTIGATING
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms

ACTS: tuple[Kind, ...] = (*INVESTIGATING, HEARING_NOTICE, HEARING_RECORD, LEGALITY_REVIEW)


def decided(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each request is decided by a head, before anything is decided in the case; meanwhile the investigation goes on."""
    for request in history.of(RECUSAL_REQUEST):
        answer = history.standing(RECUSAL_DECISION, about=request) or _by_name(history, request)
        stands = answer is not None and answer.stands
        yield Duty(
            because=request,
            owes=RECUSAL_DECISION,
            do="决定是否回避",
            why=f"{said(request.at)} 请求{request.get('person_name') or ''}回避，由负责人决定，不停止调查",
            met=answer if stands else None,
            gates=("decision_approval.head", "penalty_decision"),
            role=Role.HEAD,
            gravity=Gravity.IRREGULAR,
        )


def _by_name(history: History, request: Record) -> Record | None:
    found = (item for item in history.of(RECUSAL_DECISION) if not item.about)
    return next((item for item in found if item.get("person_name") == request.get("person_name")), None)


def kept_away(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who was told to withdraw takes part in nothing afterwards."""
    for answer in history.of(RECUSAL_DECISION):
        since, name = answer.effective, str(answer.get("person_name") or "")
        if not answer.stands or answer.get("result") != "granted" or since is None or not name:
            continue
        for record in history.of(*ACTS):
            if name in _took_part(record) and since.before(record.at):
                yield Fault(
                    because=record,
                    about=answer.id,
                    wrong=f"{name} {said(since)} 已决定回避，又参加{record.kind.title}",
                    gravity=Gravity.REVOCABLE,
                    code="recused",
                    field="officers",
                    mendable=not record.parts and not record.told,
                    blocks=(record.kind.key,) if record.kind.issued else (),
                )


def _took_part(record: Record) -> set[str]:
    reviewer = record.get("reviewer")
    named = {str(item.get("name") or "") for item in officers(record)} | {str(record.get("chair") or "")}
    return named | {str(reviewer.get("name") or "")} if isinstance(reviewer, dict) else named


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(43),
        key="decided",
        title="回避申请由负责人决定",
        triggers=(RECUSAL_REQUEST,),
        met_by=(RECUSAL_DECISION,),
        rule=decided,
    ),
    Provision(
        basis=PENALTY_2021(43),
        key="kept_away",
        title="已决定回避的不再参加",
        triggers=ACTS,
        met_by=(RECUSAL_DECISION,),
        rule=kept_away,
    ),
)
