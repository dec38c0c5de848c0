"""index.html of a bag: the histories and files, to be read in any browser without the system.

Pure and deterministic: made from the bag's own proof files and nothing else, so that the checker can make it again and see
whether what people read is what was proved. No script, no address outside the bag.
"""

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import quote
from uuid import UUID

from liuhen.archive.contents import FileRow, Labels, Line, Subject
from liuhen.ledger.canonical import Leaf, Withheld

_STYLE = """
body{font:16px/1.7 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#1d2733;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;border-bottom:2px solid #1f4e8c;margin-top:2.5rem}h3{font-size:1rem;margin:0}
article{border:1px solid #d5dbe3;border-radius:4px;padding:.8rem 1rem;margin:.8rem 0;break-inside:avoid}
dl{display:grid;grid-template-columns:10rem 1fr;margin:.5rem 0 0}dt{color:#5b6876}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
small{color:#5b6876}.withheld{color:#8a5a00}code{font-size:.8em;overflow-wrap:anywhere}a{color:#1f4e8c}
@media(max-width:36rem){dl{grid-template-columns:1fr}dt{margin-top:.3rem}}
"""


def render(labels: Labels, subjects: Sequence[Subject], lines: Sequence[Line], files: Sequence[FileRow], checkpoint: str) -> str:
    """The page."""
    title = escape(" ".join(filter(None, (labels.number, labels.title))) or "案卷")
    by_entry: dict[UUID, list[FileRow]] = {}
    for row in files:
        by_entry.setdefault(row.entry, []).append(row)
    parts = [
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1><p>{escape(labels.agency)}</p>",
        "<p><small>本页由包内 proof 目录的记录生成，供阅读；是否被改动以 liuhen verify 的核验为准。</small></p>",
    ]
    for subject in subjects:
        parts.append(f"<section><h2>{escape(subject.title or subject.subject_type)}</h2>")
        parts += (
            _entry(line, labels, by_entry.get(line.entry.id, ())) for line in lines if line.entry.subject == subject.subject
        )
        parts.append("</section>")
    parts.append(f"<h2>检查点</h2><pre><code>{escape(checkpoint)}</code></pre></body></html>\n")
    return (
        "\n".join(parts).encode("utf-8", "backslashreplace").decode()
    )  # half a surrogate pair has no bytes: shown by its number


def _entry(line: Line, labels: Labels, files: Iterable[FileRow]) -> str:
    entry = line.entry
    kind = escape(labels.kinds.get(entry.kind, entry.kind))
    stated = entry.acted.get("stated") if isinstance(entry.acted, dict) else ""
    when = f"；所述时间 {escape(str(stated))}" if stated else ""
    head = f'<article id="e{entry.id}"><h3>{entry.seq}. {kind}</h3><small>记录于 {_time(entry.recorded_at)}{when}；台账第 {line.index} 条</small>'
    body = "<p>内容已依法销毁。</p>" if entry.destroyed else _leaves(line.leaves, labels.fields.get(entry.kind, {}))
    links = "".join(f'<p>附件：<a href="{quote(_relative(row.path))}">{escape(row.title or row.path)}</a></p>' for row in files)
    return f"{head}{body}{links}</article>"


def _time(moment: Any) -> str:
    return escape(moment.strftime("%Y-%m-%d %H:%M:%S UTC"))


def _relative(path: str) -> str:
    """From data/index.html to a file below data/."""
    return path.removeprefix("data/")


def _leaves(leaves: Iterable[Leaf | Withheld], names: Any) -> str:
    rows = []
    for leaf in leaves:
        field, _, place = leaf.pointer.removeprefix("/").replace("~1", "/").replace("~0", "~").partition("/")
        name = escape(str(names.get(field, field)))
        suffix = f" {int(number) + 1}" if (number := place.removeprefix("p")).isdecimal() and number.isascii() else ""
        value = '<dd class="withheld">（未公开）</dd>' if isinstance(leaf, Withheld) else f"<dd>{escape(_words(leaf.value))}</dd>"
        rows.append(f"<dt>{name}{suffix}</dt>{value}")
    return f"<dl>{''.join(rows)}</dl>" if rows else ""


def _words(raw: bytes) -> str:
    """A canonical value as people read it: text as it is, a mapping as lines, the rest as JSON."""
    try:
        value = json.loads(raw)
    except ValueError:
        return raw.decode("utf-8", "replace")
    if isinstance(value, dict):
        return "\n".join(
            f"{key}：{one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)}" for key, one in value.items()
        )
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
