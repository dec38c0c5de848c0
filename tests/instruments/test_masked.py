"""遮盖件: who may look at a case and not read its personal data is shown papers masked; the issued original stays as it is."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.test import Client

from liuhen.access import visibility
from liuhen.access.masking import NOTHING
from liuhen.access.models import Reading
from liuhen.instruments import masked
from liuhen.pages import previews
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.when import When
from tests.cast import at
from tests.instruments import judges
from tests.instruments.test_jobs import cast  # noqa: F401 - the fixture

pytestmark = pytest.mark.urls("liuhen.instruments.urls")
NUMBER, PHONE, CHILD = "420112198805170517", "13812345678", "李小明"


def browser(people, name):
    client = Client()
    client.force_login(people.account(name))
    return client


@pytest.fixture
def told(cast):  # noqa: F811
    """A case against a citizen whose number also stands in the running text of the transcript; a child is asked too."""
    ref = SubjectRef("case", uuid4())
    party = {
        "id": "p1",
        "type": "citizen",
        "name": "王建国",
        "id_number": NUMBER,
        "phone": PHONE,
        "address": "澄湖区望江路3号201室",
    }
    content = {
        "source": "inspection", "name": "王建国案", "act": "penalty", "procedure": "ordinary", "cause": "某行为", "secrecy": "none",
        "parties": [party], "officers": cast.officers("周启明", "沈静文"), "unit": str(cast.units["执法一中队"]), "facts": "某事",
    }  # fmt: skip
    with at("11-13 20:00"):
        register.record(cast["周启明"], ref, "case_registration", content, origin="system")
        said = {
            "span": {"start": "2026-11-13T20:10", "end": "2026-11-13T20:40"}, "place": {"text": "询问室"},
            "person": {"name": CHILD, "id_number": "420112201205170517", "age": "14", "phone": PHONE}, "capacity": "witness",
            "officers": cast.officers("周启明", "沈静文"),
            "dialogue": [{"q": "你叫什么？", "a": f"我叫{CHILD}。"}, {"q": "老板的证件号？", "a": f"他登记的是{NUMBER}。"}],
        }  # fmt: skip
        record = register.record(
            cast["周启明"], ref, "interview_transcript", said, when=When.parse("2026-11-13T20:10/20:40"), origin="paper"
        )
    with at("11-14 09:00"):
        visibility.grant(ref.id, cast.agency, cast.people["吴彦"], visibility.GRANTED)
    return ref, record


def text(answer, folder):
    content = answer.content if not answer.streaming else b"".join(answer)
    (folder / "a.pdf").write_bytes(content)
    return judges.text_of(folder / "a.pdf")


def test_who_was_only_let_in_prints_it_masked_and_marked_and_it_is_logged_so(cast, told, tmp_path):  # noqa: F811
    ref, record = told
    said = text(browser(cast, "吴彦").get(f"/papers/{record.id}.pdf"), tmp_path)
    for secret in (NUMBER, PHONE, CHILD, "420112201205170517"):
        assert secret not in said, secret
    assert "4201**********0517" in said
    assert "李某某" in said
    assert "遮盖件" in said
    assert "不是正本" in said
    row = Reading.objects.get(subject=ref.id, kind="printed", name="吴彦")
    assert row.detail["title"] == "询问笔录（遮盖件）"


@pytest.mark.parametrize("name", ["周启明", "方志刚", "韩立群", "许知远"])
def test_who_needs_it_reads_the_paper_as_it_is(cast, told, tmp_path, name):  # noqa: F811
    _, record = told
    said = text(browser(cast, name).get(f"/papers/{record.id}.pdf"), tmp_path)
    assert NUMBER in said
    assert CHILD in said
    assert "遮盖件" not in said


def test_the_pages_on_the_screen_are_masked_as_well(cast, told):  # noqa: F811
    ref, record = told
    whole, hidden = previews.pages(cast["周启明"], ref, record), previews.pages(cast["吴彦"], ref, record)
    assert len(whole) >= 1
    assert hidden != whole
    assert previews.count(cast["吴彦"], ref, record) == len(hidden)


def test_the_bound_file_is_refused_with_the_way_to_go(cast, told):  # noqa: F811
    ref, _ = told
    answer = browser(cast, "吴彦").get(f"/casefiles/{ref.id}/main.pdf")
    assert answer.status_code == 403
    assert "承办人" in answer.content.decode()
    assert browser(cast, "周启明").get(f"/casefiles/{ref.id}/main.pdf").status_code == 200


def test_the_original_is_not_touched_and_stays_what_it_was_for_the_handler(cast, told):  # noqa: F811
    ref, record = told
    before = register.history(cast.agency, ref)
    hidden = masked.history(before, NOTHING)
    assert register.history(cast.agency, ref).record(record.id).content == record.content
    assert NUMBER in str(record.content)
    assert NUMBER not in str([entry.content for entry in hidden.entries])
    assert [entry.id for entry in hidden.entries] == [entry.id for entry in before.entries]


def test_a_correction_is_masked_like_what_it_corrects(cast, told):  # noqa: F811
    ref, record = told
    history = register.history(cast.agency, ref)
    corrected = replace(
        history.entries[-1],
        id=str(uuid4()),
        kind="correction",
        corrects=record.id,
        content={"values": {"person": {"name": "张三丰", "id_number": "420112197001010011", "age": "50"}}, "clerical": True},
    )
    hidden = masked.history(history.with_entries([corrected], register.book().kinds), NOTHING)
    assert "420112197001010011" not in str([entry.content for entry in hidden.entries])
    assert hidden.record(record.id)["person"]["name"] == "张三丰"
    assert UUID(record.id)
