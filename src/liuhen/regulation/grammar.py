"""The nouns in which the law is written down: sources, kinds, parts, provisions, duties, faults.

All is frozen and knows no database or clock; form, schema, paper, completeness and help are derived from it by the rooms above.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, final

from liuhen.regulation.fields import Field
from liuhen.regulation.vocabulary import (
    Basis,
    Gravity,
    Label,
    Level,
    Refusal,
    Role,
    Signer,
    Source,
    Stage,
    Status,
    Verdict,
    chinese_number,
)
from liuhen.regulation.when import Instant

if TYPE_CHECKING:
    from liuhen.regulation.history import Entry, History, PartView, Record
    from liuhen.regulation.terms import Terms

__all__ = [
    "Basis", "Duty", "Fault", "Gravity", "Kind", "Label", "Level", "OfficersSign", "Opinion", "OutsiderSigns", "Paper", "Part", "PartOf",
    "Provision", "Refusal", "Role", "Rule", "Signer", "Source", "Stage", "Status", "Told", "Verdict", "chinese_number",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Something a record still needs from a person: an opinion, a signature.

    ``when`` names a field of the record whose truth makes the part owed; ``each`` a list field that asks for one part per
    item (its ``id``). ``page_by_page`` asks the signer to sign each page. ``refusable``: a recorded refusal completes it.
    """

    key: str
    title: str
    when: str = ""
    each: str = ""
    role: Role | None = None
    signer: Signer = Signer.STAFF
    opinion: bool = False
    page_by_page: bool = False
    refusable: bool = False
    optional: bool = False
    outside: bool = False

    @property
    def who(self) -> str:
        """Whose part it is, as its title names him: 当事人 of 当事人签收."""
        return self.title.removesuffix(self.act)

    @property
    def act(self) -> str:
        """What he does: 签收 of 当事人签收; empty where the title names nothing of the kind."""
        return next((act for act in _ACTS if self.title.endswith(act)), "")


#: What somebody does at a part, as titles of parts end; a longer one before those that it ends with.
_ACTS = ("清点签收", "签收", "签名或者盖章", "签名", "审签", "签署", "合法性审查意见", "意见")


def Opinion(key: str, title: str, *, role: Role, when: str = "", optional: bool = False) -> Part:  # noqa: N802
    """An opinion with a verdict (同意 / 退回 / 不同意) by somebody who holds ``role``, under his own password."""
    return Part(key=key, title=title, role=role, when=when, opinion=True, optional=optional)


def OfficersSign(*, each: str = "officers", title: str = "执法人员签名") -> Part:  # noqa: N802
    """One signature per officer of the record, each under his own password."""
    return Part(key="officers", title=title, role=Role.OFFICER, signer=Signer.OFFICERS, each=each)


