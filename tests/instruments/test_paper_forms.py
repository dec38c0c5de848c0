"""What a paper's form owes its use: whose name it bears, who signs for it, whose signature a statute wants on it, how it reads."""

import pytest

from liuhen.instruments import blanks, body, compose, letterhead, render, typesetter
from liuhen.regulation.book import our_book
from tests.instruments import judges, samples


def laid(key, **more):
    record, history = samples.story(our_book().kind(key), **more)
    return render.laid_out(record, history, samples.terms(), samples.Bureau(), samples.Leaf())


def read(key, tmp_path, **more) -> str:
    (tmp_path / "a.pdf").write_bytes(render.pdf(laid(key, **more)))
    return "".join(judges.text_of(tmp_path / "a.pdf").split())


def test_an_application_to_a_court_bears_the_heads_signature_and_nobody_signs_for_it(tmp_path):
    """行政强制法第五十四条: signed by the head of the agency, sealed, dated."""
    made = laid("court_application")
    assert [slot["label"] for slot in made.data["signatures"]] == ["行政机关负责人签名"]
    assert made.data["service"] is None
    assert "行政机关负责人签名：韩立群" in read("court_application", tmp_path)
    unsigned = laid("court_application", signed=False, issued=False)
    assert unsigned.data["signatures"][0]["state"] == "open"
    _layout, blank = blanks.sheet(
        our_book().kind("court_application"), "1", letterhead.letterhead(samples.Bureau(), samples.terms(), samples.START.date())
    )
    assert [slot["label"] for slot in blank["signatures"]] == ["行政机关负责人签名"]
    assert laid("demand_notice").data["signatures"] == [], "no statute wants the head's hand on it: the seal speaks"


@pytest.mark.parametrize("key", ["public_notice", "hearing_announcement"])
def test_what_is_posted_for_everybody_has_no_proof_of_receipt(key):
    assert laid(key).data["service"] is None


def test_what_is_served_on_somebody_keeps_its_proof_of_receipt():
    assert laid("hearing_notice").data["service"]


@pytest.mark.parametrize(
    "key", ["power_of_attorney", "hearing_request", "defence_waived", "recusal_request", "appraisal_opinion"]
)
def test_what_others_declare_does_not_go_out_under_the_agencys_name(key):
    assert laid(key).data["agency"] == ""


def test_an_agreement_has_a_place_for_both_sides(tmp_path):
    made = laid("enforcement_agreement")
    assert made.data["seal"]["sort"] == "blank"
    said = read("enforcement_agreement", tmp_path)
    assert "当事人签名" in said
    assert "（印章）" in said
    assert laid("closing_report").data["seal"] is None


@pytest.mark.parametrize(
    ("ground", "said"),
    [("withdrawn", "撤回听证要求"), ("absent", "无正当理由拒不出席听证"), ("left", "未经许可中途退出听证")],
)
def test_each_way_a_hearing_falls_away_is_a_sentence_of_its_own(ground, said, tmp_path):
    text = read("hearing_withdrawn", tmp_path, ground=ground)
    assert said in text
    assert ("视为放弃听证权利" in text) == (ground != "withdrawn")


def test_a_value_keeps_no_stop_of_its_own_before_a_bracket():
    record, history = samples.story(our_book().kind("enforcement_ended"), reason="其名下没有财产。")
    text = "".join(block["text"] for block in laid("enforcement_ended", reason="其名下没有财产。").data["blocks"])
    assert compose.layout_of(record) == "notice"
    assert "（其名下没有财产），" in text
    assert history is not None


def test_a_paper_with_many_columns_breaks_no_short_word(tmp_path):
    """数量 and 单位 stay whole beside a long specification, in a cell of an approval as in a list of its own."""
    for key in ("seizure_approval", "evidence_list", "sampling"):
        words = (tmp_path / f"{key}.pdf", render.pdf(laid(key)))
        words[0].write_bytes(words[1])
        lines = [line.split() for line in judges.poppler("pdftotext", "-layout", words[0], "-").splitlines()]
        assert not any(line[:1] == ["量"] or line == ["位"] for line in lines), key
    assert typesetter.layouts()


@pytest.mark.parametrize(
    ("key", "label", "column"),
    [("power_of_attorney", "受托人", "身份证件号码"), ("enforcement_agreement", "履行安排", "履行内容")],
)
def test_a_blank_form_has_room_for_its_tables(key, label, column):
    head = letterhead.letterhead(samples.Bureau(), samples.terms(), samples.START.date())
    layout, blank = blanks.sheet(our_book().kind(key), "1", head)
    found = next(one for row in blank["head"] for one in row if one["label"] == label)
    assert column in [each["title"] for each in found["table"]["columns"]]
    assert len(found["table"]["rows"]) > 1
    assert typesetter.pdf(layout, blank, date=samples.START).startswith(b"%PDF")


def test_short_columns_take_what_they_hold_only_where_room_is_short():
    assert body._narrowed([17.0, 5.5, 3.0, 3.0, 3.0]) == [17.0, 0, 0, 0, 0]
    assert body._narrowed([9.0, 5.5, 3.0]) == [9.0, 5.5, 3.0]
    assert body._narrowed([5.0] * 8) == [5.0] * 8, "somebody has to fill the sheet"


def test_a_long_label_is_broken_between_words():
    """行政机关/负责人意见, never a last character alone."""
    pdf = render.pdf(laid("closing_report"))
    assert "行政机关\n" in "\n".join(line.strip() for line in text_lines(pdf))


def text_lines(pdf: bytes) -> list[str]:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as held:
        path = Path(held) / "a.pdf"
        path.write_bytes(pdf)
        return judges.poppler("pdftotext", path, "-").splitlines()
