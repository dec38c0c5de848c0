"""Numbers that carry their own check: identity numbers (GB 11643), unified codes (GB 32100), division codes (GB/T 2260). Pure.

Each function says in Chinese what does not fit, and nothing where all fits. A number that does not fit is a fact all the same: it
may stand so on the paper. It is asked about, never refused.
"""

import re
from datetime import date

#: The first two figures of a division code: provinces and their likes; 81 to 83 stand in residence permits.
_BLOCKS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
PROVINCES = frozenset(str(code) for first, last in _BLOCKS for code in range(first, last + 1))
_ID_18, _ID_15 = re.compile(r"\d{17}[\dX]"), re.compile(r"\d{15}")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z: they are misread
_CODE = re.compile(rf"[{_CODE_SIGNS}]{{18}}")
_DIVISION = re.compile(r"\d{6}")
_CENTURY = "19"  # old numbers of fifteen figures were given to people born in it
_OLDEST = 120  # years


def identity(number: str, *, on: date, birth: str = "", sex: str = "") -> str:
    """What does not fit in an identity number, given the day and what else is stated of the person; empty where all fits."""
    text = number.strip().upper()
    if not _ID_18.fullmatch(text) and not _ID_15.fullmatch(text):
        return "身份证件号码不是 18 位（旧证 15 位），请照证件核对"
    if text[:2] not in PROVINCES:
        return f"身份证件号码开头的 {text[:2]} 不是省级代码，请照证件核对"
    born = birthday(text)
    if born is None:
        return "身份证件号码里的出生日期不存在，请照证件核对"
    return _of_the_person(text, born, on, birth[:10], sex)


def _of_the_person(text: str, born: date, on: date, birth: str, sex: str) -> str:
    """What does not fit in a number that reads as one: its check, its birthday, what else is stated."""
    if len(text) == len(_ID_WEIGHTS) + 1 and text[-1] != identity_check(text):
        return "身份证件号码的校验位不符，请照证件核对"
    if born > on or on.year - born.year > _OLDEST:
        return f"身份证件号码里的出生日期是 {born}，请照证件核对"
    if birth and birth != born.isoformat():
        return f"身份证件号码里的出生日期是 {born}，与填写的不同，请照证件核对"
    if sex in {"男", "女"} and sex != sex_in(text):
        return f"按身份证件号码性别是{sex_in(text)}，与填写的不同，请照证件核对"
    return ""


def identity_check(number: str) -> str:
    """The eighteenth sign of an identity number, from its first seventeen."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False)) % len(_ID_CHECKS)]


def birthday(number: str) -> date | None:
    """The birthday in an identity number of eighteen or fifteen signs; None where it names no day."""
    text = number.strip().upper()
    if _ID_18.fullmatch(text):
        day = text[6:14]
    elif _ID_15.fullmatch(text):
        day = _CENTURY + text[6:12]
    else:
        return None
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None


def sex_in(number: str) -> str:
    """男 or 女, by the last figure of the serial: odd for men."""
    serial = number[16] if len(number) == len(_ID_WEIGHTS) + 1 else number[14]
    return "男" if int(serial) % 2 else "女"


def unified_code(code: str) -> str:
    """What does not fit in a unified social credit code (统一社会信用代码); empty where all fits."""
    text = code.strip().upper()
    if not _CODE.fullmatch(text):
        return "统一社会信用代码应为 18 位数字和大写字母（没有 I、O、S、V、Z），请照营业执照核对"
    if text[-1] != unified_check(text):
        return "统一社会信用代码的校验位不符，请照营业执照核对"
    return ""


def unified_check(code: str) -> str:
    """The eighteenth sign of a unified code, from its first seventeen: weights are powers of 3 modulo 31."""
    base = len(_CODE_SIGNS)
    total = sum(_CODE_SIGNS.index(sign) * pow(3, place, base) for place, sign in enumerate(code[:17]))
    return _CODE_SIGNS[(base - total % base) % base]


def division(code: str) -> str:
    """What does not fit in a division code (行政区划代码); empty where all fits."""
    text = code.strip()
    if not _DIVISION.fullmatch(text):
        return "行政区划代码应为 6 位数字"
    if text[:2] not in PROVINCES:
        return f"行政区划代码开头的 {text[:2]} 不是省级代码，请核对"
    return ""


_GB28181 = re.compile(r"\d{20}")
#: Types of what films, records or carries pictures (111 to 199); above stand platforms and users.
_DEVICES = range(111, 200)


def gb28181(code: str) -> str:
    """What does not fit in a device code of GB/T 28181: twenty figures, place (8), trade (2), type (3), network (1), serial (6)."""
    text = code.strip()
    if not _GB28181.fullmatch(text):
        return f"国标编码应为 20 位数字，填写的是 {len(text)} 位，请照平台核对"
    if text[:2] not in PROVINCES:
        return f"国标编码开头的 {text[:2]} 不是省级代码，请照平台核对"
    if int(text[10:13]) not in _DEVICES:
        return f"国标编码第 11 至 13 位的类型 {text[10:13]} 不是前端设备，请照平台核对"
    return ""
