"""当场处罚, one visit: what its case is opened with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.bureau import queries as bureau
from liuhen.bureau.fold import moment_day
from liuhen.cases.commands import open_case
from liuhen.cases.models import CaseRow
from liuhen.register import clock, register
from liuhen.register.types import Actor
from liuhen.regulation.causes import catalogue
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.violation import JOINT, Catalogue, Violation
from liuhen.regulation.when import CST

#: Why the facts are plain enough for a decision on the spot; the words that the paper prints.
PLAIN = (("seen", "执法人员当场看到"), ("admitted", "当事人当场承认"), ("pictures", "有现场照片或者录像"))
#: What people call the places of an industry; a name or address that holds one of these words speaks of that industry.
CALLED = {
    "上网服务": ("网吧", "网咖", "上网", "电竞", "网络会所"),
    "娱乐场所": ("KTV", "歌厅", "歌舞", "舞厅", "夜总会", "量贩", "游艺", "电玩", "游戏厅", "娱乐", "酒吧"),
    "营业性演出": ("演出", "演艺", "剧场", "剧院", "音乐节", "演唱会"),
    "旅游": ("旅行社", "旅游", "导游", "国旅", "景区"),
    "印刷和出版物": ("印刷", "书店", "图书", "书城", "书报", "打印", "音像店"),
    "体育": ("体育", "游泳", "泳池", "健身", "滑雪", "攀岩", "潜水"),
    "未成年人保护": ("酒吧", "未成年人"),
}
#: How many of the bureau's newest penalties show which causes it uses.
RECENT = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """What is asked at the start of a visit. ``party`` without an id; ``second`` the other officer; ``shown`` both showed their cards.

    ``seen`` is the time of the check: asked once, it is when the case was found, when the decision says the act was, when cards were shown.
    """

    party: Mapping[str, str]
    place: str
    cause: str
    facts: str
    second: UUID | None
    seen: datetime
    shown: bool = False
    plain: tuple[str, ...] = ()


def open_visit(actor: Actor, visit: Visit) -> UUID:
    """Open the case of a visit from what was asked; everything else is known. Returns the case's id."""
    terms = register.terms(actor.agency)
    today = moment_day(clock.now())
    if visit.seen.replace(second=0, microsecond=0) > clock.now():
        raise Refusal("没有开始：检查时间晚于现在。请改成现在或者以前的时间。", code="future")
    asked = (("当事人", visit.party.get("name")), ("地点", visit.place), ("做了什么", visit.facts))
    if missing := "、".join(title for title, value in asked if not value):
        raise Refusal(f"没有开始：{missing}还空着。请补齐。", code="incomplete")
    picked, unknown = catalogue(terms, register.book().violations).read(visit.cause)
    if not picked or unknown:
        raise Refusal("没有开始：还没有从违法行为目录中选案由。当场处罚要有法定依据，请选一项。", code="incomplete")
    row = bureau.agency(actor.agency)
    content = {
        "source": "inspection",
        "found": _minute(visit.seen),
        "act": "penalty",
        "procedure": "summary",
        "cause": visit.cause,
        "capacity": "own",
        "acting_body": row.name if row else "",
        "legal_basis": [clause for one in picked if (clause := one.base.penal.on(today))],
        "parties": [{**{key: value for key, value in visit.party.items() if value}, "id": "p1"}],
        "officers": officers(actor, visit.second),
        "unit": actor.unit,
        "unit_name": actor.unit_name,
        "secrecy": "none",
        "place": {"text": visit.place},
        "facts": visit.facts,
    }
    return open_case(actor, {key: value for key, value in content.items() if value})


def officers(actor: Actor, second: UUID | None, shown: str = "") -> list[dict[str, Any]]:
    """The two officers of a visit, whoever holds the device first; ``shown`` is when both showed their cards."""
    known = {one.id: one for one in bureau.officers(actor.agency)}
    if second is None or second == actor.person or second not in known or actor.person not in known:
        raise Refusal("没有开始：当场处罚要有两名执法人员。请选另一名。", code="two_officers")
    pair = (known[actor.person], known[second])
    return [one.as_field(lead=number == 0) | {"shown_at": shown} for number, one in enumerate(pair)]


def first_words(actor: Actor, visit: Visit) -> dict[str, Any]:
    """What the decision begins with besides what flows from the case: when it was, cards shown then, why the facts are plain."""
    shown = _minute(visit.seen)[-5:] if visit.shown else ""
    reasons = "，".join(words for key, words in PLAIN if key in visit.plain)
    found = {"officers": officers(actor, visit.second, shown), "conditions": reasons, "at": _minute(visit.seen)}
    return {key: value for key, value in found.items() if value}


def _minute(at: datetime) -> str:
    """A moment as forms hold it, by the clock of China."""
    return at.astimezone(CST).strftime("%Y-%m-%dT%H:%M")


def offered(actor: Actor) -> dict[str, list[Violation]]:
    """The catalogue by industry, what this bureau states most often first; what it never stated keeps its order."""
    known = catalogue(register.terms(actor.agency), register.book().violations)
    used = _used(actor.agency, known)
    industries = {name: sorted(listed, key=lambda one: -used[one.key]) for name, listed in known.industries().items()}
    return dict(sorted(industries.items(), key=lambda pair: -sum(used[one.key] for one in pair[1])))


def _used(agency: UUID, known: Catalogue) -> Counter[str]:
    """How often the bureau's newest penalties state each violation."""
    rows = CaseRow.objects.filter(agency=agency, act="penalty").order_by("-opened_at", "-id")
    causes = rows.values_list("cause", flat=True)[:RECENT]
    return Counter(one.key for cause in causes for words in cause.split(JOINT) if (one := known.named(words)))
