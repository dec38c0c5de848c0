"""The bureau of the stories is assembled once a session; a test that asks for it gets a copy of its database."""

from typing import Any

import pytest

from tests.cast import Cast, assemble
from tests.support import servers

Assembled = tuple[str, Cast]  # the name of the database, and who is in it


def _assemble(server: servers.Server, template: str, blocker: Any, *, accounts: bool) -> Assembled:
    name = server.clone(template)
    with blocker.unblock():
        servers.point_django_at(server, name)
        cast = assemble(accounts=accounts)
        servers.forget_connections()
    return name, cast


@pytest.fixture(scope="session")
def assembled(database_server: servers.Server, template_database: str, django_db_blocker: Any) -> Assembled:
    """A database with everybody in it, and who they are. ``database`` copies it for whatever test asks for it."""
    return _assemble(database_server, template_database, django_db_blocker, accounts=False)


@pytest.fixture(scope="session")
def assembled_with_accounts(database_server: servers.Server, template_database: str, django_db_blocker: Any) -> Assembled:
    """The same with an account for each of them."""
    return _assemble(database_server, template_database, django_db_blocker, accounts=True)
