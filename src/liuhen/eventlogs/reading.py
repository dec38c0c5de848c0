"""Which kind of log a file is: by its name, else by how it begins."""

from pathlib import Path

from liuhen.eventlogs.files import head
from liuhen.eventlogs.mapping import Map
from liuhen.eventlogs.ocel import OcelLog
from liuhen.eventlogs.tables import TableLog
from liuhen.eventlogs.traces import Log, UnreadableLog
from liuhen.eventlogs.xes import XesLog

_ENDINGS = {".xes": "xes", ".xml": "xes", ".csv": "csv", ".tsv": "csv", ".json": "json", ".jsonocel": "json"}


def log_of(path: Path, told: Map) -> Log:
    """The log in a file; :class:`UnreadableLog` where it is none that can be read."""
    if not path.is_file():
        raise UnreadableLog(f"{path}：没有这个文件")
    start = head(path).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise UnreadableLog(f"{path}：文件是空的")
    name = path.with_suffix("") if path.suffix == ".gz" else path
    sort = _ENDINGS.get(name.suffix.lower()) or ("xes" if start.startswith(b"<") else "json" if start.startswith(b"{") else "csv")
    if sort == "xes":
        return XesLog(path)
    return TableLog(path, told) if sort == "csv" else OcelLog(path, told)
