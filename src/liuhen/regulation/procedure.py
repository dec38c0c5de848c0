"""A procedure 程序 as data: which records an act goes through, in what order, and why; one declaration per file in ``procedures/``.

The order is advice: it makes the chooser and the process band, and refuses nothing. What is owed and what stands in the way is said
by the rules alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from liuhen.regulation.grammar import Basis, Kind

#: Of a turn that comes once for each party.
PARTY = "party"


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """One record in its place.

    ``after``: it can be done once a record of one of these kinds stands (at once, where none is named). ``unless``: a standing record of
    one of these kinds makes it needless. ``each``: once for the case (empty), for each party (``PARTY``), or about each standing
    record of a kind. ``required`` turns are counted in the process band, the others are offered when they fit.
    """

    kind: Kind
    why: str
    after: tuple[Kind, ...] = ()
    unless: tuple[Kind, ...] = ()
    each: str | Kind = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedure:
    """A way in which an act is done (制度第一条、第二条): its key, the act it belongs to, its turns.

    ``includes`` names procedures whose records belong here as well (a seizure within a penalty). ``optional``: some bureaus have it
    done by another body, and the setting ``procedures_elsewhere`` takes it off their forms.
    """

    key: str
    title: str
    act: str
    help: str
    basis: tuple[Basis, ...] = ()
    turns: tuple[Turn, ...] = ()
    includes: tuple[str, ...] = ()
    optional: bool = False

    def kinds(self, others: "Mapping[str, Procedure]") -> frozenset[str]:
        """The keys of all kinds that belong to it, those of included procedures too."""
        own = {turn.kind.key for turn in self.turns}
        for key in self.includes:
            own |= {turn.kind.key for turn in others[key].turns} if key in others else set()
        return frozenset(own)


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedures:
    """All procedures of a Book, and which kinds any of them asks for."""

    by_key: Mapping[str, Procedure] = field(default_factory=dict)

    def belongs(self, kind: str, procedure: str) -> bool:
        """Whether a kind has its place in a procedure: it does unless it is asked for by other procedures only."""
        ours = self.by_key.get(procedure)
        if ours is None or kind in ours.kinds(self.by_key):
            return True
        return not any(kind in other.kinds(self.by_key) for other in self.by_key.values())
