"""A small bureau for the register's own stories: two officers, their unit head, a reviewer, a head."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection

from liuhen.register import clock, register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.when import CST


@dataclass(frozen=True)
class Bureau:
    """Actors by name; ``at`` sets the clock."""

    agency: UUID
    zhou: Actor  # 周启明, officer in charge
    shen: Actor  # 沈静文, second officer
    fang: Actor  # 方志刚, head of the unit
    ding: Actor  # 丁晓彤, legal reviewer
    han: Actor  # 韩立群, head of the bureau

    def at(self, text: str) -> datetime:
        """Let the clock stand at ``2026-11-13 20:15``."""
        moment = datetime.fromisoformat(text).replace(tzinfo=CST)
        clock.set_script(moment)
        return moment

    def settle(self, key: str, value: str) -> None:
        """A setting of the bureau, from the new year on."""
        content = {"key": key, "value": value, "since": "2026-01-01", "source": "测试"}
        register.record(self.han, SubjectRef("agency", self.agency), "setting", content, origin="system")

    def officers(self, shown: str = "") -> list[dict[str, object]]:
        """The two officers as a paper lists them."""
        return [
            {"id": str(a.person), "name": a.name, "certificate": number, "valid_until": "2028-06-30", "shown_at": shown}
            for a, number in ((self.zhou, "17020114031"), (self.shen, "17020114058"))
        ]

    def case(self, **more: object) -> SubjectRef:
        """A case registered by 周启明."""
        ref = SubjectRef("case", uuid4())
        content = {
            "source": "complaint", "name": "星遇网咖涉嫌接纳未成年人案", "act": "penalty", "procedure": "ordinary",
            "cause": "接纳未成年人进入互联网上网服务营业场所", "capacity": "own", "acting_body": "澄湖区文化和旅游局",
            "parties": [{"id": "p1", "type": "organisation", "name": "澄湖区星遇网络服务有限公司"}],
            "officers": self.officers(), "secrecy": "none", "facts": "接纳未成年人上网。",
        }  # fmt: skip
        register.record(self.zhou, ref, "case_registration", content | more, origin="system")
        return ref


@pytest.fixture
def bureau(database):
    agency = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger.found(%s, %s, 'scripted', %s, NULL)", (agency, "澄湖区文化和旅游局", b"k" * 32))
    actor = Actor(person=uuid4(), name="周启明", agency=agency, roles=frozenset({"officer"}))
    people = Bureau(
        agency=agency,
        zhou=actor,
        shen=replace(actor, person=uuid4(), name="沈静文"),
        fang=replace(actor, person=uuid4(), name="方志刚", roles=frozenset({"unit_head"})),
        ding=replace(actor, person=uuid4(), name="丁晓彤", roles=frozenset({"legal"})),
        han=replace(actor, person=uuid4(), name="韩立群", roles=frozenset({"head"})),
    )
    people.at("2026-11-13 19:30")
    root = SubjectRef("agency", agency)
    register.record(
        people.han, root, "agency_founded", {"name": "澄湖区文化和旅游局", "clock": "scripted", "demo": True}, origin="system"
    )
    for key, value in (("mark", "澄"), ("reconsideration_body", "澄湖区人民政府"), ("court", "澄江市澄湖区人民法院")):
        people.settle(key, value)
    yield people
    clock.set_script(None)
