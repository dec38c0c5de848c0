"""The items 许可事项 of a culture and tourism bureau and the time each statute gives for the decision; a bureau adds rows by setting.

A number here was read in the text of its statute, in the version named. 行政许可法 counts its own periods in working days (第八十二条); a
period that another statute states in 日 is counted in calendar days, one that it states in 工作日 in working days. Where a statute
states none, the twenty working days of 行政许可法第四十二条 apply.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GENERAL_DAYS = 20
#: 统一办理、联合办理、集中办理 (许可法第四十二条第二款).
JOINT_DAYS = 45


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One item: its stable key, the licence applied for, the article it stands in, and what that article says beyond 行政许可法.

    ``days`` in ``unit`` (``days`` calendar, ``working_days``), counted from ``since``: ``accepted`` 受理之日 or ``received`` 收到申请之日.
    ``own``: the period is the statute's own, so that the extension of 许可法第四十二条 is not open to it. ``heard``: a hearing is held before
    the decision. ``visited``: the premises are checked before a licence is granted; ``seen``: before it is refused, too. ``silence``: a statute says that silence is consent.
    """

    key: str
    title: str
    law: str
    days: int = GENERAL_DAYS
    unit: str = "working_days"
    since: str = "accepted"
    own: bool = False
    heard: bool = False
    visited: bool = False
    seen: bool = False
    silence: bool = False
    seat: str = "county"


ITEMS: tuple[Item, ...] = (
    Item(key="entertainment", title="娱乐场所经营许可", law="娱乐场所管理条例（2020-11-29）第九条、第十条", heard=True, visited=True),
    Item(
        key="net_cafe_prepare", title="互联网上网服务营业场所筹建审批", law="互联网上网服务营业场所管理条例（2022-03-29）第十一条第一款",
        since="received", own=True,
    ),
    Item(
        key="net_cafe_final", title="互联网上网服务营业场所最终审核", law="互联网上网服务营业场所管理条例（2022-03-29）第十一条第三款", days=15,
        since="received", own=True, visited=True,
    ),
    Item(
        key="performance", title="营业性演出审批", law="营业性演出管理条例（2020-11-29）第十三条", days=3, unit="days", own=True,
    ),
    Item(
        key="performance_abroad", title="涉外、涉港澳营业性演出审批", law="营业性演出管理条例（2020-11-29）第十五条", days=20, unit="days", own=True,
        seat="province",
    ),
    Item(key="troupe", title="文艺表演团体设立审批", law="营业性演出管理条例（2020-11-29）第六条", days=20, unit="days", own=True),
    Item(key="publications_retail", title="出版物零售经营许可", law="出版管理条例（2020-11-29）第三十五条"),
    Item(
        key="audiovisual_retail", title="音像制品零售经营许可", law="音像制品管理条例（2020-11-29）第三十二条", days=30, unit="days", own=True,
    ),
    Item(
        key="film_projection", title="电影放映经营许可", law="电影管理条例（2001-12-25）第三十八条", days=60, unit="days", since="received", own=True,
    ),
    Item(
        key="printing", title="包装装潢印刷品和其他印刷品印刷经营许可", law="印刷业管理条例（2020-11-29）第十条、第十一条", days=60, unit="days",
        since="received", own=True, seat="city",
    ),
    Item(
        key="internal_printing", title="内部资料性出版物准印证", law="印刷业管理条例（2020-11-29）第二十条", days=30, unit="days", since="received",
        own=True, silence=True,
    ),
    Item(
        key="travel_agency", title="国内和入境旅游业务经营许可", law="旅行社条例（2020-11-29）第七条", own=True, seat="province",
    ),
    Item(
        key="dangerous_sport", title="经营高危险性体育项目许可", law="体育法（2022-06-24）第一百零五条", days=30, unit="days", since="received", own=True,
        visited=True, seen=True,
    ),
)  # fmt: skip
_BY_KEY: Mapping[str, Item] = {item.key: item for item in ITEMS}
#: What a form offers: (key, title).
OPTIONS: tuple[tuple[str, str], ...] = tuple((item.key, item.title) for item in ITEMS)


def item_of(name: str, rows: Any = ()) -> Item:
    """The item of that key or title; the bureau's own ``rows`` (setting ``licence_items``) come first, else the general period.

    A row is an object with ``key`` or ``title`` and whichever of the other attributes of :class:`Item` it states; one with a key of
    ours changes our row.
    """
    ours = _BY_KEY.get(name) or next((item for item in ITEMS if item.title == name), None)
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, Mapping) and name and name in {row.get("key"), row.get("title")}:
            return _changed(ours, row, name)
    return ours or Item(key=name, title=name, law="行政许可法第四十二条")


def _changed(ours: Item | None, row: Mapping[str, Any], name: str) -> Item:
    known = Item.__dataclass_fields__
    stated = {key: value for key, value in row.items() if key in known and value not in (None, "")}
    base = {key: getattr(ours, key) for key in known} if ours else {"key": name, "title": name, "law": "机关设置"}
    # a period that the bureau states is its own promise and leaves open whatever the statute leaves open
    return Item(**{**base, **stated})


def title_of(name: str, rows: Any = ()) -> str:
    """What an item is called: the key of the table in words, free words as they are."""
    return item_of(name, rows).title
