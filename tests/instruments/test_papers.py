"""Every kind of paper is set, valid, complete, the same each time, and shows what people wrote as they wrote it."""

import pytest

from liuhen.instruments import body, compose, fonts, receipts, render, signing, typesetter
from liuhen.register import files
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Refusal
from tests.instruments import conftest, judges, samples

pytestmark = pytest.mark.system

PAPERS = [kind for kind in our_book().kinds.values() if kind.paper]
HOSTILE = r"#let x = 1; #panic() $a^2$ *粗* _斜_ `raw` @ref <label> // 注 /* */ \n \u{1F600} ~ -- --- ... [内容] {块} = 标题 #image(\"/etc/passwd\")"


def made(record, history, **more) -> bytes:
    return render.render(record, history, samples.terms(), samples.Bureau(), more.get("receipt", samples.Leaf()))


def test_every_layout_is_used_by_some_kind_or_by_the_case_file():
    used = {compose.layout_of(samples.story(kind)[0]) for kind in PAPERS}
    assert set(typesetter.layouts()) == used | {"cover", "catalogue", "closing_note", "scan", "folio"}


def test_every_kind_of_paper_is_valid_pdfa_and_says_its_title(strokes, tmp_path):
    for kind in PAPERS:
        (tmp_path / f"{kind.key}.pdf").write_bytes(made(*samples.story(kind, strokes=strokes)))
    for kind in PAPERS:
        text = judges.text_of(tmp_path / f"{kind.key}.pdf")
        assert kind.title in text, kind.key
        assert "第1页共" in text, kind.key
    assert judges.must_be_pdfa(tmp_path) == len(PAPERS)


def test_one_of_every_layout_stays_valid_pdfa_once_signed_and_poppler_trusts_it(strokes, keys_of_agency, tmp_path):
    layouts = {}
    for kind in PAPERS:
        record, history = samples.story(kind, strokes=strokes)
        layouts.setdefault(compose.layout_of(record), (record, history))
    for layout, (record, history) in layouts.items():
        (tmp_path / f"{layout}.pdf").write_bytes(signing.sign(made(record, history), keys_of_agency, "澄湖区文化和旅游局"))
    for layout in layouts:
        said = judges.poppler("pdfsig", tmp_path / f"{layout}.pdf")
        assert "Signature is Valid" in said
        assert "Total document signed" in said
    assert judges.must_be_pdfa(tmp_path) == len(layouts)


def test_the_same_record_is_the_same_bytes():
    record, history = samples.story(our_book().kind("correction_order"))
    assert made(record, history) == made(record, history)
    other, its_history = samples.story(our_book().kind("correction_order"), facts="别的事实。")
    assert made(other, its_history) != made(record, history)
    assert made(record, history).endswith(b"%%EOF\n")


def test_what_people_wrote_prints_as_itself_and_never_as_markup(tmp_path):
    dialogue = [{"q": HOSTILE, "a": f"𠮷田 说：{HOSTILE}"}]
    record, history = samples.story(our_book().kind("interview_transcript"), dialogue=dialogue)
    (tmp_path / "a.pdf").write_bytes(made(record, history))
    text = judges.text_of(tmp_path / "a.pdf")
    assert text.count("".join(HOSTILE.split())) == 2
    assert "𠮷田" in text


@pytest.mark.parametrize(
    "text",
    [
        "A" * 400,
        "https://example.invalid/" + "路径a1" * 200,
        "1" * 80,
        "啊" * 3000,
        "😀" * 120,
        "a\u00a0b" * 90,
        "，" * 300,
        "“" * 200,
    ],
    ids=["latin", "address", "digits", "han", "emoji", "nbsp", "commas", "quotes"],
)
def test_long_unbroken_text_stays_on_the_sheet(text, tmp_path):
    for key, field in (("situation_note", "text"), ("interview_notice", "subject"), ("evidence_item", "name")):
        kind = our_book().kind(key)
        record, history = samples.story(kind, **{field: text})
        path = tmp_path / f"{key}.pdf"
        path.write_bytes(made(record, history))
        boxes = judges.poppler("pdftotext", "-bbox", path, "-")
        edges = [float(line.split('xMax="')[1].split('"')[0]) for line in boxes.splitlines() if "<word" in line]
        assert edges
        assert max(edges) < 595 - 55, key  # the sheet's right margin is 26 mm


