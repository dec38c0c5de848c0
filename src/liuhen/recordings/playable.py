"""What a browser plays as it is, and what a copy has to be made of otherwise. Pure."""

from collections.abc import Mapping
from typing import Any

#: media type -> (picture codecs, sound codecs) that the browsers of today play; "" is "none".
_PLAYED = {
    "video/mp4": ({"h264", "av1", "vp9", ""}, {"aac", "mp3", "mp3float", "opus", "flac", ""}),
    "audio/mp4": ({""}, {"aac", "mp3", "mp3float", "flac"}),
    "video/webm": ({"vp8", "vp9", "av1", ""}, {"vorbis", "opus", ""}),
    "audio/ogg": ({""}, {"vorbis", "opus", "flac"}),
    "audio/mpeg": ({""}, {"mp3", "mp3float"}),
    "audio/aac": ({""}, {"aac"}),
    "audio/flac": ({""}, {"flac"}),
    "audio/wav": ({""}, {"pcm_s16le", "pcm_u8", "pcm_s24le", "pcm_f32le"}),
}
_SHOWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp"})
_PLAIN = frozenset({"yuv420p", "yuvj420p", ""})  # browsers decode H.264 of eight bits and 4:2:0 only

#: Types that may be shown in the page; all else leaves only as a download, whatever it calls itself.
INLINE = frozenset({*_PLAYED, *_SHOWN})


def need(type: str, codecs: Mapping[str, Any]) -> str:  # noqa: A002 - media type
    """What a browser needs: ``""`` nothing, ``photo``, ``remux`` (another container) or ``transcode``."""
    if type.startswith("image/"):
        return "" if type in _SHOWN else "photo"
    video, audio, pixels = (str(codecs.get(key) or "") for key in ("video", "audio", "pixels"))
    if not (video or audio):
        return ""
    plain = video != "h264" or pixels in _PLAIN
    if type in _PLAYED and plain:
        pictures, sounds = _PLAYED[type]
        if video in pictures and audio in sounds:
            return ""
    copied = video in {"h264", ""} and audio in {"aac", "mp3", "mp3float", ""} and plain
    return "remux" if copied else "transcode"


_ONLY_SOUND = {"video/mp4": "audio/mp4", "video/quicktime": "audio/mp4", "video/3gpp": "audio/3gpp", "video/3gpp2": "audio/3gpp2"}
_ONLY_SOUND |= {"video/webm": "audio/webm", "video/ogg": "audio/ogg", "video/x-matroska": "audio/x-matroska"}


def refined(type: str, media: str) -> str:  # noqa: A002
    """The type once the streams are known: a container of pictures that holds sound alone is an audio file."""
    return _ONLY_SOUND.get(type, type) if media == "audio" else type
