"""第二十七条  行为终结之日起三十日内形成案卷并归档；音像记录制作完成后二十四小时内储存，不得自行保管。

三十日自最后一个当事人终结之日起算，不自结案报告起算。同一行为的几段音像是一份，自最后一段结束时起算。
"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, STARTS, untold
from liuhen.regulation.calendar import Period, hours
from liuhen.regulation.coverage import Link, links
from liuhen.regulation.ending import END_KINDS, last_end
from liuhen.regulation.grammar import Duty, Fault, Provision, Role
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND, CLOSING_REPORT
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.execution import CORRECTION_CHECK
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import SAMPLING
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.kinds.kept_elsewhere import KEPT_ELSEWHERE
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_STORED, RECORDING_UNLINKED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import length, said, until
from liuhen.regulation.sources import REG
from liuhen.regulation.storing import storings
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

FILE_DAYS = 30
STORE_HOURS = 24
#: Acts of which a source may tell that there was a recording.
RECORDED = (
    INSPECTION_RECORD,
    INTERVIEW_TRANSCRIPT,
    SAMPLING,
    ADVANCE_REGISTRATION,
    HEARING_RECORD,
    PROOF_OF_SERVICE,
    CORRECTION_CHECK,
)


def case_file(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The file is bound within 30 days of the end of the act; calendar days, unless the bureau sets otherwise."""
    end = last_end(history)
    bound = history.standing(CASE_FILE_BOUND)
    if end is None:
        yield from _end_untold(history, bound)
        return
    unit = str(terms.setting("archive_unit", default="days"))
    due = terms.due(end.ended, Period(FILE_DAYS, unit))
    yield Duty(
        because=end,
        owes=CASE_FILE_BOUND,
        do="装订案卷并归档",
        why=f"{said(end.ended)} 行为终结，三十日内归档，到 {until(due, terms.calendar if unit == 'working_days' else None)}",
        due=due,
        met=bound.at if bound else None,
        role=Role.ARCHIVIST,
        unit=unit,
    )


def _end_untold(history: History, bound: Record | None) -> Iterator[Duty]:
    """A source that tells of closing or archiving and not of the end that starts the clock."""
    because = bound or history.first(CLOSING_REPORT)
    if because is not None and because.told:
        why = "来源未载行为终结的日期，三十日无从起算"
        yield Duty(because=because, owes=CASE_FILE_BOUND, do="核对行为终结的日期", why=why, unseen=True, role=Role.ARCHIVIST)
    elif because is None:
        yield from untold(history, CASE_FILE_BOUND, "装订案卷并归档", role=Role.ARCHIVIST)


def stored(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each recording is in the system or in the dedicated storage within 24 hours of its end; once linked to a record, the case counts it there."""
    if any(link.record for link in links(history)):
        return
    for one in storings(history):
        yield _storing(one.because, "", (one.ended, one.arrived), terms)


def linked(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The same, seen from the case: the segments of one act are one recording, from the last segment's end."""
    for about, group in segments(links(history)).items():
        ended = max((link.end for link in group if link.end), default=None)
        arrived = max((link.arrived for link in group if link.arrived), default=None)
        yield _storing(group[0].entry, about, (ended, arrived), terms, count=len(group))
    for act in history.of(*RECORDED):
        if act.told and act.get("recording_state") in {"photo", "audio", "video"}:
            yield Duty(because=act, owes=Owed.STORING, do="把音像记录存入系统", why="来源未载何时入库", unseen=True, unit="hours")


def segments(found: list[Link]) -> dict[str, list[Link]]:
    """Recordings of one record belong together; one linked only to the case stands alone. Keys name the record or recording."""
    groups: dict[str, list[Link]] = {}
    attached = {link.recording for link in found if link.record}
    for link in found:
        if not link.record and link.recording in attached:
            continue  # linked to the case first and to its record since
        groups.setdefault(link.record or link.recording, []).append(link)
    return groups


def lateness(ended: Instant | None, arrived: Instant | None) -> str:
    """How long after its end a recording was stored, in words; empty where unknown."""
    if ended is None or arrived is None or arrived.lo < ended.lo:
        return ""
    return length(arrived.lo - ended.lo)


def _storing(because: Record, about: str, span: tuple[Instant | None, Instant | None], terms: Terms, count: int = 1) -> Duty:
    ended, arrived = span
    lag = lateness(ended, arrived)
    parts = f"（共 {count} 份）" if count > 1 else ""
    return Duty(
        because=because,
        about=about,
        owes=Owed.STORING,
        do="把音像记录存入系统",
        why=f"{said(ended) if ended else '时间不详'} 录制结束{parts}" + (f"，{lag}后入库" if lag else ""),
        due=terms.due(ended, hours(STORE_HOURS)) if ended else None,
        met=arrived if ended else None,
        unseen=ended is None,
        unit="hours",
    )


PROVISIONS = (
    Provision(
        basis=REG(27),
        key="file",
        title="行为终结三十日内归档",
        triggers=(*END_KINDS, CLOSING_REPORT),
        met_by=(CASE_FILE_BOUND, *PARTY_KINDS, *STARTS),
        rule=case_file,
    ),
    Provision(
        basis=REG(27),
        key="stored",
        title="音像记录二十四小时内入库",
        triggers=(RECORDING_STORED, KEPT_ELSEWHERE),
        met_by=(RECORDING_LINKED, RECORDING_UNLINKED),
        reads="recording",
        rule=stored,
    ),
    Provision(
        basis=REG(27),
        key="linked",
        title="案件的音像记录二十四小时内入库",
        triggers=(RECORDING_LINKED, *RECORDED),
        met_by=(RECORDING_UNLINKED,),
        rule=linked,
    ),
)
