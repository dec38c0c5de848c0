"""What every test may ask for: a real database of its own, a live server, a real browser."""

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from django.core.management import call_command

from liuhen.lib.postgres import APPLICATION, OWNER, Postgres
from tests.settings import TEST_HOME
from tests.support import servers

pytest_plugins = [f"tests.support.{name}" for name in ("live", "bureau", "browser", "clips", "demo", "order")]
TEMPLATE = "liuhen_template"
ASSEMBLED = ("assembled_with_accounts", "assembled")


@dataclass(frozen=True, kw_only=True)
class Database:
    """One database of its own; ``url(role)`` opens it from outside Django."""

    name: str
    server: servers.Server

    def url(self, role: str = APPLICATION) -> str:
        return self.server.url(role, self.name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no server of any kind is marked, so that ``./liuhen test -m unit`` runs that alone."""
    for item in items:
        if _is_unit(item):
            item.add_marker("unit")


def pytest_collection_finish() -> None:
    """Nine thousand tests and what they were read from stay to the end: no search for garbage has to go through them again and again."""
    gc.collect()
    gc.freeze()


def _is_unit(item: pytest.Item) -> bool:
    servers_asked = {"database_server", "real_server", "playwright"} & set(getattr(item, "fixturenames", ()))
    return not servers_asked and not any(item.get_closest_marker(name) for name in ("ledger", "slow", "system"))


@pytest.fixture(scope="session")
def database_server() -> Iterator[servers.Server]:
    """A PostgreSQL for the whole session: the embedded one, or the real one that DATABASE_URL names."""
    if url := os.environ.get("DATABASE_URL"):
        with closing(servers.Outside(url)) as outside:
            yield outside
        return
    with Postgres(home=servers.test_home(TEST_HOME), fsync=False) as embedded, closing(servers.Embedded(embedded)) as server:
        yield server


@pytest.fixture(scope="session")
def template_database(database_server: servers.Server, django_db_blocker: Any) -> str:
    """A database with every migration in it, made as the owner, of which each test gets a copy."""
    name = f"{TEMPLATE}_{os.getpid()}"
    database_server.create(name)
    with django_db_blocker.unblock():
        servers.point_django_at(database_server, name)
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        call_command("createcachetable", database="owner", verbosity=0)
        servers.forget_connections()
    return name


@pytest.fixture
def database(
    request: pytest.FixtureRequest, database_server: servers.Server, template_database: str, django_db_blocker: Any
) -> Iterator[Database]:
    """A database of this test's own: Django's default connection here and in threads. Writes are committed for real.

    A copy of the migrated template; of that in which the bureau of the stories is, where the test asks for it.
    """
    asked = next((name for name in ASSEMBLED if name in request.fixturenames), None)
    name = database_server.clone(request.getfixturevalue(asked)[0] if asked else template_database)
    with django_db_blocker.unblock():
        servers.point_django_at(database_server, name)
        try:
            yield Database(name=name, server=database_server)
        finally:
            servers.forget_connections()
            database_server.drop(name)


@pytest.fixture
def db(database: Database) -> Database:
    """pytest-django's word for it; nothing here runs inside a transaction that is rolled back."""
    return database


@pytest.fixture
def transactional_db(database: Database) -> Database:
    return database


@pytest.fixture(autouse=True)
def _marked_ledger(request: pytest.FixtureRequest) -> None:
    """``@pytest.mark.ledger`` is the short way to ask for a database."""
    if request.node.get_closest_marker("ledger"):
        request.getfixturevalue("database")


@pytest.fixture
def owner(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the role that owns the tables."""
    with psycopg.connect(database.url(OWNER), autocommit=True) as connection:
        yield connection


@pytest.fixture
def application(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the role that the program runs as."""
    with psycopg.connect(database.url(), autocommit=True) as connection:
        yield connection
