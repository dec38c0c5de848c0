"""A violation 违法行为 as data: the act in the words of the penal clause, what it breaks, what may be imposed, by whom, after what.

One declaration per violation in ``violations/``; a bureau adds rows of its own (``violation_rows``). Sums are yuan. Where several laws
meet, the violation has several bases and the choice between them is recorded with its reason (law-more.md 7.2, T2 and T3).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from liuhen.regulation.norms import Clause
from liuhen.regulation.vocabulary import Label

#: Two acts of one case, in its 案由 and its name.
JOINT = "；"


class Body(Label):
    """Who imposes a penalty."""

    CULTURE = "culture", "文化主管部门"
    TOURISM = "tourism", "旅游主管部门"
    PRESS = "press", "出版行政主管部门"
    SPORTS = "sports", "体育行政部门"
    POLICE = "police", "公安机关"
    MARKET = "market", "市场监督管理部门"
    LABOUR = "labour", "人力资源和社会保障部门"
    ISSUER = "issuer", "原发证机关"


#: Whose powers a bureau of culture and tourism holds, while it has not stated its own (setting ``powers``).
OUR_POWERS = (Body.CULTURE, Body.TOURISM, Body.PRESS, Body.SPORTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fine:
    """A range: ``least`` to ``most``; from ``line`` on, ``times`` of the gain 违法所得 or the turnover 违法经营额.

    ``may``: it may be imposed besides (可以并处), and need not.
    """

    least: Decimal
    most: Decimal
    may: bool = False
    times: tuple[Decimal, Decimal] | None = None
    line: Decimal = Decimal(0)
    of: str = "gain"

    def range(self, amount: Decimal) -> tuple[Decimal, Decimal]:
        """The least and the most for a gain or turnover of that amount."""
        if self.times is None or amount < self.line:
            return self.least, self.most
        return self.times[0] * amount, self.times[1] * amount


def fine(
    least: int, most: int, *, may: bool = False, times: tuple[int, int] | None = None, line: int = 0, of: str = "gain"
) -> Fine:
    """A range in whole yuan."""
    multiple = (Decimal(times[0]), Decimal(times[1])) if times else None
    return Fine(least=Decimal(least), most=Decimal(most), may=may, times=multiple, line=Decimal(line), of=of)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tier:
    """What may be imposed in ordinary (``ordinary``) or graver cases (``serious``; ``refused``: the order to correct was not obeyed).

    ``must`` are owed together, of ``either`` one at least is, ``may`` are free. Confiscated gains (处罚法第二十八条) are always free
    to be imposed, and owed where there were any. ``months`` bounds a suspension. ``also`` is said in words (取缔, 公告).
    """

    key: str
    when: str = ""
    fine: Fine | None = None
    must: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    months: tuple[int, int] | None = None
    also: tuple[str, ...] = ()

    @property
    def allowed(self) -> frozenset[str]:
        """Every kind of penalty that this tier knows."""
        money = ("fine",) if self.fine else ()
        return frozenset((*self.must, *self.either, *self.may, *money, "confiscation"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Persons:
    """Who is punished beside the organisation, and how (双罚)."""

    who: str
    tier: Tier


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """One legal basis of a violation: what is broken, the penal clause, its tiers, who imposes it.

    ``order``: the clause asks for a written order to correct by a date (责令限期改正). ``locked`` names the penalties, and tiers, that
    wait until such an order was served, its date has passed and the re-check is on record (T4); ``undated``: the clause says 责令改正 and
    no date, so that an order to correct at once will do. ``displaced`` says which higher law goes
    before this one, in words. ``revoker``: who takes the licence where another body imposes the rest.
    """

    key: str
    penal: Clause
    broken: tuple[Clause, ...]
    tiers: tuple[Tier, ...]
    bodies: tuple[Body, ...] = (Body.CULTURE,)
    persons: Persons | None = None
    order: bool = False
    locked: tuple[str, ...] = ()
    undated: bool = False
    displaced: str = ""
    revoker: Body | None = None

    def tier(self, key: str) -> Tier | None:
        """The tier of that key."""
        return next((tier for tier in self.tiers if tier.key == key), None)

    @property
    def highest(self) -> Decimal:
        """The highest fine in yuan that it names without a multiple."""
        return max((tier.fine.most for tier in self.tiers if tier.fine), default=Decimal(0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One of several acts that a penal clause joins by 或者 or 、, where each breaks articles of its own.

    ``words`` state it as a 案由. ``broken`` are the articles it breaks, each named in a base. ``item`` is the item of the penal clause
    that names it, where it has one of its own.
    """

    key: str
    words: str
    broken: tuple[Clause, ...]
    item: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Violation:
    """One violation. ``words`` are the 案由; ``formerly`` other words under which older entries state it. The first base is ours by default.

    ``row`` is its number in the table of ranges (law-more.md 7.1), 0 for those beside it. ``source`` names who added a row of a bureau's own.
    ``acts`` are offered instead of ``words`` where the clause joins several; older entries that state them joined mean the whole. ``chosen``
    are the keys of the acts that a 案由 states; empty for the whole.
    """

    key: str
    words: str
    industry: str
    bases: tuple[Base, ...]
    row: int = 0
    formerly: tuple[str, ...] = ()
    business: bool = True
    source: str = ""
    acts: tuple[Act, ...] = ()
    chosen: tuple[str, ...] = ()

    @property
    def base(self) -> Base:
        """The base that is taken unless another is chosen."""
        return self.bases[0]

    def of(self, keys: Collection[str]) -> "Violation":
        """These of its acts alone: their words, the articles that they break, and the bases of which they break any."""
        acts = [act for act in self.acts if act.key in keys]
        broken = [clause for act in acts for clause in act.broken]
        item = acts[0].item if len(acts) == 1 else ""
        bases = [
            replace(base, broken=left, penal=replace(base.penal, paragraph=item or base.penal.paragraph))
            for base in self.bases
            if (left := tuple(clause for clause in base.broken if clause in broken))
        ]
        chosen = tuple(act.key for act in acts)
        return replace(self, words=JOINT.join(act.words for act in acts), bases=tuple(bases), acts=(), formerly=(), chosen=chosen)

    @property
    def each(self) -> "tuple[Violation, ...]":
        """Its acts one by one, as they are offered; itself where it has one alone."""
        return tuple(self.of((act.key,)) for act in self.acts) or (self,)

    @property
    def sound(self) -> bool:
        """Whether its acts, if it has any, are two or more, each breaks an article, and together they break what the bases name."""
        named = [clause for base in self.bases for clause in base.broken]
        broken = [clause for act in self.acts for clause in act.broken]
        alike = all(clause in named for clause in broken) and all(clause in broken for clause in named)
        return not self.acts or (len(self.acts) > 1 and all(act.broken for act in self.acts) and alike)

    def within(self, other: "Violation") -> bool:
        """Whether all that this states is stated by the other of the same key: the whole states each act, an act not the whole."""
        return self.key == other.key and (not other.chosen or (bool(self.chosen) and set(self.chosen) <= set(other.chosen)))


