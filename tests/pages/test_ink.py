import json
from xml.etree import ElementTree as ET

import pytest

from liuhen.instruments.strokes import drawable
from liuhen.pages import ink
from liuhen.regulation.grammar import Refusal

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
