"""第九条  调查笔录写明执法人员的数量、姓名、执法证件编号和出示情况，由当事人或者有关在场人员签字、盖章。"""

from collections.abc import Iterator

from liuhen.regulation.asking import officer_count, officers, part_duty, shown
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.evidence_forms import ELECTRONIC_EXTRACTION
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.measure import SCENE_RECORD
from liuhen.regulation.owed import Owed
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: Every transcript 笔录 of an investigation that names who investigated.
TRANSCRIPTS = (INSPECTION_RECORD, INTERVIEW_TRANSCRIPT, ELECTRONIC_EXTRACTION, SCENE_RECORD)
#: Who signs the other two is asked by article 11 and by 强制法 18.
SIGNERS = ((INSPECTION_RECORD, "on_site"), (INTERVIEW_TRANSCRIPT, "person"))


def identified(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The transcript says how many officers, who, with which certificates, and that they were shown."""
    for record in history.of(*TRANSCRIPTS):
        count, showing = officer_count(record), shown(record)
        yield Duty(
            because=record,
            owes=Owed.OFFICERS_STATED,
            do="写明执法人员数量和出示证件",
            why=f"{record.kind.title}写明 {count} 名" if count else "笔录应当写明",
            met=record.at if count and (showing or (record.told and showing is not None)) else None,
            unseen=record.told and (not count or showing is None),
            breached=not record.told and not (count and showing),
            missing=_unshown(record),
        )
        named = officers(record)
        yield Duty(
            because=record,
            owes=Owed.OFFICERS_NAMED,
            do="写明执法人员姓名和证号",
            why="笔录应当逐人写明",
            met=record.at if named and not _uncertified(record) else None,
            unseen=record.told and not named,
            breached=bool(named) and bool(_uncertified(record)),
            missing=_uncertified(record),
        )
        yield from _live(record)


def _live(record: Record) -> Iterator[Fault]:
    """What the form shows beside its officers while it can still be mended (signed by nobody yet)."""
    if record.told or record.parts:
        return
    for words, code in ((_uncertified(record), "certificate"), (_unshown(record), "shown")):
        if words:
            yield Fault(
                because=record,
                wrong=words,
                gravity=Gravity.NONCONFORMING,
                code=code,
                field="officers",
                mendable=True,
            )


def _uncertified(record: Record) -> str:
    names = [str(item.get("name", "")) for item in officers(record) if not item.get("certificate")]
    return f"没有写明{'、'.join(names)}的执法证号" if names else ""


def _unshown(record: Record) -> str:
    names = [str(item.get("name", "")) for item in officers(record) if not item.get("shown_at")]
    return f"没有写明{'、'.join(names)}何时出示证件" if names and not record.told else ""


def signed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The party or somebody present signs; a refusal on record with its reason completes it."""
    for kind, key in SIGNERS:
        for record in history.of(kind):
            if any(want.part.key == key for want in record.wanted):
                title = kind.part_named(key).title
                yield part_duty(
                    record, record, key, do=f"请{title.removesuffix('签名')}签名", why=f"{kind.title}应当由其签字或者盖章"
                )


PROVISIONS = (
    Provision(
        basis=REG(9),
        key="officers",
        title="笔录写明执法人员和证件",
        triggers=TRANSCRIPTS,
        rule=identified,
    ),
    Provision(
        basis=REG(9),
        key="signed",
        title="笔录由当事人或在场人员签名",
        triggers=(INSPECTION_RECORD, INTERVIEW_TRANSCRIPT),
        rule=signed,
    ),
)
