"""Inspections of the last weeks that found nothing: how each was recorded is what the supervision desk shows."""

from dataclasses import dataclass
from typing import Any

from liuhen.operating.demo import chapters as c
from liuhen.operating.demo.facts import Facts, law, net_cafe
from liuhen.operating.demo.takes import Taken, taken
from liuhen.operating.demo.telling import Story, Tale


@dataclass(frozen=True, kw_only=True)
class Patrol:
    """One inspection: by whom, on which day, from when to when, what there is of it. ``excused``: why it was not recorded."""

    unit: str
    officers: tuple[str, str]
    place: Facts
    day: int
    first: str
    last: str
    takes: tuple[Taken, ...] = ()
    excused: str = ""


ONE, TWO = ("zhouqiming", "shenjingwen"), ("luoyutong", "shenjingwen")
CAMERA = "执法记录仪"
PATROLS = (
    Patrol(
        unit="two", officers=TWO, place=net_cafe("南桥", "姚立", "南桥路9号", "91420199MA4NET0111", manager="值班员"), day=-24, first="20:00", last="20:40",
        takes=(Taken(first="19:58", last="20:41", what=CAMERA, arrives="22:10"),),
    ),
    Patrol(
        unit="two", officers=TWO, place=net_cafe("东湾", "石磊", "东湾街52号", "91420199MA4NET0112", manager="值班员"), day=-19, first="15:00", last="15:30",
        takes=(Taken(first="15:05", last="15:05", what="门面和登记台照片", arrives="17:20", media="photo", holder="罗雨桐的手机"),),
    ),
    Patrol(
        unit="two", officers=TWO, place=net_cafe("西岭", "孟凡", "西岭路3号", "91420199MA4NET0113", manager="收银员"), day=-18, first="21:00", last="21:50",
        takes=(
            Taken(first="20:58", last="21:18", what=f"{CAMERA} 第 1 段", arrives="23:05"),
            Taken(first="21:26", last="21:52", what=f"{CAMERA} 第 2 段", arrives="23:06"),
        ),
    ),
    Patrol(
        unit="one", officers=ONE, place=net_cafe("学苑", "曹慧", "学苑路70号", "91420199MA4NET0114", manager="店长"), day=-12, first="16:10", last="16:35",
        excused="包厢内有未成年当事人正在更衣，店内其余区域无可录制的经营活动，当场决定不录。",
    ),
    Patrol(unit="two", officers=TWO, place=net_cafe("码头", "葛青", "码头路21号", "91420199MA4NET0115", manager="值班员"), day=-8, first="10:00", last="10:25"),
)  # fmt: skip


def tell(tale: Tale) -> None:
    """Plan all of them."""
    for patrol in PATROLS:
        _patrol(Story(tale, patrol.unit, patrol.officers), patrol)


def _patrol(story: Story, patrol: Patrol) -> None:
    day, facts = patrol.day, patrol.place
    basis = [law("互联网上网服务营业场所管理条例", "4", "", "2022-03-29")]
    officers = story.cast.officers(story.lead, story.second)
    story.at(day - 2, "09:30")
    values: dict[str, Any] = {
        "source": "other", "found": story.stamp(day - 2, "09:30"), "name": f"对{facts.party()['trade_name']}的双随机检查", "act": "inspection",
        "procedure": "inspection", "cause": "双随机抽查", "cause_confirmed": True, "capacity": "own",
        "acting_body": "澄湖区文化和旅游局", "legal_basis": basis, "parties": list(facts.parties), "officers": officers,
        "unit": str(story.cast.units[story.unit]), "unit_name": {"one": "执法一中队", "two": "执法二中队"}[story.unit],
        "secrecy": "none", "place": {"text": facts.place},
    }  # fmt: skip
    story.do(story.lead, "case_registration", values)
    story.at(day - 2, "10:10")
    values = {
        "basis": basis, "task_kind": "random", "task": "第四季度双随机抽查", "object": facts.party()["name"],
        "place": {"text": facts.place}, "planned": story.day(day), "items": "实名登记、未成年人禁入标志、经营时间。", "nth": 1,
        "officers": officers, "helpers": 0,
    }  # fmt: skip
    story.do(story.lead, "inspection_approval", values)
    story.at(day, patrol.first)
    story.do(story.lead, "inspection_notice", {"party": "p1", "officers": officers}, about="inspection_approval")
    more: dict[str, Any] = {"findings": "正在营业，登记和标志符合要求，没有发现违法行为。", "party_said": "无意见。"}
    if patrol.excused:
        more |= {"recording_unsuitable": True, "unsuitable_reason": patrol.excused}
    c.inspection(story, facts, day, patrol.first, patrol.last, more=more)
    for take in patrol.takes:
        taken(story, day, take)
    if len(patrol.takes) > 1:
        story.at(day + 1, "09:10")
        gap = {"start": story.stamp(day, patrol.takes[0].last), "end": story.stamp(day, patrol.takes[1].first)}
        said = {"span": gap, "reason": "更换电池，其间在登记台核对台账。", "stated_by": story.cast.members[story.lead].name}
        story.do(story.lead, "gap_explained", said, about="inspection_record")
