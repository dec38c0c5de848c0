"""The record kinds hold together: every name in a declaration names something, and the law's own order is kept."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from liuhen.regulation import kinds as package
from liuhen.regulation import paper, usual_penalty
from liuhen.regulation.book import our_book
from liuhen.regulation.covering import Demand, asked_by
from liuhen.regulation.fields import Choice, Field, Items, LawRefs, Moment, Party, TimeSpan
from liuhen.regulation.grammar import Kind, Role
from liuhen.regulation.history import wanted_parts

KINDS = tuple(our_book().kinds.values())
WITH_PAPER = tuple(kind for kind in KINDS if kind.paper)
FOLDER = Path(package.__file__).parent
LAYOUTS = {"notice", "transcript", "form", "slip"}
#: What a draft may be prefilled from, apart from other kinds by their key.
ROOMS = {"catalogue", "case", "actor", "agency", "setting", "about", "next", "clue", "owing"}
BARE = {"", "now", "today", "me"}
CASE_FACTS = {"party", "party_name", "party_address"}


def named(kinds):
    return pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.key)


def keys(kind: Kind) -> set[str]:
    return {field.key for field in kind.fields}


def asked(condition: str) -> set[tuple[str, str]]:
    """The fields a condition asks about, each with the value it asks for."""
    found = set()
    for single in filter(None, re.split(r"[|&]", condition)):
        key, _, value = single.removeprefix("!").replace("!=", "=").partition("=")
        found.add((key, value))
    return found


def test_reading_the_book_loads_no_django():
    script = "import sys; from liuhen.regulation.book import our_book; our_book(); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=FOLDER.parents[2])
    assert done.stdout.strip() == "False"


def test_kind_modules_import_only_the_words_of_the_law_and_never_each_other():
    allowed = {
        "liuhen.regulation",
        *(f"liuhen.regulation.{name}" for name in ("fields", "grammar", "licences", "sources", "usual")),
    }
    shared = {"usual", "usual_penalty", "usual_weighing", "usual_growing"}
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                pytest.fail(f"{path.name} imports {[name.name for name in node.names]}")
            if isinstance(node, ast.ImportFrom):
                assert node.module in allowed, f"{path.name} imports {node.module}"
                if node.module == "liuhen.regulation":
                    assert {name.name for name in node.names} <= shared, path.name


def test_no_kind_module_is_longer_than_a_reader_bears():
    long = {path.name: count for path in FOLDER.glob("*.py") if (count := len(path.read_text().splitlines())) > 300}
    assert not long


# fmt: off
CONTRACT = (
    "case_registration", "case_changed", "urgent_start", "initiation_approval", "stopped", "complaint_registration",
    "clue_triage", "complainant_told", "clue_linked", "inspection_approval", "inspection_record",
    "interview_notice", "interview_transcript", "evidence_notice", "evidence_list", "preservation_approval",
    "advance_registration", "preservation_outcome", "correction_order", "rights_notice", "evidence_item",
    "custody_move", "sampling", "told_event", "violation", "recording_unsuitable", "gap_explained",
    "situation_note", "investigation_report", "prior_notice", "statement_defence", "defence_waived",
    "defence_review", "hearing_request", "hearing_withdrawn", "hearing_record", "legality_review", "deliberation",
    "decision_approval", "penalty_decision", "no_penalty_decision", "case_withdrawn", "case_transferred",
    "extension", "proof_of_service", "payment", "payment_plan", "performance", "correction_check", "party_end",
    "publicity", "closing_report", "case_file_bound", "recording_stored", "recording_linked", "recording_unlinked",
    "late_storage_explained", "recording_derived", "person_registered", "person_changed", "certificate_recorded",
    "unit_made", "division_of_work", "custodian_named", "account_locked", "opened", "played", "downloaded",
    "printed", "exported", "searched",
)
# fmt: on


@pytest.mark.parametrize("key", CONTRACT)
def test_every_kind_of_the_path_is_declared_with_a_title_of_its_own(key):
    kind = our_book().kind(key)
    assert re.search(r"[\u4e00-\u9fff]", kind.title)
    assert [other.key for other in KINDS if other.title == kind.title] == [key]


@named([kind for kind in KINDS if kind.key in CONTRACT])
def test_a_kind_says_which_article_it_comes_from(kind):
    assert kind.basis


@named(KINDS)
def test_a_kind_names_each_field_and_each_part_once(kind):
    for names in ([field.key for field in kind.fields], [part.key for part in kind.parts]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


@named(KINDS)
def test_conditions_ask_about_fields_that_are_there_and_values_they_can_have(kind):
    conditions = [field.when for field in kind.fields] + [part.when for part in kind.parts]
    conditions += [paper.condition(text) for text in (kind.paper.body if kind.paper else ())]
    for key, value in {pair for condition in conditions for pair in asked(condition)}:
        assert key in keys(kind), key
        field = kind.field(key)
        assert not value or (isinstance(field, Choice) and value in dict(field.options)), f"{key}={value}"


@named(KINDS)
def test_a_part_for_each_item_names_a_list_of_the_record(kind):
    for part in kind.parts:
        assert not part.each or part.each in keys(kind), part.key


@named(KINDS)
def test_what_a_kind_may_be_about_is_a_kind(kind):
    assert set(kind.about) <= set(our_book().kinds)


@named(KINDS)
def test_a_record_that_is_chosen_is_of_a_kind_that_is_there(kind):
    for field in kind.fields:
        assert set(getattr(field, "kinds", ())) <= set(our_book().kinds), field.key


@named(KINDS)
def test_first_values_come_from_where_something_is(kind):
    """``about.x`` names a field of a kind it may be about, ``report.x`` one of the report, ``case.x`` a fact of the case, ``is.x`` an answer."""
    book = our_book()
    facts = (
        CASE_FACTS
        | keys(book.kind("case_registration"))
        | keys(book.kind("case_changed"))
        | keys(book.kind("initiation_approval"))
    )
    for field in kind.fields:
        room, _, key = field.prefill.partition(".")
        if field.prefill in BARE or room == "setting":
            continue
        if room == "is":
            assert key in dict(getattr(field, "options", ())), field.prefill
            continue
        assert room in ROOMS or room in book.kinds, field.prefill
        if room in book.kinds:
            assert key in keys(book.kind(room)), field.prefill
        elif room == "about":
            assert key in {"id", "number"} or any(key in keys(book.kind(about)) for about in kind.about), field.prefill
        elif room == "case":
            assert key in facts, field.prefill


@named(KINDS)
def test_a_value_flows_only_into_a_field_of_its_own_type(kind):
    book = our_book()
    for field in kind.fields:
        room, _, key = field.prefill.partition(".")
        sources = [book.kind(room)] if room in book.kinds else [book.kind(about) for about in kind.about if room == "about"]
        for source in sources:
            if key in keys(source):
                assert type(source.field(key)) is type(field), f"{kind.key}.{field.key} from {source.key}.{key}"


@named([kind for kind in KINDS if kind.time])
def test_the_field_that_states_the_time_of_an_act_is_a_time(kind):
    assert isinstance(kind.field(kind.time), Moment | TimeSpan)


@named(KINDS)
def test_choices_have_each_value_once_and_every_value_a_chinese_word(kind):
    for field in kind.fields:
        lists = [field.options] if isinstance(field, Choice) else []
        lists += [column.options for column in field.columns if column.type == "choice"] if isinstance(field, Items) else []
        for options in lists:
            assert options or field.other, field.key
            assert len(dict(options)) == len(options), field.key
            assert all(value.isascii() and not label.isascii() for value, label in options), field.key


@named(KINDS)
def test_a_table_names_each_column_once_and_leaves_the_rows_id_alone(kind):
    for field in kind.fields:
        if isinstance(field, Items):
            columns = [column.key for column in field.columns]
            assert columns
            assert len(set(columns)) == len(columns)
            assert "id" not in columns


# -- who may see it -----------------------------------------------------------------------------------------------------
@named(KINDS)
def test_people_outside_are_masked_for_those_without_need(kind):
    for field in kind.fields:
        if type(field).__name__ in {"Outsider", "Parties"}:
            assert field.sensitive, field.key


def test_a_complainant_is_asked_for_on_the_clue_and_on_no_paper_of_a_case():
    for kind in KINDS:
        if "complainant" in keys(kind):
            assert kind.subjects == ("clue",)
            assert kind.field("complainant").sensitive


# -- papers -------------------------------------------------------------------------------------------------------------
@named(WITH_PAPER)
def test_a_paper_names_only_places_that_can_be_filled(kind):
    assert kind.paper.layout in LAYOUTS
    assert kind.paper.volume in {"main", "internal"}
    assert not kind.paper.addressee or kind.paper.addressee in keys(kind)
    for text in kind.paper.body:
        for name in paper.places(text):
            assert name in keys(kind) | paper.COMMON, f"{name} in {text}"
        assert "{" not in re.sub(r"\{\w+\}", "", paper.words(text)), text


@named(WITH_PAPER)
def test_nothing_internal_is_printed_on_a_paper(kind):
    printed = {name for text in kind.paper.body for name in paper.places(text)}
    assert not {field.key for field in kind.fields if field.internal} & printed


@named([kind for kind in WITH_PAPER if kind.paper.body and kind.paper.layout in {"notice", "slip"}])
def test_what_is_required_of_a_notice_is_also_printed_on_it(kind):
    printed = {name for text in kind.paper.body for name in paper.places(text)} | {kind.paper.addressee}
    printed |= {"officers"} if "officers_line" in printed else set()
    said = {key for text in kind.paper.body for key, _ in asked(paper.condition(text))}
    missing = [field.key for field in kind.fields if field.required and not field.internal and field.key not in printed | said]
    assert missing == []


@named([kind for kind in KINDS if kind.issued])
def test_an_issued_paper_has_a_number_word_of_its_own(kind):
    assert kind.paper.word
    assert [other.key for other in WITH_PAPER if other.paper.word == kind.paper.word] == [kind.key]


@named(WITH_PAPER)
def test_whoever_is_told_of_remedies_is_told_the_body_and_the_court_by_name(kind):
    body = "".join(kind.paper.body)
    named_both = "{reconsideration_body}" in body and "{court}" in body
    assert kind.paper.remedies == named_both
    if named_both:
        assert "六十日" in body
        assert "六个月" in body or "先向{reconsideration_body}" in body  # on the spot: reconsideration first (复议法 23)


@named([kind for kind in WITH_PAPER if kind.paper.layout == "transcript"])
def test_a_transcript_ends_with_its_end_mark_and_names_officers_or_chair(kind):
    assert kind.paper.body[-1] == "（以下空白）"
    assert any(name in {"officers", "officers_line", "chair"} for text in kind.paper.body for name in paper.places(text))


# -- parts --------------------------------------------------------------------------------------------------------------
ORDER = [Role.OFFICER, Role.UNIT_HEAD, Role.LEGAL, Role.HEAD]


@named([kind for kind in KINDS if sum(part.opinion for part in kind.parts) > 1])
def test_opinions_come_in_the_regulations_order(kind):
    ranks = [ORDER.index(part.role) for part in kind.parts if part.opinion]
    assert ranks == sorted(ranks)


def test_the_legal_body_reviews_a_major_start_before_a_head_approves_it():
    form = our_book().kind("initiation_approval")
    assert [(part.key, part.when) for part in form.parts] == [
        ("handler", ""),
        ("unit_head", ""),
        ("legal", "major"),
        ("head", ""),
    ]


@pytest.mark.parametrize("key", ["inspection_record", "interview_transcript", "hearing_record", "statement_defence"])
def test_a_transcript_is_signed_on_every_page_and_a_refusal_may_be_recorded(key):
    first = our_book().kind(key).parts[0]
    assert first.outside
    assert first.page_by_page
    assert first.refusable


HEARD_AND_SEEN = ["inspection_record", "sampling", "hearing_record", "licence_hearing_record"]


@pytest.mark.parametrize("key", HEARD_AND_SEEN)
def test_acts_that_article_12_names_owe_a_recording_and_can_say_why_there_is_none(key):
    kind = our_book().kind(key)
    assert [act.demand for act in asked_by(kind)] == [Demand.MUST]
    assert {"recording_unsuitable", "unsuitable_reason"} <= keys(kind)


def test_no_other_kind_owes_a_recording_by_itself():
    whole_course = {"seizure_decision", "scene_record", "obstruction_removal"}
    owing = {kind.key for kind in KINDS for act in asked_by(kind) if act.must and not act.when}
    assert owing == {*HEARD_AND_SEEN, *whole_course}


def test_service_by_leaving_asks_who_refused_and_whether_this_is_the_residence_and_asks_nothing_of_it_otherwise():
    slip = our_book().kind("proof_of_service")
    asked_for = {key for key in ("refused_by", "refusal_reason", "residence") if slip.field(key).wanted({"way": "leaving"})}
    assert asked_for == {"refused_by", "refusal_reason", "residence"}
    assert not any(slip.field(key).wanted({"way": "direct"}) for key in asked_for)
    assert slip.field("recipient").wanted({"way": "direct"})
    assert not slip.field("recipient").wanted({"way": "leaving"})


def test_the_same_words_stand_for_a_penalty_from_the_notice_to_the_decision():
    wanted = {field.key: type(field) for field in usual_penalty.penalty()}
    for key in ("prior_notice", "deliberation", "decision_approval", "penalty_decision"):
        kind = our_book().kind(key)
        assert {name: type(kind.field(name)) for name in wanted} == wanted


def test_the_decision_carries_the_six_items_of_article_59():
    decision = our_book().kind("penalty_decision")
    names = {name for text in decision.paper.body for name in paper.places(text)}
    assert {
        "party",
        "facts",
        "evidence",
        "broken",
        "basis",
        "penalties",
        "pay_days",
        "bank",
        "reconsideration_body",
        "court",
    } <= names
    assert decision.paper.layout == "notice"
    assert isinstance(decision.field("party"), Party)
    assert isinstance(decision.field("basis"), LawRefs)


@named(KINDS)
def test_every_field_that_the_law_asks_for_names_its_article(kind):
    pattern = re.compile(r"(制度|处罚法|许可法|民诉法|强制法|复议法|档案法)第[一二三四五六七八九十百]+条")
    for field in kind.fields:
        assert isinstance(field, Field)
        assert not field.law or pattern.fullmatch(field.law), f"{kind.key}.{field.key}: {field.law}"


def test_a_member_of_a_deliberation_signs_under_his_own_name():
    kind = our_book().kind("deliberation")
    members = [{"id": "p1", "name": {"id": "p1", "name": "韩立群"}}, {"id": "p2", "name": "陈默"}]
    assert [(want.about, want.label) for want in wanted_parts(kind, {"members": members})] == [("p1", "韩立群"), ("p2", "陈默")]


# -- what somebody does at a part -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "who", "act"),
    [
        ("当事人签收", "当事人", "签收"),
        ("当事人清点签收", "当事人", "清点签收"),
        ("签收人签名", "签收人", "签名"),
        ("执法人员签名或者盖章", "执法人员", "签名或者盖章"),
        ("法制机构合法性审查意见", "法制机构", "合法性审查意见"),
        ("承办机构负责人审签", "承办机构负责人", "审签"),
        ("行政机关正职负责人或者主持工作的负责人意见", "行政机关正职负责人或者主持工作的负责人", "意见"),
    ],
)
def test_a_part_says_who_gives_it_and_what_he_does(title, who, act):
    parts = {part.title: part for kind in KINDS for part in kind.parts}
    assert (parts[title].who, parts[title].act) == (who, act)


@named(tuple(kind for kind in KINDS if kind.parts))
def test_whoever_gives_a_part_is_named_without_what_he_does(kind):
    for part in kind.parts:
        assert part.who, part.title
        assert not part.who.endswith(("签", "签名", "签收", "盖章", "意见")), part.title
        assert part.who + part.act == part.title
