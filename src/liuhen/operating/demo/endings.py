"""The second half of a case: notice, answer, review, decision, service, performance, closing."""

from typing import Any
from uuid import UUID

from liuhen.archive.jobs import bind
from liuhen.operating.demo.chapters import served
from liuhen.operating.demo.facts import Facts
from liuhen.operating.demo.telling import AS_USUAL, How, Story


def penalty(facts: Facts, party: int) -> dict[str, Any]:
    """What is to be imposed on one party, as the papers hold it."""
    values: dict[str, Any] = {"penalties": list(facts.penalties)}
    if party:
        return {"penalties": ["fine"], "fine": "5000.00"}
    if "fine" in facts.penalties:
        values["fine"] = facts.fine
    if "confiscation" in facts.penalties:
        values["confiscation"] = "620.00"
    if "confiscation_goods" in facts.penalties:
        values["goods"] = "图书三十二种二百一十册"
    if "suspension" in facts.penalties:
        values["penalty"] = "责令停业整顿三十日"
    return values


def notice(story: Story, facts: Facts, day: int, hour: str, party: int = 0) -> None:
    """The proposed penalty is told and served, with the right to be heard where it is owed."""
    story.at(day, hour)
    label = f"notice:{party}"
    hearing = float(facts.fine) > 3000 or "suspension" in facts.penalties  # noqa: PLR2004 - 处罚法 51
    values = {
        "party": facts.party(party)["id"], "facts": facts.found, "reasons": facts.discretion, "hearing": hearing, "period_days": 5,
        "officers": story.cast.officers(story.lead, story.second), "broken": list(facts.broken), "basis": list(facts.basis),
        **penalty(facts, party),
    }  # fmt: skip
    story.do(story.lead, "prior_notice", values, label=label)
    served(story, facts, label, day, hour, party=party, minutes=25)


def defence(story: Story, facts: Facts, day: int, hour: str, *, reviewed: bool = True) -> None:
    """The party answers; each point is reviewed."""
    story.at(day, hour)
    who = facts.party()
    points = [
        {"id": "1", "text": "已经全部改正，希望从轻处罚。"},
        {"id": "2", "text": "检查当晚系统故障，不是有意不登记。"},
    ]
    values: dict[str, Any] = {
        "party": "p1", "at": story.stamp(day, hour), "form": "oral",
        "person": {"name": who.get("representative") or who["name"], "title": "负责人"}, "points": points,
        "officers": story.cast.officers(story.lead, story.second),
    }  # fmt: skip
    story.do(story.lead, "statement_defence", values, about="notice:0")
    if reviewed:
        story.at(day + 1, hour)
        answers = [
            points[0] | {"adopted": "part", "reason": "改正情况已在裁量中考虑，拟处罚数额已按一般情形下限计。"},
            points[1] | {"adopted": "no", "reason": "系统日志显示当晚运行正常。"},
        ]
        values = {"party": "p1", "points": answers, "summary": "维持拟处罚意见，未加重处罚。"}
        story.do(story.lead, "defence_review", values, about="statement_defence")


def waived(story: Story, day: int, hour: str, party: int = 0, party_id: str = "p1") -> None:
    """The party says that it has nothing to add."""
    story.at(day, hour)
    values = {"party": party_id, "at": story.stamp(day, hour), "hearing_too": False, "words": "没有意见，不陈述、申辩。"}
    story.do(story.lead, "defence_waived", values, about=f"notice:{party}", label=f"waived:{party}")


def review(story: Story, day: int, hour: str) -> None:
    """The legal body reviews, and the heads deliberate."""
    story.at(day, hour)
    items = [
        {"id": key, "item": key, "result": "ok", "note": ""}
        for key in ("subject", "procedure", "facts", "law", "power", "papers", "crime")
    ]
    values: dict[str, Any] = {
        "received": story.stamp(day - 1, "16:00"), "review_of": "decision", "reviewer": story.cast.staff("dingxiaotong"),
        "items": items, "opinion": "agree", "advice": "事实清楚，证据充分，程序合法，同意拟处罚意见。",
    }  # fmt: skip
    story.do("dingxiaotong", "legality_review", values, about="investigation_report")


def deliberation(story: Story, facts: Facts, day: int, first: str, last: str) -> None:
    """The heads decide together; handler and reviewer attend without a vote."""
    story.at(day, last)
    members = [
        {"id": story.cast.staff(key)["id"], "name": story.cast.staff(key), "title": title, "view": "同意拟处罚意见。"}
        for key, title in (("hanliqun", "局长"), ("chenmo", "副局长"))
    ]
    values = {
        "span": {"start": story.stamp(day, first), "end": story.stamp(day, last)}, "place": {"text": "局三楼会议室"},
        "chair": story.cast.staff("hanliqun"), "members": members, "attending": "周启明、丁晓彤列席", "recorder": "林秋",
        "report": facts.found, "conclusion": "按拟处罚意见作出处罚。", **penalty(facts, 0),
    }  # fmt: skip
    story.do("chenmo", "deliberation", values, about="investigation_report")


