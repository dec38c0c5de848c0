"""The library: what each sees of it, filters, orders, pages, counts; its page and that of the queue."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from liuhen.access.accounts import open_account
from liuhen.access.models import Account
from liuhen.recordings import commands, confirming, holds, library
from liuhen.recordings.confirming import Pick
from liuhen.recordings.library import Filters, Only, Order
from liuhen.recordings.library_counts import counts
from liuhen.recordings.models import RecordingRow
from tests.cases.stories import open_case
from tests.cast import PASSWORD, PEOPLE, at
from tests.recordings.test_offers import brought, inspection


@pytest.fixture
def shelf(cast, clips) -> dict[str, RecordingRow]:
    """Six recordings: of the first unit's case, of the second's, of both; two loose, one of them unreadable, one late."""
    first = open_case(cast, "周启明", "沈静文")
    second = open_case(cast, "吴彦", unit="执法二中队", when="11-13 20:20")
    rows = {
        "first": brought(cast, clips["mp4"], begin="11-13 20:36", end="11-13 20:50", what="大厅全景", device="DSJ-07"),
        "second": brought(cast, clips["jpeg"], "吴彦", begin="11-13 21:00", end="11-13 21:00", what="前台"),
        "both": brought(cast, clips["mp4"], begin="11-13 20:50", end="11-13 21:05", what="门头"),
        "loose": brought(
            cast, clips["mp4"], "沈静文", begin="11-12 09:00", end="11-12 09:10", what="学府路巡查", place="学府路18号"
        ),
        "late": brought(cast, clips["wav"], "吴彦", begin="11-10 09:00", end="11-10 09:10", source="messenger", holder="群众"),
    }
    with at("11-13 22:40"):
        commands.link(cast["周启明"], first, rows["first"].pk)
        commands.link(cast["周启明"], first, rows["both"].pk)
        commands.link(cast["吴彦"], second, rows["second"].pk)
    both = rows["both"].pk
    from liuhen.access import visibility

    visibility.grant(second, cast.agency, cast.people["周启明"])
    with at("11-13 22:41"):
        commands.link(cast["周启明"], second, both)
    return {key: RecordingRow.objects.get(pk=row.pk) for key, row in rows.items()} | {"cases": (first, second)}


def seen(cast, shelf, name, filters=None, order=Order.NEWEST):
    with at("11-14 09:00"):
        rows = library.page(cast[name], filters, order).rows
    names = {row.pk: key for key, row in shelf.items() if key != "cases"}
    return [names[row.pk] for row in rows]


EVERY = {"first", "second", "both", "loose", "late"}


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("周启明", {"first", "second", "both"}),
        ("沈静文", {"first", "both", "loose"}),
        ("方志刚", {"first", "both", "loose"}),
        ("吴彦", {"second", "both", "late"}),
        ("罗成", {"second", "both", "late"}),
        ("许知远", EVERY),
        ("韩立群", EVERY),
        ("顾怡", EVERY),
        ("陈素", set()),
        ("马骏", set()),
        ("丁晓彤", set()),
        ("程远", set()),
    ],
)
def test_each_sees_what_he_may_and_the_list_agrees_with_the_question_about_each(cast, shelf, name, sees):
    listed = seen(cast, shelf, name)
    assert set(listed) == sees
    assert len(listed) == len(set(listed))
    from liuhen.access.permissions import may
    from liuhen.register.types import SubjectRef

    one_by_one = {key for key in EVERY if may(cast[name], "see", SubjectRef("recording", shelf[key].pk))}
    assert one_by_one == sees
    assert counts(cast[name])[""] == str(len(sees))


def test_a_case_marked_for_privacy_leaves_the_auditors_library(cast, clips):
    case = open_case(cast, "周启明", "沈静文", secrecy="privacy")
    row = brought(cast, clips["mp4"], begin="11-13 20:36", end="11-13 20:50")
    with at("11-13 22:40"):
        commands.link(cast["周启明"], case, row.pk)
    with at("11-14 09:00"):
        assert library.page(cast["顾怡"]).rows == []
        assert counts(cast["顾怡"])[""] == "0"
        assert len(library.page(cast["韩立群"]).rows) == 1


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(only=Only.LOOSE), {"loose", "late"}),
        (Filters(only=Only.LATE), {"loose", "late"}),
        (Filters(only=Only.UNREADABLE), set()),
        (Filters(only=Only.HELD), set()),
        (Filters(media="photo"), {"second"}),
        (Filters(media="audio"), {"late"}),
        (Filters(source="messenger"), {"late"}),
        (Filters(device="DSJ-07"), {"first"}),
        (Filters(text="学府路"), {"loose"}),
        (Filters(text="大厅 全景"), {"first"}),
        (Filters(text="dsj-07"), {"first", "second"}),  # the photograph tells its camera itself
        (Filters(text="没有这样的词"), set()),
        (Filters(text="100%"), set()),
    ],
)
def test_filters_leave_what_they_say(cast, shelf, filters, left):
    assert set(seen(cast, shelf, "韩立群", filters)) == left


def test_filters_by_unit_officer_case_and_day(cast, shelf):
    from datetime import date

    first, second = shelf["cases"]
    assert set(seen(cast, shelf, "韩立群", Filters(case=first))) == {"first", "both"}
    assert set(seen(cast, shelf, "韩立群", Filters(case=second))) == {"second", "both"}
    assert set(seen(cast, shelf, "韩立群", Filters(unit=cast.units["执法二中队"]))) == {"second", "late"}
    assert set(seen(cast, shelf, "韩立群", Filters(officer=cast.people["沈静文"]))) == {"loose"}
    day = date(2026, 11, 12)
    assert set(seen(cast, shelf, "韩立群", Filters(taken_from=day, taken_to=day))) == {"loose"}
    assert set(seen(cast, shelf, "周启明", Filters(case=second))) == {"second", "both"}


def test_held_ones_have_a_tab_until_the_hold_is_over(cast, shelf):
    from datetime import date

    with at("11-14 08:00"):
        holds.set_hold(cast["许知远"], shelf["first"].pk, ground="dispute", reason="复议", until=date(2026, 11, 20))
        assert counts(cast["韩立群"])["held"] == "1"
    assert seen(cast, shelf, "韩立群", Filters(only=Only.HELD)) == ["first"]
    with at("11-21 08:00"):
        assert counts(cast["韩立群"])["held"] == "0"
        assert library.page(cast["韩立群"], Filters(only=Only.HELD)).rows == []


def test_orders_and_pages_go_through_everything_once(cast, shelf):
    for order, key in ((Order.NEWEST, "arrived"), (Order.TAKEN, "begin"), (Order.SLOWEST, "lag")):
        for name in ("韩立群", "周启明", "方志刚"):
            found, after = [], ""
            with at("11-14 09:00"):
                while True:
                    got = library.page(cast[name], order=order, after=after, size=2)
                    found += got.rows
                    after = got.after
                    if not after:
                        break
                whole = library.page(cast[name], order=order, size=50).rows
            assert [row.pk for row in found] == [row.pk for row in whole]
            values = [getattr(row, key) for row in found]
            assert values == sorted(values, reverse=True)
            assert len({row.pk for row in found}) == len(found)


def test_an_address_that_no_page_wrote_begins_anew(cast, shelf):
    with at("11-14 09:00"):
        assert len(library.page(cast["韩立群"], after="1 OR 1=1~x").rows) == 5


# -- the pages --------------------------------------------------------------------------------------------------------


def browser(cast, name) -> Client:
    account = Account.objects.filter(person=cast.people[name]).first()
    account = account or open_account(username=PEOPLE[name][0], password=PASSWORD, person=cast.people[name])
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_page_lists_filters_and_says_what_is_of_a_case(cast, shelf):
    page = browser(cast, "周启明").get("/recordings/?media=video&sort=taken").content.decode()
    assert [word for word in ("大厅全景", "门头", "前台") if word in page] == ["大厅全景", "门头"]
    assert "星遇网咖" in page
    assert "处置只经档案程序" in page


@pytest.mark.parametrize(
    "question",
    [
        "only=nonsense",
        "media=x",
        "unit=1",
        "officer=%27",
        "from=13",
        "sort=none",
        "after=zzz",
        "q=%00%27",
        "q=%25_",
        "case=abc",
        "device=%27",
    ],
)
def test_a_nonsense_question_narrows_nothing_and_breaks_nothing(cast, shelf, question):
    assert browser(cast, "韩立群").get(f"/recordings/?{question}").status_code == 200


@pytest.fixture
def evening(cast, clips) -> tuple[UUID, UUID, list[RecordingRow]]:
    case = open_case(cast, "周启明", "沈静文")
    record = UUID(inspection(cast, case).id)
    parts = (("20:36", "20:50"), ("20:50", "21:05"), ("21:05", "21:20"))
    rows = [brought(cast, clips["mp4"], begin=f"11-13 {a}", end=f"11-13 {b}", what=f"第{n}段") for n, (a, b) in enumerate(parts)]
    return case, record, rows


def test_the_queue_is_confirmed_through_the_page(cast, evening):
    case, record, rows = evening
    with at("11-13 22:40"):
        client = browser(cast, "周启明")
        page = client.get("/recordings/match/").content.decode()
        assert page.count("checked") == 3
        assert "同一执法人员" in page or "由周启明交入" in page
        picks = [f"{row.pk}~{case}~{record}" for row in rows]
        answer = client.post("/recordings/match/confirm/", {"pick": picks, "do": "link"}, follow=True)
    assert "已关联 3 段" in answer.content.decode()
    assert "您的音像都已关联案件" in answer.content.decode()
    assert RecordingRow.objects.filter(linked=True).count() == 3


def test_the_record_and_the_case_offer_what_fits(cast, evening):
    case, record, _ = evening
    with at("11-13 22:40"):
        client = browser(cast, "周启明")
        assert "关联已入库的 3 段" in client.get(f"/cases/{case}/").content.decode()
        assert "关联已入库的 3 段" in client.get(f"/records/{record}/").content.decode()
        assert "段时间相符" in browser(cast, "沈静文").get(f"/records/{record}/").content.decode()
        page = client.get(f"/recordings/match/?case={case}&record={record}").content.decode()
        assert page.count("checked") == 3
        assert client.get(f"/recordings/match/?case={uuid4()}").status_code == 404
        assert browser(cast, "吴彦").get(f"/recordings/match/?case={case}").status_code == 404


@pytest.mark.parametrize("name", ["沈静文", "吴彦", "罗成", "马骏", "陈素"])
def test_the_page_lets_nobody_touch_what_is_not_his(cast, evening, name):
    case, record, rows = evening
    with at("11-13 22:40"):
        client = browser(cast, name)
        assert "第0段" not in client.get("/recordings/match/").content.decode()
        for said in ({"do": "link"}, {"do": f"down~{record}"}, {"do": "hand", "to": str(cast.people["周启明"])}):
            answer = client.post("/recordings/match/confirm/", {"pick": [f"{rows[0].pk}~{case}~{record}"], **said})
            assert answer.status_code == 404, said
        assert client.post(f"/recordings/{rows[0].pk}/restate/", {"begin": "2026-11-13T20:00", "reason": "x"}).status_code == 404
        assert client.post(f"/recordings/{rows[0].pk}/open-again/", {"case": case, "record": record}).status_code == 404


def test_turned_down_on_the_page_and_taken_back(cast, evening):
    case, record, rows = evening
    pick = f"{rows[0].pk}~{case}~{record}"
    with at("11-13 22:40"):
        client = browser(cast, "周启明")
        answer = client.post("/recordings/match/confirm/", {"pick": [pick], "do": f"down~{record}"}, follow=True)
        assert "不再提出" in answer.content.decode()
        assert "已标明不是" in answer.content.decode()
        client.post(f"/recordings/{rows[0].pk}/open-again/", {"case": case, "record": record})
        assert client.get("/recordings/match/").content.decode().count("checked") == 3


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"do": "link"}, "还没有选音像"),
        ({"do": "hand"}, "还没有选转给谁"),
        ({"do": "link", "pick": "x"}, "读不懂"),
        ({"do": f"down~{uuid4()}"}, "先勾选"),
    ],
)
def test_what_is_missing_is_said(cast, evening, said, words):
    answer = browser(cast, "周启明").post("/recordings/match/confirm/", said)
    assert answer.status_code == 409
    assert words in answer.content.decode()


def test_a_time_is_stated_on_the_page(cast, clips, evening):
    row = brought(cast, clips["wav"])
    with at("11-13 22:45"):
        client = browser(cast, "周启明")
        assert "没有录制时间，写明后才能提出关联" in client.get("/recordings/match/").content.decode()
        ask = f"/recordings/{row.pk}/restate/"
        assert "还没有到" in client.post(ask, {"begin": "2027-01-01T00:00", "reason": "按笔录"}).content.decode()
        assert "依据" in client.post(ask, {"begin": "2026-11-13T20:40"}).content.decode()
        assert "读不懂" in client.post(ask, {"begin": "昨晚", "reason": "按笔录"}).content.decode()
        client.post(ask, {"begin": "2026-11-13T20:40", "reason": "按笔录"})
        assert client.get("/recordings/match/").content.decode().count("checked") == 4
    assert RecordingRow.objects.get(pk=row.pk).times_from == "stated"


def test_the_desk_shows_the_owners_queue(cast, clips):
    brought(cast, clips["mp4"], "马骏", begin="11-13 20:40", end="11-13 21:00", taken_by=cast.people["周启明"], what="后门")
    assert "后门" in browser(cast, "周启明").get("/?tab=recordings").content.decode()
    assert "后门" not in browser(cast, "沈静文").get("/?tab=recordings").content.decode()


def test_many_are_linked_in_one_go_over_two_cases(cast, clips):
    """An officer in two cases that day."""
    morning, evening = (
        open_case(cast, "周启明", "沈静文", when="11-13 08:50"),
        open_case(cast, "周启明", "沈静文", when="11-13 20:20"),
    )
    records = [
        UUID(inspection(cast, morning, begin="09:00", end="10:00", when="11-13 10:10").id),
        UUID(inspection(cast, evening).id),
    ]
    rows = [
        brought(cast, clips["mp4"], begin="11-13 09:10", end="11-13 09:40"),
        brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:10"),
    ]
    picks = [
        Pick(recording=row.pk, case=case, record=record)
        for row, case, record in zip(rows, (morning, evening), records, strict=True)
    ]
    with at("11-13 22:40"):
        assert confirming.confirm(cast["周启明"], picks).linked == 2
    assert {row.home for row in RecordingRow.objects.all()} == {morning, evening}


def test_a_nul_in_a_question_breaks_the_search_of_the_site_as_little(cast):
    assert browser(cast, "韩立群").get("/search/?q=%00x").status_code == 200
