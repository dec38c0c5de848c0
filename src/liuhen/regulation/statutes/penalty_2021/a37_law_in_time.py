"""第三十七条  适用行为发生时的规定；决定时规定已经修改、废止，新的规定处罚较轻或者不认为违法的，适用新的规定。"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from liuhen.regulation.asking import day_of
from liuhen.regulation.causes import act_day, paper_day, violations_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import NO_PENALTY_DECISION
from liuhen.regulation.norms import NORMS, PENALTY, Norm
from liuhen.regulation.penalties import PAPERS, WEIGHED_BY, cited, cites, said_of, same_article
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.violation import Violation
from liuhen.regulation.vocabulary import chinese_number


def edition(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The edition cited is that of the day of the act, or, with the reason, that of the day of the paper."""
    day = act_day(history)
    for paper in history.of(*PAPERS) if day else ():
        now = day_of(paper.at)
        for row in [*cited(paper), *cited(paper, "broken")]:
            norm = next((one for one in _norms(history, terms) if cites(row, one)), None)
            wrong = _wrong(norm, row, day, now, reason=bool(said_of(history, paper, "version_reason"))) if norm and day else ""
            if wrong:
                yield _fault(paper, wrong, "edition:" + str(row.get("article")))
                break


def _norms(history: History, terms: Terms) -> list[Norm]:
    own = [base.penal.norm for violation in violations_of(history, terms) for base in violation.bases]
    return [*own, *NORMS]


def _wrong(norm: Norm, row: Mapping[str, Any], day: date, now: date, *, reason: bool) -> str:
    """What is wrong with the edition that a row names; empty where nothing is, or where the norm did not change between the days."""
    then, today = norm.on(day), norm.on(now)
    if then is None or today is None:
        return ""
    version = str(row.get("version") or "")
    if then is today:
        stray = bool(version) and version != then.source.issued
        return f"{norm.short}引的是 {version} 的版本，行为和决定时有效的是 {then.source.issued} 的" if stray else ""
    if version == then.source.issued:
        return ""
    if version == today.source.issued:
        return "" if reason else f"{norm.short}在行为之后改过，引新的版本要写明新的规定较轻或者不认为违法"
    return f"{norm.short}在行为（{day}）之后改过，要写明用哪一版：{then.source.issued} 的，或者较轻时用 {today.source.issued} 的"


def numbers(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """An article is cited by its number in the edition cited: old numbers stay in templates long after (trap T1)."""
    day = act_day(history)
    for paper in history.of(*PAPERS):
        for violation in violations_of(history, terms):
            found = _old_number(violation, paper, day or paper_day(paper))
            if found:
                yield _fault(paper, found, "number")
                break
    for paper in history.of(NO_PENALTY_DECISION):
        for row in cited(paper):
            stale = cites(row, PENALTY) and row.get("article") == "27" and str(row.get("version") or "2021-01-22") == "2021-01-22"
            if stale:
                yield _fault(paper, "不予处罚的规定 2021-07-15 起是处罚法第三十三条，第二十七条是旧条号", "number")
                break


def _old_number(violation: Violation, paper: Record, day: date) -> str:
    """Where a paper cites a base's article by the number that it had before; empty where it does not."""
    rows = cited(paper)
    for base in violation.bases:
        if any(same_article(row, base.penal, day) for row in rows):
            return ""  # it is cited by the right number
    for base in violation.bases:
        penal, norm = base.penal, base.penal.norm
        right = norm.on(day)
        old = {one.number(penal.article) for one in norm.editions} - {right.number(penal.article) if right else penal.article}
        row = next((row for row in rows if cites(row, norm) and row.get("article") in old), None)
        if row is not None and right is not None:
            said = chinese_number(int(row["article"]))
            now = chinese_number(int(right.number(penal.article)))
            return f"“{violation.words}”在行为当日的{norm.short}中是第{now}条，引的第{said}条是另一版的条号"
    return ""


def _fault(paper: Record, wrong: str, code: str) -> Fault:
    return Fault(
        because=paper,
        about=str(paper.get("party") or ""),
        wrong=wrong,
        gravity=Gravity.REVOCABLE,
        code=code,
        field="basis",
        mendable=paper.issued is None and not paper.told,
        blocks=(paper.kind.key,),
    )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(37), key="edition", title="适用行为时的规定，从新从轻写明理由", triggers=PAPERS, met_by=WEIGHED_BY, rule=edition
    ),
    Provision(
        basis=PENALTY_2021(37), key="numbers", title="条号是所引版本的条号", triggers=(*PAPERS, NO_PENALTY_DECISION), met_by=WEIGHED_BY,
        rule=numbers,
    ),
)  # fmt: skip
