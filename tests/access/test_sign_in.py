"""Signing in: the right password, the wrong one, the lock-out and its end, sessions, the sitting of approvals."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from liuhen.access import accounts, first_run, sessions
from liuhen.access.models import Account
from liuhen.bureau import commands
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cast import PASSWORD, at


def refused(code, function, *arguments, **more):
    with pytest.raises(Refusal) as caught:
        function(*arguments, **more)
    assert caught.value.code == code
    return caught.value.message


@pytest.fixture
def request_from(cast):
    """Requests of one browser: one device, one session."""

    def make(device="device-1", session=None, address="10.0.0.8"):
        request = RequestFactory().post("/", REMOTE_ADDR=address)
        request.COOKIES[sessions.DEVICE] = device
        request.session = session or SessionStore()
        request.user = Account.objects.filter(pk=request.session.get("_auth_user_id")).first()
        return request

    return make


def test_zhou_signs_in_and_is_the_actor_the_bureau_knows(cast, request_from):
    account = sessions.sign_in(request_from(), "zhouqiming", PASSWORD)
    actor = accounts.actor_of(account, "device-1")
    assert (actor.name, actor.roles, actor.device) == ("周启明", frozenset({"officer"}), "device-1")
    assert actor.unit == str(cast.units["执法一中队"])


def test_passwords_of_real_accounts_are_hashed_with_argon2(cast):
    from liuhen import settings as real

    assert real.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    with override_settings(PASSWORD_HASHERS=real.PASSWORD_HASHERS):
        account = cast.account("周启明")
        accounts.change_password(account, PASSWORD, "Xingyu-1113-cha") if account.check_password(
            PASSWORD
        ) else account.set_password("x")
        assert identify_hasher(account.password).algorithm == "argon2"


def test_a_wrong_password_and_an_unknown_name_are_told_the_same_way(cast):
    known = refused("wrong_password", accounts.prove, "zhouqiming", "falsch-falsch")
    unknown = refused("wrong_password", accounts.prove, "niemand", "falsch-falsch")
    assert known.startswith("没有登录：登录名或密码不对。")
    assert unknown.startswith("没有登录：登录名或密码不对。")


def test_the_fifth_wrong_password_locks_for_a_quarter_of_an_hour_even_for_the_right_one(cast):
    with at("11-13 08:00"):
        for _ in range(4):
            refused("wrong_password", accounts.prove, "zhouqiming", "falsch-falsch")
        assert "账号锁到 08:15" in refused("locked", accounts.prove, "zhouqiming", "falsch-falsch")
        assert "账号锁到 08:15" in refused("locked", accounts.prove, "zhouqiming", PASSWORD)
    with at("11-13 08:14"):
        refused("locked", accounts.prove, "zhouqiming", PASSWORD)
    with at("11-13 08:16"):
        assert accounts.prove("zhouqiming", PASSWORD).username == "zhouqiming"


def test_a_lock_is_an_entry_of_the_persons_history_and_so_is_its_lifting(cast):
    with at("11-13 08:00"):
        for _ in range(5):
            with pytest.raises(Refusal):
                accounts.prove("zhouqiming", "falsch-falsch", "10.0.0.8")
        accounts.unlock(cast["程远"], cast.account("周启明"), "本人到场核实")
        assert accounts.prove("zhouqiming", PASSWORD)
    history = register.history(cast.agency, SubjectRef("person", cast.people["周启明"]))
    assert [record.kind.key for record in history.records][-2:] == ["account_locked", "account_unlocked"]
    assert "10.0.0.8" in history.records[-2]["reason"]


def test_failures_far_apart_do_not_lock(cast):
    for minute in (0, 5, 10, 20, 30):
        with at(f"11-13 08:{minute:02}"):
            refused("wrong_password", accounts.prove, "zhouqiming", "falsch-falsch")
    with at("11-13 08:31"):
        assert accounts.prove("zhouqiming", PASSWORD)


def test_a_right_password_clears_the_count(cast):
    with at("11-13 08:00"):
        for _ in range(4):
            refused("wrong_password", accounts.prove, "zhouqiming", "falsch-falsch")
        accounts.prove("zhouqiming", PASSWORD)
        for _ in range(4):
            refused("wrong_password", accounts.prove, "zhouqiming", "falsch-falsch")
        assert accounts.prove("zhouqiming", PASSWORD)


def test_an_address_that_tries_many_names_is_stopped_and_others_are_not(cast):
    with at("11-13 08:00"):
        for number in range(30):
            refused("wrong_password", accounts.prove, f"name{number}", "falsch-falsch", "10.0.0.66")
        refused("locked", accounts.prove, "zhouqiming", PASSWORD, "10.0.0.66")
        assert accounts.prove("zhouqiming", PASSWORD, "10.0.0.8")


def test_somebody_who_left_cannot_sign_in_and_is_told_whom_to_ask(cast, request_from):
    commands.change_person(cast["程远"], cast.people["吴彦"], "调离", left=True)
    assert "系统管理员" in refused("inactive", sessions.sign_in, request_from(), "wuyan", PASSWORD)


def test_roles_are_those_the_bureau_has_now(cast):
    with at("11-01 09:00"):
        commands.change_person(cast["程远"], cast.people["周启明"], "任命", roles=["officer", "unit_head"])
    assert cast["周启明"].roles == frozenset({"officer", "unit_head"})


def test_weak_passwords_are_refused_and_a_taken_name_too(cast):
    person = commands.register_person(cast["程远"], "新来的", roles=["officer"])
    refused("weak_password", accounts.open_account, username="xinlai", password="123456", person=person)
    refused("already", accounts.open_account, username="zhouqiming", password=PASSWORD, person=person)
    refused("not_found", accounts.open_account, username="xinlai", password=PASSWORD, person=uuid4())


def test_changing_a_password_asks_the_old_one(cast):
    account = cast.account("周启明")
    refused("wrong_password", accounts.change_password, account, "falsch", "Neues-Wort-2026")
    accounts.change_password(account, PASSWORD, "Neues-Wort-2026")
    assert accounts.prove("zhouqiming", "Neues-Wort-2026")
    refused("wrong_password", accounts.prove, "zhouqiming", PASSWORD)


def test_a_session_ends_half_an_hour_after_the_last_request():
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    assert accounts.idle_minutes() == 30


def test_a_session_that_turns_up_on_another_device_is_ended(cast, request_from):
    request = request_from("device-1")
    sessions.sign_in(request, "zhouqiming", PASSWORD)
    seen = []

    def page(inner: HttpRequest) -> HttpResponse:
        seen.append(inner.actor.name if inner.actor else None)
        return HttpResponse()

    ask = sessions.who(page)
    ask(request_from("device-1", request.session))
    ask(request_from("device-2", request.session))
    ask(request_from("device-1", request.session))
    assert seen == ["周启明", None, None]


def test_a_new_browser_gets_a_device_number_that_scripts_cannot_read(cast, request_from):
    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(), None
    response = sessions.who(lambda _: HttpResponse())(request)
    cookie = response.cookies[sessions.DEVICE]
    assert cookie["httponly"]
    assert len(cookie.value) >= 20


# -- the sitting of approvals ------------------------------------------------------------------------------------------
@pytest.fixture
def han(cast, request_from):
    request = request_from("desk-han")
    sessions.sign_in(request, "hanliqun", PASSWORD)
    return request_from("desk-han", request.session)


def test_one_password_signs_every_paper_opened_in_the_sitting(han):
    first, second = uuid4(), uuid4()
    sessions.open_paper(han, first)
    sessions.open_paper(han, second)
    refused("password_needed", sessions.demand_proved, han, first)
    sessions.reauthenticate(han, PASSWORD)
    sessions.demand_proved(han, first)
    sessions.demand_proved(han, second)


def test_a_paper_that_was_not_opened_cannot_be_signed(han):
    sessions.open_paper(han, uuid4())
    sessions.reauthenticate(han, PASSWORD)
    assert "还没有打开看过" in refused("not_opened", sessions.demand_proved, han, uuid4())


def test_after_ten_minutes_the_password_is_asked_again(han):
    paper = uuid4()
    with at("11-13 09:00"):
        sessions.open_paper(han, paper)
        sessions.reauthenticate(han, PASSWORD)
    with at("11-13 09:10"):
        sessions.demand_proved(han, paper)
    with at("11-13 09:11"):
        refused("password_needed", sessions.demand_proved, han, paper)


def test_a_sitting_does_not_move_to_another_device(han, request_from):
    paper = uuid4()
    sessions.open_paper(han, paper)
    sessions.reauthenticate(han, PASSWORD)
    elsewhere = request_from("phone-han", han.session)
    refused("not_opened", sessions.demand_proved, elsewhere, paper)
    assert not sessions.proved(elsewhere)


def test_a_wrong_password_in_the_sitting_counts_toward_the_lock(han):
    paper = uuid4()
    sessions.open_paper(han, paper)
    for _ in range(4):
        refused("wrong_password", sessions.reauthenticate, han, "falsch-falsch")
    refused("locked", sessions.reauthenticate, han, "falsch-falsch")
    assert han.user.is_anonymous, "after a lock the session is over"


def test_ending_the_sitting_asks_again(han):
    paper = uuid4()
    sessions.open_paper(han, paper)
    sessions.reauthenticate(han, PASSWORD)
    sessions.end_sitting(han)
    refused("not_opened", sessions.demand_proved, han, paper)


# -- the first run -----------------------------------------------------------------------------------------------------
def test_the_first_run_makes_agency_keys_and_administrator_once(database):
    assert first_run.needed()
    refused(
        "weak_password",
        first_run.found,
        name="某区文化和旅游局",
        mark="某",
        administrator="程远",
        username="admin",
        password="123",
    )
    assert not commands.queries.agencies(), "nothing was made of a refused set-up"
    agency = first_run.found(
        name="某区文化和旅游局", mark="某", administrator="程远", username="chengyuan", password="Sehr-Langes-Wort-1"
    )
    assert not first_run.needed()
    actor = accounts.actor_of(accounts.prove("chengyuan", "Sehr-Langes-Wort-1"))
    assert (actor.agency, actor.roles) == (agency, frozenset({"administrator"}))
    row = commands.queries.agency(agency)
    assert (row.demo, row.clock, row.mark) == (False, "system", "某")
    refused(
        "already", first_run.found, name="别的局", mark="别", administrator="甲", username="jia", password="Sehr-Langes-Wort-1"
    )


def test_a_first_run_cut_off_after_founding_can_be_finished(database):
    agency = commands.found_agency("某区文化和旅游局", "某")
    assert first_run.needed()
    again = first_run.found(
        name="某区文化和旅游局", mark="某", administrator="程远", username="chengyuan", password="Sehr-Langes-Wort-1"
    )
    assert again == agency


def test_a_real_agency_refuses_a_scripted_time(database):
    first_run.found(name="某区文化和旅游局", mark="某", administrator="程远", username="chengyuan", password="Sehr-Langes-Wort-1")
    actor = accounts.actor_of(accounts.prove("chengyuan", "Sehr-Langes-Wort-1"))
    with clock.scripted(clock.now() - timedelta(days=30)):
        refused("clock_refused", commands.make_unit, actor, "执法一中队")
