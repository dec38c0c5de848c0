"""The bureau of the stories is assembled once; each test gets a copy of its database."""

from copy import deepcopy

import pytest

from tests.cast import Cast, assemble
from tests.support import servers


@pytest.fixture(scope="session")
def assembled(database_server, template_database, django_db_blocker) -> tuple[str, Cast]:
    """A database with everybody in it, and who they are."""
    name = database_server.clone(template_database)
    with django_db_blocker.unblock():
        servers.point_django_at(database_server, name)
        cast = assemble()
        servers.forget_connections()
    return name, cast


@pytest.fixture
def database(database_server, assembled, django_db_blocker):
    """A copy of that database, this test's own."""
    name = database_server.clone(assembled[0])
    with django_db_blocker.unblock():
        servers.point_django_at(database_server, name)
        try:
            yield name
        finally:
            servers.forget_connections()
            database_server.drop(name)


@pytest.fixture
def cast(database, assembled) -> Cast:
    return deepcopy(assembled[1])
