"""The chapters of an ordinary penalty case, in the order of practice: each tells one stretch of it for given facts and days."""

from collections.abc import Mapping
from typing import Any

from liuhen.operating.demo.facts import PENALTY, Facts, law
from liuhen.operating.demo.telling import AS_USUAL, How, Story

RIGHTS = {"told": ["statement", "withdrawal"], "means": "oral_recorded", "at": "20:39", "answer": "清楚，不申请回避。"}


def complaint(story: Story, facts: Facts, day: int, hour: str, *, named: bool = True) -> None:
    """A complaint comes in at the desk."""
    story.at(day, hour)
    values: dict[str, Any] = {
        "channel": "hotline", "received": story.stamp(day, hour), "named": named, "accused": facts.party()["name"], "matter": facts.clue,
    }  # fmt: skip
    if named:
        values |= {"complainant": {"name": "钱敏", "phone": "13800000000", "address": "澄湖区东园路"}, "wants_reply": True}
    story.do("linqiu", "complaint_registration", values, subject="clue")


def registration(story: Story, facts: Facts, day: int, hour: str, source: str = "complaint") -> None:
    """The case is registered with its source, parties, officers."""
    story.at(day, hour)
    values = {
        "source": source, "found": story.stamp(day, hour), "name": facts.name, "act": "penalty", "procedure": "ordinary",
        "cause": facts.cause, "cause_confirmed": True, "capacity": "own", "acting_body": "澄湖区文化和旅游局",
        "legal_basis": list(facts.basis), "parties": list(facts.parties),
        "officers": story.cast.officers(story.lead, story.second), "unit": str(story.cast.units[story.unit]),
        "unit_name": {"one": "执法一中队", "two": "执法二中队"}[story.unit], "secrecy": "privacy" if "未成年" in facts.cause else "none",
        "place": {"text": facts.place}, "facts": facts.clue,
    }  # fmt: skip
    story.do(story.lead, "case_registration", values)


def urgent_start(story: Story, day: int, hour: str) -> None:
    """The procedure starts before its form."""
    story.at(day, hour)
    values = {"reason": "夜间举报，人员可能离场，不立即检查将失去证据。", "started": story.stamp(day, hour)}
    story.do(story.lead, "urgent_start", values)


def approval(
    story: Story, facts: Facts, day: int, hour: str, *, urgent: bool = False, filed: int | None = None, how: How = AS_USUAL
) -> None:
    """The initiation approval form and its opinions; ``filed``: the day proposed as 立案之日, where it is not the form's own."""
    story.at(day, hour)
    values = {
        "reason": facts.clue, "suspected": list(facts.broken), "facts": facts.clue, "filed_on": story.day(day if filed is None else filed), "urgent": urgent,
        "officers": story.cast.officers(story.lead, story.second), "source": "complaint", "parties": list(facts.parties),
    }  # fmt: skip
    if len(facts.parties) > 1:
        values |= {"major": True, "major_items": ["hearing"]}
    story.do(story.lead, "initiation_approval", values, about="urgent_start" if urgent else "", how=how)


def inspection(
    story: Story, facts: Facts, day: int, first: str, last: str, *, declined: bool = False, more: Mapping[str, Any] | None = None
) -> None:
    """An inspection on the spot; ``declined``: the manager does not sign, a witness does; ``more`` goes before what is usual."""
    story.at(day, last)
    values: dict[str, Any] = {
        "span": {"start": story.stamp(day, first), "end": story.stamp(day, last)}, "place": {"text": facts.place},
        "inspected": facts.party()["name"], "on_site": {"name": "吴小军", "title": facts.manager},
        "officers": story.cast.officers(story.lead, story.second, shown=first), "rights": RIGHTS | {"at": first},
        "findings": facts.found, "party_said": "情况属实。",
    }  # fmt: skip
    if declined:
        values |= {"witness": {"name": facts.witness or "孙玉兰", "title": "物业值班员"}, "party_said": "不签字。"}
    values |= more or {}
    story.do(
        story.lead, "inspection_record", values, how=How(declined={"on_site": "认为处理过重，拒绝签名。"} if declined else {})
    )


def order(story: Story, facts: Facts, day: int, hour: str, until: int) -> None:
    """An order to correct, served on the spot."""
    story.at(day, hour)
    items = [
        {"id": str(n), "text": text, "way": "at_once" if n == 1 else "by_date", **({} if n == 1 else {"until": story.day(until)})}
        for n, text in enumerate(facts.orders, start=1)
    ]
    values = {
        "party": "p1", "facts": facts.found.split("\n", maxsplit=1)[0], "broken": list(facts.broken),
        "basis": [law(PENALTY, "28", "第一款", "2021-01-22")], "items": items,
        "officers": story.cast.officers(story.lead, story.second),
    }  # fmt: skip
    story.do(story.lead, "correction_order", values)
    served(story, facts, "correction_order", day, hour, minutes=6)


