"""第八条  接到投诉举报，需要查处的及时启动并记录；实名的，审查后不启动的，依法告知本人，并作书面记录。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import working_days
from liuhen.regulation.grammar import Duty, Fault, Provision, Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.initiation import (
    CLUE_LINKED,
    CLUE_TRIAGE,
    COMPLAINANT_TOLD,
    COMPLAINT_REGISTRATION,
    STOPPED,
)
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: What comes of an examination after which nothing is started here.
_NOT_STARTED = frozenset({"not_open", "transfer"})


def triage(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Every complaint is examined; one that needs action starts a case. No article sets a number of days: a setting does."""
    for complaint in history.of(COMPLAINT_REGISTRATION):
        limit = terms.setting("triage_days")
        decided = history.standing(CLUE_TRIAGE)
        yield Duty(
            because=complaint,
            owes=CLUE_TRIAGE,
            do="审查线索，决定是否启动",
            why=f"{said(complaint.at)} 收到投诉举报",
            due=terms.due(complaint.at, working_days(int(limit))) if limit else None,
            met=decided if decided and decided.stands else None,
            unit="working_days",
        )
        if decided and decided.stands and decided["result"] == "open":
            yield Duty(
                because=decided,
                owes=CLUE_LINKED,
                do="启动执法程序并立案",
                why="审查认为需要查处，应当及时启动",
                met=bool(decided["case"]) or history.standing(CLUE_LINKED),
            )


def telling(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A complainant who gave his name is told when nothing is started here, a transfer too; the limit is the sector's, so a setting."""
    named = any(complaint["named"] for complaint in history.of(COMPLAINT_REGISTRATION))
    if not named:
        return
    for decided in history.of(CLUE_TRIAGE):
        if not decided.stands or decided["result"] not in _NOT_STARTED:
            continue
        handed_on = decided["result"] == "transfer"
        limit = terms.setting("complainant_days")
        settled = decided.effective or decided.at
        yield Duty(
            because=decided,
            owes=COMPLAINANT_TOLD,
            do="告知投诉举报人已移送" if handed_on else "告知投诉举报人不启动",
            why=f"实名投诉举报，{said(settled)} 决定{'移送，本机关不启动' if handed_on else '不启动'}",
            due=terms.due(settled, working_days(int(limit))) if limit else None,
            met=history.standing(COMPLAINANT_TOLD),
            unit="working_days",
            role=Role.RECEPTION,
        )


def stopped(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A case that came from a named complaint and is stopped: the complainant is told as well (practice.md 3)."""
    if not any(link["named"] for link in history.of(CLUE_LINKED)):
        return
    for end in history.of(STOPPED):
        yield Duty(
            because=end,
            owes=Owed.COMPLAINANT_TOLD,
            do="告知投诉举报人程序终止",
            why="案件来自实名投诉举报，终止后应当告知",
            met=end.at if end["complainant_told"] else None,
            gates=("closing_report",),
        )


PROVISIONS = (
    Provision(
        basis=REG(8),
        key="triage",
        title="投诉举报及时审查、及时启动",
        triggers=(COMPLAINT_REGISTRATION, CLUE_TRIAGE),
        met_by=(CLUE_LINKED,),
        reads="clue",
        rule=triage,
    ),
    Provision(
        basis=REG(8),
        key="told",
        title="不启动的告知实名投诉举报人",
        triggers=(COMPLAINT_REGISTRATION, CLUE_TRIAGE),
        met_by=(COMPLAINANT_TOLD,),
        reads="clue",
        rule=telling,
    ),
    Provision(
        basis=REG(8),
        key="stopped",
        title="终止的告知实名投诉举报人",
        triggers=(STOPPED, CLUE_LINKED),
        rule=stopped,
    ),
)
