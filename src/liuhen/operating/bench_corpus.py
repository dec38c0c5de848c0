"""A bureau's cases by the hundred thousand, made up: names, causes, officers, papers. The same seed makes the same bureau."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from liuhen.regulation.when import CST

SPACE = UUID("6f1d2a52-6c1f-4c8c-9d6e-0d6a5d1c9a10")
NOW = datetime(2026, 11, 18, 10, 24, tzinfo=CST)
OPEN_SHARE = 0.05
FULL_SHARE = 0.02
YEARS = 8
FIRST = "星云明晨青石海长江汉楚金银华光新大中东南西北天和平安福盛隆昌荣泰顺利达通兴旺宏远博雅文馨悦雨雪松柏梅兰竹菊"
SECOND = "遇岸月辰禾桥岳河城风源鑫鼎峰海洋湖山林木森园圃苑阁轩斋楼堂馆坊社记号行庄场角街巷里村镇乡港湾洲岛"
TRADES = (
    ("网络服务有限公司", "接纳未成年人进入互联网上网服务营业场所", 30),
    ("网咖", "未按规定核对登记上网消费者有效身份证件", 20),
    ("娱乐有限公司", "未按规定核验消费者身份", 12),
    ("文化传媒有限公司", "擅自从事营业性演出经营活动", 10),
    ("书店", "销售非法出版物", 8),
    ("印务有限公司", "未建立印刷品承印登记制度", 6),
    ("旅行社有限公司", "未经许可经营旅行社业务", 6),
    ("影城", "未按规定建立观众人数和票价统计制度", 4),
    ("文具店", "销售盗版图书", 2),
    ("艺术品有限公司", "未按规定备案从事艺术品经营活动", 1),
    ("剧场", "擅自变更演出内容", 0.6),
    ("博物馆", "擅自修缮不可移动文物", 0.2),
    ("考级中心", "组织未经备案的艺术考级活动", 0.05),
)
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红玲芬建国志宏海燕文斌启立群晓彤知远素怡骏彦"
STAGES = ("initiation", "investigation", "decision", "execution", "archiving")


def number(sort: str, serial: int) -> UUID:
    """A stable id."""
    return uuid5(SPACE, f"{sort}:{serial}")


@dataclass(frozen=True, kw_only=True)
class Officer:
    """One officer and his unit's serial."""

    id: UUID
    name: str
    unit: int


@dataclass(frozen=True, kw_only=True)
class MadeCase:
    """One case as its rows need it."""

    id: UUID
    serial: int
    name: str
    party: str
    code: str
    representative: str
    cause: str
    unit: int
    officers: tuple[Officer, Officer]
    stage: str
    opened: datetime
    filed: date
    archived: datetime | None
    due: datetime | None
    last: datetime
    full: bool

    @property
    def document_number(self) -> str:
        """文号 of the start."""
        return f"澄文综执字〔{self.opened.year}〕{self.serial}号" if self.stage != "initiation" else ""


