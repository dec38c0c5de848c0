"""The heat table: open duties by article and unit, each figure as long as its list, nothing of what one does not supervise."""

import pytest

from liuhen.supervision import duties
from liuhen.supervision.duties import Asked
from liuhen.supervision.scope import scope
from tests.cast import moment

NOW, SOON = moment("11-20 09:00"), moment("11-21 09:00")


@pytest.fixture
def told(desk):
    """One unit's case begun in a hurry whose form was never filed; a marked one of the other unit."""
    first = desk.case()
    desk.record(first, "urgent_start", reason="夜间举报", started="2026-11-13T20:15", when="11-13 20:30")
    desk.inspect(first)
    second = desk.case("吴彦", "方志刚", unit="执法二中队", secrecy="privacy")
    desk.inspect(second, who="吴彦", officers=("吴彦", "方志刚"))
    return desk


@pytest.mark.parametrize("name", ["许知远", "顾怡", "罗成"])
def test_every_figure_is_as_long_as_its_list(told, name):
    seen = scope(told.cast[name])
    found = duties.heat(seen, NOW, SOON)
    assert found.total.open > 0
    figures = [(Asked(), found.total)]
    figures += [(Asked(article=article), cell) for article, cell in found.sums.items()]
    figures += [
        (Asked(article=article, unit=str(unit or "none")), cell)
        for article, cells in found.rows.items()
        for unit, cell in cells.items()
    ]
    for asked, cell in figures:
        page = duties.listed(seen, asked, NOW, size=1000)
        assert (page.total, len(page.rows)) == (cell.open, cell.open), asked
        late = duties.listed(seen, Asked(article=asked.article, unit=asked.unit, over=True), NOW)
        assert late.total == cell.over, asked


def test_the_form_never_filed_is_over_and_the_missing_film_is_open(told):
    found = duties.heat(scope(told.cast["许知远"]), NOW, SOON)
    units = told.cast.units
    assert found.rows["7"][units["执法一中队"]].over == 1
    assert {unit: cell.open for unit, cell in found.rows["12"].items()} == {units["执法一中队"]: 1, units["执法二中队"]: 1}


def test_a_unit_s_head_counts_his_own_and_the_auditor_nothing_that_is_marked(told):
    units = told.cast.units
    assert duties.heat(scope(told.cast["罗成"]), NOW, SOON).units.keys() == {units["执法二中队"]}
    assert duties.heat(scope(told.cast["顾怡"]), NOW, SOON).units.keys() == {units["执法一中队"]}
    assert duties.listed(scope(told.cast["罗成"]), Asked(unit=str(units["执法一中队"])), NOW).total == 0


def test_pages_follow_each_other_without_losing_any(told):
    seen = scope(told.cast["许知远"])
    whole = [line.row.pk for line in duties.listed(seen, Asked(), NOW, size=1000).rows]
    turned = []
    for number in range(1, len(whole) + 1):
        page = duties.listed(seen, Asked(), NOW, page=number, size=2)
        turned += [line.row.pk for line in page.rows]
        if not page.more:
            break
    assert turned == whole
    assert whole
