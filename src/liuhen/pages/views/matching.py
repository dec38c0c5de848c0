"""待关联: recordings of no case, offered to the acts they ran in; many confirmed by one click."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.permissions import demand
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.cases.models import CaseRow
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.views.library import with_
from liuhen.pages.views.recordings import shown
from liuhen.recordings import commands, confirming, fold, matching, offers, queries, waiting
from liuhen.recordings.commands import Stated
from liuhen.recordings.confirming import Pick
from liuhen.recordings.matching import Offer
from liuhen.recordings.matching_models import RecordSpan
from liuhen.recordings.models import RecordingRow
from liuhen.recordings.waiting import Whose
from liuhen.register import clock, register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal, Role

ANCIENT = timedelta(days=365 * 3)  # before that a clock was not set, or it is no business of an open case

#: What was just done, kept for the next page alone.
DONE = "match_done"


@require_GET
@page
def match(request: Request) -> HttpResponse:
    """The queue: groups to confirm, doubtful ones, and those for which nothing was found."""
    asked, actor = request.GET, request.actor
    of = Whose(asked["whose"]) if asked.get("whose") in set(Whose) else Whose.MINE
    case, record = as_uuid(asked.get("case", "")), as_uuid(asked.get("record", ""))
    listed = waiting.Page(rows=_for_case(actor, case, record)) if case else waiting.page(actor, of, after=_after(asked))
    found = offers.for_rows(actor, listed.rows)
    made = _of_case(found, case, record) if case else found.sorted
    context = {
        "groups": [_group(group, found) for group in made.groups],
        "doubtful": [_doubtful(one, found) for one in made.doubtful],
        "alone": _alone([found.rows[number] for number in made.alone]),
        "count": len(listed.rows) if case else waiting.count(actor, of),
        "oldest": None if case else waiting.oldest(actor),
        "queues": [] if case else [{"of": one, "count": waiting.count(actor, one)} for one in waiting.whose(actor)],
        "whose": of,
        "case": CaseRow.objects.filter(pk=case, agency=actor.agency).first() if case else None,
        "people": _to_hand(actor),
        "next_page": with_(asked, after=listed.after) if listed.after else "",
        "done": request.session.pop(DONE, ""),
        "here": request.get_full_path(),
        "now": clock.now(),
    }
    return render(request, "pages/match.html", context)


def _after(asked: Any) -> str:
    after = str(asked.get("after", ""))
    try:
        waiting.key_of(after)
    except ValueError:
        return ""
    return after


def _for_case(actor: Actor, case: UUID, record: UUID | None) -> list[RecordingRow]:
    """The recordings offered to a case, or to one record of it."""
    demand(actor, Action.WRITE, SubjectRef("case", case))
    found = offers.for_case(actor, case, record)
    numbers = [one.piece for waits in found.values() for one in waits.mine]
    return list(RecordingRow.objects.filter(pk__in=numbers).order_by("begin"))


def _of_case(found: offers.Found, case: UUID, record: UUID | None) -> matching.Sorted:
    """Only what concerns this case: what may belong to another as well stays doubtful."""

    def here(one: Offer) -> bool:
        return one.act.case == case and (record is None or one.act.record == record)

    made = found.sorted
    groups = tuple(group for group in made.groups if group.act.case == case)
    return matching.Sorted(
        groups=groups, doubtful=tuple(one for one in made.doubtful if any(here(each) for each in one.offers)), alone=()
    )


def _group(group: matching.Group, found: offers.Found) -> dict[str, Any]:
    """One act with its segments; what is sure stands ticked, and what else of the same case would do is offered beside it."""
    rows = []
    for one in group.offers:
        ticked = matching.chosen(found.offers[one.piece]) is not None
        beside = [other for other in found.offers[one.piece][1:] if other.act.case == group.act.case]
        rows.append(
            {**_row(found.rows[one.piece]), "offer": one, "ticked": ticked, "beside": [_act(each, found) for each in beside]}
        )
    total = sum((found.pieces[one.piece].end - found.pieces[one.piece].begin).total_seconds() for one in group.offers)
    return {**_act(group.offers[0], found), "rows": rows, "total": total, "sure": all(row["ticked"] for row in rows)}


def _act(offer: Offer, found: offers.Found) -> dict[str, Any]:
    kind = register.book().kinds.get(offer.act.kind)
    return {
        "act": offer.act,
        "title": kind.title if kind else offer.act.kind,
        "case": found.cases.get(offer.act.case),
        "offer": offer,
        "value": f"{offer.piece}~{offer.act.case}~{offer.act.record}",
    }


def _doubtful(one: matching.Doubtful, found: offers.Found) -> dict[str, Any]:
    return {**_row(found.rows[one.piece]), "offers": [_act(each, found) for each in one.offers]}


def _row(row: RecordingRow) -> dict[str, Any]:
    return shown(row) | {"age": clock.now() - row.arrived}


def _alone(rows: list[RecordingRow]) -> list[dict[str, Any]]:
    """Those for which nothing was found, each with what would help, and what it was said not to be of."""
    records = {number for row in rows for number in row.turned_down}
    spans = RecordSpan.objects.in_bulk(records)
    names = dict(CaseRow.objects.filter(pk__in={span.case for span in spans.values()}).values_list("pk", "name"))
    kinds = register.book().kinds
    found = []
    for row in rows:
        downs = [spans[number] for number in row.turned_down if number in spans]
        found.append(
            _row(row)
            | {
                "trouble": _trouble(row),
                "downs": [{"span": span, "title": kinds[span.kind].title, "case": names.get(span.case, "")} for span in downs],
            }
        )
    return found


def _trouble(row: RecordingRow) -> str:
    """What is wrong with its time, said so that somebody can put it right."""
    if row.begin is None:
        return "没有录制时间，写明后才能提出关联"
    if row.begin > row.arrived + timedelta(minutes=10):
        return "录制时间在入库之后，设备的钟不准，请写明实际时间"
    if row.begin < row.arrived - ANCIENT:
        return f"录制时间是 {row.begin:%Y} 年，设备的钟没有校准，请写明实际时间"
    return ""


def _to_hand(actor: Actor) -> list[Any]:
    """Whom a recording may be handed to."""
    people = {one.id: one for role in (Role.OFFICER, Role.UNIT_HEAD) for one in bureau.people(actor.agency, role=role)}
    return sorted((one for one in people.values() if one.id != actor.person), key=lambda one: one.name)


# -- what is done with them ---------------------------------------------------------------------------------------------


@require_POST
@page
def confirm(request: Request) -> HttpResponse:
    """What the one form of the page says: link what is ticked, or say of what is ticked that it is not of that record, or hand it on."""
    picks, said = list(_picks(request.POST.getlist("pick"))), request.POST.get("do", "link")
    alone = [number for text in request.POST.getlist("alone") if (number := as_uuid(text))]
    if said == "hand":
        to = as_uuid(request.POST.get("to", ""))
        if to is None:
            raise Refusal("没有转交：还没有选转给谁。请先选人。", code="incomplete")
        count = confirming.hand(request.actor, [*(pick.recording for pick in picks), *alone], to, request.POST.get("reason", ""))
        return go(request, _back(request, f"已转交 {count} 段"))
    if said.startswith("down~"):
        record = as_uuid(said.removeprefix("down~"))
        mine = [pick for pick in picks if pick.record == record]
        if record is None or not mine:
            raise Refusal("没有记入：请先勾选这一组里不是这份记录的音像。", code="incomplete")
        confirming.turn_down(request.actor, [pick.recording for pick in mine], mine[0].case, record)
        return go(request, _back(request, f"已记入：{len(mine)} 段不是这份记录的，不再提出"))
    done = confirming.confirm(request.actor, picks)
    words = f"已关联 {done.linked} 段" + (f"，{done.already} 段先前已经关联" if done.already else "")
    return go(request, _back(request, words))


def _picks(texts: Iterable[str]) -> Iterable[Pick]:
    for text in texts:
        numbers = [as_uuid(part) for part in text.split("~")]
        if len(numbers) != 3 or numbers[0] is None or numbers[1] is None:  # noqa: PLR2004 - recording, case, record
            raise Refusal("没有办成：勾选的内容读不懂。请刷新页面再选。", code="bad_pick")
        yield Pick(recording=numbers[0], case=numbers[1], record=numbers[2])


def _back(request: HttpRequest, words: str) -> str:
    """The queue again, which says once what was done; only ever a page of our own."""
    request.session[DONE] = words
    kept = {key: value for key in ("whose", "case", "record") if (value := request.POST.get(f"at_{key}", ""))}
    return f"{reverse('match')}?{urlencode(kept)}"


@require_POST
@page
def open_again(request: Request, number: UUID) -> HttpResponse:
    """Take back that a recording is not of a record."""
    case, record = as_uuid(request.POST.get("case", "")), as_uuid(request.POST.get("record", ""))
    if case is None or record is None:
        raise Refusal("没有撤回：这一条已经不在。请刷新页面查看。", code="not_found")
    confirming.open_again(request.actor, [number], case, record)
    return go(request, _back(request, "已撤回，重新提出关联"))


@require_POST
@page
def restate(request: Request, number: UUID) -> HttpResponse:
    """State when a recording was really made: its file tells no time, or one that cannot be."""
    begin, end = (_moment(request.POST.get(key, "")) for key in ("begin", "end"))
    reason = request.POST.get("reason", "").strip()
    if begin is None:
        raise Refusal("没有记入：请写明开始时间。", code="incomplete")
    if begin > clock.now():
        raise Refusal("没有记入：开始时间还没有到。请核对后重填。", code="future")
    if not reason:
        raise Refusal("没有记入：请写明时间的依据，例如按检查笔录。", code="incomplete")
    row = queries.find(request.actor, number)
    if end is None and row.seconds:
        end = begin + timedelta(seconds=float(row.seconds))
    commands.restate(request.actor, number, Stated(begin=begin, end=end or begin), reason)
    return go(request, _back(request, "时间已写明"))


def _moment(text: str) -> datetime | None:
    found = fold.moment(text)
    if text.strip() and found is None:
        raise Refusal(f"没有记入：时间“{text[:30]}”读不懂。请按 2026-11-13T21:21 的样子填写。", code="bad_time")
    return found
