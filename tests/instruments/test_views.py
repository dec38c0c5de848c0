"""Who may have a paper gets it, logged; who may not does not learn that it is there; what is not ready is not served."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from liuhen.access.models import Reading
from liuhen.instruments import jobs
from liuhen.instruments.models import Instrument, State
from liuhen.register import register
from liuhen.register.types import SubjectRef
from tests.cast import at
from tests.instruments import judges
from tests.instruments.test_jobs import cast, issued  # noqa: F401 - the fixture and the story

pytestmark = pytest.mark.urls("liuhen.instruments.urls")


def browser(people, name: str) -> Client:
    client = Client()
    client.force_login(people.account(name))
    return client


@pytest.fixture
def row(cast):  # noqa: F811
    found = issued(cast)
    jobs.make(found.entry)
    found.refresh_from_db()
    return found


def test_the_officer_prints_and_keeps_the_issued_paper_and_both_are_logged(cast, row):  # noqa: F811
    client = browser(cast, "周启明")

    shown = client.get(f"/papers/{row.record}.pdf")
    kept = client.get(f"/papers/{row.record}.pdf?download=1")

    assert (shown.status_code, shown["Content-Type"], shown["ETag"]) == (200, "application/pdf", f'"{row.sha256}"')
    assert b"".join(shown).startswith(b"%PDF")
    assert shown["Content-Disposition"].startswith("inline")
    assert kept["Content-Disposition"].startswith("attachment")
    kept.close()
    kinds = Reading.objects.filter(subject=row.subject, item=str(row.record)).values_list("kind", flat=True)
    assert sorted(kinds) == ["downloaded", "printed"]
    assert client.get(f"/papers/{row.record}.pdf", headers={"if-none-match": shown["ETag"]}).status_code == 304
    assert Reading.objects.filter(subject=row.subject, item=str(row.record)).count() == 2


def test_who_is_not_on_the_case_does_not_learn_that_the_paper_is_there(cast, row):  # noqa: F811
    assert browser(cast, "吴彦").get(f"/papers/{row.record}.pdf").status_code == 404
    assert browser(cast, "程远").get(f"/papers/{row.record}.pdf").status_code == 404
    assert Client().get(f"/papers/{row.record}.pdf").status_code == 401
    assert browser(cast, "周启明").get(f"/papers/{uuid4()}.pdf").status_code == 404
    assert not Reading.objects.filter(kind="printed").exists()


def test_who_may_only_look_does_not_keep_a_copy(cast, row):  # noqa: F811
    client = browser(cast, "韩立群")
    shown = client.get(f"/papers/{row.record}.pdf")
    shown.close()
    assert shown.status_code == 200
    assert client.get(f"/papers/{row.record}.pdf?download=1").status_code == 403


def test_a_paper_that_waits_is_not_served(cast):  # noqa: F811
    waiting = issued(cast)
    answer = browser(cast, "周启明").get(f"/papers/{waiting.record}.pdf")
    assert answer.status_code == 409
    assert "待出文书" in answer.content.decode()
    assert waiting.number in answer.content.decode()


def test_a_failed_paper_is_asked_for_again_by_hand_and_keeps_its_number(cast):  # noqa: F811
    failed = issued(cast)
    Instrument.objects.filter(pk=failed.pk).update(state=State.FAILED, error="没有纸", tries=5)
    client = browser(cast, "周启明")
    assert "没有纸" in client.get(f"/papers/{failed.record}.pdf").content.decode()
    assert client.get(f"/papers/{failed.record}/again").status_code == 405
    assert client.post(f"/papers/{failed.record}/again").status_code == 200
    assert client.post(f"/papers/{failed.record}/again").status_code == 409
    assert Instrument.objects.get(pk=failed.pk).state == State.WAITING


def test_a_record_that_is_not_issued_prints_from_its_frozen_text(cast, row, tmp_path):  # noqa: F811
    ref = SubjectRef("case", row.subject)
    with at("11-14 09:00"):
        note = register.record(
            cast["周启明"], ref, "situation_note", {"text": "登记材料已经当场核对。", "officers": cast.officers("周启明", "沈静文")},
            origin="system", about=UUID(str(row.record)),
        )  # fmt: skip
    answer = browser(cast, "周启明").get(f"/papers/{note.id}.pdf")
    assert answer.status_code == 200
    (tmp_path / "a.pdf").write_bytes(answer.content)
    assert "登记材料已经当场核对。" in judges.text_of(tmp_path / "a.pdf")
    assert "Signature is Valid" in judges.poppler("pdfsig", tmp_path / "a.pdf")


def test_a_volume_of_the_case_file_is_bound_on_demand(cast, row, tmp_path):  # noqa: F811
    client = browser(cast, "周启明")
    answer = client.get(f"/casefiles/{row.subject}/main.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    (tmp_path / "a.pdf").write_bytes(answer.content)
    assert row.number in judges.text_of(tmp_path / "a.pdf")
    assert client.get(f"/casefiles/{row.subject}/main.pdf", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get(f"/casefiles/{row.subject}/third.pdf").status_code == 404
    assert browser(cast, "吴彦").get(f"/casefiles/{row.subject}/main.pdf").status_code == 404
    assert Reading.objects.filter(subject=row.subject, kind="printed", item="main").count() == 1
