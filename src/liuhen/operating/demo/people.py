"""The demo bureau's people: a fictional district, two units, every role."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from liuhen.access.accounts import open_account
from liuhen.bureau import commands
from liuhen.register.types import Actor

NAME = "澄湖区文化和旅游局"
MARK = "澄"


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person of the demo: sign-in name, what he is, his certificate and how many days it is still valid."""

    key: str
    name: str
    title: str
    roles: tuple[str, ...]
    unit: str = ""
    certificate: str = ""
    valid_days: int = 900


MEMBERS = (
    Member(key="zhouqiming", name="周启明", title="主任科员", roles=("officer",), unit="one", certificate="17020114031"),
    Member(
        key="shenjingwen", name="沈静文", title="科员", roles=("officer",), unit="one", certificate="17020114058", valid_days=22
    ),
    Member(key="luoyutong", name="罗雨桐", title="科员", roles=("officer",), unit="two", certificate="17020114066"),
    Member(key="fangzhigang", name="方志刚", title="一中队队长", roles=("unit_head",), unit="one", certificate="17020114009"),
    Member(key="gaoyuan", name="高远", title="二中队队长", roles=("unit_head", "officer"), unit="two", certificate="17020114012"),
    Member(key="dingxiaotong", name="丁晓彤", title="法制科科长", roles=("legal", "auditor")),
    Member(key="hanliqun", name="韩立群", title="局长", roles=("head",)),
    Member(key="chenmo", name="陈默", title="副局长", roles=("head",)),
    Member(key="linqiu", name="林秋", title="办公室主任", roles=("archivist", "reception", "keeper", "administrator")),
)

UNITS = {"one": "执法一中队", "two": "执法二中队"}

SETTINGS = (
    ("number_format", "{mark}文综{word}字〔{year}〕{serial}号", "示范机关"),
    ("reconsideration_body", "澄湖区人民政府", "行政复议法第二十四条"),
    ("court", "澄湖区人民法院", "示范机关"),
    ("bank", "澄湖银行营业部（澄湖区望江路1号）", "示范机关"),
    ("contact", "澄湖区望江路66号，电话000-81230000", "示范机关"),
    ("defence_days", 3, "示范机关"),
    ("retention", "permanent", "示范机关保管期限表"),
    ("carrier", "中国邮政", "示范机关"),
)


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The people as actors, the officers as papers list them, and the units by key."""

    agency: UUID
    actors: dict[str, Actor]
    members: dict[str, Member]
    units: dict[str, UUID]
    first_day: date

    def officers(self, *keys: str, shown: str = "") -> list[dict[str, object]]:
        """Officers as a paper lists them, the first in charge."""
        return [
            {
                "id": str(self.actors[key].person),
                "name": self.members[key].name,
                "certificate": self.members[key].certificate,
                "valid_until": self.valid_until(key).isoformat(),
                "lead": number == 0,
                "shown_at": shown,
            }
            for number, key in enumerate(keys)
        ]

    def staff(self, key: str) -> dict[str, str]:
        """One person as a field of the sort staff."""
        return {"id": str(self.actors[key].person), "name": self.members[key].name}

    def valid_until(self, key: str) -> date:
        """The last day of a certificate."""
        return self.first_day + timedelta(days=self.members[key].valid_days)


def found(today: date, password: str) -> Cast:
    """Found the demo agency with its units, people, certificates, settings and sign-ins."""
    agency = commands.found_agency(NAME, MARK, demo=True, clock="scripted", area="澄湖区")
    root = commands.set_up_actor(agency)
    units = {key: commands.make_unit(root, title) for key, title in UNITS.items()}
    actors = {}
    for member in MEMBERS:
        number = uuid4()
        unit = units.get(member.unit)
        commands.register_person(
            root, member.name, roles=member.roles, account=member.key, unit=unit, title=member.title, person=number
        )
        if member.certificate:
            until = today + timedelta(days=member.valid_days)
            commands.record_certificate(
                root, number, member.certificate, valid_from=date(2020, 1, 1), valid_until=until, scope="文化、旅游、体育市场"
            )
        actors[member.key] = Actor(
            person=number,
            name=member.name,
            agency=agency,
            roles=frozenset(member.roles),
            unit=str(unit or ""),
            unit_name=UNITS.get(member.unit, ""),
            device="示范",
        )
        open_account(username=member.key, password=password, person=number)
    for key, value, source in SETTINGS:
        commands.set_setting(root, key, value, date(2020, 1, 1), source)
    return Cast(agency=agency, actors=actors, members={m.key: m for m in MEMBERS}, units=units, first_day=today)