@dataclass(kw_only=True)
class Corpus:
    """``size`` cases of one bureau: an officer per 2,500 cases (at least 20), a unit per ten officers."""

    size: int
    seed: int = 20261118
    agency: UUID = field(default_factory=lambda: number("agency", 0))

    def __post_init__(self) -> None:
        """People first."""
        self.random = random.Random(self.seed)  # noqa: S311 - made-up cases, no secret
        count = max(20, self.size // 2500)
        self.units = [number("unit", serial) for serial in range(max(2, count // 10))]
        self.officers = [
            Officer(id=number("officer", serial), name=self.person(), unit=serial % len(self.units)) for serial in range(count)
        ]

    def person(self) -> str:
        """A name of two or three characters."""
        return self.random.choice(FAMILY) + "".join(self.random.choices(GIVEN, k=self.random.choice((1, 2, 2))))

    def unit_name(self, serial: int) -> str:
        """执法 and a number."""
        return f"执法{serial + 1}中队"

    def cases(self) -> Iterator[MadeCase]:
        """Every case, oldest first."""
        weights = [weight for _, _, weight in TRADES]
        for serial in range(1, self.size + 1):
            suffix, cause, _ = self.random.choices(TRADES, weights)[0]
            yield self._case(serial, suffix, cause)

    def _case(self, serial: int, suffix: str, cause: str) -> MadeCase:
        chance = self.random.random
        opened = NOW - timedelta(days=YEARS * 365 * (1 - serial / self.size), hours=8 * chance())
        is_open = serial > self.size * (1 - 2 * OPEN_SHARE) and chance() < 1 / 2
        first = self.officers[int(len(self.officers) * chance() ** 1.3)]
        second = self.random.choice([one for one in self.officers if one.unit == first.unit])
        party = f"澄湖区{self.random.choice(FIRST)}{self.random.choice(SECOND)}{suffix}"
        stage = self.random.choices(STAGES, (1, 5, 2, 3, 1))[0] if is_open else "archiving"
        return MadeCase(
            id=number("case", serial),
            serial=serial,
            name=f"{party}{'涉嫌' if is_open else ''}{cause}案",
            party=party,
            code=f"91420112MA{serial:08d}",
            representative=self.person(),
            cause=cause,
            unit=first.unit,
            officers=(first, second),
            stage=stage,
            opened=opened,
            filed=opened.date(),
            archived=None if is_open else min(opened + timedelta(days=60 + 60 * chance()), NOW),
            due=NOW + timedelta(days=45 * chance() - 2) if is_open and chance() < 0.7 else None,  # noqa: PLR2004 - most have a clock
            last=min(opened + timedelta(days=100 * chance()), NOW),
            full=chance() < FULL_SHARE,
        )


def papers(case: MadeCase, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records of a full history: some sixty, in the order of the course, told as facts from outside."""
    span = {"start": case.opened.strftime("%Y-%m-%dT%H:%M"), "end": (case.opened + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")}
    yield from _investigated(case, chance, span)
    yield from _decided(case, chance, span)
    yield from _ended(case, chance, span)


def _officers(case: MadeCase) -> list[dict[str, Any]]:
    return [
        {"id": str(one.id), "name": one.name, "certificate": "17020114031", "lead": at == 0}
        for at, one in enumerate(case.officers)
    ]


def _investigated(case: MadeCase, chance: random.Random, span: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    firm = {"id": "p1", "type": "organisation", "name": case.party, "code": case.code, "representative": case.representative}
    officers = _officers(case)
    yield "case_registration", {
        "source": "inspection", "name": case.name, "act": "penalty", "procedure": "ordinary", "cause": case.cause, "capacity": "own",
        "parties": [firm], "officers": officers, "unit": str(number("unit", case.unit)), "unit_name": f"执法{case.unit + 1}中队", "secrecy": "none",
    }  # fmt: skip
    yield "urgent_start", {"reason": "夜间检查发现，人员可能离场。", "started": span["start"]}
    yield (
        "initiation_approval",
        {"reason": "检查发现", "parties": [firm], "facts": "涉嫌" + case.cause, "filed_on": case.filed.isoformat()},
    )
    for floor in range(1, 4):
        yield (
            "inspection_record",
            {"span": span, "findings": _sentences(chance, 12) + f"第 {floor} 层检查完毕。", "officers": officers},
        )
    for serial in range(1, 6):
        talk = [{"q": f"第 {at} 问：{_sentence(chance)}", "a": _sentence(chance)} for at in range(1, 16)]
        yield (
            "interview_transcript",
            {"span": span, "person": {"name": case.representative}, "dialogue": talk, "officers": officers, "serial": serial},
        )
    for serial in range(1, 16):
        yield (
            "evidence_item",
            {
                "number": str(serial),
                "kind": "documentary",
                "name": f"{chance.choice(THINGS)} {serial} 份",
                "proves": _sentence(chance),
            },
        )


def _decided(case: MadeCase, chance: random.Random, span: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield (
        "correction_order",
        {"party": "p1", "facts": _sentences(chance, 4), "items": [{"id": "1", "text": "停止违法行为", "way": "at_once"}]},
    )
    yield (
        "investigation_report",
        {
            "facts": _sentences(chance, 20),
            "nature": "情节一般",
            "proposal": [{"party": "p1", "penalty": "fine", "amount": "10000"}],
        },
    )
    yield (
        "prior_notice",
        {"party": "p1", "facts": _sentences(chance, 8), "penalties": ["fine"], "fine": "10000.00", "period_days": 5},
    )
    yield "statement_defence", {"party": "p1", "at": span["end"], "points": [{"id": "1", "text": _sentence(chance)}]}
    yield (
        "defence_review",
        {"party": "p1", "points": [{"id": "1", "text": "不成立", "adopted": "no", "reason": _sentence(chance)}]},
    )
    yield "legality_review", {"reviewer": {"name": "许知远"}, "opinion": "agree", "advice": _sentence(chance)}
    yield "decision_approval", {"party": "p1", "facts": _sentences(chance, 6), "fine": "10000.00"}
    yield (
        "penalty_decision",
        {
            "party": "p1",
            "facts": _sentences(chance, 10),
            "penalties": ["fine"],
            "fine": "10000.00",
            "number": f"澄文综罚字〔{case.opened.year}〕{case.serial}号",
        },
    )


def _ended(case: MadeCase, chance: random.Random, span: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for way in ("direct", "direct", "leaving", "direct"):
        yield (
            "proof_of_service",
            {
                "party": "p1",
                "way": way,
                "at": span["end"],
                "place": {"text": "澄湖区学府路18号"},
                "recipient": {"name": case.representative},
            },
        )
    yield "payment", {"party": "p1", "amount": "10000.00", "paid": case.filed.isoformat(), "receipt": f"鄂财{case.serial:08d}"}
    for serial in range(1, 14):
        yield "told_event", {"type": "工作记载", "note": f"第 {serial} 次联系。{_sentence(chance)}"}
    yield "correction_check", {"party": "p1", "result": "已改正", "officers": _officers(case)}
    yield "party_end", {"party": "p1", "ground": "performed", "at": case.filed.isoformat()}
    yield "publicity", {"party": "p1", "at": span["end"], "where": "信用中国"}
    if case.archived:
        yield "closing_report", {"outcome": "performed", "facts": _sentences(chance, 6), "closed": case.filed.isoformat()}
        yield "case_file_bound", {"number": f"{case.opened.year}-{case.serial}", "retention": "30", "archivist": {"name": "陈素"}}


THINGS = (
    "上网登记记录",
    "收银台照片",
    "监控录像截图",
    "营业执照复印件",
    "图书封面照片",
    "演出合同",
    "票据存根",
    "排班表",
    "身份证复印件",
)
_WHO = ("当事人", "值班经理", "收银员", "现场负责人", "在场群众", "执法人员", "监护人", "网管")
_DID = ("称", "出示了", "确认", "说明", "指认了", "未能提供", "补充提供了", "签收了", "查看了", "核对了")
_WHAT = (
    "上网消费者登记记录", "未成年人身份信息", "场所平面图", "进货单据", "演出票据", "监控录像", "经营许可证", "从业人员名册",
    "消防通道照片", "盗版图书目录", "收银流水", "租赁合同", "二维码支付记录", "承印登记簿", "文物修缮方案", "考级报名表",
)  # fmt: skip


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(_WHO)}{chance.choice(_DID)}{chance.choice(_WHAT)}{chance.randrange(1, 400)}件。"


def _sentences(chance: random.Random, count: int) -> str:
    return "\n".join(_sentence(chance) for _ in range(count))
