"""A violation's range in words, as people read it in the catalogue and beside a choice."""

from decimal import Decimal

from liuhen.regulation.usual_penalty import PENALTIES
from liuhen.regulation.violation import Base, Fine, Tier

_NAMES = dict(PENALTIES)
_TEN_THOUSAND = Decimal(10000)
_OF = {"gain": "违法所得", "turnover": "违法经营额"}


def sum_words(amount: Decimal) -> str:
    """1 万元, 5000 元, 1.5 万元."""
    if amount >= _TEN_THOUSAND:
        return f"{(amount / _TEN_THOUSAND).normalize():f} 万元"
    return f"{amount.normalize():f} 元"


def fine_words(fine: Fine) -> str:
    """The fixed range and the multiple."""
    verb = "可以并处" if fine.may else "处"
    fixed = f"{sum_words(fine.most)}以下" if not fine.least else f"{sum_words(fine.least)}以上 {sum_words(fine.most)}以下"
    if fine.times is None:
        return f"{verb} {fixed}罚款"
    low, high = fine.times
    multiple = f"{_OF[fine.of]} {sum_words(fine.line)}以上的，处 {low} 倍以上 {high} 倍以下罚款"
    return f"{multiple}；不足或者没有的，{verb} {fixed}罚款"


def tier_words(tier: Tier) -> str:
    """What one tier imposes."""
    names = {**_NAMES, "suspension": "责令停业整顿"}
    if tier.months:
        names["suspension"] += f" {tier.months[0]} 个月至 {tier.months[1]} 个月"
    said = [*tier.also, *(names[key] for key in tier.must if key != "fine")]
    if tier.either:
        said.append("或者".join(names[key] for key in tier.either))
    if tier.fine:
        said.append(fine_words(tier.fine))
    if "confiscation_goods" in tier.may and not any("没收" in one for one in tier.also):
        said.append("没收非法财物")
    return "，".join(said)


def base_words(base: Base) -> list[str]:
    """Everything that a base imposes, a line per tier; then who is punished besides, and what comes first."""
    alike: dict[str, list[str]] = {}
    for tier in base.tiers:
        alike.setdefault(tier_words(tier), []).append(tier.when)
    lines = [f"{'或者'.join(when)}的：{words}" if all(when) else words for words, when in alike.items()]
    if base.persons is not None:
        more = "，可以暂扣或者吊销导游证" if base.persons.tier.may else ""
        lines.append(f"{base.persons.who}：{fine_words(base.persons.tier.fine) if base.persons.tier.fine else ''}{more}")
    if base.order:
        lines.append("应当先责令限期改正")
    if base.locked:
        lines.append("拒不改正的处罚，要在责令改正书送达、期满、核查仍未改正之后")
    if base.displaced:
        lines.append(base.displaced)
    return lines
