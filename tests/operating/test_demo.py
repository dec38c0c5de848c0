"""The demo bureau is told through the register's own gates: if the law refuses a step, the demo does not build."""

from datetime import datetime

import pytest

from liuhen.operating.demo import build
from liuhen.register.models import FindingRow
from liuhen.regulation.when import CST

pytestmark = [pytest.mark.ledger, pytest.mark.slow]


def test_the_demo_is_built_once_and_only_what_is_meant_to_be_late_is_late():
    people = build.build()

    assert {"周启明", "韩立群", "丁晓彤"} <= {one["name"] for one in people}
    now = datetime.now(CST)
    over = FindingRow.objects.filter(status="owed", due_hi__lt=now).values_list("because_kind", "label", "do")
    faults = FindingRow.objects.filter(sort="fault").values_list("because_kind", "label", "why")
    late = FindingRow.objects.filter(status="kept_late").values_list("because_kind", "label", "do")
    assert (list(over), list(faults)) == ([], []), (list(over), list(faults), list(late))
    assert {label for _, label, _ in late} == {"制度第二十七条"}
    assert build.build() == people
