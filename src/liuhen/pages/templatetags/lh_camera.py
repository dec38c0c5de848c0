"""What the pages of the cameras say of codecs, in the words that stand on the boxes."""

from django import template

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


@register.filter
def codec(name: str) -> str:
    """``hevc`` as H.265; one we have no name for, as it is called."""
    return _NAMES.get(name, name)
