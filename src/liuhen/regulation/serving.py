"""How papers reached the party, and what stands between the prior notice and the decision.

A slip says when a paper was received; service by public notice takes effect when its period ends. A notice opens two windows:
for statement and defence (as the notice states) and, where a hearing may be asked for, for that (by statute). The decision waits
for both (practice.md 1, 11).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liuhen.regulation.asking import about_party, as_day, concerns, day_of, parties, standing_for
from liuhen.regulation.calendar import Period, days, working_days
from liuhen.regulation.coverage import moment
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD, HEARING_WITHDRAWN
from liuhen.regulation.kinds.decision_notice import DEFENCE_REVIEW, DEFENCE_WAIVED, PRIOR_NOTICE
from liuhen.regulation.kinds.decision_papers import CASE_TRANSFERRED, CASE_WITHDRAWN, NO_PENALTY_DECISION, PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.initiation import STOPPED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import DISTANT_FUTURE, Instant

#: 公告送达: 60 days until 民事诉讼法 was amended with effect from 2022-01-01, 30 since.
SHORTER_NOTICE = date(2022, 1, 1)
#: The new 行政处罚法: hearing requests within 5 working days; before, within 3 days.
NEW_PENALTY_LAW = date(2021, 7, 15)
DEFENCE_DAYS = 3
#: What closes a case for a party without a penalty.
OTHER_ENDS = (NO_PENALTY_DECISION, CASE_WITHDRAWN, CASE_TRANSFERRED, STOPPED)
NOTICE_KINDS = (PRIOR_NOTICE, PROOF_OF_SERVICE, DEFENCE_WAIVED, DEFENCE_REVIEW, HEARING_RECORD, HEARING_WITHDRAWN)


# -- service ----------------------------------------------------------------------------------------------------------
#: The field that says when the act of serving was done, by the way it was done; otherwise the time of the slip.
_BEGUN = {"public_notice": "published", "post": "posted"}


def begun(proof: Record) -> Instant:
    """When the act of serving was done: posted, published, or handed over."""
    day = as_day(proof.get(_BEGUN.get(str(proof.get("way")), "")))
    return Instant.day(day) if day else proof.at


def takes_effect(proof: Record, terms: Terms) -> Instant:
    """When the paper counts as received: what the return receipt says, when it reached the party's system, the notice's end."""
    way = proof.get("way")
    if way == "public_notice":
        start = begun(proof)
        end = terms.due(start, days(60 if day_of(start) < SHORTER_NOTICE else 30))
        return terms.rolled(end) if terms.setting("notice_rolls_forward", on=day_of(start), default=False) else end
    if way == "post" and (day := as_day(proof.get("received_on"))):
        return Instant.day(day)
    if way == "electronic" and (arrived := moment(proof.get("arrived"))):
        return arrived
    return proof.at


def proofs(history: History, paper: Record, party: str = "") -> Iterator[Record]:
    """The standing slips on which a paper was served; on ``party``, where it is given (a paper may concern several)."""
    found: list[Record] = history.remembered(("proofs", paper.id, party), lambda: list(_proofs(history, paper, party)))
    return iter(found)


def _proofs(history: History, paper: Record, party: str) -> Iterator[Record]:
    whom = party or str(paper.get("party") or "")
    for proof in history.of(PROOF_OF_SERVICE):
        listed = proof.get("papers") or ()
        named = paper.id in listed or (not listed and proof.about == paper.id)
        told = not listed and not proof.about and proof.get("paper_kind") == paper.kind.key
        if proof.stands and (named or told) and concerns(proof, "" if whom == "all" else whom):
            yield proof


def served(history: History, paper: Record, terms: Terms, party: str = "") -> Record | None:
    """The slip on which a paper was first received."""
    return min(proofs(history, paper, party), key=lambda proof: takes_effect(proof, terms), default=None)


# -- the decision -----------------------------------------------------------------------------------------------------
def decision_for(history: History, party: str) -> Record | None:
    """The penalty decision about a party that stands; None while there is none."""
    found = standing_for(history, PENALTY_DECISION, party)
    return found if found is not None and found.stands else None


def made(decision: Record) -> Instant:
    """When a decision was made: issued here, or as its paper says."""
    return decision.effective or decision.at


def ended_otherwise(history: History, party: str) -> Record | None:
    """What ended the matter for a party without a penalty: no penalty, withdrawn, transferred, stopped; None if nothing did."""
    for kind in OTHER_ENDS:
        for record in about_party(history, kind, party):
            if record.stands:
                return record
    for end in about_party(history, PARTY_END, party):
        if end.get("ground") in {"no_penalty", "withdrawn", "transferred"} and end.stands:
            return end
    return None


def nobody_punished(history: History) -> bool:
    """Whether the matter ended without a penalty for every party."""
    everybody = parties(history)
    return all(ended_otherwise(history, party) is not None and decision_for(history, party) is None for party in everybody)


# -- the notice and its windows ---------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A prior notice as it reached one party. ``record`` may be the slip, where a source tells of nothing but the service."""

    record: Record
    proof: Record | None
    received: Instant | None
    hearing: bool | None
    period: Period | None

    @property
    def given(self) -> Instant | None:
        """When the party was told: received, or, where a source tells only of the notice, its own day."""
        return self.received or (self.record.at if self.record.told else None)

    @property
    def opens(self) -> Instant | None:
        """When its periods begin; a told notice without a slip was received on its day or later."""
        if self.received is not None or not self.record.told:
            return self.received
        return Instant(self.record.at.lo, DISTANT_FUTURE)


