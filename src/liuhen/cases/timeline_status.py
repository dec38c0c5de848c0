"""What has become of a record, in a word or two for the timeline. Pure."""

from liuhen.regulation.grammar import Verdict
from liuhen.regulation.history import Record


def status(record: Record) -> str:
    """What has become of a record, in a word or two at the right edge."""
    if record.voided is not None:
        return "已作废"
    if record.blocked is not None:
        return "已退回" if record.blocked.verdict == Verdict.RETURNED else "不同意"
    if record.missing:
        first = record.missing[0]
        more = f"等 {len(record.missing)} 处" if len(record.missing) > 1 and not first.part.opinion else ""
        return f"待{first.label}{more}"
    if record.kind.issued and not record.stands:
        return "待发出"
    if record.issued is not None and record.kind.issued:
        return "待出文书" if record.instrument is None else "已发出"
    return _signed(record)


def _signed(record: Record) -> str:
    opinions = [view for view in record.parts if view.verdict == Verdict.AGREED and _is_opinion(record, view.key)]
    if opinions:
        return "已批准" if any(view.key == "head" for view in opinions) else "已同意"
    signed = sum(view.verdict == Verdict.AGREED for view in record.parts)
    declined = sum(view.verdict == Verdict.DECLINED for view in record.parts)
    words = [f"{signed} 人已签"] if signed else []
    words += ["拒签"] if declined else []
    return "　".join(words)


def _is_opinion(record: Record, key: str) -> bool:
    return any(part.key == key and part.opinion for part in record.kind.parts)
