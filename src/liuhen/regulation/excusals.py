"""免办: on which grounds a duty may be let go, and what each has to show; who may let pass what no statute asks.

A duty of a statute is not ours to waive: it falls away only where another law, regulation or rule, named down to its article, says
so. What the bureau's own regulation asks, a head may let pass with a reason on record; the finding then shows it and is counted.
Custom (办案惯例) binds nobody: a reason is enough, unless an act waits for what it asks.
"""

import re
from collections.abc import Iterable

from liuhen.regulation import sources
from liuhen.regulation.grammar import Label, Level, Source


class Ground(Label):
    """Why a duty is let go."""

    UNSUITABLE = "unsuitable", "不适宜记录"
    LAW = "law", "法律、法规、规章另有规定"
    EXTENDED = "extended", "延期已经批准"
    OVERRIDE = "override", "负责人决定不适用本局制度的这项要求"
    NOT_NEEDED = "not_needed", "本案不需要"


#: Those that an officer may state with a basis and an approver; an override is the head's own act, and what is not needed has neither.
STATED = (Ground.UNSUITABLE, Ground.LAW, Ground.EXTENDED)
_ARTICLE = r"第[零一二三四五六七八九十百千\d]+条"
#: What ends like a law, regulation or rule; the bureau's own regulation (制度) is none.
_NAMED = re.compile(rf"《[^》]*(?:法|条例|规定|办法|细则|决定|解释|规则)(?:（[^）]*）)?》\s*{_ARTICLE}")
_SHORTS = tuple(
    source.short
    for source in vars(sources).values()
    if isinstance(source, Source) and source.level == Level.LAW and "（" not in source.short
)
_SHORT = re.compile(rf"(?:{'|'.join(map(re.escape, _SHORTS))})\s*{_ARTICLE}")


#: Acts that end a file; what they wait for may be lost for good, and the file is closed all the same.
_ENDING = ("closing_report", "case_file_bound")


def still_to_be_done(owes: str, gates: Iterable[str]) -> bool:
    """Whether something cannot be called past doing: an act that has not been done yet waits for it, and it is no recording.

    Otherwise whoever is held up by the law would let himself pass by a sentence.
    """
    return not owes.startswith("recording") and any(gate.partition(".")[0] not in _ENDING for gate in gates)


def names_a_law(basis: str) -> bool:
    """Whether a basis names a law, regulation or rule with its article: 《…条例》第八条, 处罚法第四十二条."""
    return bool(_NAMED.search(basis) or _SHORT.search(basis))


def not_needed(*, level: str, gates: bool) -> str:
    """Why nobody may just say that something is not needed, in words and with what to do; empty where he may."""
    if level != Level.PRACTICE:
        return "这是法律或者制度的要求，不能自己写明不需要。请照办，或者按免办办理。"
    return "后面的步骤要等这一项，不能写明不需要。请照办，或者按免办办理。" if gates else ""


def against(ground: Ground, *, level: str, owes: str, has_term: bool, basis: str) -> str:
    """Why a duty may not be let go on that ground, in words and with what to do; empty where it may."""
    if ground not in STATED:
        return "免办的情形没有选。请选不适宜记录、法律另有规定或者延期已经批准。"
    if ground == Ground.UNSUITABLE and not owes.startswith("recording"):
        return "“不适宜记录”只用于音像记录。这一项请改选其他情形，或者照办。"
    if ground == Ground.EXTENDED and not has_term:
        return "这一项没有期限，谈不上延期。请改选其他情形，或者照办。"
    if (level == Level.LAW or ground == Ground.LAW) and not names_a_law(basis):
        return "法律规定的事项，只有法律、法规、规章另有规定的才能免办。请写明是哪一部、第几条，例如“《某某条例》第八条”。"
    return ""
