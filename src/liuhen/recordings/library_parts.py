"""What somebody sees of the library, in parts that each walk an index of their own."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.access.visibility import OFFICER, Scope
from liuhen.regulation.grammar import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """One part of what somebody sees: ``FROM ... WHERE ...`` over ``r``.

    ``narrow`` ones begin with one person's cases, of which ``cases`` tells how many there are; ``linked`` asks the same of one recording.
    ``own`` ones are one person's. ``cleared``: where the numbers of people are read in clear, as a condition.
    """

    sql: str
    values: tuple[Any, ...]
    narrow: bool = False
    own: bool = False
    cleared: str = "FALSE"
    cases: str = ""
    linked: str = ""


ROWS = "FROM recordings_recordingrow r WHERE "
_LINKED = 'JOIN recordings_recordinglink l ON l."case" = {on}."case"'
JOINED = " JOIN recordings_recordingrow r ON r.id = l.recording"


def branches(seen: Scope, roles: frozenset[str]) -> list[Branch]:
    """What somebody sees, in parts that may overlap: pages and counts take each recording once.

    By role: all but what is restricted, the closed ones, those of the unit. By name: the recordings of his cases. While no case has it:
    his own, his unit's where he heads it, those of nobody for a keeper. Each is cleared as ``access.policy`` says.
    """
    found = []
    hidden = "" if seen.restricted else " AND NOT r.restricted"
    if seen.everything:
        cleared = "TRUE" if roles & {Role.HEAD.value, Role.LEGAL.value} else "FALSE"
        found.append(Branch(sql=f"{ROWS}r.agency = %s{hidden}", values=(seen.agency,), cleared=cleared))
    elif seen.closed:
        found.append(Branch(sql=f"{ROWS}r.agency = %s AND r.closed{hidden}", values=(seen.agency,)))
    if seen.unit:
        found.append(Branch(sql=f"{ROWS}r.unit = %s", values=(seen.unit,), cleared="TRUE"))
        several = 'EXISTS (SELECT 1 FROM recordings_recordinglink l JOIN access_casestanding s ON s."case" = l."case" WHERE l.recording = r.id AND s.unit = %s)'
        found.append(
            Branch(sql=f"{ROWS}r.agency = %s AND r.several AND {several}", values=(seen.agency, seen.unit), cleared="TRUE")
        )
    if seen.named and not (seen.everything and seen.restricted):
        handles = roles & {Role.OFFICER.value, Role.UNIT_HEAD.value}
        mine = "v.person = %s AND v.withdrawn_at IS NULL"
        found.append(_narrow("access_casevisibility v", "v", mine, seen.person, f"v.why = '{OFFICER}'" if handles else "FALSE"))
    if seen.counter:
        found.append(_narrow("access_casestanding s", "s", "s.agency = %s AND s.counter AND s.active", seen.agency, "TRUE"))
    return found if seen.everything else [*found, *_loose(seen, roles)]


def _narrow(table: str, on: str, condition: str, value: UUID, cleared: str) -> Branch:
    """The recordings of the cases that a table names."""
    return Branch(
        sql=f"FROM {table} {_LINKED.format(on=on)}{JOINED} WHERE {condition}",
        values=(value,),
        narrow=True,
        own=True,
        cleared=cleared,
        cases=f"FROM {table} WHERE {condition}",
        linked=f'FROM recordings_recordinglink l JOIN {table} ON {on}."case" = l."case" WHERE l.recording = n.id AND {condition}',
    )


def _loose(seen: Scope, roles: frozenset[str]) -> list[Branch]:
    """Those of no case that are a person's own."""
    if not roles & {Role.OFFICER.value, Role.UNIT_HEAD.value, Role.KEEPER.value}:
        return []
    cleared = "TRUE" if Role.OFFICER.value in roles else "FALSE"
    found = [
        Branch(sql=f"{ROWS}r.{column} = %s AND NOT r.linked", values=(seen.person,), own=True, cleared=cleared)
        for column in ("owner", "taken_by", "stored_by")
    ]
    if Role.KEEPER.value in roles:
        found.append(Branch(sql=f"{ROWS}r.agency = %s AND r.owner IS NULL AND NOT r.linked", values=(seen.agency,), own=True))
    return found
