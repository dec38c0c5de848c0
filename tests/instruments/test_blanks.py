"""Blank forms for the pen: every form can be printed, says what its record says, and has room and boxes instead of values."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from liuhen.instruments import blanks
from liuhen.instruments.letterhead import Letterhead
from liuhen.regulation.blanks import FORMS
from liuhen.regulation.kinds.summary import SUMMARY_DECISION

HEAD = Letterhead(name="澄湖区文化和旅游局", reconsideration_body="澄湖区人民政府", court="澄江市澄湖区人民法院")
WHEN = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.key)
def test_every_form_is_printed_with_its_number_and_places_to_sign(kind):
    layout, data = blanks.sheet(kind, "澄字0000101号", HEAD)
    assert data["number"] == "澄字0000101号"
    assert sum(slot["label"].startswith("执法人员") or slot["label"].startswith("送达人") for slot in data["signatures"]) >= 2
    made = blanks.pdf(kind, ["澄字0000101号", "澄字0000102号"], HEAD, WHEN)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert 2 <= len(opened.pages) <= 6
        assert len(opened.pages) % 2 == 0
    assert layout in {"notice", "decision", "transcript", "form", "list", "slip"}


def test_the_same_numbers_give_the_same_bytes():
    made = [blanks.pdf(SUMMARY_DECISION, ["1"], HEAD, WHEN) for _ in range(2)]
    assert made[0] == made[1]


def test_the_decision_on_the_spot_says_all_that_the_law_wants_preset():
    """处罚法第五十二条: facts, kind and basis, sum, time, place, remedies, the agency, who signs."""
    _, data = blanks.sheet(SUMMARY_DECISION, "澄当罚字0000101号", HEAD)
    text = "\n".join(str(block.get("text", "")) for block in data["blocks"])
    for said in ("□警告　□罚款", "大写", "第＿＿＿＿条", "澄湖区人民政府", "澄江市澄湖区人民法院", "□罚款当场收缴", "陈述和申辩"):
        assert said in text, said
    assert "{" not in text
    assert "\\" not in text, "nothing is struck on a form that is still to be filled in"
    assert sum(block["kind"] == "line" for block in data["blocks"]) >= 6
