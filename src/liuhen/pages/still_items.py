"""What was filmed for a case and is still on a device, as items of its timeline: a hollow disc, and the clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from liuhen.cases import clocks
from liuhen.cases.case_page import CaseView
from liuhen.cases.timeline import Item, Mark, Tag
from liuhen.recordings import device_queries
from liuhen.recordings.models import DeviceRow, DeviceUse
from liuhen.register import clock, register
from liuhen.regulation.grammar import Stage
from liuhen.regulation.kinds.equipment import DEVICE_USED
from liuhen.regulation.when import CST


def with_still(view: CaseView) -> CaseView:
    """The case with what is still on devices in its timeline."""
    uses = device_queries.of_case(view.row.pk)
    if not uses:
        return view
    rows = DeviceRow.objects.in_bulk({use.device for use in uses})
    now, agency = clock.now(), view.row.agency
    calendar = register.terms(agency).calendar
    found = [
        _item(use, rows[use.device], clocks.clock(use.due, use.due, "hours", now, calendar)) for use in uses if use.device in rows
    ]
    return replace(view, timeline=_merged(view.timeline, found))


def _merged(timeline: Sequence[Item], found: list[Item]) -> list[Item]:
    return sorted([*timeline, *found], key=lambda item: item.at)


def _item(use: DeviceUse, device: DeviceRow, left: clocks.Clock) -> Item:
    over = left.urgency == clocks.Urgency.OVER
    return Item(
        id=str(use.entry),
        mark=Mark.RECORDING,
        kind=DEVICE_USED.key,
        title=f"{device.code} 里的音像",
        at=use.begin,
        time=_hm(use.begin),
        stage=Stage.INVESTIGATION.value,
        facts=f"{use.name}　{_hm(use.begin)}–{_hm(use.ended)}　{use.what}",
        status="仍在设备中",
        tags=(Tag(text=str(left), sort="over" if over else "plain"),),
        record=str(use.record or ""),
    )


def _hm(at: datetime) -> str:
    return f"{at.astimezone(CST):%H:%M}"