@dataclass(frozen=True)
class Catalogue(Mapping[str, Violation]):
    """Violations by key, in their order; and by the words under which they are stated."""

    by_key: Mapping[str, Violation] = field(default_factory=dict)

    @classmethod
    def of(cls, listed: Iterable[Violation]) -> "Catalogue":
        """Bind them; a key or words that two of them claim, or acts that do not fit their bases, are a ValueError."""
        found: dict[str, Violation] = {}
        said: dict[str, str] = {}
        for violation in listed:
            if violation.key in found:
                raise ValueError(f"violation {violation.key} is declared twice")
            found[violation.key] = violation
            if not violation.sound:
                raise ValueError(f"violation {violation.key}: its acts break what its bases name, each at least one article")
            for words in (violation.words, *violation.formerly, *(act.words for act in violation.acts)):
                if said.setdefault(plain(words), violation.key) != violation.key:
                    raise ValueError(f"violations {said[plain(words)]} and {violation.key} answer to the same words: {words}")
        return cls(found)

    def __getitem__(self, key: str) -> Violation:
        """The violation of that key."""
        return self.by_key[key]

    def __iter__(self) -> Iterator[str]:
        """Keys in their order."""
        return iter(self.by_key)

    def __len__(self) -> int:
        """How many."""
        return len(self.by_key)

    @cached_property
    def _by_words(self) -> Mapping[str, Violation]:
        whole = {plain(words): one for one in self.by_key.values() for words in (one.words, *one.formerly)}
        return whole | {plain(act.words): act for one in self.by_key.values() for act in one.each if act.chosen}

    def named(self, words: str) -> Violation | None:
        """The violation that is stated by these words; None where the catalogue has none."""
        return self._by_words.get(plain(words))

    def read(self, cause: str) -> tuple[list[Violation], list[str]]:
        """The violations that a 案由 states, several acts of one together, and the words in it that the catalogue does not know."""
        found: dict[str, Violation] = {}
        unknown = []
        for words in filter(None, (part.strip() for part in cause.split(JOINT))):
            violation = self.named(words)
            if violation is None:
                unknown.append(words)
            else:
                found[violation.key] = self._joined(found.get(violation.key), violation)
        return list(found.values()), unknown

    def _joined(self, before: Violation | None, violation: Violation) -> Violation:
        if before is None or not violation.chosen:
            return violation
        return self.by_key[violation.key].of((*before.chosen, *violation.chosen)) if before.chosen else before

    def industries(self) -> dict[str, list[Violation]]:
        """Grouped by industry, in order."""
        grouped: dict[str, list[Violation]] = {}
        for violation in self.by_key.values():
            grouped.setdefault(violation.industry, []).append(violation)
        return grouped

    def joined(self, rows: Iterable[Violation]) -> "Catalogue":
        """With a bureau's rows: one of the same key takes the place of ours."""
        return Catalogue({**self.by_key, **{row.key: row for row in rows}})


def plain(words: str) -> str:
    """Words without the marks and spaces in which two spellings of one 案由 differ."""
    return "".join(sign for sign in words.strip().rstrip("。") if sign not in " 　、，,《》“”的")
