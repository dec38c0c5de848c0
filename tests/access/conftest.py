from copy import deepcopy

import pytest

from tests.cast import Cast


@pytest.fixture
def cast(database, assembled_with_accounts) -> Cast:
    return deepcopy(assembled_with_accounts[1])
