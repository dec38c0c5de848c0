import pytest

from tests.cast import Cast, assemble


@pytest.fixture
def cast(database) -> Cast:
    return assemble(accounts=True)
