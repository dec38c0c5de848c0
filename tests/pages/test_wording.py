"""What pages call things: every procedure that decides on no penalty says so of its time."""

import pytest

from liuhen.pages import wording
from liuhen.regulation.asking import FORCE, NO_PENALTY


@pytest.mark.parametrize("procedure", sorted(NO_PENALTY | FORCE))
def test_no_act_but_a_penalty_waits_for_the_day_of_filing(procedure):
    assert wording.of(procedure)["later"] != wording.of("ordinary")["later"]
