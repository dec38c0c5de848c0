"""The demo bureau as a fixture: told once a session, then copied for each test that asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from liuhen.access.accounts import actor_for
from liuhen.bureau import queries
from liuhen.cases.models import CaseRow
from liuhen.operating.demo import build
from liuhen.register.types import Actor
from tests.support import servers


@dataclass(frozen=True)
class Demo:
    """The demo's agency and sign-ins; ``actor`` by name, ``case`` by a part of its name."""

    agency: UUID
    people: tuple[dict[str, str], ...]

    def actor(self, name: str) -> Actor:
        return actor_for(next(one for one in queries.people(self.agency) if one.name == name))

    def case(self, part: str) -> CaseRow:
        return CaseRow.objects.get(agency=self.agency, name__contains=part)

    def sign_in(self, name: str) -> tuple[str, str]:
        """Account and password."""
        one = next(one for one in self.people if one["name"] == name)
        return one["account"], one["password"]


@pytest.fixture(scope="session")
def demo_template(
    database_server: servers.Server, template_database: str, django_db_blocker: Any
) -> tuple[str, tuple[dict[str, str], ...]]:
    """A database with the whole demo in it (three quarters of a minute, once)."""
    name = database_server.clone(template_database)
    with django_db_blocker.unblock():
        servers.point_django_at(database_server, name)
        people = tuple(build.build())
        servers.forget_connections()
    return name, people


@pytest.fixture
def demo(database_server: servers.Server, demo_template: Any, django_db_blocker: Any) -> Iterator[Demo]:
    """A copy of the demo for this test alone."""
    template, people = demo_template
    name = database_server.clone(template)
    with django_db_blocker.unblock():
        servers.point_django_at(database_server, name)
        try:
            yield Demo(agency=queries.agencies()[0].id, people=people)
        finally:
            servers.forget_connections()
            database_server.drop(name)
