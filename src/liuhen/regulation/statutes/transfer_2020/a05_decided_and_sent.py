"""第五条  涉嫌犯罪的，两名以上执法人员核实并提出报告；负责人三日内决定，批准的二十四小时内移送，不批准的记录理由。"""

from collections.abc import Iterator

from liuhen.regulation.asking import concerns, officer_count
from liuhen.regulation.calendar import days, hours
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role, Verdict
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.assistance import TRANSFER_REPORT
from liuhen.regulation.kinds.decision_papers import CASE_TRANSFERRED
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import TRANSFER_2001, TRANSFER_2020
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

DECIDE, SEND = days(3), hours(24)
LEAST = 2


def decided(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The head decides within three calendar days of the report, either way; a refusal says why."""
    for report in history.of(TRANSFER_REPORT):
        due = terms.due(report.submitted, DECIDE)
        view = report.part("head") or report.refused("head")
        untold = view is not None and view.verdict == Verdict.UNTOLD
        yield Duty(
            because=report,
            owes=TRANSFER_REPORT.part("head"),
            do="决定是否移送公安机关",
            why=f"{said(report.submitted)} 提出报告，三日到 {until(due)}",
            due=due,
            met=None if untold else view,
            unseen=untold,
            role=Role.HEAD,
            gravity=Gravity.IRREGULAR,
        )
        refused = report.refused("head")
        if refused is not None and not refused.text:
            yield Fault(because=report, wrong="不批准移送，没有记录理由", gravity=Gravity.IRREGULAR, code="reason")
        count = officer_count(report)
        if count is not None and count < LEAST:
            yield Fault(
                because=report,
                wrong=f"核实涉嫌犯罪案件的执法人员只有 {count} 名，不得少于两名",
                gravity=Gravity.IRREGULAR,
                code="count",
                field="officers",
                mendable=not report.parts,
            )


def sent(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Within 24 hours of the approval the case is with the police; the approval is the report's, else the paper's own."""
    letters = [letter for letter in history.of(CASE_TRANSFERRED) if letter.get("crime")]
    for report in history.of(TRANSFER_REPORT):
        view = report.part("head")
        if view is not None and view.verdict == Verdict.AGREED:
            party = str(report.get("party") or "")
            letter = next((item for item in letters if item.stands and concerns(item, party)), None)
            yield _sent(report, party, view.at, terms, letter)
    if any(True for _ in history.of(TRANSFER_REPORT)):
        return
    for letter in letters:
        view = letter.part("head")
        if view is not None and view.verdict == Verdict.AGREED:
            yield _sent(letter, str(letter.get("party") or ""), view.at, terms, letter if letter.stands else None)


def _sent(because: Record, party: str, approved: Instant, terms: Terms, letter: Record | None) -> Duty:
    due = terms.due(approved, SEND)
    return Duty(
        because=because,
        about=party,
        owes=CASE_TRANSFERRED,
        do="向公安机关移送案件",
        why=f"{said(approved)} 批准移送，二十四小时到 {until(due)}",
        due=due,
        met=(letter.effective or letter.at) if letter else None,
        unit="hours",
        gravity=Gravity.IRREGULAR,
    )


_VERSIONS = (TRANSFER_2020, TRANSFER_2001)
PROVISIONS = (
    *(
        Provision(basis=source(5), key="decided", title="三日内决定是否移送", triggers=(TRANSFER_REPORT,), rule=decided)
        for source in _VERSIONS
    ),
    *(
        Provision(
            basis=source(5),
            key="sent",
            title="批准后二十四小时内移送",
            triggers=(TRANSFER_REPORT, CASE_TRANSFERRED),
            rule=sent,
        )
        for source in _VERSIONS
    ),
)
