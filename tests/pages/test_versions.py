"""Every version of a recording's words is listed and opened by who plays it, masked as the newest is."""

import re

import pytest
from django.http import Http404

from liuhen.access.models import Reading
from liuhen.pages.views import recordings, versions
from liuhen.recordings import transcripts
from tests.pages.test_player import NUMBER, asked, case, cast, row, scene, store, text

__all__ = ["case", "cast", "row", "scene", "store"]


@pytest.fixture
def told(cast, row):
    """Two versions: typed by 周启明 with numbers in it, then brought as a file by 沈静文."""
    srt = "1\n00:00:01,000 --> 00:00:02,000\n请看证件\n\n2\n00:00:02,000 --> 00:00:03,000\n看清楚了\n"
    transcripts.imported(cast["沈静文"], row.pk, srt.encode(), "夜查.srt")
    return row


def test_the_player_lists_who_stored_what_and_how(cast, told):
    page = text(asked(recordings.recording, cast["周启明"], told.pk))
    older = page[page.index("以前的版本") :]
    assert "第 1 版" in older
    assert "周启明" in older
    assert "逐行录入" in older
    assert f"/recordings/{told.pk}/words/1/" in older
    assert "导入 夜查.srt" in page


def test_with_one_version_nothing_is_listed(cast, row):
    assert "以前的版本" not in text(asked(recordings.recording, cast["周启明"], row.pk))


def test_an_older_version_opens_as_it_was(cast, told):
    page = text(asked(versions.version, cast["周启明"], told.pk, 1))
    assert "这是以前的版本" in page
    assert NUMBER in page
    assert f"/recordings/{told.pk}/?t=1" in page
    newest = text(asked(versions.version, cast["周启明"], told.pk, 2))
    assert "这是以前的版本" not in newest
    assert "看清楚了" in newest
    assert NUMBER not in newest


def test_numbers_are_masked_for_who_only_looks(cast, told):
    page = text(asked(versions.version, cast["吴彦"], told.pk, 1))
    assert NUMBER not in page
    assert "13871234567" not in page
    assert "4201**********0010" in page


def test_opening_one_is_a_reading(cast, told):
    asked(versions.version, cast["沈静文"], told.pk, 1)
    mine = Reading.objects.filter(person=cast.people["沈静文"], subject=told.pk, kind="opened")
    assert [one.item for one in mine] == ["words:1"]


@pytest.mark.parametrize("name", ["罗成", "陈素", "马骏", "程远"])
def test_strangers_open_nothing(cast, told, name):
    with pytest.raises(Http404):
        asked(versions.version, cast[name], told.pk, 1)


@pytest.mark.parametrize("number", [0, 3, 10**9])
def test_a_version_that_never_was_is_not_found(cast, told, number):
    with pytest.raises(Http404):
        asked(versions.version, cast["周启明"], told.pk, number)


def untokened(page):
    """A page without its form token, which is another each time."""
    return re.sub(r'(X-CSRFToken": |csrfmiddlewaretoken" value=)"[^"]+"', "", page)


def test_a_long_one_comes_in_parts(cast, told):
    many = "\n".join(f"00:{at // 60:02}:{at % 60:02} 第{at}句" for at in range(1, 1500))
    transcripts.typed(cast["周启明"], told.pk, many)
    first = text(asked(versions.version, cast["周启明"], told.pk, 3))
    assert "第1000句" in first
    assert "第1001句" not in first
    assert "?from=1000" in first
    rest = text(asked(versions.version, cast["周启明"], told.pk, 3, path="/?from=1000"))
    assert "第1499句" in rest
    beyond = text(asked(versions.version, cast["周启明"], told.pk, 3, path="/?from=99999"))
    assert untokened(beyond) == untokened(first), "beyond the end it begins anew"
