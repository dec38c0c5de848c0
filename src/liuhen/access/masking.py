"""Masking 脱敏: personal data shown only to those who need them, in a way that looks deliberate (look.md, people). Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from liuhen.regulation.fields import Items, Officers, Outsider, Parties
from liuhen.regulation.grammar import Kind
from liuhen.regulation.identifiers import birthday

#: What stands in a masked complainant's place.
CONFIDENTIAL = "（信息保密）"
#: Fields that say who complained (practice.md 20: masked in every bundle).
COMPLAINANT = frozenset({"complainant", "informant"})
_ADULT = 18
_COMPOUND = frozenset(
    [
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "长孙",
        "宇文",
        "司徒",
        "夏侯",
        "端木",
        "百里",
        "东郭",
        "南宫",
    ]
)
_KEPT_ENDS = 4
_PHONE_HEAD = 3
_AREA = re.compile(r"^(.*?(?:区|县|旗|市(?!.*[区县旗])))")


@dataclass(frozen=True, kw_only=True, slots=True)
class Clearance:
    """What one reader may see in clear: numbers and addresses (``personal``), minors' names, who complained."""

    personal: bool = False
    minors: bool = False
    complainant: bool = False


NOTHING = Clearance()
EVERYTHING = Clearance(personal=True, minors=True, complainant=True)


def mask(value: str, sort: str) -> str:
    """Mask one value. ``sort``: id_number, phone, name, address, account, complainant; an unknown sort is hidden whole."""
    if not value:
        return value
    masker = _MASKERS.get(sort)
    return masker(value) if masker else CONFIDENTIAL


def _number(value: str) -> str:
    """420112200805170517 as 4201**********0517; what is too short to keep its ends is all stars."""
    if len(value) <= 2 * _KEPT_ENDS:
        return "*" * len(value)
    return value[:_KEPT_ENDS] + "*" * (len(value) - 2 * _KEPT_ENDS) + value[-_KEPT_ENDS:]


def _phone(value: str) -> str:
    if len(value) <= _PHONE_HEAD + _KEPT_ENDS:
        return "*" * len(value)
    return value[:_PHONE_HEAD] + "*" * (len(value) - _PHONE_HEAD - _KEPT_ENDS) + value[-_KEPT_ENDS:]


def _name(value: str) -> str:
    """李小明 as 李某某, 欧阳雪 as 欧阳某; a name in Latin letters keeps its first."""
    if value.isascii():
        return value[0] + "***"
    family = value[:2] if value[:2] in _COMPOUND and len(value) > 2 else value[0]  # noqa: PLR2004 - two characters make a compound surname
    return family + "某" * max(1, len(value) - len(family))


def _address(value: str) -> str:
    """Down to the district, the rest as stars."""
    found = _AREA.match(value)
    return (found[1] if found else value[:_PHONE_HEAD]) + "******"


def _hidden(_: str) -> str:
    return CONFIDENTIAL


_MASKERS = {"id_number": _number, "phone": _phone, "name": _name, "address": _address, "account": _number, "complainant": _hidden}


def is_minor(person: Mapping[str, Any], on: date) -> bool:
    """Whether somebody was under eighteen on a day, by the age stated then, the birthday, or the identity number."""
    age = str(person.get("age") or "").strip().removesuffix("岁").strip()
    if age.isdecimal():
        return int(age) < _ADULT
    birth = birthday(str(person.get("id_number") or ""))
    stated = str(person.get("birth") or "")[:10]
    if birth is None and re.fullmatch(r"\d{4}-\d{2}-\d{2}", stated):
        birth = date.fromisoformat(stated)
    if birth is None:
        return False
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day)) < _ADULT


def masked_person(person: Mapping[str, Any], clearance: Clearance, on: date) -> dict[str, Any]:
    """Somebody outside, as one reader may see them."""
    shown = dict(person)
    if not clearance.personal:
        for key, sort in (("id_number", "id_number"), ("phone", "phone"), ("address", "address")):
            if person.get(key):
                shown[key] = mask(str(person[key]), sort)
    if not clearance.minors and is_minor(person, on) and person.get("name"):
        shown["name"] = mask(str(person["name"]), "name")
    return shown


def masked_content(kind: Kind, content: Mapping[str, Any], clearance: Clearance, on: date) -> dict[str, Any]:
    """A record's content as one reader may see it; who complained is hidden whole from those not cleared for it."""
    shown = dict(content)
    hidden_names: list[str] = []
    for field in kind.fields:
        value = content.get(field.key)
        if field.empty(value):
            continue
        if field.key in COMPLAINANT and not clearance.complainant:
            hidden_names += _names_in(value)
            shown[field.key] = {"name": CONFIDENTIAL} if isinstance(value, Mapping) else CONFIDENTIAL
        elif isinstance(field, Outsider) and isinstance(value, Mapping):
            shown[field.key] = masked_person(value, clearance, on)
        elif isinstance(field, Parties) and isinstance(value, list):
            shown[field.key] = [_masked_party(party, clearance, on) for party in value]
        elif isinstance(field, Items) and not isinstance(field, Officers) and isinstance(value, list):
            shown[field.key] = [masked_person(row, clearance, on) if isinstance(row, Mapping) else row for row in value]
        elif field.sensitive and isinstance(value, str) and not clearance.personal:
            shown[field.key] = CONFIDENTIAL
    # who complained must not be read in the running text either
    return {key: _without(value, hidden_names) for key, value in shown.items()} if hidden_names else shown


def _masked_party(party: Any, clearance: Clearance, on: date) -> Any:
    """A business's address is public (the case names it); a citizen's is not."""
    if not isinstance(party, Mapping):
        return party
    shown = masked_person(party, clearance, on)
    if party.get("type") != "citizen" and party.get("address"):
        shown["address"] = party["address"]
    return shown


def _names_in(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [str(value["name"])] if len(str(value.get("name") or "")) > 1 else []
    return [value] if isinstance(value, str) and len(value) > 1 else []


def _without(value: Any, names: list[str]) -> Any:
    """The same value with these names hidden wherever they stand."""
    if isinstance(value, str):
        for name in names:
            value = value.replace(name, CONFIDENTIAL)
        return value
    if isinstance(value, list):
        return [_without(item, names) for item in value]
    if isinstance(value, Mapping):
        return {key: _without(item, names) for key, item in value.items()}
    return value
