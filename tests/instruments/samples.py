"""Records to print: a made-up case of a made-up bureau, and for every kind a record with something in every field."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from liuhen.regulation import fields as f
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import Entry, History, Record, wanted_parts
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import CST, When

NAMES = UUID("8a2f0f4e-0000-4000-8000-000000000000")
CASE = str(uuid5(NAMES, "case"))
START = datetime(2026, 11, 13, 21, 52, 40, tzinfo=CST)
OFFICERS = [
    {"id": "o1", "name": "周启明", "certificate": "17010612345", "valid_until": "2028-06-30", "lead": True, "shown_at": "20:37"},
    {"id": "o2", "name": "沈静文", "certificate": "17010612346", "valid_until": "2027-06-30", "shown_at": "20:37"},
]
PARTY = {
    "id": "p1",
    "type": "organisation",
    "name": "澄湖区星遇网络服务有限公司",
    "trade_name": "星遇网咖",
    "code": "91420112MA4K000000",
    "representative": "李向东",
    "address": "澄湖区望江路218号二层",
    "phone": "000-8123 0001",
}
FACTS = (
    "2026年11月13日20时36分，你单位在澄湖区望江路218号二层的互联网上网服务营业场所内，接纳未成年人李某某（16岁）、王某某（15岁）上网；"
    "入口处未悬挂未成年人禁入标志。以上事实有现场检查（勘验）笔录、上网登记记录、音像记录为证。"
)
LAWS = [
    {"title": "中华人民共和国未成年人保护法", "version": "2024-04-26", "article": "58", "paragraph": ""},
    {"title": "互联网上网服务营业场所管理条例", "version": "2022-03-29", "article": "21", "paragraph": "第一款"},
]
OUTSIDER = {
    "name": "林海燕",
    "sex": "女",
    "age": "32",
    "title": "前台主管",
    "id_number": "420112199401010028",
    "phone": "13800000000",
}
DIALOGUE = [
    {"q": "我们是澄湖区文化和旅游局的行政执法人员，这是我们的执法证件，请你确认。", "a": "看过了，没有疑问。"},
    {"q": "你对本案有陈述、申辩的权利，也有申请执法人员回避的权利。你听清楚了吗？是否申请回避？", "a": "听清楚了，不申请回避。"},
    {"q": "请说一下你的姓名、身份和在该单位的职务。", "a": "我叫林海燕，是星遇网咖的前台主管，负责夜班的登记和收银。"},
    {
        "q": "11月13日晚上，李某某、王某某是怎样进入营业场所上网的？",
        "a": "他们说忘带身份证，我用店里留的两张卡给他们开了机，开在四十一号、四十二号机。",
    },
    {"q": "你还有什么要补充的？", "a": "没有了。"},
]
ITEMS = {
    "name": "电脑主机", "spec": "联想 M730s，机身编号 PF3XK21A", "quantity": 2, "base": 40, "unit": "台", "state": "正常", "source": "四十一号、四十二号机位",
    "sealing": "贴封条", "text": "停止接纳未成年人进入营业场所", "way": "at_once", "adopted": "no", "reason": "与查明的事实不符", "title": "局长", "view": "同意处罚建议",
    "id": "1", "span": "11月13日20时至21时", "form": "复制件", "party": "星遇网咖", "type": "罚款", "amount": "20000.00",
}  # fmt: skip
TEXTS = {
    "facts": FACTS,
    "findings": "检查时，该场所正在营业，在册机位一百二十个，其中九十七个在使用。\n四十一号、四十二号机位的使用者自称李某（16岁）、王某（15岁），均未能出示身份证件。\n入口处未见未成年人禁入标志。现场调取上网登记记录两页、收银台监控录像一段。",
    "evidence": "一、现场检查（勘验）笔录一份；二、上网登记记录两页；三、收银台监控录像一段；四、询问笔录两份。",
    "defence": "本机关于2026年11月20日向当事人送达行政处罚事先告知书。当事人在规定期限内没有提出陈述、申辩，也没有要求听证。",
    "discretion": "当事人系一年内首次被查处，配合调查，违法情节一般，属于裁量基准规定的“一般”档次。",
    "bank": "中国建设银行澄湖支行，账号4200 0000 0000 0000，户名：澄湖区财政局非税收入专户",
}


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """An agency as the letterhead asks for it."""

    id: UUID = NAMES
    name: str = "澄湖区文化和旅游局"
    demo: bool = True


def terms(**more: Any) -> Terms:
    values = {
        "reconsideration_body": "澄湖区人民政府",
        "court": "澄江市澄湖区人民法院",
        "contact": "周启明、沈静文，电话000-8123 0000，地址澄湖区文昌路6号",
        **more,
    }
    first = START.date().replace(year=2020)
    return Terms(settings={key: (Setting(value=value, since=first),) for key, value in values.items()}, demo=True)


def value(item: f.Field) -> Any:
    """Something for a field of any type."""
    if isinstance(item, f.Choices):
        wanted = ["warning", "fine", "confiscation"] if item.key == "penalties" else []
        options = [option for option, _ in item.options]
        return [one for one in wanted if one in options] or options[:2]
    if isinstance(item, f.Choice):
        return item.options[0][0] if item.options else "其他"
    if isinstance(item, f.Items):
        return [{column.key: _cell(column, number) for column in item.columns} | {"id": str(number)} for number in (1, 2)]
    if isinstance(item, f.Rights):
        return {"told": [right for right, _ in item.rights[:2]], "means": "oral", "at": "20:39", "answer": "听清楚了，不申请回避"}
    table: dict[type[f.Field], Any] = {
        f.Flag: True,
        f.Day: "2026-11-20",
        f.Moment: "2026-11-13T20:36",
        f.TimeSpan: {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"},
        f.Number: 15,
        f.Money: "20000.00",
        f.Place: {"text": "澄湖区望江路218号二层星遇网咖"},
        f.Parties: [PARTY],
        f.Party: "p1",
        f.Officers: OFFICERS,
        f.Staff: {"id": "s1", "name": "韩立群"},
        f.Outsider: OUTSIDER,
        f.Dialogue: DIALOGUE,
        f.LawRefs: LAWS,
        f.RecordRef: "",
        f.RecordingRefs: [],
        f.Scans: [],
    }
    if type(item) in table:
        return table[type(item)]
    return TEXTS.get(item.key) or item_text(item)


def item_text(item: f.Field) -> str:
    return (
        "星遇网咖前台主管林海燕当场作了说明，登记材料和监控录像随时可能被覆盖。"
        if isinstance(item, f.Text)
        else f"{item.title[:6]}一项"
    )


def _cell(column: f.Column, number: int) -> Any:
    if column.key in ITEMS:
        return ITEMS[column.key]
    return {"number": number, "money": "100.00", "day": "2026-11-20", "moment": "2026-11-13T20:36"}.get(
        column.type, column.options[0][0] if column.options else f"{column.title}{number}"
    )


def entry(kind: str, content: dict[str, Any], *, name: str = "", minutes: int = 0, **more: Any) -> Entry:
    at = START + timedelta(minutes=minutes)
    fields: dict[str, Any] = {"origin": "system", "when": When.at(at), **more}
    return Entry(
        id=str(uuid5(NAMES, name or kind)), subject=CASE, subject_type="case", seq=minutes + 1, kind=kind, version=1, author="o1",
        recorded_at=at, content=content, **fields,
    )  # fmt: skip


def content_of(kind: Kind, **more: Any) -> dict[str, Any]:
    """Every field of a kind filled, conditions respected as far as one set of values can."""
    content = {item.key: value(item) for item in kind.fields if not item.internal}
    if "outcome" in content and kind.key == "preservation_outcome":
        content["outcome"] = "return"
    return {**content, **more}


def story(
    kind: Kind, *, signed: bool = True, issued: bool = True, strokes: str = "", told: bool = False, **more: Any
) -> tuple[Record, History]:
    """A case with one record of this kind in it, signed by everybody, issued where its kind is."""
    start = entry(
        "case_registration",
        {
            "name": "澄湖区星遇网络服务有限公司涉嫌接纳未成年人进入营业场所案",
            "cause": "接纳未成年人进入营业场所",
            "parties": [PARTY],
            "officers": OFFICERS,
        },
    )
    served = entry("correction_order", {"party": "p1"}, name="served", minutes=1)
    numbered = entry("issued", {"number": "澄文综改字〔2026〕31号"}, name="served number", minutes=2, part_of=served.id)
    if kind.key == "proof_of_service":
        more = {"papers": [served.id], **more}
    content = content_of(kind, **more)
    one = entry(kind.key, content, name="one", minutes=10, origin="paper" if told else "system")
    entries = [start, served, numbered, one]
    if signed and not told:
        for number, want in enumerate(wanted_parts(kind, content)):
            part = {
                "part": want.part.key,
                "verdict": "agreed",
                "about": want.about,
                "signer": want.label if want.part.each else "林海燕",
            }
            if want.part.opinion:
                part |= {"signer": "韩立群", "text": "事实清楚，证据确凿，程序合法", "means": "password"}
            elif want.part.outside:
                part |= {"means": "glass", "strokes": strokes, "pages": list(range(1, 60))}
            else:
                part |= {"means": "password"}
            entries.append(entry("part", part, name=f"part{number}", minutes=20 + number, part_of=one.id))
    if issued and kind.issued and not told:
        word = kind.paper.word if kind.paper else ""
        entries.append(entry("issued", {"number": f"澄文综{word}字〔2026〕31号"}, name="number", minutes=40, part_of=one.id))
    history = History(entries, our_book().kinds, subject=CASE, subject_type="case")
    found = history.record(one.id)
    assert found is not None
    return found, history


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A receipt as the foot of a paper asks for it."""

    origin: str = f"liuhen/{NAMES}/acts"
    index: int = 48212
    size: int = 48290
    leaf: bytes = bytes(range(32))
