"""监督台 as people open it: figures with their base, lists behind them, a CSV that leaves a line in the log of readings."""

import csv
import io
import re
from copy import deepcopy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve
from django_htmx.middleware import HtmxDetails

from liuhen.access.models import Reading
from liuhen.pages import dots
from liuhen.pages.templatetags.lh_sup import percent
from liuhen.pages.views.supervision_csv import safe
from liuhen.supervision.figures import Storing
from tests.cast import at
from tests.supervision.conftest import Desk

WHO = ["许知远", "韩立群", "顾怡", "方志刚"]


@pytest.fixture
def desk(database, assembled):
    return Desk(deepcopy(assembled[1]))


@pytest.fixture
def told(desk):
    case = desk.case(name="=星遇网咖涉嫌接纳未成年人案")
    whole = desk.inspect(case)
    desk.film("2026-11-13T20:00:00", "2026-11-13T21:00:00", case=case, record=whole, when="11-16 09:00")
    desk.inspect(case, "2026-11-14T20:00", "2026-11-14T21:00", when="11-14 21:10")
    desk.inspect(
        case, "2026-11-15T20:00", "2026-11-15T21:00", when="11-15 21:10", recording_unsuitable=True, unsuitable_reason="涉及隐私"
    )
    return desk


def answer(actor, url):
    request = RequestFactory().get(url, HTTP_HOST="127.0.0.1")
    request.session, request.user = SessionStore(), AnonymousUser()
    request.actor, request.device, request.htmx = actor, "", HtmxDetails(request)
    match = resolve(request.path)
    with at("11-20 09:00"):
        return match.func(request, *match.args, **match.kwargs)


def html(actor, url="/supervision/"):
    found = answer(actor, url)
    assert found.status_code == 200
    return found.content.decode()


def text(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("name", WHO)
def test_the_desk_says_its_figures_with_their_base(told, name):
    page = text(html(told.cast[name]))
    assert "应录的有音像 50.0% 1 / 2" in page
    assert "无音像 1 次" in page
    assert "24 小时内入库 0% 0 / 1" in page
    assert "迟入库没有说明 1 迟入库 1 份" in page
    assert "涉及隐私" in page
    assert "提示，供内部监督用" in page


def test_every_link_on_the_desk_leads_to_a_list_as_long_as_it_says(told):
    actor = told.cast["许知远"]
    links = re.findall(r'<a href="(/supervision/(?:acts|recordings|duties)/\?[^"]+)"[^>]*>(\d+)</a>', html(actor))
    assert len(links) > 10
    assert {url.split("/")[2] for url, _ in links} == {"acts", "recordings", "duties"}
    for url, number in links:
        page = text(html(actor, url.replace("&amp;", "&")))
        assert any(f"{number} {word}" in page for word in ("次", "份", "项")), url


@pytest.mark.parametrize(
    "url",
    ["/supervision/", "/supervision/acts/", "/supervision/recordings/", "/supervision/duties/", "/supervision/acts/export.csv"],
)
@pytest.mark.parametrize("name", ["周启明", "陈素", "丁晓彤", "马骏", "程远"])
def test_for_whoever_supervises_nothing_the_pages_do_not_exist(told, name, url):
    with pytest.raises(Http404):
        answer(told.cast[name], url)


def test_another_unit_s_head_sees_none_of_it(told):
    page = text(html(told.cast["罗成"]))
    assert "没有应当录音录像的执法行为" in page
    assert "星遇" not in page
    assert "星遇" not in html(told.cast["罗成"], "/supervision/acts/?unit=" + str(told.cast.units["执法一中队"]))


def rows_of(found):
    body = b"".join(found.streaming_content).decode("utf-8")
    assert body.startswith(("\ufeff时间", "\ufeff录制结束"))
    return list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"))))


def test_the_csv_has_every_row_and_its_taking_is_logged(told):
    actor = told.cast["许知远"]
    found = answer(actor, "/supervision/acts/export.csv")
    rows = rows_of(found)
    assert [row["结果"] for row in rows] == ["全程", "无音像", "免录"]
    assert {row["案件"] for row in rows} == {"'=星遇网咖涉嫌接纳未成年人案"}  # no formula
    assert rows[2]["免录理由"] == "涉及隐私"
    assert "filename*=utf-8''" in found["Content-Disposition"].lower()
    stored = rows_of(answer(actor, "/supervision/recordings/export.csv?state=late"))
    assert [(row["用时（分）"], row["迟入库"], row["已说明"]) for row in stored] == [("3600", "是", "否")]
    read = Reading.objects.filter(kind="exported", person=actor.person).order_by("at")
    assert [(one.item, one.detail["rows"]) for one in read] == [("录像覆盖", 3), ("录像入库", 1)]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM"])
def test_no_name_is_a_formula(name):
    assert (safe(name), safe("星遇网咖 = 1"), safe(-1)) == (f"'{name}", "星遇网咖 = 1", -1)


def test_days_that_cannot_be_read_are_told_on_the_page(told):
    page = text(html(told.cast["许知远"], "/supervision/?period=days&from=2026-11-20&to=2026-11-01"))
    assert "结束日期早于开始日期，先按近 30 天统计。" in page


@pytest.mark.parametrize(
    ("share", "said"), [(1, "100%"), (1898 / 1899, "99.9%"), (0.972, "97.2%"), (0, "0%"), (None, "—"), (0.75, "75.0%")]
)
def test_what_is_not_whole_never_reads_a_hundred(share, said):
    assert percent(share) == said


def test_the_chart_puts_each_recording_on_its_half_hour_and_the_late_ones_beyond_the_line():
    one = Storing(total=5, late=2, median=3600, buckets={0: 1, 47: 2, 48: 1, 96: 1})
    chart = dots.chart({"一中队": one})
    assert chart.each == 1
    (strip,) = chart.strips
    assert [dot.over for dot in strip.dots] == [False, False, False, True, True]
    assert len({(dot.x, dot.y) for dot in strip.dots}) == 5
    assert float(strip.dots[2].x[:-1]) < float(chart.limit[:-1]) < float(strip.dots[3].x[:-1])


def test_a_bureau_with_many_recordings_gets_a_dot_for_several():
    chart = dots.chart({"一中队": Storing(buckets={3: 700, 4: 1})})
    assert chart.each == 100
    assert [len(strip.dots) for strip in chart.strips] == [8]
