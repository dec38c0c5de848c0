"""The signatures and opinions of a record as a paper shows them: given, refused, still open, or only told of. Pure."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from liuhen.instruments import words
from liuhen.regulation.grammar import Label, Verdict
from liuhen.regulation.history import PartView, Record, Wanted
from liuhen.regulation.saying import said as said_at
from liuhen.regulation.when import UNKNOWN, Instant


class State(Label):
    """What has become of one place to sign."""

    OPEN = "open", "待签"
    GIVEN = "given", "已签"
    DECLINED = "declined", "拒签"
    STOPPED = "stopped", "未通过"
    TOLD = "told", "见原件"


MEANS = {
    "glass": "手写签名",
    "seal": "盖章",
    "fingerprint": "捺指印",
    "paper": "纸质签名",
    "password": "本人口令签署",
    "phone": "电话审批",
}
_STATES = {
    Verdict.AGREED: State.GIVEN,
    Verdict.DECLINED: State.DECLINED,
    Verdict.RETURNED: State.STOPPED,
    Verdict.REFUSED: State.STOPPED,
    Verdict.UNTOLD: State.TOLD,
}
_DIGEST = re.compile(r"[0-9a-f]{64}")


def time_of(at: Instant) -> str:
    """When, as precisely as it is known; empty when it is not."""
    if at == UNKNOWN:
        return ""
    if at.is_exact:
        return words.moment(at.lo)
    return words.day(at.known_day) if at.known_day else said_at(at)


def slots(record: Record) -> list[dict[str, Any]]:
    """Every place to sign that is not an opinion, in the order of its kind."""
    return [slot(record, want) for want in record.wanted if not want.part.opinion and not _passed_over(record, want)]


def opinions(record: Record) -> list[dict[str, Any]]:
    """Every opinion, in the order of its kind."""
    return [slot(record, want) for want in record.wanted if want.part.opinion and not _passed_over(record, want)]


def signed(record: Record, keys: Collection[str]) -> list[dict[str, Any]]:
    """The opinions of these keys as signatures: who signed and when, without what he wrote."""
    return [slot(record, want) for want in record.wanted if want.part.key in keys]


def _passed_over(record: Record, want: Wanted) -> bool:
    """An optional part that nobody gave takes no room on a paper that is complete."""
    return want.part.optional and _view(record, want) is None and record.complete


def slot(record: Record, want: Wanted) -> dict[str, Any]:
    """One place to sign, as the layouts draw it."""
    view = _view(record, want)
    state = _state(record, view)
    named = want.label if want.part.each else ""
    content = view.entry.content if view is not None and view.entry is not None else {}
    return {
        "key": want.part.key,
        "label": f"{want.part.title}（{named}）" if named and state == State.OPEN else want.part.title,
        "state": state.value,
        "name": (view.signer if view else "") or named,
        "verdict": _verdict(want, view),
        "text": view.text if view else "",
        "said": "，".join(_said(state, view)) if view else ("见原件" if state == State.TOLD else ""),
        "short": {State.DECLINED: "拒绝签名", State.TOLD: "见原件"}.get(state, (view.signer if view else "") or named),
        "drawing": _digest(content.get("strokes")),
        "pages": _pages(want, content, state),
    }


def _view(record: Record, want: Wanted) -> PartView | None:
    found = [view for view in record.parts if view.key == want.part.key and (not want.about or view.about == want.about)]
    return found[-1] if found else None


def _state(record: Record, view: PartView | None) -> State:
    if view is None:
        return State.TOLD if record.told else State.OPEN
    return _STATES[view.verdict]


def _verdict(want: Wanted, view: PartView | None) -> str:
    return view.verdict.label if want.part.opinion and view is not None and view.verdict != Verdict.UNTOLD else ""


def _said(state: State, view: PartView) -> Iterator[str]:
    """How and when it was given, or why not, in few words."""
    content = view.entry.content if view.entry else {}
    if content.get("signer_role"):
        yield str(content["signer_role"])
    if state == State.DECLINED:
        yield f"拒绝签名，理由：{content.get('reason') or words.STRUCK}"
        if content.get("witness"):
            witness = content["witness"]
            yield f"见证人{witness.get('name', '') if isinstance(witness, dict) else witness}"
    elif state == State.TOLD:
        yield "见原件"
    elif view.means:
        phone = str(content.get("phone") or content.get("number") or "") if view.means == "phone" else ""
        yield MEANS.get(view.means, view.means) + (f"（{phone}）" if phone else "")
    if own := content.get("remark") or content.get("declares"):
        yield f"“{own}”"
    if moment := words.moment(content["at"]) if content.get("at") else time_of(view.at):
        yield moment


def _pages(want: Wanted, content: Any, state: State) -> dict[str, str] | None:
    """The pages a signature stands on, each with its strokes; None for all of them (nobody asked for page by page)."""
    listed = content.get("pages")
    if not isinstance(listed, list):
        return {} if want.part.page_by_page and state == State.GIVEN else None
    drawn: dict[str, str] = {}
    for page in listed:
        if isinstance(page, dict):
            drawn[str(page.get("page"))] = _digest(page.get("strokes"))
        elif isinstance(page, int):
            drawn[str(page)] = _digest(content.get("strokes"))
    return drawn


def _digest(value: Any) -> str:
    return value if isinstance(value, str) and _DIGEST.fullmatch(value) else ""


def strip(record: Record) -> list[dict[str, Any]]:
    """The signatures at the foot of every page: who signs page by page, then the officers."""
    asked = any(want.part.page_by_page for want in record.wanted)
    every = zip(
        (want for want in record.wanted if not want.part.opinion and not _passed_over(record, want)), slots(record), strict=True
    )
    return [found for want, found in every if asked and (want.part.page_by_page or want.part.key == "officers")][:4]
