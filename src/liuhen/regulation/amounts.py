"""Amounts in words 大写, as payment papers write them (支付结算办法, 正确填写票据和结算凭证的基本规定). Pure."""

from decimal import Decimal

from liuhen.regulation.sums import read

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 10_000
_MOST = Decimal(10) ** 16
_FEN = 100


def amount(value: str | int | Decimal) -> Decimal:
    """Yuan with at most two places; ValueError for what is no sum of money."""
    number = read(value)
    if number is None or number < 0 or number >= _MOST or number != round(number, 2):
        raise ValueError(f"not a sum of money: {value!r}")
    return round(number, 2)


def in_words(value: str | int | Decimal) -> str:
    """20000 as 贰万元整, 16409.02 as 壹万陆仟肆佰零玖元零贰分, 0.5 as 伍角整, 0 as 零元整."""
    number = amount(value)
    yuan, fen = divmod(int(number * _FEN), _FEN)
    tens, ones = divmod(fen, 10)
    words = f"{_whole(yuan)}元" if yuan else ""
    if not fen:
        return f"{words or '零元'}整"
    if tens:
        words += f"{_DIGITS[tens]}角"
    elif yuan:
        words += "零"
    return words + (f"{_DIGITS[ones]}分" if ones else "整")


def _whole(number: int) -> str:
    """A whole number: groups of four digits, one 零 for any run of zeros inside, none at the end of a group."""
    groups: list[int] = []
    while number:
        number, group = divmod(number, _GROUP)
        groups.append(group)
    words, gap = "", False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not group:
            gap = bool(words)
            continue
        short = group < _GROUP // 10
        words += ("零" if words and (gap or short) else "") + _group(group) + _GROUPS[index]
        gap = False
    # 万亿 and 亿 are one unit said once: 壹万亿零伍亿 is 壹万零伍亿
    return words.replace("万亿", "万", 1) if len(groups) == len(_GROUPS) and groups[2] else words


def _group(group: int) -> str:
    """Four digits without leading zeros: 1005 as 壹仟零伍."""
    words, zero = "", False
    for digit, place in zip(f"{group:04d}", _PLACES, strict=True):
        if digit == "0":
            zero = bool(words)
            continue
        words += ("零" if zero else "") + _DIGITS[int(digit)] + place
        zero = False
    return words


def figures(value: str | int | Decimal) -> str:
    """In figures: 20000, 16409.02; whole yuan without places."""
    number = amount(value)
    return str(int(number)) if number == int(number) else f"{number:.2f}"


def printed(value: str | int | Decimal) -> str:
    """As on paper: 20000元（大写：贰万元整）."""
    return f"{figures(value)}元（大写：{in_words(value)}）"