def decided(
    story: Story, facts: Facts, day: int, hour: str, *, result: str = "none", party: int = 0, how: How = AS_USUAL
) -> None:
    """The head decides."""
    story.at(day, hour)
    values = {
        "party": facts.party(party)["id"], "basis": list(facts.basis), "facts": facts.found, "broken": list(facts.broken),
        "discretion": facts.discretion, "defence_result": result, "major": len(facts.parties) > 1, **penalty(facts, party),
    }  # fmt: skip
    story.do(story.lead, "decision_approval", values, label=f"approved:{party}", how=how)


def decision(story: Story, facts: Facts, day: int, hour: str, *, party: int = 0, serve_day: int | None = None) -> None:
    """The decision is issued, and served where a day is given."""
    story.at(day, hour)
    label = f"decision:{party}"
    values = {
        "party": facts.party(party)["id"], "facts": facts.found, "broken": list(facts.broken), "basis": list(facts.basis),
        "evidence": "；".join(name for _, name, _ in facts.evidence) + "；现场检查笔录、询问笔录。", "discretion": facts.discretion,
        "defence": "已依法告知拟处罚的内容、事实、理由和依据，当事人的意见已经复核。",
        "pay_days": 15, **penalty(facts, party),
    }  # fmt: skip
    story.do(story.lead, "penalty_decision", values, about=f"approved:{party}", label=label)
    if serve_day is not None:
        served(story, facts, label, serve_day, "15:20", party=party)


def paid(story: Story, facts: Facts, day: int, party: int = 0) -> None:
    """The fine is paid at the bank."""
    story.at(day, "11:10")
    amount = facts.fine if not party else "5000.00"
    values = {
        "party": facts.party(party)["id"],
        "amount": amount,
        "paid": story.day(day),
        "receipt": f"澄财罚没〔{story.day(day)[:4]}〕00{31 + party}",
    }
    story.do(story.lead, "payment", values, about=f"decision:{party}", label=f"paid:{party}")


def checked(story: Story, facts: Facts, day: int, hour: str) -> None:
    """What was ordered is looked at again on time."""
    story.at(day, hour)
    items = [{"id": str(n), "text": text, "done": "yes", "note": ""} for n, text in enumerate(facts.orders, start=1)]
    values = {
        "party": "p1", "span": {"start": story.stamp(day, hour), "end": story.stamp(day, hour)}, "place": {"text": facts.place},
        "items": items, "result": "已全部改正。",
        "officers": story.cast.officers(story.lead, story.second, shown=hour),
    }  # fmt: skip
    story.do(story.lead, "correction_check", values, about="correction_order")


def ended(story: Story, facts: Facts, day: int, party: int = 0) -> None:
    """The matter is at an end for a party."""
    story.at(day, "16:00")
    values = {"party": facts.party(party)["id"], "ground": "performed", "at": story.day(day)}
    story.do(story.lead, "party_end", values, label=f"ended:{party}")


def closed(story: Story, day: int, hour: str, how: How = AS_USUAL) -> None:
    """The closing report is approved."""
    story.at(day, hour)
    values = {
        "outcome": "performed",
        "performance": "罚款已缴清，责令改正事项已核查改正。",
        "closed": story.day(day),
        "facts": "见调查终结报告。",
    }
    story.do(story.lead, "closing_report", values, how=how)


def published(story: Story, facts: Facts, day: int, party: int = 0) -> None:
    """The decision is published within seven working days."""
    story.at(day, "09:20")
    values = {"party": facts.party(party)["id"], "at": story.stamp(day, "09:20"), "where": "澄湖区人民政府网站"}
    story.do(story.lead, "publicity", values, about=f"decision:{party}", label=f"published:{party}")


def bound(story: Story, day: int, hour: str) -> None:
    """The case file is bound and archived."""
    story.at(day, hour)
    values = {
        "retention": "permanent", "volumes": 2, "archivist": story.cast.staff("linqiu"), "bound": story.day(day), "boxes": "电子",
    }  # fmt: skip
    story.do("linqiu", "case_file_bound", values)
    story.later(lambda: _volumes(story))


def _volumes(story: Story) -> None:
    """The volumes, bound at once instead of by the worker."""
    bind(story.case.id, UUID(story.records["case_file_bound"].id))
