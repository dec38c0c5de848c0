"""不予处罚清单：案由在本局清单里的，提示可以不予处罚；仍予处罚而没有一句说明的，提示。依据处罚法第三十三条，清单是本局的。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, day_of
from liuhen.regulation.causes import CAUSE_KINDS, paper_day, stated
from liuhen.regulation.fields import Text
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.kinds.decision_papers import NO_PENALTY_DECISION, PENALTY_DECISION
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.leniency import ASKS, Listed, fitting
from liuhen.regulation.penalties import EVERY_PAPER, papers, said_of
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

DECIDED = (PENALTY_DECISION, SUMMARY_DECISION, NO_PENALTY_DECISION)
#: Words by which running text says that the list was thought of.
_SPEAKS = ("不予处罚", "不予行政处罚", "首违不罚", "轻微不罚")


def offered(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Until something is decided: the list that holds on the day of the case's newest entry names this act."""
    about = stated(history)
    if about is None or any(record.stands for record in history.of(*DECIDED)):
        return
    on = day_of(Instant.exact(history.entries[-1].recorded_at))
    for row in fitting(history, terms, on):
        yield _note(about, "offered", f"“{row.cause}”在本局{_named(row)}里：{_asked(row)}", "cause")


def unsaid(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A paper that punishes a listed act says why it does."""
    for paper in papers(history, EVERY_PAPER):
        for row in fitting(history, terms, paper_day(paper)):
            if not _speaks(history, paper):
                wrong = f"“{row.cause}”在本局{_named(row)}里（{_asked(row)}），没有写明为什么仍予处罚"
                yield _note(paper, "unsaid", wrong, "leniency", party=str(paper.get("party") or ""))


def _named(row: Listed) -> str:
    return f"{row.title}（{row.since} 起，{row.source}）" if row.source else row.title


def _asked(row: Listed) -> str:
    return row.conditions or ASKS.get(row.ground, "")


def _speaks(history: History, paper: Record) -> bool:
    """Whether the paper, or the report behind it, has a word on the list."""
    if said_of(history, paper, "leniency"):
        return True
    texts = (str(paper.get(field.key) or "") for field in paper.kind.fields if isinstance(field, Text))
    return any(word in text for text in texts for word in _SPEAKS)


def _note(because: Record, code: str, wrong: str, field: str, *, party: str = "") -> Fault:
    return Fault(because=because, about=party, wrong=wrong, gravity=Gravity.NOTE, code=code, field=field)


BASIS = PRACTICE("不予处罚清单")
OFFERED = Provision(
    basis=BASIS, key="offered", title="案由在清单里的提示可以不予处罚", triggers=CAUSE_KINDS, met_by=(*DECIDED, *PARTY_KINDS), rule=offered
)  # fmt: skip
PROVISIONS = (
    OFFERED,
    Provision(
        basis=BASIS, key="unsaid", title="在清单里仍予处罚的写明理由", triggers=EVERY_PAPER, met_by=(INVESTIGATION_REPORT, *CAUSE_KINDS), rule=unsaid
    ),
)  # fmt: skip
