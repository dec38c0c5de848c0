"""What a notice or decision applies: which violation's base it cites, which tier, and the range that follows. Nothing here judges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from liuhen.regulation.asking import PARTY_KINDS, parties
from liuhen.regulation.causes import ACT_KINDS, CAUSE_KINDS, act_day, paper_day, violations_of
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.kinds.decision_notice import PRIOR_NOTICE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.norms import Clause, Edition, Norm
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms
from liuhen.regulation.usual_penalty import PENALTIES
from liuhen.regulation.violation import Base, Tier, Violation

#: Papers that say what is to be imposed; each is judged on its own.
PAPERS = (PRIOR_NOTICE, PENALTY_DECISION)
#: With what is decided on the spot, which is weighed on no report: only its kinds, range and body are judged.
EVERY_PAPER = (*PAPERS, SUMMARY_DECISION)
#: What else changes the judgement of a paper.
WEIGHED_BY = tuple({kind.key: kind for kind in (*CAUSE_KINDS, *PARTY_KINDS, *ACT_KINDS, INVESTIGATION_REPORT)}.values())
NAMES = dict(PENALTIES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """A base that a paper cites: ``row`` is the LawRefs row that does, ``edition`` the one of the day of the act (None if unknown)."""

    violation: Violation
    base: Base
    tier: Tier
    row: Mapping[str, Any]
    edition: Edition | None
    tier_stated: bool

    @property
    def read(self) -> bool:
        """Whether the text of that edition was read; where it was not, nothing is claimed of its range."""
        return self.edition is None or self.edition.read


def papers(history: History, kinds: tuple[Kind, ...] = PAPERS) -> Iterator[Record]:
    """The notices and decisions of a case that say what is imposed."""
    return (paper for paper in history.of(*kinds) if paper.get("penalties") or money(paper.get("fine")) is not None)


def cites(row: Mapping[str, Any], norm: Norm) -> bool:
    """Whether a LawRefs row is about this norm, in whatever edition."""
    title = str(row.get("title") or "").strip().strip("《》")
    keys = {edition.source.key for edition in norm.editions}
    return row.get("norm") in keys or title in {norm.title, norm.short, norm.title.removeprefix("中华人民共和国")}


def article_of(row: Mapping[str, Any], norm: Norm, day: date | None) -> str:
    """The article that a row names, by its number in the newest edition."""
    edition = norm.issued(str(row.get("version") or "")) or (norm.on(day) if day else None) or norm.newest
    said = str(row.get("article") or "")
    back = {old: new for new, old in edition.numbers.items()}
    return back.get(said, said)


def same_article(row: Mapping[str, Any], clause: Clause, day: date | None) -> bool:
    """Whether a row cites this clause's article."""
    return cites(row, clause.norm) and article_of(row, clause.norm, day) == clause.article


def cited(paper: Record, key: str = "basis") -> list[Mapping[str, Any]]:
    """The rows of a LawRefs field."""
    return [row for row in paper.get(key) or () if isinstance(row, Mapping)]


def said_of(history: History, paper: Record, key: str) -> Any:
    """A value of the paper itself, else what the report says."""
    value = paper.get(key)
    if value in (None, "", []):
        report = history.standing(INVESTIGATION_REPORT)
        value = report.get(key) if report is not None else None
    return value


def applied(history: History, paper: Record, terms: Terms) -> list[Applied]:
    """The bases of the case's violations that a paper cites, each once."""
    day = act_day(history)
    found: list[Applied] = []
    for violation in violations_of(history, terms):
        for base in violation.bases:
            row = next((row for row in cited(paper) if same_article(row, base.penal, day)), None)
            if row is not None:
                tier, stated = tier_of(history, paper, base)
                edition = base.penal.norm.on(day or paper_day(paper))
                found.append(Applied(violation=violation, base=base, tier=tier, row=row, edition=edition, tier_stated=stated))
                break
    return found


def tier_of(history: History, paper: Record, base: Base) -> tuple[Tier, bool]:
    """The tier that applies, and whether somebody stated it; one that nobody stated is the first that knows the penalties."""
    if base.persons is not None and punishes_person(history, paper):
        return base.persons.tier, True
    stated = base.tier(str(said_of(history, paper, "tier") or ""))
    if stated is not None:
        return stated, True
    chosen = frozenset(paper.get("penalties") or ())
    known = [tier for tier in base.tiers if chosen <= tier.allowed]
    return (known[0], known[0] is base.tiers[0]) if known else (base.tiers[0], True)


def punishes_person(history: History, paper: Record) -> bool:
    """Whether a paper is about somebody punished beside the organisation: as stated, else a citizen beside an organisation."""
    liable = paper.get("liable")
    if liable:
        return bool(liable == "person")
    everybody = parties(history)
    party = everybody.get(str(paper.get("party") or ""), {})
    organisation = any(one.get("type") == "organisation" for one in everybody.values())
    return party.get("type") == "citizen" and organisation


def amount_of(history: History, paper: Record, of: str) -> Decimal | None:
    """The gain or turnover on which a multiple is counted; None where it cannot be told. No confiscation is no gain."""
    stated = money(said_of(history, paper, of))
    if stated is None and of == "gain":
        stated = money(paper.get("confiscation"))
        if stated is None and not paper.told and "confiscation" not in (paper.get("penalties") or ()):
            return Decimal(0)
    return stated


def range_of(history: History, paper: Record, found: list[Applied]) -> tuple[Decimal, Decimal | None] | None:
    """The least and the most fine of a paper; no most where the turnover is unknown; None where no tier knows a fine."""
    least, most, any_fine = Decimal(0), Decimal(0), False
    open_end = False
    for one in found:
        sums = one.tier.fine
        if sums is None:
            continue
        any_fine = True
        amount = amount_of(history, paper, sums.of) if sums.times else Decimal(0)
        if amount is None:
            least, open_end = least + sums.least, True
        else:
            low, high = sums.range(amount)
            least, most = least + low, most + high
    if not any_fine:
        return None
    return least, None if open_end else most


def levels(least: Decimal, most: Decimal, cuts: tuple[int, int] = (30, 70)) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """The bounds of lighter, ordinary and heavier within a range; ``cuts`` in per cent, a bureau's own where it has set them."""
    width = most - least
    return least, least + width * cuts[0] / 100, least + width * cuts[1] / 100, most


def yuan(amount: Decimal) -> str:
    """A sum without needless places."""
    return f"{amount.normalize():f}"
