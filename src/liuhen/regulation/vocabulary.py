"""The words of the law that every noun uses: refusals, choices with labels, sources and articles, roles, verdicts, signers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self


class Refusal(Exception):  # noqa: N818 - the house's word: rules return, commands refuse, bugs crash
    """A command does not do what was asked. Carries what did not happen, why, and what to do, in Chinese."""

    def __init__(self, message: str, *, basis: "Basis | None" = None, code: str = "refused") -> None:
        """``message`` is shown to people as it is; ``code`` is stable ASCII for programs."""
        super().__init__(message)
        self.message = message
        self.basis = basis
        self.code = code


class Label(StrEnum):
    """A choice whose value is stable ASCII and whose ``label`` is Chinese: ``MEMBER = "value", "标签"``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member from its value and label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member


class Stage(Label):
    """The five stages of article 2 (程序启动 … 归档管理)."""

    INITIATION = "initiation", "启动"
    INVESTIGATION = "investigation", "调查取证"
    DECISION = "decision", "审查决定"
    EXECUTION = "execution", "送达执行"
    ARCHIVING = "archiving", "归档管理"
    ADMINISTRATION = "administration", "管理"


class Level(Label):
    """Who says so: statute, the bureau's regulation, or a setting and custom."""

    LAW = "law", "法律"
    REGULATION = "regulation", "制度"
    PRACTICE = "practice", "惯例"


class Gravity(Label):
    """How grave a fault is (practice.md 13); ``NOTE`` is worth a look and no breach."""

    VOID = "void", "无效"
    REVOCABLE = "revocable", "可撤销"
    IRREGULAR = "irregular", "瑕疵"
    NONCONFORMING = "nonconforming", "不合制度"
    NOTE = "note", "提示"


class Status(Label):
    """What has become of a duty."""

    OWED = "owed", "应办"
    KEPT = "kept", "已办"
    KEPT_LATE = "kept_late", "迟办"
    EXCUSED = "excused", "免办"
    BREACHED = "breached", "违反"
    UNSEEN = "unseen", "未见"
    NOT_APPLICABLE = "not_applicable", "不适用"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A norm and its version: stable key, short title as cited in a line, full title as printed."""

    key: str
    short: str
    title: str
    level: Level
    issued: str = ""
    in_force: date = date(1900, 1, 1)
    until: date | None = None

    def __call__(self, article: int | str, paragraph: str = "") -> "Basis":
        """``REG(7)``: one article of this source; ``paragraph`` as printed after it (第二款, （一）)."""
        return Basis(source=self, article=str(article), paragraph=paragraph)


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """(source, article): where a kind or a provision comes from."""

    source: Source
    article: str
    paragraph: str = ""

    @property
    def label(self) -> str:
        """As in a line on the screen: 制度第二十七条, 处罚法第五十六条."""
        if not self.article.isdecimal():
            return f"{self.source.short}{self.article}"
        return f"{self.source.short}第{chinese_number(int(self.article))}条{self.paragraph}"

    @property
    def printed(self) -> str:
        """As on paper: 《中华人民共和国行政处罚法》第五十六条."""
        return f"《{self.source.title}》第{chinese_number(int(self.article))}条{self.paragraph}"


_COUNTED = 10_000
_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 to 9999 in Chinese as articles are counted: 一百二十三, 一十 written 十; what no law counts to stays in figures."""
    if not 0 <= number < _COUNTED:
        return str(number)
    if number == 0:
        return _DIGITS[0]
    words, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if zero and words else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return words.removeprefix("一") if words.startswith("一十") else words


class Role(Label):
    """What a person at the bureau may be (article 5, practice.md 9)."""

    OFFICER = "officer", "执法人员"
    UNIT_HEAD = "unit_head", "承办机构负责人"
    LEGAL = "legal", "法制审核员"
    HEAD = "head", "行政机关负责人"
    ARCHIVIST = "archivist", "档案员"
    RECEPTION = "reception", "受理窗口人员"
    KEEPER = "keeper", "装备管理员"
    AUDITOR = "auditor", "审计员"
    ADMINISTRATOR = "administrator", "系统管理员"


class Verdict(Label):
    """What a part says; only ``AGREED`` (or, for a signature, a recorded refusal to sign) meets a duty."""

    AGREED = "agreed", "同意"
    RETURNED = "returned", "退回"
    REFUSED = "refused", "不同意"
    DECLINED = "declined", "拒绝签名"
    UNTOLD = "untold", "来源未载"


class Signer(Label):
    """Who signs a part."""

    OFFICERS = "officers", "执法人员"
    PARTY = "party", "当事人"
    PERSON = "person", "被询问人"
    WITNESS = "witness", "见证人"
    RECIPIENT = "recipient", "受送达人"
    MEMBERS = "members", "参加人"
    STAFF = "staff", "本机关人员"
