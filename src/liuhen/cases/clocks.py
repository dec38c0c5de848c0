"""How a clock is said: two units at most, rounded down when left and when over, working days where the law counts in them. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from liuhen.regulation.calendar import Calendar
from liuhen.regulation.grammar import Label
from liuhen.regulation.saying import said
from liuhen.regulation.when import CST, DISTANT_FUTURE, TICK, Instant

_DAY = timedelta(days=1)
_LONG = 10  # days; from here on hours tell nothing
_GUESSED = "（当年放假安排未公布，暂按周末计算）"


class Urgency(Label):
    """Three steps, as the pages draw them, and no clock at all."""

    PLAIN = "plain", ""
    SOON = "soon", "24 小时内"
    OVER = "over", "逾期"
    NONE = "none", "不计时"


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """``label`` over ``value`` (还剩 / 5 小时 12 分); ``title`` is the exact moment; ``iso`` lets the page tick."""

    label: str
    value: str
    urgency: Urgency
    title: str = ""
    iso: str = ""

    def __str__(self) -> str:
        """In one line: 逾期 2 天 1 小时."""
        return f"{self.label} {self.value}" if self.label != "不计时" else self.value


def span(length: timedelta) -> str:
    """A length of time in two units at most, rounded down: 5 小时 12 分; 2 天 1 小时; 11 天; 38 秒."""
    seconds = int(abs(length).total_seconds())
    days, seconds = divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    if days >= _LONG:
        return f"{days} 天"
    if days:
        return f"{days} 天 {hours} 小时" if hours else f"{days} 天 {minutes} 分" if minutes else f"{days} 天"
    if hours:
        return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"
    if minutes:
        return f"{minutes} 分"
    return f"{seconds} 秒"


def hours(length: timedelta) -> str:
    """The same counted in hours, as limits of hours are: 34 小时 51 分."""
    whole, minutes = divmod(int(abs(length).total_seconds()) // 60, 60)
    if not whole:
        return f"{minutes} 分"
    return f"{whole} 小时 {minutes} 分" if minutes else f"{whole} 小时"


def moment(at: datetime, now: datetime | None = None) -> str:
    """11-13 21:50 in the year of ``now``, else with its year: 2025-06-12 14:30; the end of a day is 24:00 of that day."""
    local = at.astimezone(CST)
    pattern = "%m-%d" if now is not None and this_year(at, now) else "%Y-%m-%d"
    if is_day_end(local):
        return f"{local.strftime(pattern)} 24:00"
    return local.strftime(f"{pattern} %H:%M")


def known(at: Instant, now: datetime) -> str:
    """The same of a moment that may be known within bounds only: 11-13 21:50, 2025-06-12, 2025年6月, 时间不详."""
    return moment(at.lo, now) if at.is_exact else said(at)


def this_year(at: datetime, now: datetime) -> bool:
    """Whether both lie in one calendar year in China: what is read in its own year needs no year."""
    return at.astimezone(CST).year == now.astimezone(CST).year


def is_day_end(at: datetime) -> bool:
    """Whether this is the last moment of a day in China."""
    return (at.astimezone(CST) + TICK).time() == time.min


def clock(
    due_lo: datetime | None, due_hi: datetime | None, unit: str, now: datetime, calendar: Calendar, *, without: str = "结案前"
) -> Clock:
    """What to say of a duty's time. ``unit`` as the duty states it; ``without`` is said where there is no clock.

    A due known only within bounds counts as over past its last moment, and as left until its first; between the two it cannot be told.
    """
    if due_lo is None or due_hi is None or due_hi >= DISTANT_FUTURE:
        return Clock(label="不计时", value=without, urgency=Urgency.NONE)
    now = now.astimezone(CST)
    guessed = unit == "working_days" and calendar.provisional(due_hi.astimezone(CST).date())
    title, iso = f"{moment(due_hi)} 期满{_GUESSED if guessed else ''}", due_hi.astimezone(CST).isoformat()
    if now > due_hi:
        return Clock(label="逾期", value=_over(due_hi, unit, now, calendar), urgency=Urgency.OVER, title=title, iso=iso)
    if now > due_lo:
        # the statement is too coarse to say whether the time has passed
        return Clock(label="可能到期", value=f"最迟 {moment(due_hi, now)}", urgency=Urgency.SOON, title=title, iso=iso)
    urgency = Urgency.SOON if due_lo - now <= _DAY else Urgency.PLAIN
    left = _left(due_lo, unit, now, calendar) + ("（暂算）" if guessed else "")
    return Clock(label="还剩", value=left, urgency=urgency, title=title, iso=iso)


def _left(due: datetime, unit: str, now: datetime, calendar: Calendar) -> str:
    left = due + TICK - now if is_day_end(due) else due - now
    if unit == "working_days" and left > _DAY:
        first, last = now.date() - _DAY, due.astimezone(CST).date()
        count = calendar.working_days_between(first, last)  # today still counts
        return f"{count} 个工作日" if count > 1 else span(left)
    return span(left)


def _over(due: datetime, unit: str, now: datetime, calendar: Calendar) -> str:
    over = now - due
    if unit == "working_days":
        whole = calendar.working_days_between(due.astimezone(CST).date(), now.date() - _DAY)  # today is not over yet
        return f"{whole} 个工作日" if whole else span(over)
    return span(over)


def day(at: datetime) -> str:
    """11 月 13 日."""
    local = at.astimezone(CST)
    return f"{local.month} 月 {local.day} 日"


def year(at: datetime, now: datetime) -> str:
    """What stands before a day of another year than that of ``now``: ``2025 年`` and a space; else empty."""
    return "" if this_year(at, now) else f"{at.astimezone(CST).year} 年 "


def weekday(at: datetime) -> str:
    """周五."""
    return f"周{'一二三四五六日'[at.astimezone(CST).weekday()]}"


def code(seconds: float) -> str:
    """A second of a recording as players say it: 00:24:51."""
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
