"""Penalties that wait for an order to correct: served, its date passed, the re-check on record and not corrected (trap T4)."""

from collections.abc import Callable, Iterator

from liuhen.regulation.asking import about_party, as_day, whole_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import CORRECTION_CHECK
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.penalties import NAMES, PAPERS, WEIGHED_BY, Applied, applied, papers
from liuhen.regulation.saying import said
from liuhen.regulation.serving import served, takes_effect
from liuhen.regulation.terms import Terms
from liuhen.regulation.vocabulary import Basis

LOCK_KINDS = (CORRECTION_ORDER, PROOF_OF_SERVICE, CORRECTION_CHECK, *WEIGHED_BY)
GATES = ("penalty_decision",)


def wanting(history: History, party: str, paper: Record, terms: Terms, *, undated: bool) -> tuple[Kind, str, Record | None]:
    """What still stands before the lock opens: what is owed, why, and the check that opened it once it is there."""
    order = _order(history, party, undated=undated)
    if order is None:
        asked = "先责令改正，还没有责令改正通知书" if undated else "先责令限期改正，还没有写明期限的责令改正通知书"
        return CORRECTION_ORDER, asked, None
    slip = served(history, order, terms)
    if slip is None and not order.told:
        return PROOF_OF_SERVICE, "责令改正通知书还没有送达的回证", None
    last, came = max(dates(order), default=None), takes_effect(slip, terms) if slip is not None else order.at
    if slip is not None and last is not None and came.by(whole_day(last)) is False:
        return PROOF_OF_SERVICE, f"责令改正通知书 {said(came)} 才送达，晚于期限 {last}", None
    over = whole_day(last) if last is not None else came
    for check in about_party(history, CORRECTION_CHECK, party):
        late = paper.kind is PENALTY_DECISION and check.ended.by(paper.at) is False
        if check.stands and not late and over.before(check.ended) is not False:
            return CORRECTION_CHECK, f"{said(check.at)} 核查", check
    since = f"改正期限到 {last}，期满后" if last is not None else f"{said(came)} 责令立即改正，以后"
    return CORRECTION_CHECK, f"{since}还没有核查记录", None


def _order(history: History, party: str, *, undated: bool) -> Record | None:
    """The order to correct by a date; one without a date where the clause asks for none."""
    standing = [one for one in about_party(history, CORRECTION_ORDER, party) if one.stands]
    return next((one for one in standing if dates(one)), standing[0] if undated and standing else None)


def dates(order: Record) -> list:  # type: ignore[type-arg]
    """The days by which the items of an order were to be corrected."""
    found = (as_day(item.get("until")) for item in order.get("items") or () if item.get("way", "by_date") != "at_once")
    return [day for day in found if day]


def uncorrected(check: Record) -> bool:
    """Whether a check found something not corrected; one that says nothing item by item is read by its words."""
    rows = [row for row in check.get("items") or () if row.get("done")]
    if rows:
        return any(row["done"] != "yes" for row in rows)
    words = str(check.get("result") or "")
    return "未" in words or "拒" in words or not words


def locks(one: Applied, paper: Record) -> list[str]:
    """The penalties of a paper that wait: those named, or all of a tier that waits."""
    chosen = list(paper.get("penalties") or ())
    if one.tier.key in one.base.locked:
        return [key for key in chosen if key != "warning"]
    return [key for key in chosen if key in one.base.locked]


def rule_for(norm: str, article: str) -> Callable[[History, Terms], Iterator[Duty | Fault]]:
    """The rule of one article of one norm."""

    def locked(history: History, terms: Terms) -> Iterator[Duty | Fault]:
        for paper in papers(history):
            for one in applied(history, paper, terms):
                penal = one.base.penal
                if (penal.norm.key, penal.article) == (norm, article) and locks(one, paper):
                    yield from _of(history, paper, one, terms)

    return locked


def _of(history: History, paper: Record, one: Applied, terms: Terms) -> Iterator[Duty | Fault]:
    party = str(paper.get("party") or "")
    owes, why, check = wanting(history, party, paper, terms, undated=one.base.undated)
    named = "、".join(NAMES[key] for key in locks(one, paper))
    if check is not None and not uncorrected(check):
        yield Fault(
            because=paper,
            about=party,
            wrong=f"{why}已经改正，{one.base.penal.label}的{named}不能作出",
            gravity=Gravity.REVOCABLE,
            code="corrected",
            field="penalties",
            mendable=paper.issued is None and not paper.told,
            blocks=GATES,
        )
        return
    yield Duty(
        because=paper,
        about=party,
        owes=owes,
        do={
            CORRECTION_ORDER.key: "责令改正" if one.base.undated else "责令限期改正",
            PROOF_OF_SERVICE.key: "送达责令改正通知书",
        }.get(owes.key, "核查改正情况"),
        why=f"{one.base.penal.label}的{named}要在责令改正、逾期不改之后：{why}",
        met=check.ended if check is not None else None,
        gates=GATES,
        gravity=Gravity.REVOCABLE,
    )


def provision(basis: Basis, norm: str, *, title: str, asks: str | None, key: str = "locked") -> Provision:
    """The provision of one article whose penalties wait; ``asks`` is what its own module opens with, for people to read."""
    rule = rule_for(norm, basis.article)
    rule.__doc__ = asks
    return Provision(basis=basis, key=key, title=title, triggers=PAPERS, met_by=LOCK_KINDS, rule=rule)
