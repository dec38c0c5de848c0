"""What checking finds: problems and notes in Chinese, each with a stable code and the place it was found at."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# what a bag's own words must not do to a terminal: control characters, and marks that turn the direction of writing
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
INTACT, NOT_INTACT, UNREADABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: a stable ASCII ``code`` for programs, what is wrong, and where (a file, an entry)."""

    code: str
    text: str
    where: str = ""

    @property
    def line(self) -> str:
        """As one line for people."""
        return f"{self.where}：{self.text}" if self.where else self.text


@dataclass(kw_only=True)
class Report:
    """The outcome of one check, filled while it runs. ``identity``: whether the key was held against one from outside."""

    path: str
    sort: str = ""
    identity: bool = False
    fingerprint: str = ""
    origin: str = ""
    size: int = 0
    entries: int = 0
    subjects: int = 0
    files: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    unreadable: bool = False

    def wrong(self, code: str, text: str, where: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(code, text, where))

    def note(self, code: str, text: str, where: str = "") -> None:
        """Add something worth knowing that is no fault."""
        self.notes.append(Problem(code, text, where))

    @property
    def code(self) -> int:
        """The exit code: 0 intact, 1 not, 2 unreadable."""
        return UNREADABLE if self.unreadable else NOT_INTACT if self.problems else INTACT

    def as_json(self) -> str:
        """For programs."""
        facts = {
            "path": self.path, "sort": self.sort, "intact": self.code == INTACT, "identity_checked": self.identity,
            "fingerprint": self.fingerprint, "origin": self.origin, "size": self.size, "entries": self.entries,
            "subjects": self.subjects, "files": self.files, "problems": _as_dicts(self.problems), "notes": _as_dicts(self.notes),
        }  # fmt: skip
        return json.dumps(facts, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode()

    def lines(self) -> list[str]:
        """For people: the verdict first, then who signed, then what is wrong and where, then notes."""
        said = [self._verdict(), *self._signed(), *(f"✗ {p.line}" for p in self.problems), *(f"· {n.line}" for n in self.notes)]
        return [_UNSEEN.sub("�", line) for line in said]

    def _verdict(self) -> str:
        if self.unreadable:
            return f"无法核验：{self.path}"
        kind = {"bag": "案卷包", "log": "台账导出"}.get(self.sort, "包")
        if self.problems:
            return f"不完整或被改动：{kind}里发现 {len(self.problems)} 处问题"
        return f"完好：{kind}共 {self.entries} 条记录、{self.files} 个文件，均与检查点（第 {self.size} 条）相符"

    def _signed(self) -> list[str]:
        if not self.fingerprint:
            return []
        state = (
            "已核对机关身份" if self.identity else "未核对机关身份（请用 --key 或 --checkpoint 与另处取得的密钥指纹、检查点核对）"
        )
        return [f"签署密钥指纹：{self.fingerprint}", state]


def _as_dicts(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"code": p.code, "where": p.where, "text": p.text} for p in problems]