def OutsiderSigns(  # noqa: N802
    key: str, title: str, signer: Signer, *, each: str = "", when: str = "", page_by_page: bool = False, refusable: bool = True
) -> Part:
    """A signature of somebody outside the bureau (party, witness, recipient); a refusal is recorded with its reason."""
    return Part(
        key=key, title=title, signer=signer, each=each, when=when, page_by_page=page_by_page, refusable=refusable, outside=True
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """How a dated fact from elsewhere fills a field: where ``pattern`` is found in its note, ``field`` takes ``value`` or group 1.

    ``part`` instead of ``field`` reads the fact as a part that agreed (主管领导批准).
    """

    pattern: str
    field: str = ""
    part: str = ""
    value: Any = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """How a record looks in print. ``body`` paragraphs hold ``{field}`` places and are left out when a named field is empty.

    A paragraph may begin with a condition (``{?hearing}``): see ``liuhen.regulation.paper``.

    ``layout``: notice (to a party, with seal), transcript (signed page by page), form (table with opinions), slip (送达回证).
    ``word`` is the paper word of its number (law-more.md 9.2), e.g. 罚 in 澄文综罚字〔2026〕1号; empty when it carries none.
    ``confirm`` is what a person outside declares by signing: shown above the pad, kept with the signature, printed beside it. A witness
    declares nothing, nor does who writes down another opinion.
    ``letterhead`` is False for what others say (an application, a power of attorney): it does not go out under the agency's name.
    ``receipt`` is False for a notice that nobody signs for (a public notice, an application to a court).
    ``signs`` are opinions whose signature a statute wants on a notice itself; ``sealed`` gives a form a place for the seal.
    """

    layout: str
    word: str = ""
    addressee: str = ""
    body: tuple[str, ...] = ()
    remedies: bool = False
    confirm: str = ""
    copies: str = ""
    volume: str = "main"
    letterhead: bool = True
    receipt: bool = True
    signs: tuple[str, ...] = ()
    sealed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Kind:
    """A record kind: one declaration from which form, schema, paper, completeness, help and API are made; equal only to itself.

    ``time`` is the key of the field that states when the act took place; None leaves it to the usual keys (span, at ...), empty
    means that no field states it (a gap's span is not the time of its explanation).
    """

    key: str
    title: str
    stage: Stage
    basis: tuple[Basis, ...] = ()
    subjects: tuple[str, ...] = ("case",)
    version: int = 1
    fields: tuple[Field, ...] = ()
    parts: tuple[Part, ...] = ()
    about: tuple[str, ...] = ()
    time: str | None = None
    issued: bool = False
    paper: Paper | None = None
    aliases: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    help: str = ""
    group: str = ""
    by_hand: bool = True
    internal: bool = False
    upcast: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)

    def field(self, key: str) -> Field:
        """The field of that key; KeyError if the kind has none."""
        for item in self.fields:
            if item.key == key:
                return item
        raise KeyError(key)

    def part(self, key: str) -> "PartOf":
        """A reference to one part, as something that can be owed or gated."""
        return _part_of(self, key)

    def part_named(self, key: str) -> Part:
        """The declaration of one part; KeyError if the kind has none."""
        return _part_named(self, key)

    @property
    def name(self) -> str:
        """What gates and duties call it: its key."""
        return self.key

    @property
    def signed_outside(self) -> bool:
        """Whether somebody outside the bureau signs it: then it is closed once signed (practice.md 6)."""
        return any(part.outside for part in self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class PartOf:
    """One part of a kind, as something owed (``INITIATION_APPROVAL.part("head")``)."""

    kind: Kind
    key: str

    @property
    def name(self) -> str:
        """``kind.part``, as gates name it."""
        return f"{self.kind.key}.{self.key}"

    @property
    def title(self) -> str:
        """The kind's title and the part's."""
        return f"{self.kind.title}：{self.kind.part_named(self.key).title}"


@cache
def _part_named(kind: Kind, key: str) -> Part:
    for part in kind.parts:
        if part.key == key:
            return part
    raise KeyError(key)


@cache
def _part_of(kind: Kind, key: str) -> PartOf:
    return PartOf(kind=kind, key=_part_named(kind, key).key)


class Duty(NamedTuple):
    """What is owed because of an entry, by when, and what met it.

    ``met``: the entry, record, part or instant that met it; None or False while open. ``met_late_ok`` instants are compared
    with ``due``. ``about`` keys one party, service or item. ``do`` is what the person does (six to sixteen characters, a verb
    first), ``why`` the line below it with the figures. ``gates`` name the acts refused while it is owed (``kind`` or
    ``kind.part``). ``breached``: it can no longer be met. ``unit`` says how the clock speaks (hours, days, working_days).

    A named tuple, written with keywords: rules make some forty for each judging, and a frozen dataclass takes four times as long.
    """

    because: "Record | Entry"
    owes: "Kind | PartOf | str"
    do: str = ""
    why: str = ""
    about: str = ""
    due: Instant | None = None
    met: "Record | Entry | PartView | Instant | bool | None" = None
    gates: tuple[str, ...] = ()
    role: Role = Role.OFFICER
    gravity: Gravity = Gravity.NONCONFORMING
    unit: str = "days"
    breached: bool = False
    excused: str = ""
    unseen: bool = False
    missing: str = ""


@final
class Fault(NamedTuple):
    """Something wrong (or, with ``Gravity.NOTE``, worth a look) with what stands; ``blocks`` names acts it stops."""

    because: "Record | Entry"
    wrong: str
    gravity: Gravity
    about: str = ""
    code: str = ""
    field: str = ""
    mendable: bool = False
    blocks: tuple[str, ...] = ()


Rule = Callable[["History", "Terms"], Iterable[Duty | Fault]]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Provision:
    """One rule of one article: when it is in force, what wakes it, what it reads.

    ``triggers`` are the kinds that can make it speak, ``met_by`` those that can meet or change what it says; either wakes it.
    ``picks`` says which day picks the version in force: ``because`` (the entry named by each Duty or Fault) is the default;
    outputs whose day lies outside ``in_force`` .. ``until`` are dropped by the evaluator.
    """

    basis: Basis
    title: str
    rule: Rule
    triggers: tuple[Kind, ...]
    met_by: tuple[Kind, ...] = ()
    reads: str = "case"
    level: Level | None = None
    in_force: date | None = None
    until: date | None = None
    key: str = ""

    @property
    def id(self) -> str:
        """Stable name: source, article and, where an article holds several provisions, a key of its own."""
        return ":".join(filter(None, (self.basis.source.key, self.basis.article, self.key)))

    @property
    def stands_at(self) -> Level:
        """Its level: its own where stated, else that of its source."""
        return self.level or self.basis.source.level