def served(
    story: Story, facts: Facts, paper: str, day: int, hour: str, *, party: int = 0, label: str = "", minutes: int = 0
) -> None:
    """A paper handed to the party himself."""
    moment = story.on(day, hour)
    stated = moment.replace(minute=(moment.minute + minutes) % 60, hour=moment.hour + (moment.minute + minutes) // 60)
    story.moment = stated
    who = facts.party(party)

    def values() -> dict[str, Any]:
        return {
            "papers": [story.records[paper].id], "party": who["id"], "way": "direct", "place": {"text": facts.place},
            "at": stated.strftime("%Y-%m-%dT%H:%M"), "recipient": {"name": who.get("representative") or who["name"]},
            "relation": "legal_representative" if who["type"] == "organisation" else "self",
            "officers": story.cast.officers(story.lead, story.second),
        }  # fmt: skip

    story.do(story.lead, "proof_of_service", values, about=paper, label=label or f"served:{paper}")


def interview(story: Story, facts: Facts, day: int, first: str, last: str) -> None:
    """The party is asked, page by page signed."""
    story.at(day, last)
    who = facts.party()
    dialogue = [
        {"q": "我们是澄湖区文化和旅游局执法人员，这是我们的执法证件，请你确认。", "a": "看清楚了。"},
        {"q": "你有权陈述、申辩，有权申请回避，听清楚了吗？", "a": "听清楚了，不申请回避。"},
        {"q": "请说明你的身份。", "a": f"我叫{who.get('representative') or who['name']}，负责这里的经营。"},
        {"q": "请说明检查当晚的情况。", "a": "情况和检查笔录写的一样，我们没有核对好。"},
        {"q": "还有什么要补充的？", "a": "没有，我们已经改正。"},
    ]
    values = {
        "span": {"start": story.stamp(day, first), "end": story.stamp(day, last)}, "place": {"text": "澄湖区文化和旅游局询问室"},
        "person": {"name": who.get("representative") or who["name"], "title": "负责人", "phone": "000-81230000"},
        "capacity": "party", "officers": story.cast.officers(story.lead, story.second, shown=first),
        "rights": RIGHTS | {"at": first}, "dialogue": dialogue,
    }  # fmt: skip
    story.do(story.lead, "interview_transcript", values)


def evidence(story: Story, facts: Facts, day: int, hour: str) -> None:
    """Each item enters the register with what it proves."""
    for number, (sort, name, proves) in enumerate(facts.evidence, start=1):
        story.at(day, hour)
        values = {
            "number": str(number), "kind": sort, "name": name, "source": facts.party()["name"], "proves": proves,
            "obtained": story.stamp(day, hour), "original": "checked_copy",
        }  # fmt: skip
        if sort in {"audiovisual", "electronic"}:
            values["method"] = (
                "由当事人从其主机导出，执法人员当场监督；以主机时间为准，与标准时间相差不足一分钟，复制后核对无异。"
            )
        story.do(story.lead, "evidence_item", values, label=f"evidence:{number}")


def preservation(story: Story, facts: Facts, day: int, hour: str, *, outcome_day: int | None) -> None:
    """Evidence that may be lost: approved first, then registered and kept; what becomes of it within seven working days."""
    items = [{"id": "1", "name": "收银主机", "spec": "台式", "quantity": 1, "unit": "台", "state": "完好"}]
    story.at(day, hour)
    values: dict[str, Any] = {
        "reason": "主机内登记记录可能被覆盖。",
        "items": items,
        "place": {"text": facts.place},
        "party": "p1",
    }
    story.do(story.lead, "preservation_approval", values)
    moment = story.on(day, hour)
    story.moment = moment.replace(minute=moment.minute + 12)
    stated = story.moment.strftime("%Y-%m-%dT%H:%M")
    values = {
        "party": "p1", "reason": "主机内登记记录可能被覆盖。", "items": items, "way": "in_place", "place": {"text": facts.place},
        "suspected": list(facts.broken), "at": stated, "on_site": {"name": "吴小军", "title": facts.manager},
        "officers": story.cast.officers(story.lead, story.second),
    }  # fmt: skip
    story.do(story.lead, "advance_registration", values, about="preservation_approval")
    if outcome_day is not None:
        story.at(outcome_day, "10:30")
        values = {
            "party": "p1", "outcome": "return", "detail": "登记记录已复制取证，原物退还。", "all": True, "items": items,
            "decided": story.day(outcome_day), "officers": story.cast.officers(story.lead, story.second),
        }  # fmt: skip
        story.do(story.lead, "preservation_outcome", values, about="advance_registration")
        served(story, facts, "preservation_outcome", outcome_day, "15:00")


def report(story: Story, facts: Facts, day: int, hour: str) -> None:
    """The investigation is closed with a proposal."""
    story.at(day, hour)
    many = len(facts.parties) > 1
    proposal = [
        {"id": p["id"], "party": p["name"], "penalty": "罚款", "amount": facts.fine if n == 0 else "5000.00"}
        for n, p in enumerate(facts.parties)
    ]
    values = {
        "facts": facts.found, "evidence_words": "；".join(name for _, name, _ in facts.evidence) + "；现场检查笔录、询问笔录。",
        "nature": f"构成{facts.cause}。", "broken": list(facts.broken), "basis": list(facts.basis), "level": facts.level,
        **{key: value for key in ("basis_reason", "turnover") if (value := getattr(facts, key))},
        "discretion": facts.discretion, "proposal": proposal, "complex": many, "review_owed": many, "concluded": story.day(day),
    }  # fmt: skip
    story.do(story.lead, "investigation_report", values)