def test_characters_no_font_has_are_printed_as_their_codes(tmp_path):
    note = "𠀀与\u202e反向\u202c、\x07响铃、零宽\u200b字"
    record, history = samples.story(our_book().kind("situation_note"), text=note)
    (tmp_path / "a.pdf").write_bytes(made(record, history))
    text = judges.text_of(tmp_path / "a.pdf")
    for code in ("〔U+20000〕", "〔U+202E〕", "〔U+0007〕", "〔U+200B〕"):
        assert code in text
    assert fonts.printable("周启明 abc 123。") == "周启明 abc 123。"
    assert fonts.printable("😀👩\u200d👩\u200d👧☎\ufe0f") == "😀👩\u200d👩\u200d👧☎\ufe0f"


def test_other_scripts_are_printed_in_their_own(tmp_path):
    record, history = samples.story(our_book().kind("situation_note"), text="مرحبا שלום สวัสดี हिन्दी Ελληνικά Русский éñü")
    (tmp_path / "a.pdf").write_bytes(made(record, history))
    text = judges.text_of(tmp_path / "a.pdf")
    for word in ("Ελληνικά", "Русский", "éñü"):
        assert word in text
    assert "〔U+" not in text
    judges.must_be_pdfa(tmp_path)


def test_forty_pages_of_dialogue_are_set_and_every_page_has_the_strip(strokes, tmp_path):
    dialogue = [{"q": f"第{n}问：当晚还有什么情况？", "a": "情况属实，" * 24 + f"第{n}答。"} for n in range(1, 260)]
    record, history = samples.story(our_book().kind("interview_transcript"), strokes=strokes, dialogue=dialogue)
    (tmp_path / "a.pdf").write_bytes(made(record, history))
    pages = judges.poppler("pdftotext", "-raw", tmp_path / "a.pdf", "-").split("\f")
    pages = [page for page in pages if page.strip()]
    assert len(pages) >= 40
    assert all("被询问人签名" in page and f"第 {n} 页" in page for n, page in enumerate(pages, start=1))
    assert "第259答" in "".join(pages)


def test_a_decision_names_the_party_the_remedies_and_the_sum_in_words(tmp_path):
    record, history = samples.story(our_book().kind("penalty_decision"))
    (tmp_path / "a.pdf").write_bytes(made(record, history))
    text = judges.text_of(tmp_path / "a.pdf")
    for said in (
        "91420112MA4K000000", "澄湖区望江路218号二层", "贰万元整", "澄湖区人民政府", "澄江市澄湖区人民法院", "六十日", "六个月",
        "澄文综罚字〔2026〕31号", "第48213条", "示范",
    ):  # fmt: skip
        assert said in text, said


def test_a_decision_does_not_go_out_without_naming_where_remedies_are_sought():
    record, history = samples.story(our_book().kind("penalty_decision"))
    with pytest.raises(Refusal, match="行政复议机关和人民法院"):
        render.render(record, history, samples.terms(reconsideration_body="", court=""), samples.Bureau(), samples.Leaf())
    draft, its_history = samples.story(our_book().kind("penalty_decision"), issued=False)
    assert render.preview_pages(draft, samples.terms(court=""), samples.Bureau(), its_history)


def test_a_real_bureau_has_a_blank_for_its_seal_and_never_a_drawn_one(tmp_path):
    record, history = samples.story(our_book().kind("correction_order"))
    real = render.render(record, history, samples.terms(), samples.Bureau(demo=False), samples.Leaf())
    (tmp_path / "a.pdf").write_bytes(real)
    text = judges.text_of(tmp_path / "a.pdf")
    assert "（印章）" in text
    assert "示范" not in text


