"""空白文书 on the page: who sees which numbers, who hands out, who spoils, who prints."""

import io
from copy import deepcopy

import pikepdf
import pytest
from django.test import Client
from PIL import Image

from liuhen.access.models import Reading
from liuhen.bureau import blanks
from liuhen.bureau.blanks import Design, Numbers
from tests.cast import at

FORM = "summary_decision"


@pytest.fixture
def cast(database, settings, tmp_path, assembled_with_accounts):
    settings.MEDIA_ROOT = tmp_path / "files"
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture
def block(cast):
    with at("2026-11-02 09:00"):
        number = blanks.receive(cast["马骏"], FORM, Numbers(first=101, last=125), Design(prefix="澄当罚字", suffix="号", width=7))
        blanks.issue(cast["马骏"], FORM, number, Numbers(first=101, last=110), person=cast.people["周启明"])
    return number


def desk(cast, name):
    client = Client()
    client.force_login(cast.account(name))
    return client


def test_keeper_archivist_and_administrator_see_all_an_officer_his_own_and_others_nothing(cast, block):
    for name in ("马骏", "陈素", "程远"):
        page = desk(cast, name).get("/blanks/")
        assert page.status_code == 200
        assert "澄当罚字0000101号 至 澄当罚字0000125号" in page.content.decode()
        assert "周启明" in page.content.decode()
    own = desk(cast, "周启明").get("/blanks/").content.decode()
    assert "澄当罚字0000101号 至 澄当罚字0000110号" in own
    assert "0000125号" not in own
    assert "0000101号" not in desk(cast, "沈静文").get("/blanks/").content.decode()
    assert "没有" in desk(cast, "顾怡").get("/blanks/").content.decode()
    assert desk(cast, "顾怡").get("/blanks/").status_code == 409


@pytest.mark.parametrize("name", ["周启明", "韩立群", "丁晓彤", "顾怡"])
def test_only_who_keeps_them_receives_and_hands_out(cast, block, name):
    client = desk(cast, name)
    before = len(blanks.history(cast.agency, FORM))
    sent = {"form": FORM, "first": "201", "last": "210", "width": "7", "taker": f"person:{cast.people['周启明']}"}
    for path in ("receive/", f"{FORM}/{block}/issue/", f"{FORM}/{block}/return/"):
        assert client.post(f"/blanks/{path}", sent).status_code == 409
    assert client.get(f"/blanks/{FORM}/{block}/").status_code == 409
    assert len(blanks.history(cast.agency, FORM)) == before


def test_the_keeper_takes_a_block_in_and_hands_it_out(cast):
    client = desk(cast, "马骏")
    with at("2026-11-03 09:00"):
        answer = client.post(
            "/blanks/receive/",
            {"form": FORM, "prefix": "澄当罚字", "suffix": "号", "width": "７", "first": "1", "last": "25", "day": "2026-11-01"},
        )
        page = client.get(answer.url).content.decode()
        assert "澄当罚字0000001号 至 澄当罚字0000025号" in page
        client.post(f"{answer.url}issue/", {"taker": f"unit:{cast.units['执法二中队']}", "first": "1", "last": "5"})
        client.post(f"{answer.url}return/", {"first": "5"})
        page = client.get(answer.url).content.decode()
    assert "执法二中队，2026-11-03领用" in page
    assert "澄当罚字0000001号 至 澄当罚字0000004号" in page
    assert "空白文书交回" in page
    assert "2026-11-01入库" in page


def test_an_officer_spoils_his_own_number_with_a_picture_that_the_keeper_sees(cast, block):
    held = io.BytesIO()
    Image.new("RGB", (60, 80), (230, 60, 120)).save(held, "JPEG")
    held.seek(0)
    held.name = "写坏.jpg"
    client = desk(cast, "周启明")
    with at("2026-11-05 09:00"):
        answer = client.post(f"/blanks/{FORM}/{block}/void/", {"first": "103", "last": "103", "reason": "写错姓名", "scan": held})
        assert answer.url == "/blanks/"
        keeper = desk(cast, "马骏")
        page = keeper.get(f"/blanks/{FORM}/{block}/").content.decode()
    digest = blanks.stock(cast.agency, FORM).spoilt[0]["scans"][0]["sha256"]
    path = f"/blanks/{FORM}/{block}/scans/{digest}/"
    assert path in page
    assert keeper.get(path)["Content-Type"] == "image/jpeg"
    assert keeper.get(f"/blanks/{FORM}/{block}/scans/{'0' * 64}/").status_code == 404
    assert desk(cast, "沈静文").get(path).status_code == 409


@pytest.mark.parametrize(
    ("name", "first", "last"), [("周启明", "103", "111"), ("沈静文", "103", "103"), ("韩立群", "103", "103")]
)
def test_nobody_spoils_or_prints_what_he_does_not_have(cast, block, name, first, last):
    client = desk(cast, name)
    assert client.post(f"/blanks/{FORM}/{block}/void/", {"first": first, "last": last, "reason": "试"}).status_code == 404
    assert client.get(f"/blanks/{FORM}/{block}/sheets.pdf?first={first}&last={last}").status_code == 404
    assert blanks.stock(cast.agency, FORM).spoilt == []


def test_the_sheets_are_printed_with_their_numbers_and_it_is_logged(cast, block):
    answer = desk(cast, "周启明").get(f"/blanks/{FORM}/{block}/sheets.pdf?first=101&last=103")
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert len(made.pages) % 3 == 0
        assert all(abs(float(page.mediabox[3]) - 841.9) < 1 for page in made.pages)
    (row,) = Reading.objects.filter(kind="printed")
    assert (row.name, row.detail["number"]) == ("周启明", "澄当罚字0000101号 至 澄当罚字0000103号")


@pytest.mark.parametrize(
    "asked", ["first=100&last=103", "first=103&last=101", "first=101", "first=a&last=b", "first=120&last=126"]
)
def test_a_range_that_is_not_in_the_block_is_refused_with_what_to_do(cast, block, asked):
    answer = desk(cast, "马骏").get(f"/blanks/{FORM}/{block}/sheets.pdf?{asked}")
    assert answer.status_code == 409
    assert "请" in answer.content.decode()


def test_a_day_to_come_and_a_word_for_a_number_are_refused(cast, block):
    client = desk(cast, "马骏")
    before = len(blanks.history(cast.agency, FORM))
    with at("2026-11-05 09:00"):
        for sent in ({"first": "111", "last": "112", "day": "2026-11-06"}, {"first": "一百"}, {"first": "", "last": ""}):
            answer = client.post(f"/blanks/{FORM}/{block}/issue/", {"taker": f"person:{cast.people['周启明']}", **sent})
            assert answer.status_code == 409
    assert len(blanks.history(cast.agency, FORM)) == before


def test_the_numbers_in_hand_are_offered_where_papers_are_typed_up(cast, block):
    from liuhen.pages.views.paper import numbers_in_hand

    assert numbers_in_hand(cast["周启明"])[:2] == [
        ("当场处罚决定书", "澄当罚字0000101号"),
        ("当场处罚决定书", "澄当罚字0000102号"),
    ]
    assert numbers_in_hand(cast["沈静文"]) == []
