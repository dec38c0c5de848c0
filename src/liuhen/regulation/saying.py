"""How times and lengths read in the line below a duty: figures first, two units at most, no blame (look.md, Words)."""

from datetime import datetime, time, timedelta
from functools import lru_cache

from liuhen.regulation.calendar import Calendar, Period
from liuhen.regulation.vocabulary import chinese_number
from liuhen.regulation.when import CST, DISTANT_FUTURE, DISTANT_PAST, Instant, end_of, start_of

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_LAST_TICK = time.max


def said(at: Instant) -> str:
    """A moment as precisely as it is known: 2026-11-13 20:36, 2026-11-13, 2019年8月, 不早于 2020-09-09."""
    if at.lo is at.hi or at.is_exact:
        return ended(at.lo)
    lo, hi = at.lo.astimezone(CST), at.hi.astimezone(CST)
    if at.hi >= DISTANT_FUTURE:
        return "时间不详" if at.lo <= DISTANT_PAST else f"不早于 {lo:%Y-%m-%d}"
    if at.known_day:
        return f"{lo:%Y-%m-%d}" if lo == start_of(lo.date()) and hi == end_of(lo.date()) else f"{lo:%Y-%m-%d %H:%M}"
    if lo.day == 1 and (lo.year, lo.month) == (hi.year, hi.month):
        return f"{lo.year}年{lo.month}月"
    return f"{lo:%Y-%m-%d} 至 {hi:%Y-%m-%d}"


@lru_cache(maxsize=1024)
def ended(moment: datetime) -> str:
    """A moment to the minute; the end of a day reads 24:00."""
    # written out, and remembered: rules say the same dozen times some forty times a judging
    if moment.tzinfo is not CST:
        moment = moment.astimezone(CST)
    day = f"{moment.year:04}-{moment.month:02}-{moment.day:02}"
    return f"{day} 24:00" if moment.time() == _LAST_TICK else f"{day} {moment.hour:02}:{moment.minute:02}"


def until(due: Instant, calendar: Calendar | None = None) -> str:
    """The end of a period; with the calendar, says where it falls in a year whose holidays are not yet published."""
    last = due.hi if due.hi.tzinfo is CST else due.hi.astimezone(CST)
    guessed = calendar is not None and calendar.provisional(last)
    if due.lo is due.hi or due.is_exact:
        words = ended(due.lo)
    else:
        words = f"{said(Instant.exact(due.lo))} 至 {said(Instant.exact(due.hi))} 之间"
    return f"{words}（当年放假安排未公布，暂按周末计算）" if guessed else words


_UNITS = {"hours": "小时", "days": "日", "working_days": "个工作日", "months": "个月"}


def within(period: Period) -> str:
    """A period as people say it: 两个工作日内, 两日内, 七日内, 二十四小时内."""
    return f"{'两' if period.count == 2 else chinese_number(period.count)}{_UNITS[period.unit]}内"  # noqa: PLR2004 - 二 beside what is counted


def length(span: timedelta) -> str:
    """A length in two units at most, rounded down: 9 分 12 秒, 5 小时 12 分, 2 天 1 小时, 11 天."""
    seconds = int(span.total_seconds())
    days, rest = divmod(seconds, _DAY)
    if days:
        hours = rest // _HOUR
        return f"{days} 天 {hours} 小时" if hours else f"{days} 天"
    hours, rest = divmod(rest, _HOUR)
    if hours:
        return f"{hours} 小时 {rest // _MINUTE} 分" if rest >= _MINUTE else f"{hours} 小时"
    minutes, secs = divmod(rest, _MINUTE)
    if minutes:
        return f"{minutes} 分 {secs} 秒" if secs else f"{minutes} 分"
    return f"{secs} 秒"
