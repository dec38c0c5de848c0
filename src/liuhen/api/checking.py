"""What a body says against its schema: every fault at once, in Chinese, each with the place where it is."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from liuhen.api.grammar import Schema
from liuhen.api.problems import Problem

MOST = 20  # faults told at once
_OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_TYPES = {
    "object": "对象",
    "array": "数组",
    "string": "字符串",
    "integer": "整数",
    "number": "数",
    "boolean": "布尔值",
    "null": "空",
}


def _is_moment(value: object) -> bool:
    """RFC 3339: with a zone, since a station's idea of local time is what drifts."""
    if not isinstance(value, str):
        return True
    datetime.fromisoformat(value)
    return bool(_OFFSET.fullmatch(value))


def _is_uuid(value: object) -> bool:
    """RFC 9562, as it is written with hyphens."""
    return not isinstance(value, str) or str(UUID(value)) == value.lower()


def _pattern(_validator: Any, pattern: str, value: object, _schema: Any) -> Iterator[ValidationError]:
    r"""A pattern as the document means it (ECMA 262): ``$`` is the very end, where Python's lets a line break follow; ``\d`` is 0 to 9."""
    if isinstance(value, str) and not re.search(_DOLLAR.sub(r"\\Z", pattern), value, re.ASCII):
        yield ValidationError("pattern")


_DOLLAR = re.compile(r"(?<!\\)\$")
_Validator = validators.extend(Draft202012Validator, {"pattern": _pattern})
_FORMATS = {
    "date-time": "时间要写成带时区的 RFC 3339，如 2026-11-13T21:21:12+08:00",
    "uuid": "编号要写成 UUID，如 0b6f9a0e-3f0f-4a55-9d7a-1f3f6f2d9c11",
}
_formats = FormatChecker(formats=())
_formats.checkers["date-time"] = (_is_moment, ValueError)
_formats.checkers["uuid"] = (_is_uuid, ValueError)


def checked(raw: bytes, schema: Schema) -> Any:
    """The body as plain JSON, or a Problem that names every fault."""
    try:
        said = _read(raw)
    except (ValueError, RecursionError):
        raise Problem(400, "请求体不是 UTF-8 编码的 JSON。请核对后重发。", "bad_json") from None
    found = sorted(_validator(json.dumps(schema)).iter_errors(said), key=lambda error: list(map(str, error.absolute_path)))
    if found:
        errors = [{"pointer": _pointer(one), "detail": _sentence(one)} for one in found[:MOST]]
        raise Problem(422, f"请求体不合要求：{errors[0]['pointer'] or '/'} {errors[0]['detail']}。", "invalid", errors)
    return said


def _read(raw: bytes) -> Any:
    """Plain JSON whose texts a database can hold; ValueError for half a character or a zero byte, which JSON can write."""
    said = json.loads(raw, parse_constant=_no_number)
    json.dumps(said, ensure_ascii=False).encode()
    if "\\u0000" in json.dumps(said):
        raise ValueError("a zero byte")
    return said


def _no_number(word: str) -> Any:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(word)


@cache
def _validator(schema: str) -> Validator:
    return _Validator(json.loads(schema), format_checker=_formats)


def _pointer(error: ValidationError) -> str:
    words = [str(word).replace("~", "~0").replace("/", "~1") for word in error.absolute_path]
    return "".join(f"/{word}" for word in words)


def _sentence(error: ValidationError) -> str:
    """One fault in Chinese; the value itself is not repeated, it may be long or private."""
    value = error.validator_value
    sentences: dict[str, Callable[[], str]] = {
        "required": lambda: f"缺少 {_missing(error)}",
        "type": lambda: f"应为{'或'.join(_TYPES.get(one, one) for one in ([value] if isinstance(value, str) else value))}",
        "additionalProperties": lambda: "有不认识的字段",
        "minimum": lambda: f"不能小于 {value}",
        "maximum": lambda: f"不能大于 {value}",
        "minLength": lambda: f"至少 {value} 个字符",
        "maxLength": lambda: f"最多 {value} 个字符",
        "maxItems": lambda: f"最多 {value} 项",
        "enum": lambda: f"只能是 {'、'.join(map(str, value))}",
        "pattern": lambda: "格式不对",
        "format": lambda: _FORMATS[value],
    }
    make = sentences.get(str(error.validator), lambda: "不合要求")
    return str(make())


def _missing(error: ValidationError) -> str:
    return next((str(key) for key in error.validator_value if key not in error.instance), "")
