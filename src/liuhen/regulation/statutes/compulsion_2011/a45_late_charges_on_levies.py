"""第四十五条  加收滞纳金的标准告知当事人，数额不超过金钱给付义务的数额；没有法律规定的不得加收（第十三条）。这里说征收和收费的滞纳金。"""

from collections.abc import Iterator

from liuhen.regulation.asking import as_day, whole_day
from liuhen.regulation.charging import CHARGES, pay_by, waived
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.charging import CHARGE_OVERDUE, CHARGE_REDUCED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.norms import NORMS, Rank
from liuhen.regulation.overdue import of_paper
from liuhen.regulation.saying import until
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms

#: What regulations of the State Council, local ones and rules are called (行政法规制定程序条例第五条, 规章制定程序条例第七条); laws are not.
_LOWER = ("条例", "规定", "办法", "细则", "规则", "通知")


def ceiling(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A late charge is never more than the sum it is charged on: what was asked for, less what had been waived by then."""
    for late in history.of(CHARGE_OVERDUE):
        charge, asked = _charge(history, late), money(late.get("sum"))
        principal = money(charge.get("sum")) if charge is not None else None
        if charge is not None and principal is not None:
            principal -= waived(history, charge, by=late.at)
        if principal is not None and asked is not None and asked > principal:
            yield Fault(
                because=late,
                wrong=f"滞纳金 {asked} 元，超过本金 {principal} 元",
                gravity=Gravity.IRREGULAR,
                code="ceiling",
                field="sum",
                mendable=late.issued is None,
            )


def reckoned(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The sum is what the stated base, rate and days give; the first of the days is the one after the last for paying."""
    for late in history.of(CHARGE_OVERDUE):
        yield from _begun(history, late, terms)
        grows, end, asked = of_paper(late), as_day(late.get("until")), money(late.get("sum"))
        if grows is None or end is None or asked is None or not late.get("per_myriad"):
            continue
        if asked != grows.amount(end):
            yield Fault(
                because=late,
                wrong=f"自 {grows.since} 至 {end} 计 {grows.days(end)} 日，应为 {grows.amount(end)} 元，写的是 {asked} 元",
                gravity=Gravity.IRREGULAR,
                code="sum",
                field="sum",
                mendable=late.issued is None,
            )


def _begun(history: History, late: Record, terms: Terms) -> Iterator[Fault]:
    """Nobody is late on the last day for paying (当事人逾期不履行的)."""
    charge, since = _charge(history, late), as_day(late.get("since"))
    last = pay_by(history, charge, terms) if charge is not None else None
    if since is not None and last is not None and whole_day(since).hi <= last.lo:
        yield Fault(
            because=late,
            wrong=f"缴纳期限到 {until(last)}，滞纳金自 {since} 起算，应当自期限届满的次日起算",
            gravity=Gravity.IRREGULAR,
            code="since",
            field="since",
            mendable=late.issued is None,
        )


def _charge(history: History, late: Record) -> Record | None:
    named = history.record(late.about) if late.about else None
    return named or next((one for one in history.of(*CHARGES) if one.get("party") == late.get("party")), None)


def founded(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A late charge stands on a law: neither a State Council regulation nor a rule may provide for one (article 13)."""
    for late in history.of(CHARGE_OVERDUE):
        titles = [str(one.get("title") or "") for one in late.get("basis") or () if isinstance(one, dict)]
        lower = [title for title in titles if _below_law(title)]
        if not titles and late.told:
            continue
        if not titles or len(lower) == len(titles):
            yield Fault(
                because=late,
                wrong=f"加收滞纳金由法律设定，写的依据是《{lower[0]}》，不是法律" if lower else "加收滞纳金没有写明法律依据",
                gravity=Gravity.REVOCABLE,
                code="basis",
                field="basis",
                mendable=late.issued is None,
            )


def _below_law(title: str) -> bool:
    """Whether a title is plainly not that of a law: the norms that we know say so, others are told by the word they end in."""
    known = next((norm for norm in NORMS if title in (norm.title, norm.short)), None)
    return known.rank != Rank.LAW if known is not None else title.endswith(_LOWER)


PROVISIONS = (
    Provision(
        basis=COMPULSION_2011(45, "第二款"),
        key="levies",
        title="滞纳金不超过本金",
        triggers=(CHARGE_OVERDUE,),
        met_by=(*CHARGES, CHARGE_REDUCED),
        rule=ceiling,
    ),
    Provision(
        basis=COMPULSION_2011(45, "第二款"),
        key="reckoned",
        title="滞纳金按标准和日数计算",
        triggers=(CHARGE_OVERDUE,),
        met_by=(*CHARGES, CHARGE_REDUCED, PROOF_OF_SERVICE),
        rule=reckoned,
    ),
    Provision(basis=COMPULSION_2011(13), key="levies", title="滞纳金有法律依据", triggers=(CHARGE_OVERDUE,), rule=founded),
)
