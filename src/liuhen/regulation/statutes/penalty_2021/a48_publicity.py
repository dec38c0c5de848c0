"""第四十八条第二款  公开的处罚决定被变更、撤销、确认违法或者无效的，三日（工作日）内撤回并公开说明理由。"""

from collections.abc import Iterator

from liuhen.regulation.asking import about_party, as_day
from liuhen.regulation.calendar import working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.archiving import PUBLICITY, PUBLICITY_WITHDRAWN
from liuhen.regulation.kinds.assistance import DECISION_CHANGED
from liuhen.regulation.kinds.court import REMEDY_SOUGHT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

DAYS = 3
WORDS = {"changed": "变更", "revoked": "撤销", "unlawful": "确认违法", "void": "确认无效"}


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A decision that no longer stands as it was is taken off the site it was published on."""
    for published in history.of(PUBLICITY):
        decision = _decision(history, published)
        gone, words = _gone(history, decision) if decision is not None else (None, "")
        if decision is None or gone is None or gone.before(published.at):
            continue
        due = terms.due(gone, working_days(DAYS))
        withdrawn = next((item for item in history.of(PUBLICITY_WITHDRAWN) if item.about in {published.id, ""}), None)
        yield Duty(
            because=published,
            about=str(decision.get("party") or ""),
            owes=PUBLICITY_WITHDRAWN,
            do="撤回公示并说明理由",
            why=f"{said(gone)} {words}，三个工作日到 {until(due, terms.calendar)}",
            due=due,
            met=withdrawn,
            gravity=Gravity.IRREGULAR,
            unit="working_days",
        )


def _decision(history: History, published: Record) -> Record | None:
    """The decision that was published: the one named, else the only one about the party."""
    named = history.record(published.about) if published.about else None
    if named is not None:
        return named if named.kind is PENALTY_DECISION else None
    found = list(about_party(history, PENALTY_DECISION, str(published.get("party") or "")))
    return found[0] if len(found) == 1 else None


def _gone(history: History, decision: Record) -> tuple[Instant | None, str]:
    """When and how a decision was changed, revoked, found unlawful or void: by the bureau itself, on review, or by a court."""
    found: list[tuple[Instant, str]] = []
    if decision.voided is not None:
        found.append((Instant.exact(decision.voided.recorded_at), "决定作废"))
    party = str(decision.get("party") or "")
    changes = [item for item in about_party(history, DECISION_CHANGED, party) if item.stands and item.about in {decision.id, ""}]
    found += [(item.effective or item.at, f"决定{WORDS.get(str(item.get('result')), '变更')}") for item in changes]
    for remedy in about_party(history, REMEDY_SOUGHT, party):
        day = as_day(remedy.get("result_on"))
        if remedy.get("result") in WORDS and remedy.about in {decision.id, ""}:
            found.append((Instant.day(day) if day else remedy.at, f"决定经复议或者诉讼{WORDS[str(remedy['result'])]}"))
    return min(found, default=(None, ""), key=lambda item: item[0])


PROVISION = Provision(
    basis=PENALTY_2021(48, "第二款"),
    title="决定被撤销的三个工作日内撤回公示",
    triggers=(PUBLICITY, PENALTY_DECISION),
    met_by=(PUBLICITY_WITHDRAWN, DECISION_CHANGED, REMEDY_SOUGHT),
    rule=rule,
)
