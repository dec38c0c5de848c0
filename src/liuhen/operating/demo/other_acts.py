"""The demo's acts that are no penalty: two applications for licences, one just taken in and one before the head, and an inspection."""

from typing import Any

from liuhen.operating.demo import chapters as c
from liuhen.operating.demo.facts import company, law, net_cafe
from liuhen.operating.demo.recordings import loose, recorded
from liuhen.operating.demo.telling import How, Story

CLERK = "linqiu"
BOOKSHOP = company("p1", "澄湖区知秋书店有限公司", "顾念慈", "书院路26号", "91420199MA4BOOK001")
PLAYHOUSE = company("p1", "澄湖区枫林娱乐有限公司", "潘志远", "枫林街58号", "91420199MA4PLAY001")
WILLOW = net_cafe("柳岸", "江明远", "柳岸路15号", "91420199MA4NET0008", manager="值班经理")
PUBLISHING = "出版管理条例"


def _materials(*listed: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {"id": str(number), "name": name, "form": "original", "quantity": 1, "check": check}
        for number, (name, check) in enumerate(listed, start=1)
    ]


def applied(
    story: Story,
    day: int,
    hour: str,
    applicant: dict[str, Any],
    item: tuple[str, str],
    *listed: tuple[str, str],
    assigned: bool = True,
) -> None:
    """An application for an item (key, what exactly) is registered at the counter, each of its papers looked at."""
    story.at(day, hour)
    values = {
        "item": item[0], "request": "new", "matter": item[1], "received": story.stamp(day, hour), "way": "window", "parties": [applicant],
        "materials": _materials(*listed), "unit": str(story.cast.units[story.unit]),
        "unit_name": {"one": "执法一中队", "two": "执法二中队"}[story.unit],
    }  # fmt: skip
    if assigned:
        values["officers"] = story.cast.officers(story.lead)
    story.do(CLERK, "licence_application", values)


def just_taken_in(story: Story) -> None:
    """Yesterday: one paper is missing, and the applicant was told on the spot what."""
    applied(
        story, -1, "10:20", PLAYHOUSE, ("entertainment", "在枫林街58号设立歌舞娱乐场所"),
        ("申请书", "ok"), ("投资人员书面声明", "ok"), ("营业场所平面图", "missing"), assigned=False,
    )  # fmt: skip
    story.at(-1, "10:35")
    text = "标明面积、安全出口和包厢位置的原件，加盖公章"
    values = {"party": "p1", "items": [{"id": "1", "name": "营业场所平面图", "text": text}]}
    story.do(CLERK, "licence_supplement", values, about="licence_application")


def before_the_head(story: Story) -> None:
    """Accepted ten days ago, checked on site, examined; the head has the opinion."""
    applied(
        story, -10, "09:30", BOOKSHOP, ("publications_retail", "在书院路26号从事图书、报刊零售"),
        ("申请书", "ok"), ("营业执照", "ok"), ("经营场所权属材料", "ok"),
    )  # fmt: skip
    story.at(-10, "09:50")
    promised = "自受理之日起二十个工作日内作出决定"
    story.do(CLERK, "licence_acceptance", {"party": "p1", "promised": promised}, about="licence_application")
    story.at(-7, "10:40")
    values = {
        "span": {"start": story.stamp(-7, "10:00"), "end": story.stamp(-7, "10:40")}, "place": {"text": "澄湖区书院路26号"},
        "party": "p1", "officers": story.cast.officers(story.lead, story.second), "on_site": {"name": "顾念慈", "title": "法定代表人"},
        "items": [{"id": "1", "item": "经营场所与申请材料是否一致", "result": "met", "note": "一层，营业面积九十平方米"}],
        "result": "场所与申请材料一致，符合要求。",
    }  # fmt: skip
    story.do(story.lead, "licence_check", values, about="licence_application")
    story.at(-2, "15:20")
    values = {
        "reviewer": story.cast.staff(story.lead),
        "items": [{"id": "1", "condition": "有固定的经营场所", "result": "met", "note": "租赁合同、现场核查记录"}],
        "result": "grant", "reason": "符合《出版管理条例》规定的条件，建议准予。",
    }  # fmt: skip
    story.do(story.lead, "licence_review", values, about="licence_acceptance", how=How(leave=("head",)))


def inspected(story: Story) -> None:
    """A random inspection two days ago; its result is still to be told."""
    story.at(-3, "09:30")
    basis = [law("互联网上网服务营业场所管理条例", "4", "", "2022-03-29")]
    officers = story.cast.officers(story.lead, story.second)
    values: dict[str, Any] = {
        "source": "other", "found": story.stamp(-3, "09:30"), "name": "对柳岸网咖的双随机检查", "act": "inspection",
        "procedure": "inspection", "cause": "双随机抽查", "cause_confirmed": True, "capacity": "own",
        "acting_body": "澄湖区文化和旅游局", "legal_basis": basis, "parties": list(WILLOW.parties), "officers": officers,
        "unit": str(story.cast.units[story.unit]), "unit_name": "执法一中队", "secrecy": "none", "place": {"text": WILLOW.place},
    }  # fmt: skip
    story.do(story.lead, "case_registration", values)
    story.at(-3, "10:10")
    values = {
        "basis": basis, "task_kind": "random", "task": "第四季度双随机抽查", "object": WILLOW.party()["name"],
        "place": {"text": WILLOW.place}, "planned": story.day(-2), "items": "实名登记、未成年人禁入标志、经营时间。", "nth": 1,
        "officers": officers, "helpers": 0,
    }  # fmt: skip
    story.do(story.lead, "inspection_approval", values, how=How(leave=("head",)))
    story.at(-2, "14:05")
    story.do(story.lead, "inspection_notice", {"party": "p1", "officers": officers}, about="inspection_approval")
    c.inspection(story, WILLOW, -2, "14:10", "15:00")
    recorded(story, -2, "14:08", "15:02", what="执法记录仪 DSJ-09", arrives="16:30")
    for first, last, part in (("14:10", "14:26", "前台和设备"), ("14:26", "14:41", "库房"), ("14:41", "14:58", "签字经过")):
        loose(story, -2, first, last, what=f"DSJ-11　{part}", arrives="17:40", brought_by="linqiu")
    loose(story, -1, "08:31", "08:33", what="DSJ-11　领用时试机", arrives="17:10", brought_by="linqiu")
