"""音像记录：缺口写说明；迟入库写说明；经聊天软件转存的写明原件在谁手里。都不影响结案。"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from liuhen.regulation.articles.a27_case_file import STORE_HOURS, lateness, segments
from liuhen.regulation.calendar import hours
from liuhen.regulation.coverage import gaps, links
from liuhen.regulation.covering import act_of, filmed, unnoticed, whole_course
from liuhen.regulation.filming import gap_explained, gap_gravity, unsuitable
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation_notes import GAP_EXPLAINED, RECORDING_UNSUITABLE
from liuhen.regulation.kinds.kept_elsewhere import KEPT_ELSEWHERE
from liuhen.regulation.kinds.recording import LATE_STORAGE_EXPLAINED, RECORDING_LINKED, RECORDING_STORED, RECORDING_UNLINKED
from liuhen.regulation.saying import length
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.storing import storings
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST, Instant

#: Acts of which a gap is worth a word; those of the whole course have a rule of their own (whole_course.py).
ACTS = filmed("inspection", "sampling", "hearing")


def gap(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A stretch in which nothing was running is worth a word; a bureau that wants whole courses sets ``continuous``."""
    records = list(history.of(*ACTS))
    linked = links(history) if records else []
    for record in records:
        act, day = act_of(record), record.at.lo.date()
        found = gaps(record, linked, unnoticed=unnoticed(act, day, terms)) if act else []
        if act is None or not found:
            continue
        total = sum((end - start for start, end in found), timedelta())
        excuse = unsuitable(history, record)
        yield Duty(
            because=record,
            owes=GAP_EXPLAINED,
            do="补齐或说明录像缺口",
            why=f"{record.kind.title} {'、'.join(f'{_clock(start)}–{_clock(end)}' for start, end in found[:3])} 无录像，缺 {length(total)}",
            met=gap_explained(history, record),
            excused=excuse.reason if excuse else "",
            gravity=gap_gravity(whole=whole_course(act, day, terms)),
        )


def _clock(at: datetime) -> str:
    local = at.astimezone(CST)
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def late_in_storage(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A recording stored late is explained; once linked to a record, in its case."""
    if any(link.record for link in links(history)):
        return
    for one in storings(history):
        yield from _explain(history, one.because, "", (one.ended, one.arrived), terms)


def late_in_case(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The same in the case, once per act."""
    for about, group in segments(links(history)).items():
        ended = max((link.end for link in group if link.end), default=None)
        arrived = max((link.arrived for link in group if link.arrived), default=None)
        if not all(link.explained for link in group):
            yield from _explain(history, group[0].entry, about, (ended, arrived), terms)


def _explain(
    history: History, because: Record, about: str, span: tuple[Instant | None, Instant | None], terms: Terms
) -> Iterator[Duty]:
    ended, arrived = span
    if ended is None or arrived is None or arrived.by(terms.due(ended, hours(STORE_HOURS))) is not False:
        return
    notes = [note for note in history.of(LATE_STORAGE_EXPLAINED) if note.about in {"", because.id, about}]
    yield Duty(
        because=because,
        about=about,
        owes=LATE_STORAGE_EXPLAINED,
        do="说明音像记录迟入库的原因",
        why=f"录制结束 {lateness(ended, arrived)}后才入库，超过 {STORE_HOURS} 小时",
        met=notes[0].submitted if notes else None,
    )


def not_original(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A file that came through a messenger app is no original: who holds that is asked for."""
    for item in history.of(RECORDING_STORED):
        if item["source"] == "messenger" and not item["holder"]:
            yield Fault(
                because=item,
                wrong="经聊天软件转存，不是原始文件，没有写明原件由谁保管",
                gravity=Gravity.NOTE,
                code="holder",
                field="holder",
                mendable=True,
            )


BASIS = PRACTICE("音像记录")
PROVISIONS = (
    Provision(
        basis=BASIS,
        key="gap",
        title="录像缺口写说明",
        triggers=ACTS,
        met_by=(RECORDING_LINKED, RECORDING_UNLINKED, GAP_EXPLAINED, RECORDING_UNSUITABLE),
        rule=gap,
    ),
    Provision(
        basis=BASIS,
        key="late_stored",
        title="迟入库写说明",
        triggers=(RECORDING_STORED, KEPT_ELSEWHERE),
        met_by=(LATE_STORAGE_EXPLAINED, RECORDING_LINKED, RECORDING_UNLINKED),
        reads="recording",
        rule=late_in_storage,
    ),
    Provision(
        basis=BASIS,
        key="late_linked",
        title="案件音像迟入库写说明",
        triggers=(RECORDING_LINKED,),
        met_by=(LATE_STORAGE_EXPLAINED, RECORDING_UNLINKED),
        rule=late_in_case,
    ),
    Provision(
        basis=BASIS,
        key="original",
        title="非原始文件写明原件",
        triggers=(RECORDING_STORED,),
        reads="recording",
        rule=not_original,
    ),
)
