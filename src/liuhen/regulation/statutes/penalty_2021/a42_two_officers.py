"""第四十二条  行政处罚由具有行政执法资格的执法人员实施，执法人员不得少于两人。"""

from collections.abc import Iterator

from liuhen.regulation.asking import as_day, day_of, officer_count, officers
from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.evidence_forms import ELECTRONIC_EXTRACTION, EVIDENCE_EXPLANATION, EVIDENCE_EXTRACT
from liuhen.regulation.kinds.execution import CORRECTION_CHECK
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM, EVIDENCE_LIST, SAMPLING
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms

ACTS = (
    INSPECTION_RECORD,
    INTERVIEW_TRANSCRIPT,
    SAMPLING,
    EVIDENCE_LIST,
    EVIDENCE_EXTRACT,
    EVIDENCE_EXPLANATION,
    ELECTRONIC_EXTRACTION,
    ADVANCE_REGISTRATION,
    CORRECTION_CHECK,
)
#: The penalty on the spot as well: the article has no exception for it (before 2021 only inquiry and inspection asked for two).
ALL_ACTS = (*ACTS, SUMMARY_DECISION)
LEAST = 2


def two_officers(history: History, _terms: Terms, acts: tuple[Kind, ...] = ALL_ACTS) -> Iterator[Duty | Fault]:
    """Each act at the scene was done by at least two officers."""
    for record in (*history.of(*acts), *(item for item in history.of(EVIDENCE_ITEM) if item.get("officer_count"))):
        count = officer_count(record)
        yield Duty(
            because=record,
            owes=Owed.TWO_OFFICERS,
            do="由两名以上执法人员实施",
            why=f"{said(record.at)} {record.kind.title}，{'来源未载人数' if count is None else f'{count} 名执法人员'}",
            met=record.at if count is not None and count >= LEAST else None,
            unseen=count is None,
            breached=count is not None and count < LEAST,
            gravity=Gravity.REVOCABLE,
        )
        if count is not None and count < LEAST and not record.told and not record.parts:
            yield Fault(
                because=record,
                wrong=f"只有 {count} 名执法人员，不得少于两人",
                gravity=Gravity.REVOCABLE,
                code="count",
                field="officers",
                mendable=True,
            )


def valid_certificates(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """On the day of the act each officer's certificate was valid."""
    for record in history.of(*ALL_ACTS):
        for officer in officers(record):
            expiry = as_day(officer.get("valid_until"))
            if expiry and day_of(record.at) > expiry:
                yield Fault(
                    because=record,
                    wrong=f"{officer.get('name', '')}的执法证 {expiry} 已到期，{said(record.at)} 仍参加{record.kind.title}",
                    gravity=Gravity.REVOCABLE,
                    code=f"expired:{officer.get('id') or officer.get('name')}",
                    field="officers",
                    mendable=not record.parts and not record.told,
                )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(42),
        key="two",
        title="执法人员不少于两人",
        triggers=(*ALL_ACTS, EVIDENCE_ITEM),
        rule=two_officers,
    ),
    Provision(
        basis=PENALTY_2021(42),
        key="valid",
        title="执法证件在有效期内",
        triggers=ALL_ACTS,
        rule=valid_certificates,
    ),
)
