"""What the name of a file says of it: device, officer, start, sequence, by named regular expressions that are data.

Ours are in ``dock_patterns.toml``; a bureau's own, in a file of the same shape, come first. A name is only read: no file is opened by
what a pattern finds, and what does not fit any pattern is taken all the same.
"""

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from liuhen.recordings.stated import SOURCES
from liuhen.regulation.when import CST

OURS = Path(__file__).with_name("dock_patterns.toml")
OWN = "docking.toml"  # in LIUHEN_HOME
_ZONES = {"+08:00": CST, "UTC": UTC}
_GROUPS = frozenset({"device", "officer", "sequence", "start", "end", "epoch"})
_KEYS = frozenset({"title", "regex", "source", "zone", "saved", "examples"})
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_FORMATS = {14: "%Y%m%d%H%M%S", 12: "%Y%m%d%H%M"}
_MOST = 255  # no file system has longer names


class BadPatterns(ValueError):  # noqa: N818 - its words are shown as they are
    """A file of patterns cannot be used; says which pattern, and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """What a name says. Times are by the device's clock; ``source`` is messenger for what is not the original file."""

    pattern: str = ""
    device: str = ""
    officer: str = ""
    sequence: str = ""
    begin: datetime | None = None
    end: datetime | None = None
    source: str = "device"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """One way of naming files."""

    name: str
    title: str
    regex: re.Pattern[str]
    source: str = "device"
    zone: str = "+08:00"
    saved: bool = False
    examples: Sequence[Mapping[str, Any]] = field(default=())

    def read(self, name: str) -> Named | None:
        """What the name of a file says by this pattern; None where it does not fit."""
        found = self.regex.fullmatch(_SUFFIX.sub("", name)[:_MOST])
        if found is None:
            return None
        said = {key: str(value or "") for key, value in found.groupdict().items()}
        begin, end = (None, None) if self.saved else (self._moment(said, "start"), self._moment(said, "end"))
        if begin and end and end < begin:
            begin = end = None
        return Named(
            pattern=self.name,
            device=said.get("device", ""),
            officer=said.get("officer", ""),
            sequence=said.get("sequence", ""),
            begin=begin,
            end=end,
            source=self.source,
        )

    def _moment(self, said: Mapping[str, str], key: str) -> datetime | None:
        """Digits as a moment; None where they are none (the 31st of a short month, hour 25)."""
        try:
            if key == "start" and said.get("epoch"):
                return datetime.fromtimestamp(int(said["epoch"]) / 1000, CST)
            digits = re.sub(r"\D", "", said.get(key, ""))[:14]
            format_ = _FORMATS.get(len(digits))
            return datetime.strptime(digits, format_).replace(tzinfo=_ZONES[self.zone]).astimezone(CST) if format_ else None
        except (ValueError, OverflowError, OSError):
            return None


@functools.cache
def shipped() -> tuple[Pattern, ...]:
    """Ours."""
    return load(OURS)


def patterns(home: Path, only: str = "") -> tuple[Pattern, ...]:
    """The bureau's own and ours, in the order in which they are tried; only one where it is named. BadPatterns, KeyError."""
    own = load(home / OWN) if (home / OWN).exists() else ()
    taken = {one.name for one in own}
    found = (*own, *(one for one in shipped() if one.name not in taken))
    if only:
        found = tuple(one for one in found if one.name == only)
        if not found:
            raise KeyError(only)
    return found


def read(name: str, among: Sequence[Pattern]) -> Named:
    """What a name says by the first pattern that fits; nothing where none does."""
    return next((found for one in among if (found := one.read(name))), Named())


def load(path: Path) -> tuple[Pattern, ...]:
    """The patterns of a file, each tried on its own examples. BadPatterns."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        hint = "。regex 里有反斜线，请写在单引号里" if "\\" in str(error) else ""
        raise BadPatterns(f"{path.name}：读不懂（{error}）{hint}") from error
    return tuple(_pattern(path.name, name, said) for name, said in told.items())


def _pattern(file: str, name: str, said: Any) -> Pattern:
    where = f"{file} 的 [{name}]"
    if not isinstance(said, Mapping) or not isinstance(said.get("regex"), str):
        raise BadPatterns(f"{where}：要有 regex")
    if unknown := sorted(set(said) - _KEYS):
        raise BadPatterns(f"{where}：不认识 {unknown[0]}，可用的是 {'、'.join(sorted(_KEYS))}")
    try:
        regex = re.compile(said["regex"], re.IGNORECASE)
    except re.error as error:
        raise BadPatterns(f"{where}：regex 写错了（{error}）") from error
    if strange := sorted(set(regex.groupindex) - _GROUPS):
        raise BadPatterns(f"{where}：不认识分组 {strange[0]}，可用的是 {'、'.join(sorted(_GROUPS))}")
    rest = {key: said[key] for key in ("source", "zone", "saved", "examples") if key in said}
    if rest.get("source", "device") not in SOURCES or rest.get("zone", "UTC") not in _ZONES:
        raise BadPatterns(f"{where}：source 只能是 device 或 messenger，zone 只能是 +08:00 或 UTC")
    examples = rest.get("examples", [])
    if not isinstance(examples, list) or not all(isinstance(one, Mapping) and one.get("name") for one in examples):
        raise BadPatterns(f"{where}：examples 要写成 [{{ name = '文件名', device = '读出的设备' }}]")
    made = Pattern(name=name, title=str(said.get("title") or name), regex=regex, **rest)
    for example in made.examples:
        _try(where, made, example)
    return made


def _try(where: str, pattern: Pattern, example: Mapping[str, Any]) -> None:
    found = pattern.read(str(example.get("name", "")))
    if found is None:
        raise BadPatterns(f"{where}：例子“{example.get('name')}”不符合它自己的 regex")
    got = {"device": found.device, "officer": found.officer, "sequence": found.sequence, "source": found.source}
    got |= {key: at.strftime("%Y-%m-%dT%H:%M:%S") if at else "" for key, at in (("start", found.begin), ("end", found.end))}
    for key, wanted in example.items():
        if key != "name" and str(got.get(key, "")) != str(wanted):
            raise BadPatterns(f"{where}：例子“{example['name']}”的 {key} 读成“{got.get(key, '')}”，应为“{wanted}”")
