import json
from copy import deepcopy
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from django.http import Http404
from django.test import RequestFactory

from liuhen.instruments.strokes import drawable
from liuhen.pages import ink
from liuhen.pages.views import records
from liuhen.register import register
from liuhen.register.register import Signing
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import add, open_case
from tests.cast import at

HAND = [
    [{"x": 10, "y": 20, "time": 1000}, {"x": 40, "y": 60, "time": 1020}, {"x": 80, "y": 50, "time": 1040}],
    [{"x": 90, "y": 10, "time": 1100}],
]


def pad(strokes):
    return json.dumps([{"points": stroke} for stroke in strokes])


def test_a_signature_becomes_a_drawing_cut_to_its_bounds_with_every_point_and_time_inside():
    drawn = ET.fromstring(ink.drawing(ink.strokes_of(pad(HAND))))  # noqa: S314 - our own drawing
    assert drawn.attrib["viewBox"] == "0 0 92.0 62.0"
    kept = json.loads(drawn.find("{http://www.w3.org/2000/svg}metadata").text)
    assert kept[0][0] == [6.0, 16.0, 0]
    assert kept[1] == [[86.0, 6.0, 100]]
    assert len(drawn.findall(".//{http://www.w3.org/2000/svg}path")) == 2


def test_the_paper_can_draw_it():
    assert "svg" in drawable(ink.drawing(ink.strokes_of(pad(HAND))).encode())


@pytest.mark.parametrize("sent", ["", "[]", "[{}]", "no json", '[{"points": [{"x": "<script>", "y": 1}]}]', pad([HAND[1]])])
def test_what_is_no_signature_is_refused(sent):
    with pytest.raises(Refusal):
        ink.strokes_of(sent)


@pytest.mark.parametrize("each_page_its_own", [True, False])
def test_a_signature_on_several_pages_is_shown_with_its_record_and_nothing_else_is(database, assembled, each_page_its_own):
    cast = deepcopy(assembled[1])
    talk = {"person": {"name": "吴建国"}, "officers": cast.officers("周启明", "沈静文"), "dialogue": [{"q": "问", "a": "答"}]}
    number = UUID(add(cast, "周启明", open_case(cast), "interview_transcript", talk, when="11-13 21:00").id)
    digest = ink.keep(pad(HAND))
    pages = [{"page": 1, "strokes": digest}, {"page": 2, "strokes": digest}] if each_page_its_own else [1, 2]
    signing = Signing(part="person", signer="吴建国", means="glass", strokes=digest, extra={"pages": pages})
    with at("11-13 21:40"):
        register.sign(cast["周启明"], number, signing)
    request = RequestFactory().get("/", HTTP_HOST="127.0.0.1")
    request.actor = cast["周启明"]
    assert records.ink(request, number, digest).status_code == 200
    with pytest.raises(Http404):
        records.ink(request, number, "ab" * 32)
