"""保管记录: the whole life of a recording in one list, what was done with it and who looked."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from liuhen.access import stations
from liuhen.bureau.models import Person
from liuhen.recordings import queries
from liuhen.recordings.transcripts_text import code
from liuhen.register.types import Actor

ENTRIES = {
    "recording_stored": "入库，校验一致",
    "recording_linked": "关联到案件",
    "recording_unlinked": "取消关联",
    "sidecar_kept": "随附文件入库",
    "footage_cut": "截取自窗口监控的循环录像",
    "late_storage_explained": "说明迟入库原因",
    "hold_set": "设置证据留存",
    "hold_lifted": "解除证据留存",
    "recording_handed": "转交关联",
    "match_turned_down": "所提关联经核对不是",
    "match_opened_again": "撤回“不是这份记录”",
    "file_damaged": "校验不符，须从备份或设备找回",
    "file_repaired": "已复原，校验一致",
    "correction": "更正所述时间",
    "moment_marked": "标记时刻",
    "moment_withdrawn": "撤回时刻",
    "transcript_set": "存文字记录",
    "original_checked": "查验原件",
}
DERIVED = {
    "poster": "生成封面",
    "proxy": "生成播放副本，原件未动",
    "sm3": "补算国密摘要",
    "wave": "生成波形",
    "clip": "截取片段，原件未动",
}
READINGS = {"opened": "查看", "played": "播放", "downloaded": "下载", "printed": "打印", "exported": "导出"}


def listed(found: queries.Custody, actor: Actor) -> list[dict[str, Any]]:
    """What was done and who looked, newest first, in one list."""
    names = dict(Person.objects.filter(agency=actor.agency).values_list("id", "name")) | stations.names(actor.agency)
    rows = [
        {
            "at": one.recorded_at,
            "who": names.get(UUID(one.author), "系统") if one.author else "系统",
            "what": _done(one.kind, one.content),
        }
        for one in found.entries
    ]
    rows += [{"at": one.at, "who": one.name, "what": READINGS.get(one.kind, one.kind)} for one in found.readings]
    return sorted(rows, key=lambda one: one["at"], reverse=True)


def names(found: queries.Custody) -> list[tuple[str, str]]:
    """The names under which the file came, oldest first, each as it is shown and, where that is not all of it, to the letter."""
    said = [one.content for one in reversed(found.entries) if one.kind in {"recording_stored", "recording_named"}]
    return [(str(one.get("name") or ""), str(one.get("name_given") or "")) for one in said]


def _done(kind: str, said: Mapping[str, Any]) -> str:
    if kind == "recording_derived":
        return DERIVED.get(str(said.get("sort")), "生成副本，原件未动")
    if kind == "moment_marked":
        return f"标记时刻 {code(float(said.get('second') or 0))}"
    if kind == "transcript_set":
        return f"存文字记录，{said.get('lines')} 行"
    if kind == "original_checked":
        return "查验原件，校验一致" if said.get("same") else "查验原件，校验不符"
    if kind == "recording_named":
        return f"同一文件以另一名称交来：{said.get('name')}"
    return ENTRIES.get(kind, kind)
