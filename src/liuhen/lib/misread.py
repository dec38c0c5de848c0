"""Where a JSON or TOML file cannot be read, in Chinese: what their readers say is English."""

import re

_AT = re.compile(r"line (\d+),? column (\d+)", re.ASCII)


def place(error: ValueError) -> str:
    """``第 3 行第 5 列``, of a JSONDecodeError, a TOMLDecodeError or a UnicodeDecodeError."""
    found = _AT.search(str(error))
    if found:
        return f"第 {found[1]} 行第 {found[2]} 列"
    return f"第 {error.start + 1} 个字节，不是 UTF-8" if isinstance(error, UnicodeDecodeError) else "末尾"
