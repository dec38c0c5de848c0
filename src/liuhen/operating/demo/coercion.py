"""The demo's penalties on the spot, its seizure and its enforcement: one done at the phone, one typed up from a numbered blank."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from liuhen.operating.demo import chapters as c
from liuhen.operating.demo import endings as e
from liuhen.operating.demo.facts import NET_CAFE, Facts, law, net_cafe, person
from liuhen.operating.demo.recordings import recorded
from liuhen.operating.demo.telling import Story
from liuhen.register import register
from liuhen.regulation.when import When

SIGNS = "未悬挂未成年人禁入标志"
TIDE = net_cafe("潮汐", "丁国栋", "潮汐路12号", "91420199MA4NET009Z", manager="店长")
MAPLE = net_cafe("枫桥", "陶玉兰", "枫桥路66号", "91420199MA4NET010B", manager="网管")
NIGHT = net_cafe("长夜", "秦朗", "长夜路3号", "91420199MA4NET011D", manager="值班员", fine="6000.00")
CELLAR = Facts(
    name="高志强涉嫌擅自从事互联网上网服务经营活动案",
    cause="擅自从事互联网上网服务经营活动",
    parties=(person("p1", "高志强", "男", "澄湖区旧厂街40号", "420199197909090017"),),
    place="澄湖区旧厂街40号地下室",
    clue="地下室摆了二十台电脑收费上网，没有执照。",
    found="一、地下室设上网终端二十台，在用十一台，按小时收费。\n二、当事人未能出示《网络文化经营许可证》。",
    broken=(law(NET_CAFE, "7", version="2022-03-29"),),
    basis=(law(NET_CAFE, "27", version="2022-03-29"),),
    orders=("停止互联网上网服务经营活动",),
    manager="经营者",
)


def _registered(story: Story, facts: Facts, day: int, hour: str, *, procedure: str) -> None:
    story.at(day, hour)
    values = {
        "source": "inspection", "found": story.stamp(day, hour), "name": facts.name, "act": "penalty", "procedure": procedure,
        "cause": facts.cause, "cause_confirmed": True, "capacity": "own", "acting_body": "澄湖区文化和旅游局",
        "legal_basis": list(facts.basis), "parties": list(facts.parties), "officers": story.cast.officers(story.lead, story.second),
        "unit": str(story.cast.units[story.unit]), "unit_name": {"one": "执法一中队", "two": "执法二中队"}[story.unit],
        "secrecy": "none", "place": {"text": facts.place}, "facts": facts.clue,
    }  # fmt: skip
    story.do(story.lead, "case_registration", values)


def _signs(facts: Facts) -> Facts:
    """The same place with no signs up."""
    return replace(
        facts,
        name=f"{facts.party()['name']}涉嫌未悬挂未成年人禁入标志案",
        cause=SIGNS,
        clue="入口处没有未成年人禁入标志。",
        broken=(law(NET_CAFE, "21", "第二款", "2022-03-29"),),
        basis=(law(NET_CAFE, "31", "第（五）项", "2022-03-29"),),
    )


def _decision(story: Story, facts: Facts, day: int, hour: str) -> dict[str, Any]:
    return {
        "party": "p1", "facts": "入口处没有悬挂未成年人禁入标志", "conditions": "当场看到，当事人承认，有照片", "at": story.stamp(day, hour),
        "place": {"text": facts.place}, "broken": list(facts.broken), "basis": list(facts.basis), "told": True,
        "statement": "没有意见。", "adopted": "none", "correct": "now", "handed_over": True,
        "officers": story.cast.officers(story.lead, story.second, shown=hour),
    }  # fmt: skip


def on_the_spot(story: Story) -> None:
    """A warning and a hundred yuan, taken on the spot, filed and handed in the next day."""
    facts = _signs(TIDE)
    _registered(story, facts, -9, "15:02", procedure="summary")
    story.at(-9, "15:10")
    values = _decision(story, facts, -9, "15:08") | {"penalties": ["warning", "fine"], "fine": "100.00", "pay": "spot"}
    story.do(story.lead, "summary_decision", values, about="case_registration")
    story.at(-9, "15:20")
    values = {
        "party": "p1", "ground": "small", "amount": "100.00", "at": story.stamp(-9, "15:18"), "receipt": "澄财票00017",
        "officers": story.cast.officers(story.lead, story.second),
    }  # fmt: skip
    story.do(story.lead, "spot_collection", values, about="summary_decision")
    story.at(-8, "09:20")
    values = {
        "conditions": "当场看到，当事人承认，有照片。", "steps": "出示证件、告知、听取申辩、填写决定书、当场交付。", "statement": "没有意见。",
        "review": "没有提出。", "filed": story.day(-8), "collected": "当场收缴一百元，票据澄财票00017。",
    }  # fmt: skip

    def filed() -> dict[str, Any]:
        return values | {"decision": story.records["summary_decision"].id}

    story.do(story.lead, "summary_filing", filed, about="summary_decision")
    for minute, step, receiver in (("40", "agency", "财务室"), ("50", "bank", "澄湖银行营业部")):
        story.at(-8, f"09:{minute}")
        values_in = {"step": step, "amount": "100.00", "at": story.stamp(-8, f"09:{minute}"), "receiver": {"name": receiver}}
        story.do(story.lead, "money_handed_in", values_in, about="spot_collection", label=f"handed:{step}")


def by_hand(story: Story) -> None:
    """A warning written by hand in a basement on a numbered blank, typed up the next morning."""
    facts = _signs(MAPLE)
    _registered(story, facts, -4, "20:40", procedure="summary")

    def typed() -> None:
        content = _decision(story, facts, -4, "20:45") | {
            "penalties": ["warning"], "number": "澄当罚字〔2026〕0000101号", "original_place": "当场处罚卷盒第1页",
        }  # fmt: skip
        about = UUID(story.records["case_registration"].id)
        when, actor = When.at(story.on(-4, "20:45")), story.cast.actors[story.lead]
        told = register.record(actor, story.case, "summary_decision", content, when=when, origin="paper", about=about)
        story.records["summary_decision"] = register.find_record(actor.agency, UUID(told.id))[1]

    story.at(-3, "09:05")
    story.later(typed)
    story.at(-3, "09:30")
    values = {
        "conditions": "当场看到，当事人承认，有照片。", "steps": "出示证件、告知、听取申辩、填写预定格式的决定书、当场交付。",
        "statement": "没有意见。", "review": "没有提出。", "filed": story.day(-3), "collected": "未当场收缴。",
    }  # fmt: skip
    story.do(
        story.lead,
        "summary_filing",
        lambda: values | {"decision": story.records["summary_decision"].id},
        about="summary_decision",
    )


def seized(story: Story) -> None:
    """A cellar with twenty computers: approved, carried away before a camera, still held."""
    _registered(story, CELLAR, -12, "09:30", procedure="ordinary")
    c.approval(story, CELLAR, -12, "10:10")
    c.inspection(story, CELLAR, -11, "14:00", "14:50")
    recorded(story, -11, "13:58", "14:52", what="执法记录仪 DSJ-07", arrives="17:10")
    items = [{"id": "1", "name": "台式计算机", "spec": "组装", "quantity": 20, "unit": "台", "state": "完好，编号一至二十"}]
    grants = [law(NET_CAFE, "27", version="2022-03-29")]
    story.at(-11, "15:05")
    values: dict[str, Any] = {
        "party": "p1", "measure": "seize", "reason": "不扣押，专用于违法经营的工具可能转移。", "grants": grants, "items": items,
        "place": {"text": CELLAR.place},
    }  # fmt: skip
    story.do(story.lead, "seizure_approval", values)
    story.at(-11, "16:05")
    officers = story.cast.officers(story.lead, story.second, shown="15:28")
    span = {"start": story.stamp(-11, "15:30"), "end": story.stamp(-11, "16:05")}
    values = {
        "party": "p1", "measure": "seize", "reason": "擅自从事互联网上网服务经营活动，扣押专门用于经营的工具", "grants": grants, "days": 30,
        "span": span, "place": {"text": CELLAR.place}, "items": items, "handed_over": True, "officers": officers,
    }  # fmt: skip
    story.do(story.lead, "seizure_decision", values, about="seizure_approval")
    story.at(-11, "16:15")
    rights = {"told": ["reasons", "statement", "remedies"], "means": "oral_recorded", "at": "15:29", "answer": "听清楚了。"}
    values = {
        "party": "p1", "span": span, "place": {"text": CELLAR.place}, "on_site": {"name": "高志强", "title": "经营者"},
        "summoned": "当事人在场。", "rights": rights, "defence": "没有意见。",
        "facts": "逐台断电、编号、贴封条，当事人清点无误，装车运至本局库房。", "officers": officers,
    }  # fmt: skip
    story.do(story.lead, "scene_record", values, about="seizure_decision")
    recorded(story, -11, "15:28", "16:20", what="执法记录仪 DSJ-08", arrives="18:00", of="seizure_decision")


def enforced(story: Story) -> None:
    """Fined six thousand and not paid: demanded in writing, the additional fine runs; the bureau has no force of its own."""
    c.complaint(story, NIGHT, -100, "09:12", named=False)
    c.registration(story, NIGHT, -100, "10:05")
    c.approval(story, NIGHT, -100, "14:20")
    c.inspection(story, NIGHT, -99, "19:30", "20:40")
    recorded(story, -99, "19:28", "20:41", what="执法记录仪", arrives="21:55")
    c.order(story, NIGHT, -99, "20:50", -93)
    c.interview(story, NIGHT, -96, "09:40", "10:35")
    c.evidence(story, NIGHT, -96, "11:05")
    e.checked(story, NIGHT, -93, "15:10")
    c.report(story, NIGHT, -91, "10:10")
    e.notice(story, NIGHT, -89, "09:30")
    e.waived(story, -87, "10:40")
    e.decided(story, NIGHT, -62, "10:20", result="waived")
    e.decision(story, NIGHT, -61, "09:20", serve_day=-60)
    e.published(story, NIGHT, -57)
    story.at(-20, "10:00")
    values = {
        "party": "p1", "served_on": story.day(-60), "duty": "缴纳罚款人民币六千元", "days": 10, "way": "到澄湖银行营业部缴纳", "sum_due": True,
        "officers": story.cast.officers(story.lead, story.second),
    }  # fmt: skip
    story.do(story.lead, "demand_notice", values, about="decision:0")
    c.served(story, NIGHT, "demand_notice", -20, "15:10")
