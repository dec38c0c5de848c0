"""Every story of a case begins with the bureau assembled."""

from copy import deepcopy

import pytest

from tests.cast import Cast


@pytest.fixture
def cast(database, assembled) -> Cast:
    return deepcopy(assembled[1])
