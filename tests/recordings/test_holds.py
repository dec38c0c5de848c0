"""证据留存: who sets and lifts it, until when it holds, what is refused; and that nobody deletes an original."""

import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.http import Http404
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from liuhen.access.accounts import open_account
from liuhen.access.models import Account
from liuhen.operating import rebuilding
from liuhen.recordings import commands, holds
from liuhen.recordings.models import RecordingHold, RecordingRow
from liuhen.register import files, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import open_case
from tests.cast import PASSWORD, PEOPLE, at
from tests.recordings.test_storing import store


@pytest.fixture
def row(cast, clips) -> RecordingRow:
    return store(cast, clips["mp4"])


def put_on(cast, row, who="周启明", *, when="11-14 09:00", **said):
    with at(when):
        holds.set_hold(cast[who], row.pk, **{"ground": "evidence", "reason": "当事人对录像有异议", **said})


def test_an_officer_holds_his_recording_and_lifts_it_with_a_reason(cast, row):
    put_on(cast, row, basis="制度第二十八条")
    with at("11-14 10:00"):
        found = holds.standing(row.pk)
        assert (found.title, found.reason, found.basis, found.set_by_name) == (
            "案件证据",
            "当事人对录像有异议",
            "制度第二十八条",
            "周启明",
        )
        assert holds.held([row.pk, uuid4()]) == {row.pk}
        holds.lift(cast["周启明"], row.pk, found.entry, "异议已撤回")
        assert holds.standing(row.pk) is None
    kinds = [entry.kind for entry in register.history(cast.agency, SubjectRef("recording", row.pk)).entries]
    assert kinds[-2:] == ["hold_set", "hold_lifted"]


def test_a_hold_until_a_day_lasts_to_the_end_of_that_day_and_no_longer(cast, row):
    put_on(cast, row, until=date(2026, 11, 20))
    for moment, stands in (("11-20 23:59", True), ("11-21 00:00", False)):
        with at(moment):
            assert bool(holds.standing(row.pk)) is stands
            assert bool(holds.held([row.pk])) is stands


def test_of_several_holds_the_longest_stands_and_lifting_one_leaves_the_other(cast, row):
    put_on(cast, row, until=date(2026, 11, 20))
    put_on(cast, row, "韩立群", ground="dispute", reason="行政诉讼")
    with at("12-01 09:00"):
        assert holds.standing(row.pk).ground == "dispute"
    with at("11-15 09:00"):
        holds.lift(cast["韩立群"], row.pk, holds.standing(row.pk).entry, "已撤诉")
        assert holds.standing(row.pk).until == date(2026, 11, 20)


@pytest.mark.parametrize("name", ["吴彦", "罗成", "丁晓彤", "马骏", "程远"])
def test_who_does_not_see_a_recording_can_hold_nothing_on_it(cast, row, name):
    with at("11-14 09:00"), pytest.raises(Http404):
        holds.set_hold(cast[name], row.pk, ground="evidence", reason="我要")
    assert not RecordingHold.objects.exists()


def test_who_only_looks_is_told_who_may(cast, row):
    with at("11-14 09:00"), pytest.raises(Refusal, match="法制") as caught:
        holds.set_hold(cast["顾怡"], row.pk, ground="evidence", reason="审计")
    assert caught.value.code == "not_allowed"


def test_an_officer_does_not_lift_what_the_legal_body_set(cast, row):
    put_on(cast, row, "许知远", reason="复议审查")
    with at("11-14 10:00"), pytest.raises(Refusal, match="许知远"):
        holds.lift(cast["周启明"], row.pk, holds.standing(row.pk).entry, "不需要了")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ground": "because"}, "留存事由"),
        ({"reason": " "}, "写明留存的原因"),
        ({"until": date(2026, 11, 13)}, "已经过去"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(cast, row, said, words):
    with pytest.raises(Refusal, match=words):
        put_on(cast, row, **said)
    assert not RecordingHold.objects.exists()


def test_the_same_hold_twice_is_one(cast, row):
    put_on(cast, row)
    with pytest.raises(Refusal, match="没有重复留存"):
        put_on(cast, row)
    assert RecordingHold.objects.count() == 1


def test_holds_are_rebuilt_from_the_entries(cast, row):
    put_on(cast, row, until=date(2026, 12, 31))
    before = RecordingHold.objects.values().get()
    RecordingHold.objects.all().delete()
    RecordingRow.objects.update(held_until=None)
    list(rebuilding.rebuild(cast.agency))
    assert RecordingHold.objects.values().get() == before
    assert RecordingRow.objects.get(pk=row.pk).held_until is not None
    assert list(rebuilding.rebuild(cast.agency)) == []


# -- nobody deletes or overwrites an original ---------------------------------------------------------------------------


def addresses(patterns=None, prefix=""):
    """Every address of the system with a recording's id, a case's or a digest in its place."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, prefix + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield "/" + prefix + str(one.pattern)


def filled(pattern: str, row: RecordingRow, case: UUID) -> str:
    def value(found):
        kind, _, name = found[1].partition(":")
        if kind == "uuid":
            return str(case if name == "case" or pattern.startswith("/cases/") else row.pk)
        return {"int": "1", "slug": row.sha256}.get(kind, row.sha256)

    return re.sub(r"<([^>]+)>", value, pattern.replace("^", "").replace("$", ""))


@pytest.mark.parametrize("name", ["周启明", "方志刚", "韩立群", "许知远", "陈素", "马骏", "程远"])
def test_no_address_deletes_or_overwrites_an_original_whoever_asks_and_however(cast, row, name):
    case = open_case(cast, "周启明", "沈静文")
    with at("11-14 09:00"):
        commands.link(cast["周启明"], case, row.pk)
    before = files.path_of(row.sha256).read_bytes()
    account = Account.objects.filter(person=cast.people[name]).first()
    account = account or open_account(username=PEOPLE[name][0], password=PASSWORD, person=cast.people[name])
    browser = Client(raise_request_exception=False)
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    asked = 0
    for pattern in sorted(set(addresses())):
        if "signout" in pattern or "(?P" in pattern:
            continue
        for method in ("delete", "put", "patch", "post"):
            answer = getattr(browser, method)(filled(pattern, row, case), data=b"{}", content_type="application/json")
            asked += answer.status_code != 404
    assert asked > 100  # the addresses were really asked
    assert RecordingRow.objects.filter(pk=row.pk, sha256=row.sha256).exists()
    assert files.path_of(row.sha256).read_bytes() == before


def test_the_port_of_the_store_offers_no_way_to_delete_or_overwrite():
    offered = {name for name in dir(files) if not name.startswith("_")}
    assert not {name for name in offered if any(word in name for word in ("delete", "remove", "unlink", "overwrite", "replace"))}
