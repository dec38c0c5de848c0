"""附上监控录像 is offered where the visit is recorded: on the case page and the record's own, to who may attach it, and only there."""

import pytest
from django.http import Http404

from liuhen.pages.views import case as case_page
from liuhen.pages.views import footage as footage_page
from liuhen.pages.views import records
from liuhen.register import register
from liuhen.register.types import SubjectRef
from tests.cameras.conftest import cast, store
from tests.cameras.footage import put
from tests.cases.stories import open_case
from tests.cases.test_counter import CLERK, register_application
from tests.cast import at
from tests.pages.test_player import asked, text

__all__ = ["cast", "store"]
WORDS = "附上监控录像"


@pytest.fixture
def camera(cast):
    with at("11-13 08:00"):
        return put(cast["马骏"])


@pytest.fixture
def application(cast):
    case = register_application(cast)
    history = register.history(cast.agency, SubjectRef("case", case))
    return case, next(one.id for one in history.records if one.kind.key == "licence_application")


def test_the_case_page_offers_it_at_the_record_of_the_visit(cast, camera, application):
    case, record = application
    page = text(asked(case_page.case, cast[CLERK], case))
    assert page.count(WORDS) == 1
    assert f'href="/counter/footage/{case}/"' in page
    own = text(asked(records.record, cast[CLERK], record))
    assert f'href="/counter/footage/{case}/"' in own
    assert text(asked(footage_page.footage, cast[CLERK], case))


def test_without_a_camera_nothing_is_offered(cast, application):
    case, record = application
    assert WORDS not in text(asked(case_page.case, cast[CLERK], case))
    assert WORDS not in text(asked(records.record, cast[CLERK], record))


@pytest.mark.parametrize("name", ["许知远", "韩立群", "顾怡"])
def test_who_reads_and_does_not_write_is_offered_nothing(cast, camera, application, name):
    case, record = application
    assert WORDS not in text(asked(case_page.case, cast[name], case))
    assert WORDS not in text(asked(records.record, cast[name], record))


def test_a_stranger_sees_neither_page(cast, camera, application):
    case, record = application
    for view, number in ((case_page.case, case), (records.record, record), (footage_page.footage, case)):
        with pytest.raises(Http404):
            asked(view, cast["程远"], number)


def test_a_case_that_never_was_at_the_counter_has_nothing_to_attach(cast, camera):
    case = open_case(cast, "周启明", "沈静文")
    assert WORDS not in text(asked(case_page.case, cast["周启明"], case))
