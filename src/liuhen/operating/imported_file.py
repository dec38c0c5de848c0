"""A file of cases recorded elsewhere, as the list of what stands in it; what of it is a case is for ``importing`` to say."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from liuhen.lib.misread import place


class UnreadableFile(ValueError):  # noqa: N818 - its words are shown as they are
    """The file cannot be read as a list of cases; says why, in Chinese."""


def rows_of(path: Path) -> Sequence[Any]:
    """What stands in a file: under "cases", a list, or a single case. UnreadableFile where it cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableFile(_why(error)) from error
    if isinstance(data, Mapping) and isinstance(data.get("cases"), list):
        return list(data["cases"])
    if isinstance(data, list):
        return data
    if isinstance(data, Mapping) and "events" in data:
        return [data]
    raise UnreadableFile("文件里没有案件（应有 cases 列表）")


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件"
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码的文本"
    if isinstance(error, json.JSONDecodeError):
        return f"不是 JSON：{place(error)}读不下去"
    return "读不出"
