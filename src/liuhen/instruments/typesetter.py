"""Layout and data to pages: a warm Typst compiler per process.

Data goes in as JSON through ``sys.inputs`` and is never pasted into markup, so that whatever people write prints as itself.
Same data, same bytes: the document's date is part of the data, fonts are only our own and the bureau's.
"""

import json
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from liuhen.instruments import fonts

LAYOUTS = Path(__file__).resolve().parent / "layouts"
_lock = threading.Lock()
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


class Unprintable(Exception):  # noqa: N818 - reads as the state it is; for the operator's log
    """Typst refused the data: a mistake of a layout or a character that slipped through."""


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(LAYOUTS), font_paths=fonts.collection(), ignore_system_fonts=True)


def layouts() -> tuple[str, ...]:
    """The layouts there are, by name."""
    return tuple(sorted(path.stem for path in LAYOUTS.glob("*.typ") if not path.stem.startswith("_")))


def pdf(layout: str, data: Mapping[str, Any], *, date: datetime) -> bytes:
    """A paper as PDF/A-2a, tagged, dated ``date`` (aware). Ends in a newline, which a later signature needs to stay PDF/A."""
    made = _compile(layout, data, format="pdf", pdf_standards=["a-2a"], timestamp=int(date.timestamp()))
    content = made[0] if isinstance(made, list) else made
    return content if content.endswith(b"\n") else content + b"\n"


def pages_in(content: bytes) -> int:
    """How many pages a PDF of ours has: Typst writes its page tree in clear."""
    found = _PAGES.search(content)
    return int(found[1]) if found else 0


def svg(layout: str, data: Mapping[str, Any]) -> list[bytes]:
    """A paper as one SVG per page."""
    made = _compile(layout, data, format="svg")
    return made if isinstance(made, list) else [made]


def png(layout: str, data: Mapping[str, Any], *, ppi: float = 144) -> list[bytes]:
    """A paper as one PNG per page."""
    made = _compile(layout, data, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compile(layout: str, data: Mapping[str, Any], **options: Any) -> bytes | list[bytes]:
    inputs = {"data": json.dumps(_printable({**data, "fonts": fonts.families()}), ensure_ascii=False, sort_keys=True)}
    # the compiler keeps what it compiled last; it is one per process and one at a time
    with _lock:
        try:
            made = _compiler().compile(input=str(LAYOUTS / f"{layout}.typ"), sys_inputs=inputs, **options)
        except typst.TypstError as error:
            raise Unprintable(f"{layout}: {error.message} {error.diagnostic}") from error
    return cast("bytes | list[bytes]", made)


def _printable(value: Any) -> Any:
    """Every string of the data made safe to print; drawings (``svg``, ``png``) are left alone."""
    if isinstance(value, str):
        return fonts.printable(value)
    if isinstance(value, Mapping):
        return {key: item if key in {"svg", "png", "jpg", "fonts"} else _printable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(item) for item in value]
    return value