def test_a_draft_is_marked_on_every_page_and_bears_no_seal(tmp_path):
    record, history = samples.story(our_book().kind("penalty_decision"), issued=False)
    pdf = render.preview(record, samples.terms(), samples.Bureau(), history)
    (tmp_path / "a.pdf").write_bytes(pdf)
    pages = judges.poppler("pdftotext", "-raw", tmp_path / "a.pdf", "-").split("\f")
    assert all("草稿" in page for page in pages if page.strip())
    assert "示范" not in "".join(pages)
    judges.must_be_pdfa(tmp_path)


def test_a_paper_typed_from_its_original_says_so_and_claims_no_signature(tmp_path):
    record, history = samples.story(
        our_book().kind("inspection_record"), told=True, original_place="第3盒第12页", number="澄文检单字〔2026〕7号"
    )
    (tmp_path / "a.pdf").write_bytes(made(record, history, receipt=None))
    text = judges.text_of(tmp_path / "a.pdf")
    assert "依原件录入" in text
    assert "第3盒第12页" in text
    assert "见原件" in text
    assert "本人口令签署" not in text


def test_a_refusal_to_sign_is_printed_with_its_reason():
    kind = our_book().kind("interview_transcript")
    record, history = samples.story(kind, signed=False)
    entry = samples.entry(
        "part",
        {"part": "person", "verdict": "declined", "signer": "林海燕", "reason": "称要先问老板"},
        name="refusal", minutes=30, part_of=record.id,
    )  # fmt: skip
    again = type(history)([*history.entries, entry], our_book().kinds, subject=samples.CASE, subject_type="case").record(
        record.id
    )
    sheet = render.laid_out(again, history, samples.terms(), samples.Bureau())
    slot = sheet.data["signatures"][0]
    assert slot["state"] == "declined"
    assert "称要先问老板" in slot["said"]


@pytest.mark.parametrize(
    ("said", "printed"), [("同意承办人意见，请审批。", "同意承办人意见"), ("事实清楚。", "同意。事实清楚"), ("", "同意")]
)
def test_who_writes_that_he_agrees_is_not_printed_as_agreeing_twice(said, printed, tmp_path):
    record, history = samples.story(our_book().kind("initiation_approval"))
    for entry in history.entries:
        if entry.kind == "part" and entry.content["part"] == "unit_head":
            entry.content["text"] = said
    again = type(history)(history.entries, our_book().kinds, subject=samples.CASE, subject_type="case").record(record.id)
    (tmp_path / "a.pdf").write_bytes(made(again, history))
    text = "".join(judges.text_of(tmp_path / "a.pdf").split())
    assert printed in text
    assert "同意。同意承办人意见" not in text


def test_every_page_carries_its_own_strokes(strokes, store):
    other = files.put(conftest.STROKES.replace(b"10 90", b"20 80")).sha256
    kind = our_book().kind("interview_transcript")
    record, history = samples.story(kind, strokes=strokes)
    part = next(entry for entry in history.entries if entry.kind == "part" and entry.content["part"] == "person")
    part.content["pages"] = [{"page": 1, "strokes": other}, {"page": 2, "strokes": strokes}]
    part.content["remark"] = "以上笔录我看过，和我说的一样"
    made_ = render.laid_out(record, history, samples.terms(), samples.Bureau())
    assert made_.data["strip"][0]["pages"] == {"1": other, "2": strokes}
    assert set(made_.data["drawings"]) == {other, strokes}
    assert "和我说的一样" in made_.data["signatures"][0]["said"]
    assert render.pdf(made_).startswith(b"%PDF")


def test_a_notice_that_runs_over_by_a_little_is_set_on_one_page():
    kind = our_book().kind("rights_notice")
    plain = [samples.story(kind, place={"text": "澄湖区"}), samples.story(our_book().kind("penalty_decision"))]
    counts = [len(render.pages(record, history, samples.terms(), samples.Bureau())) for record, history in plain]
    pdfs = [typesetter.pages_in(made(record, history)) for record, history in plain]
    assert counts == pdfs
    short, its_history = samples.story(
        our_book().kind("correction_order"), facts="接纳未成年人上网。", broken=samples.LAWS[:1], basis=samples.LAWS[:1]
    )
    assert typesetter.pages_in(made(short, its_history)) == 1


