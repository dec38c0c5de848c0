"""Who is let in: tokens, wrong ones, old ones, and what a browser's session counts for here (nothing)."""

import logging
from datetime import timedelta

import psycopg
import pytest

from liuhen.access import stations
from liuhen.access.models import SignInFailure, Station
from liuhen.lib.postgres import OWNER
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.api.station import Box
from tests.recordings.people import Desk
from tests.support import servers


def test_a_station_is_told_who_it_is(box, cast):
    me = box().ask("/me")
    assert (me["name"], me["place"], me["agency"]["name"]) == ("一中队采集站", "值班室", "澄湖区文化和旅游局")
    assert me["expires_at"] > me["now"]


def test_the_clock_is_told_so_that_a_station_can_measure_its_own(box):
    told = box().ask("/clock")
    assert abs(told["unix_ms"] / 1000 - clock.now().timestamp()) < 5
    assert told["now"].endswith("+08:00")


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic bGhz", "lhs_abc"])
def test_without_a_token_nothing_is_told(live_liuhen, cast, header):
    asker = Box(live_liuhen.url, "")
    answer = asker.get(f"{asker.root}/me", headers={} if header is None else {"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    said = answer.json()
    assert (said["code"], said["type"]) == ("token_missing", "urn:liuhen:problem:token_missing")
    assert "令牌" in said["detail"]


def test_a_token_that_ended_or_was_taken_back_opens_nothing(box, cast):
    station = box(days=1)
    assert station.ask("/me")["name"] == "一中队采集站"
    Station.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    ended = station.get(f"{station.root}/me")
    assert (ended.status_code, ended.json()["code"]) == (401, "token_expired")
    other = box("二中队采集站")
    stations.shut_out(cast["马骏"], other.station.pk, "采集站报废")
    back = other.get(f"{other.root}/uploads/")
    assert (back.status_code, back.json()["code"]) == (401, "token_withdrawn")


def test_wrong_tokens_are_slowed_down_and_the_right_one_still_works(box, live_liuhen):
    good, bad = box(), Box(live_liuhen.url, "lhs_" + "x" * 43)
    for _ in range(stations.TRIES_FROM_ADDRESS):
        assert bad.get(f"{bad.root}/me").json()["code"] == "token_unknown"
    slowed = bad.get(f"{bad.root}/me")
    assert (slowed.status_code, slowed.json()["code"], slowed.headers["Retry-After"]) == (429, "too_many_bad_tokens", "900")
    assert SignInFailure.objects.count() == stations.TRIES_FROM_ADDRESS  # no more rows than that, however long it goes on
    assert good.ask("/me")["name"] == "一中队采集站"


def test_a_station_gone_astray_locks_nobody_out_of_signing_in(live_liuhen, cast):
    from liuhen.access.accounts import open_account, prove
    from tests.cast import PASSWORD

    open_account(username="zhouqiming", password=PASSWORD, person=cast.people["周启明"])
    bad = Box(live_liuhen.url, "lhs_wrong")
    for _ in range(stations.TRIES_FROM_ADDRESS + 1):
        bad.get(f"{bad.root}/me")
    assert prove("zhouqiming", PASSWORD, "127.0.0.1").username == "zhouqiming"


def test_the_token_is_in_no_log_and_in_no_history(box, cast, caplog):
    caplog.set_level(logging.DEBUG)
    station = box()
    station.ask("/me")
    wrong = "lhs_" + "y" * 43
    asker = Box(station.root.removesuffix("/api/v1"), wrong)
    asker.get(f"{asker.root}/me")
    stored = repr(register.history(cast.agency, SubjectRef("agency", cast.agency)).entries)
    row = Station.objects.get()
    for secret in (station.token, wrong):
        assert secret not in caplog.text
        assert secret not in stored
        assert secret not in repr(vars(row))
    assert "turned away" in caplog.text
    assert "token_unknown" in caplog.text


def test_admitting_and_taking_back_are_entries_of_the_bureau(cast):
    made, _ = stations.admit(cast["马骏"], "一中队采集站", days=30)
    stations.shut_out(cast["程远"], made.pk, "令牌可能泄露")
    stations.shut_out(cast["程远"], made.pk, "令牌可能泄露")  # pressed twice
    history = register.history(cast.agency, SubjectRef("agency", cast.agency))
    kept = [(one.kind, one.author, one["name"]) for one in history.entries if one.kind.startswith("station_")]
    assert kept == [
        ("station_admitted", str(cast.people["马骏"]), "一中队采集站"),
        ("station_shut_out", str(cast.people["程远"]), "一中队采集站"),
    ]


@pytest.mark.parametrize("name", ["周启明", "韩立群", "陈素", "顾怡", "方志刚"])
def test_who_does_not_keep_the_equipment_admits_no_station(cast, name):
    with pytest.raises(Refusal, match="装备管理人员"):
        stations.admit(cast[name], "自己的采集站", days=30)
    made, _ = stations.admit(cast["马骏"], "一中队采集站", days=30)
    with pytest.raises(Refusal):
        stations.shut_out(cast[name], made.pk, "不想用了")
    assert not stations.over(Station.objects.get(pk=made.pk))


@pytest.mark.parametrize(("name", "days"), [(" ", 30), ("一中队采集站", 0), ("一中队采集站", 99999)])
def test_a_station_needs_a_name_and_an_end(cast, name, days):
    with pytest.raises(Refusal, match="没有接入"):
        stations.admit(cast["马骏"], name, days=days)
    assert not Station.objects.exists()


def test_two_stations_of_one_name_are_not_told_apart_so_there_are_none(cast):
    first, _ = stations.admit(cast["马骏"], "一中队采集站", days=30)
    with pytest.raises(Refusal, match="已有一枚有效的令牌"):
        stations.admit(cast["马骏"], "一中队采集站", days=30)
    stations.shut_out(cast["马骏"], first.pk, "换发")
    stations.admit(cast["马骏"], "一中队采集站", days=30)


def test_a_browser_session_counts_for_nothing(live_liuhen, cast):
    """So that no page elsewhere can make an officer's browser send something here."""
    from liuhen.access.accounts import open_account
    from tests.cast import PASSWORD

    desk = Desk(live_liuhen.url, open_account(username="majun", password=PASSWORD, person=cast.people["马骏"]))
    assert desk.get(f"{live_liuhen.url}/api/v1/me").status_code == 401
    assert (
        desk.post(f"{live_liuhen.url}/api/v1/uploads/", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"}).status_code
        == 401
    )


def test_a_program_gets_no_cookie_and_nothing_is_cached(box):
    station = box()
    answer = station.get(f"{station.root}/me")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_other_methods_are_told_which_are_right(box):
    station = box()
    answer = station.post(f"{station.root}/me")
    assert (answer.status_code, answer.headers["Allow"], answer.json()["code"]) == (405, "GET", "method_not_allowed")
    assert station.head(f"{station.root}/me").status_code == 200


def test_what_is_not_there_is_a_problem_too(box):
    station = box()
    for path in (
        "/kinds/no_such_kind",
        "/recordings/none",
        f"/recordings/{'0' * 64}",
        "/uploads/6f1d7c1e-0000-4000-8000-000000000000/",
        "/uploads/null/",
        "/recordings/%00",
        "/nothing/here",
        "/uploads/a%0Ab/",
    ):
        answer = station.get(station.root + path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path


def test_what_breaks_is_told_to_the_program_and_traced_for_the_operator(box, monkeypatch, caplog):
    from liuhen.api.operations import start

    station = box()
    station.hooks["response"].clear()  # that something breaks is in no document
    monkeypatch.setattr(start.stations, "by_id", lambda _number: 1 / 0)
    answer = station.get(f"{station.root}/me")
    assert (answer.status_code, answer.json()["code"]) == (500, "error")
    assert "ZeroDivisionError" in caplog.text


def test_a_database_that_does_not_answer_is_told_in_words_and_when_to_ask_again(box, database, caplog):
    with psycopg.connect(database.url(OWNER), autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {database.name} SET lock_timeout = '300ms'")
        station = box()
        servers.forget_connections()
        with owner.transaction():
            owner.execute("LOCK TABLE access_station IN ACCESS EXCLUSIVE MODE")
            away = station.get(f"{station.root}/me")
    assert (away.status_code, away.json()["code"], away.headers["Retry-After"]) == (503, "unavailable", "20")
    assert away.json()["detail"] == "数据库正在重新启动，已收到的没有丢。请稍后再试。"
    assert "lock timeout" in caplog.text
    assert station.ask("/me")["name"] == "一中队采集站"