def notice_for(history: History, party: str, terms: Terms) -> Notice | None:
    """The newest prior notice to a party; None where there is none."""
    record = standing_for(history, PRIOR_NOTICE, party)
    if record is None:
        return _slip_alone(history, party, terms)
    proof = served(history, record, terms, party)
    told_hearing = record.get("hearing")
    received = takes_effect(proof, terms) if proof else None
    return Notice(
        record=record,
        proof=proof,
        received=received,
        hearing=bool(told_hearing) if told_hearing is not None or not record.told else None,
        period=defence_period(record, received or record.at),
    )


def defence_period(notice: Record, received: Instant) -> Period | None:
    """The time for statement and defence that a notice gives; None where a source tells of none.

    No edition of the 行政处罚法 says how long it is. A notice that counts in calendar days says so; otherwise its days are working days
    since 2021-07-15 (第八十五条, and the form's own words), and calendar days before: no article made working days of them then.
    """
    calendar, stated = notice.get("calendar_days"), notice.get("period_days")
    if calendar:
        return days(int(calendar))
    count = int(stated) if stated else (None if notice.told else DEFENCE_DAYS)
    if count is None:
        return None
    return days(count) if day_of(received) < NEW_PENALTY_LAW else working_days(count)


def _slip_alone(history: History, party: str, terms: Terms) -> Notice | None:
    """A source that tells only of the service of a prior notice."""
    for proof in about_party(history, PROOF_OF_SERVICE, party):
        if proof.told and proof.get("paper_kind") == PRIOR_NOTICE.key:
            return Notice(record=proof, proof=proof, received=takes_effect(proof, terms), hearing=None, period=None)
    return None


def waiver(history: History, party: str) -> Record | None:
    """The party's express waiver of statement and defence."""
    return next(_since(history, DEFENCE_WAIVED, party, standing_for(history, PRIOR_NOTICE, party)), None)


def _since(history: History, kind: Kind, party: str, notice: Record | None) -> Iterator[Record]:
    """What a party did upon the newest notice: what is older than the notice answers another, or none (第四十四条)."""
    for record in about_party(history, kind, party):
        if record.stands and not (notice is not None and record.ended.before(notice.at)):
            yield record


def statement_over(history: History, party: str, notice: Notice, terms: Terms) -> Instant | None:
    """When the decision need wait no longer for statement and defence; None where it cannot be told."""
    ends = [record.at for record in _since(history, DEFENCE_WAIVED, party, notice.record)]
    ends += [record.effective or record.at for record in _since(history, DEFENCE_REVIEW, party, notice.record)]
    if notice.opens is not None and notice.period is not None:
        ends.append(terms.due(notice.opens, notice.period))
    return min(ends, default=None)


def hearing_period(received: Instant) -> Period:
    """The time to ask for a hearing, by the law of the day the notice was received."""
    return working_days(5) if day_of(received) >= NEW_PENALTY_LAW else days(3)


def hearing_over(history: History, party: str, notice: Notice, terms: Terms) -> Instant | None:
    """When the decision need wait no longer for a hearing; a waiver of the defence alone does not shorten it."""
    ends = [record.ended for record in _since(history, HEARING_RECORD, party, notice.record)]
    ends += [record.at for record in _since(history, HEARING_WITHDRAWN, party, notice.record)]
    ends += [record.at for record in _since(history, DEFENCE_WAIVED, party, notice.record) if record.get("hearing_too")]
    if notice.opens is not None:
        ends.append(terms.due(notice.opens, hearing_period(notice.opens)))
    return min(ends, default=None)


def firm(due: Instant | None, met: Instant | None) -> Instant | None:
    """The day of a decision as a limit; none where a source gives the decision no day and the two cannot be compared."""
    if due is None or due.known_day is not None or met is None or met.by(due) is not None:
        return due
    return None


def precedes(first: Instant | None, then: Instant | None) -> bool | None:
    """Whether one act came before another; None where either is unknown or the precision cannot tell."""
    if first is None or then is None:
        return None
    return True if first.hi <= then.lo else (False if first.lo > then.hi else None)
