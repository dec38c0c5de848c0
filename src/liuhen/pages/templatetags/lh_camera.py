"""What the pages of the cameras say of codecs, in the words that stand on the boxes, and of clocks."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django import template

from liuhen.pages.templatetags.lh import took, until_seconds

register = template.Library()
_NAMES = {
    "h264": "H.264",
    "hevc": "H.265",
    "aac": "AAC",
    "mp3": "MP3",
    "pcm_alaw": "G.711 A 律",
    "pcm_mulaw": "G.711 μ 律",
    "adpcm_g726": "G.726",
    "adpcm_g722": "G.722",
}


_SAME = 0.05  # seconds


@register.filter
def beside(drift: float) -> str:
    """A camera's clock beside ours: 比本系统慢 1.5 秒, or 与本系统一致."""
    if abs(drift) < _SAME:
        return "与本系统一致"
    return f"比本系统{'慢' if drift < 0 else '快'} {abs(drift):.1f}".removesuffix(".0") + " 秒"


@register.filter
def codec(name: str) -> str:
    """``hevc`` as H.265; one we have no name for, as it is called."""
    return _NAMES.get(name, name)


@register.filter
def sound(name: str) -> str:
    """What is heard: AAC, 没有; of sound that cannot be kept, which a dash before its name tells, that it is left out."""
    if name.startswith("-"):
        return f"{codec(name[1:])} 存不了，只录画面"
    return codec(name) if name else "没有"


@register.filter
def looked_at(detail: Mapping[str, str]) -> str:
    """The stretch that somebody looked at: 11-13 09:00:01–09:00:08."""
    return str(until_seconds(datetime.fromisoformat(detail["from"]), datetime.fromisoformat(detail["to"])))


@register.filter
def missing(length: timedelta) -> str:
    """How long a gap is; one of less than a minute in seconds."""
    return str(took(length)) if length >= timedelta(minutes=1) else f"{length.total_seconds():.0f} 秒"
