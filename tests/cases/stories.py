"""Cases of the stories, as short calls: 星遇网咖 and whoever else is needed."""

from typing import Any
from uuid import UUID

from liuhen.cases import commands
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.history import Record
from tests.cast import Cast, at

XINGYU = {
    "id": "p1",
    "type": "organisation",
    "name": "澄湖区星遇网络服务有限公司",
    "code": "91420112MA4KXY051N",
    "representative": "何建平",
    "phone": "13871234567",
    "address": "澄湖区学府路18号",
}

#: What 入库 states of a recording, as the room recordings needs it.
STORED = {
    "begin": "2026-11-13T21:21:00+08:00", "end": "2026-11-13T21:50:00+08:00", "arrived": "2026-11-14T09:00:00+08:00", "media": "video",
    "name": "DSJ-07.mp4", "sha256": "0" * 64, "size": 1024, "type": "video/mp4", "source": "upload",
}  # fmt: skip


def registration(cast: Cast, *officers: str, **values: Any) -> dict[str, Any]:
    """A case_registration's content; the officers' unit handles it."""
    names = officers or ("周启明", "沈静文")
    unit = values.pop("unit", "执法一中队")
    return {
        "source": "inspection",
        "found": "2026-11-13T19:42",
        "name": "星遇网咖涉嫌接纳未成年人案",
        "act": "penalty",
        "procedure": "ordinary",
        "cause": "接纳未成年人进入互联网上网服务营业场所",
        "capacity": "own",
        "acting_body": "澄湖区文化和旅游局",
        "legal_basis": [
            {"norm": "", "title": "互联网上网服务营业场所管理条例", "version": "2022-03-29", "article": "4", "paragraph": ""}
        ],
        "parties": [XINGYU],
        "officers": cast.officers(*names),
        "unit": str(cast.units[unit]),
        "unit_name": unit,
        "secrecy": "none",
        **values,
    }


def open_case(cast: Cast, *officers: str, when: str = "11-13 20:15", by: str = "", **values: Any) -> UUID:
    """Open a case; the first officer does it."""
    names = officers or ("周启明", "沈静文")
    with at(when):
        return commands.open_case(cast[by or names[0]], registration(cast, *names, **values))


def add(
    cast: Cast, name: str, case: UUID, kind: str, content: dict[str, Any], *, when: str, about: str | UUID | None = None
) -> Record:
    """A record frozen by somebody at a moment."""
    with at(when):
        found = register.record(
            cast[name], SubjectRef("case", case), kind, content, origin="system", about=UUID(str(about)) if about else None
        )
    assert isinstance(found, Record)
    return found


def opine(cast: Cast, name: str, record: Record, part: str, *, when: str, verdict: str = "agreed", text: str = "") -> Record:
    """An opinion under one's own password."""
    with at(when):
        return register.opine(cast[name], UUID(record.id), part, verdict, text)


def approval(cast: Cast, case: UUID, *, when: str = "11-14 09:32", about: str = "", **values: Any) -> Record:
    """程序启动审批表, frozen by 周启明."""
    content = {
        "source": "inspection",
        "reason": "现场检查发现",
        "parties": [XINGYU],
        "facts": "11月13日晚检查发现三名未成年人上网。",
        "suspected": [
            {
                "norm": "",
                "title": "互联网上网服务营业场所管理条例",
                "version": "2022-03-29",
                "article": "21",
                "paragraph": "第一款",
            }
        ],
        "filed_on": "2026-11-14",
        **values,
    }
    return add(cast, "周启明", case, "initiation_approval", content, when=when, about=about or None)
