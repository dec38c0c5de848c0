"""第二十五条  查封、扣押不超过三十日，经负责人批准可以延长一次，不超过三十日，书面告知并说明理由；检测、鉴定期间不计入，应书面告知。"""

from collections.abc import Iterator

from liuhen.regulation.asking import as_day, whole_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.holding import MOST, about, ends, seizures, stated_days
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.kinds.measure_after import APPRAISAL_PERIOD, SEIZURE_EXTENSION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import proofs
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms


def period(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Neither the period nor its one extension is longer than thirty days; the extension comes before the period ends."""
    for seizure in history.of(SEIZURE_DECISION):
        if (stated_days(seizure) or 0) > MOST:
            yield Fault(
                because=seizure, wrong=f"期限 {stated_days(seizure)} 日，不得超过 {MOST} 日", gravity=Gravity.REVOCABLE, code="days",
                field="days", blocks=("seizure_decision",), mendable=not seizure.stands,
            )  # fmt: skip
    for seizure in seizures(history):
        extensions = about(history, seizure, SEIZURE_EXTENSION)
        for number, extension in enumerate(extensions):
            if (stated_days(extension) or 0) > MOST or number:
                wrong = f"延长 {stated_days(extension)} 日，不得超过 {MOST} 日" if not number else "只能延长一次"
                yield Fault(because=extension, wrong=wrong, gravity=Gravity.REVOCABLE, code="extension")
        if extensions:
            stated, last = as_day(extensions[0].get("until")), ends(history, seizure)
            if stated is not None and whole_day(stated).by(last) is False:
                yield Fault(
                    because=extensions[0], wrong=f"写延长到 {stated}，延长三十日最多到 {until(last)}", gravity=Gravity.REVOCABLE,
                    code="until", field="until",
                )  # fmt: skip
            due = ends(history, seizure, extended=False)
            if (extensions[0].effective or extensions[0].at).by(due) is False:
                yield Fault(
                    because=extensions[0], wrong=f"{said(due)} 期限已满，才决定延长", gravity=Gravity.REVOCABLE, code="late"
                )


def told(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """An extension and the days of an appraisal are told to the party in writing."""
    for record in history.of(SEIZURE_EXTENSION, APPRAISAL_PERIOD):
        if not record.stands:
            continue
        if record.kind is SEIZURE_EXTENSION and not record.told and not record.get("reason"):
            yield Fault(because=record, wrong="没有说明延长的理由", gravity=Gravity.IRREGULAR, code="reason", field="reason")
        first = min((proof.at for proof in proofs(history, record)), default=None)
        yield Duty(
            because=record,
            owes=PROOF_OF_SERVICE,
            do=f"送达{record.kind.title}",
            why="延长期限、检测鉴定的期间，应当书面告知当事人",
            met=first,
            unseen=first is None and record.told,
            gravity=Gravity.IRREGULAR,
        )


PROVISIONS = (
    Provision(
        basis=COMPULSION_2011(25), key="period", title="查封、扣押最长三十日，延长一次",
        triggers=(SEIZURE_DECISION,), met_by=(SEIZURE_EXTENSION, APPRAISAL_PERIOD), rule=period,
    ),
    Provision(
        basis=COMPULSION_2011(25), key="told", title="延长和鉴定期间书面告知",
        triggers=(SEIZURE_EXTENSION, APPRAISAL_PERIOD), met_by=(PROOF_OF_SERVICE,), rule=told,
    ),
)  # fmt: skip
