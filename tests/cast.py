"""The people of the stories (look.md): one bureau, two units, everybody in a role, on a scripted clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from liuhen.access.accounts import actor_for, open_account
from liuhen.access.models import Account
from liuhen.bureau import commands, queries
from liuhen.register import clock, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Role
from liuhen.regulation.when import CST

PASSWORD = "Chenghu-2026-deng"

#: name → (sign-in name, roles, unit, title)
PEOPLE: dict[str, tuple[str, tuple[Role, ...], str, str]] = {
    "周启明": ("zhouqiming", (Role.OFFICER,), "执法一中队", "科员"),
    "沈静文": ("shenjingwen", (Role.OFFICER,), "执法一中队", "科员"),
    "方志刚": ("fangzhigang", (Role.OFFICER, Role.UNIT_HEAD), "执法一中队", "中队长"),
    "吴彦": ("wuyan", (Role.OFFICER,), "执法二中队", "科员"),
    "罗成": ("luocheng", (Role.UNIT_HEAD,), "执法二中队", "中队长"),
    "许知远": ("xuzhiyuan", (Role.LEGAL,), "", "法制科科长"),
    "韩立群": ("hanliqun", (Role.HEAD,), "", "局长"),
    "何敏": ("hemin", (Role.HEAD,), "", "副局长"),
    "陈素": ("chensu", (Role.ARCHIVIST,), "", "档案员"),
    "丁晓彤": ("dingxiaotong", (Role.RECEPTION,), "", "窗口"),
    "马骏": ("majun", (Role.KEEPER,), "", "装备管理"),
    "顾怡": ("guyi", (Role.AUDITOR,), "", "审计"),
    "程远": ("chengyuan", (Role.ADMINISTRATOR,), "", "信息中心"),
}


@dataclass(kw_only=True)
class Cast:
    """The bureau and its people by name."""

    agency: UUID
    people: dict[str, UUID] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Actor:
        """The actor of that name, as the bureau has him now."""
        return actor_for(queries.person(self.people[name]))

    def account(self, name: str) -> Account:
        return Account.objects.get(person=self.people[name])

    def officers(self, *names: str) -> list[dict[str, object]]:
        """An Officers field; the first leads."""
        found = {one.id: one for one in queries.officers(self.agency)}
        return [found[self.people[name]].as_field(lead=number == 0) for number, name in enumerate(names)]


def moment(text: str) -> datetime:
    """``11-13 20:15`` in 2026, or with the year."""
    pattern = "%Y-%m-%d %H:%M" if len(text) > len("11-13 20:15") else "%m-%d %H:%M"
    stated = datetime.strptime(text, pattern).replace(tzinfo=CST)
    return stated if pattern.startswith("%Y") else stated.replace(year=2026)


@contextmanager
def at(text: str) -> Iterator[datetime]:
    """The clock stands at this moment inside the block."""
    stated = moment(text)
    with clock.scripted(stated):
        yield stated


def assemble(*, founded: str = "2026-01-05 09:00", accounts: bool = False) -> Cast:
    """Found 澄湖区文化和旅游局 and register everybody, with certificates for the officers."""
    with at(founded):
        cast = Cast(agency=commands.found_agency("澄湖区文化和旅游局", "澄", demo=True, clock="scripted", agency=uuid4()))
        register.write(commands.set_up_actor(cast.agency), list(_everybody(cast)))
        if accounts:
            for name, (login, *_) in PEOPLE.items():
                open_account(username=login, password=PASSWORD, person=cast.people[name])
    return cast


def _everybody(cast: Cast) -> Iterator[Act]:
    """One write for all of them: a test has a bureau in a moment."""
    for name in ("执法一中队", "执法二中队"):
        cast.units[name] = uuid4()
        yield Act(subject=SubjectRef("unit", cast.units[name]), kind="unit_made", content={"name": name})
    for name, (login, roles, unit, title) in PEOPLE.items():
        cast.people[name] = uuid4()
        content = {
            "name": name,
            "account": login,
            "unit": str(cast.units.get(unit, "")),
            "roles": [str(role) for role in roles],
            "title": title,
        }
        yield Act(subject=SubjectRef("person", cast.people[name]), kind="person_registered", content=content)
    for serial, name in enumerate(("周启明", "沈静文", "方志刚", "吴彦"), start=31):
        until = "2026-12-05" if name == "沈静文" else "2028-06-30"
        content = {"number": f"170201140{serial}", "valid_from": "2022-07-01", "valid_until": until, "scope": "文化市场"}
        yield Act(subject=SubjectRef("person", cast.people[name]), kind="certificate_recorded", content=content)