@pytest.mark.parametrize(
    ("key", "pages"), [("additional_fine_decision", 2), ("enforcement_decision", 2), ("penalty_decision", 2)]
)
def test_no_sheet_holds_the_proof_of_receipt_alone(key, pages, tmp_path):
    """A decision with its daily table: one sheet and the table; a decision of two sheets does not take a third for its seal."""
    record, history = samples.story(our_book().kind(key))
    (tmp_path / "a.pdf").write_bytes(made(record, history))
    assert typesetter.pages_in((tmp_path / "a.pdf").read_bytes()) == pages
    sheets = [judges.poppler("pdftotext", "-f", str(n), "-l", str(n), tmp_path / "a.pdf", "-") for n in range(1, pages + 1)]
    receipt = next(text for text in sheets if "签名或盖章" in text)
    assert "联系方式" in receipt


def test_the_columns_of_a_table_are_as_wide_as_what_stands_in_them():
    """A sampling list: the specification is long and takes the width, the short ones what they hold; an empty sheet keeps the
    declared widths."""
    item = our_book().kind("sampling").field("items")
    filled = body.table(
        item, [{"name": "光盘", "spec": "联想 M730s，机身编号 PF3XK21A，附电源线一根", "quantity": 2, "unit": "台"}]
    )
    width = {column["title"]: column["width"] for column in filled["columns"]}
    assert width["规格、批次"] > 0 == width["名称"] == width["单位"]
    short = body.table(item, [{"name": "光盘", "spec": "DVD，一批", "quantity": 2, "unit": "张"}])
    assert min(column["width"] for column in short["columns"][1:]) > 0
    empty = {column["title"]: column["width"] for column in body.table(item, [])["columns"]}
    assert max(empty, key=lambda title: empty[title]) == "名称"


def test_the_number_of_a_piece_of_evidence_is_not_taken_for_that_of_a_paper():
    record, history = samples.story(our_book().kind("evidence_item"), number="12")
    sheet = render.laid_out(record, history, samples.terms(), samples.Bureau())
    assert sheet.data["number"] == ""
    told, its_history = samples.story(our_book().kind("correction_order"), told=True, number="澄文改字〔2026〕7号")
    assert render.laid_out(told, its_history, samples.terms(), samples.Bureau()).data["number"] == "澄文改字〔2026〕7号"


def test_strokes_are_drawn_only_on_the_pages_that_were_signed(strokes):
    record, history = samples.story(our_book().kind("interview_transcript"), strokes=strokes)
    strip = render.laid_out(record, history, samples.terms(), samples.Bureau()).data["strip"]
    assert strip[0]["drawing"] == strokes
    assert strip[0]["pages"]["1"] == strokes
    part = next(entry for entry in history.entries if entry.kind == "part" and entry.content["part"] == "person")
    part.content.pop("pages")
    assert render.laid_out(record, history, samples.terms(), samples.Bureau()).data["strip"][0]["pages"] == {}


@pytest.mark.parametrize(
    "content",
    [
        b"not a picture",
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg/>',
        b"<svg><path d='M0",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    ],
)
def test_a_bad_drawing_never_stops_a_paper(content, store):
    digest = files.put(content).sha256
    record, history = samples.story(our_book().kind("interview_transcript"), strokes=digest)
    assert made(record, history).startswith(b"%PDF")


def test_the_code_at_the_foot_names_log_size_and_leaf():
    leaf = samples.Leaf()
    assert receipts.payload(leaf) == f"LIUHEN1 {leaf.origin} 48290 48212 {leaf.leaf.hex()}"
    assert receipts.qr(leaf).startswith("<svg")


@pytest.mark.parametrize("key", ["seizure_decision", "enforcement_decision", "substitute_decision"])
def test_a_decision_to_use_force_states_the_address_of_the_party(key, tmp_path):
    """强制法第二十四条、第三十七条、第五十一条."""
    record, history = samples.story(our_book().kind(key))
    (tmp_path / "a.pdf").write_bytes(made(record, history))
    assert "，地址：" in judges.text_of(tmp_path / "a.pdf").replace("\n", "")
