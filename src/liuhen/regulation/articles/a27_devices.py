"""第二十七条  音像记录制作完成后二十四小时内储存：录在设备里、还没有导出的，从录制结束起算。

领用人自己说录完了，或者带着设备做了应当录音录像的行为，就从那时起算；导出了那段时间的音像才算入库，只插上采集站不算。
"""

from collections.abc import Iterator

from liuhen.regulation.articles.a27_case_file import STORE_HOURS
from liuhen.regulation.calendar import hours
from liuhen.regulation.coverage import moment
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.equipment import DEVICE_BROUGHT, DEVICE_NOT_USED, DEVICE_RECORDED, DEVICE_USED
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant


def on_device(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """What was filmed with a device is in storage within 24 hours of its end, holidays or not."""
    for use in history.of(DEVICE_RECORDED, DEVICE_USED):
        stored = [_arrived(one) for one in history.of(DEVICE_BROUGHT) if one.about == use.id]
        if not stored and any(one.about == use.id for one in history.of(DEVICE_NOT_USED)):
            continue  # filmed with another one, or not at all: then the case asks for the recording
        ended = moment(use["ended"]) or use.at
        yield Duty(
            because=use,
            owes=Owed.STORING,
            do="导出设备里的音像并入库",
            why=f"{_who(use)}{said(ended)} 录制结束，音像还在设备里",
            due=terms.due(ended, hours(STORE_HOURS)),
            met=min(stored, default=None),
            unit="hours",
        )


def _arrived(brought: Record) -> Instant:
    return moment(brought["arrived"]) or Instant.exact(brought.recorded_at)


def _who(use: Record) -> str:
    person, what = use["person"] or {}, str(use["act"] or use["what"] or "")
    return "　".join(word for word in (str(person.get("name") or ""), what) if word) + " "


PROVISION = Provision(
    basis=REG(27),
    key="on_device",
    title="设备里的音像二十四小时内入库",
    triggers=(DEVICE_RECORDED, DEVICE_USED),
    met_by=(DEVICE_BROUGHT, DEVICE_NOT_USED),
    reads="device",
    rule=on_device,
)
