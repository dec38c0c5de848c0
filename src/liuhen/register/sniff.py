"""What a file is by its first bytes. Its name, and what the sender says of it, count for nothing.

``sniff`` looks at the head of a file only (:data:`ENOUGH` bytes) and returns a media type, or :data:`UNKNOWN`. Whether the
rest keeps the promise of the head is for ``recordings.probe`` to find out.
"""

from collections.abc import Callable

ENOUGH = 4096
UNKNOWN = "application/octet-stream"

_TS_PACKET = 188
_TS_PREFIXED = 192  # AVCHD cameras put four bytes of time before each packet
_TS_SYNC = 0x47
_EXTENDED_SIZE = 1

# brand -> type, ISO/IEC 14496-12 4.3 and the registry at mp4ra.org; any other brand of the family is an MP4
_BRANDS = {
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"M4P ": "audio/mp4",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"hevc": "image/heic",
    b"hevx": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"avif": "image/avif",
    b"avis": "image/avif",
}
_BRANDS_3GP = {b"3gp": "video/3gpp", b"3gr": "video/3gpp", b"3gs": "video/3gpp", b"3ge": "video/3gpp", b"3g2": "video/3gpp2"}
_BOXES_WITHOUT_FTYP = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}  # QuickTime from before there were brands

_PLAIN = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR-WB\n", "audio/amr-wb"),
    (b"#!AMR\n", "audio/amr"),
    (b"ADIF", "audio/aac"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", "video/x-ms-asf"),
    (b"FLV\x01", "video/x-flv"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"MZ", "application/x-dosexec"),
    (b"\x7fELF", "application/x-elf"),
)
_RIFF = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo", b"AVIX": "video/x-msvideo", b"WEBP": "image/webp"}


def sniff(head: bytes) -> str:
    """The media type that the first bytes of a file tell, ``application/octet-stream`` where they tell none."""
    for test in _TESTS:
        if found := test(head):
            return found
    return UNKNOWN


def _plain(head: bytes) -> str:
    return next((kind for magic, kind in _PLAIN if head.startswith(magic) and (magic != b"BM" or _is_bitmap(head))), "")


def _is_bitmap(head: bytes) -> bool:
    # two letters alone prove nothing: the four reserved bytes are zero and the header has one of its few sizes
    return head[6:10] == bytes(4) and head[14:18] in {bytes([size, 0, 0, 0]) for size in (12, 40, 52, 56, 108, 124)}


def _riff(head: bytes) -> str:
    return _RIFF.get(head[8:12], "") if head[:4] in {b"RIFF", b"RF64"} else ""


def _iso(head: bytes) -> str:
    """The family of QuickTime and MP4: a box ``ftyp`` names the brand; very old files begin with another box."""
    if head[4:8] != b"ftyp":
        return "video/quicktime" if head[4:8] in _BOXES_WITHOUT_FTYP and _box_is_sane(head) else ""
    major = head[8:12]
    compatible = [head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), len(head)) - 3, 4)]
    if major in _BRANDS:
        # "mif1" says only that it is a picture of this family; a compatible brand says of which codec
        general = _BRANDS[major] == "image/heif"
        return next((_BRANDS[b] for b in compatible if b in {b"heic", b"avif"}), _BRANDS[major]) if general else _BRANDS[major]
    return _BRANDS_3GP.get(major[:3], "video/mp4")


def _box_is_sane(head: bytes) -> bool:
    size = int.from_bytes(head[:4], "big")
    return size >= 8 or size in {0, _EXTENDED_SIZE}  # noqa: PLR2004 - a box is at least its own header


def _matroska(head: bytes) -> str:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return ""
    return "video/webm" if b"webm" in head[:64] else "video/x-matroska"


def _ogg(head: bytes) -> str:
    if not head.startswith(b"OggS"):
        return ""
    return "video/ogg" if b"theora" in head[:256] else "audio/ogg"


def _transport_stream(head: bytes) -> str:
    """Three sync bytes at the distance of a packet; one alone is the letter G."""
    for start, step in ((0, _TS_PACKET), (4, _TS_PREFIXED)):
        places = range(start, min(len(head), start + 3 * step), step)
        if len(places) == 3 and all(head[at] == _TS_SYNC for at in places):  # noqa: PLR2004
            return "video/mp2t"
    return ""


def _mpeg_audio(head: bytes) -> str:
    """MP3 and AAC have no magic number: an ID3 tag, or two frames that follow each other at the length the first states."""
    if head.startswith(b"ID3"):
        return "audio/mpeg"
    if len(head) < 7 or head[0] != 0xFF:  # noqa: PLR2004 - a header of seven bytes begins with eight ones
        return ""
    if head[1] & 0xF6 == 0xF0:  # noqa: PLR2004 - ADTS: twelve ones, layer 00
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
        return "audio/aac" if length > 7 and _again(head, length) else ""  # noqa: PLR2004
    length = _mp3_frame(head)
    return "audio/mpeg" if length and _again(head, length) else ""


def _again(head: bytes, length: int) -> bool:
    # the last frame of a very short file has no follower
    return len(head) <= length + 1 or (head[length] == 0xFF and head[length + 1] & 0xE0 == 0xE0)  # noqa: PLR2004


_MP3_KBIT = {
    # (version 1?, layer): kbit/s by index 1-14; ISO/IEC 11172-3 2.4.2.3 and 13818-3
    (True, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (False, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _mp3_frame(head: bytes) -> int:
    """Length in bytes of the MPEG audio frame (layer II or III) that begins here, 0 if none does."""
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    rate, hertz = head[2] >> 4, head[2] >> 2 & 3
    table = _MP3_KBIT.get((version == 3, layer))  # noqa: PLR2004 - 3 is MPEG-1
    if head[1] & 0xE0 != 0xE0 or table is None or version not in _MP3_HERTZ or not 0 < rate < 15 or hertz == 3:  # noqa: PLR2004
        return 0
    samples = 144 if version == 3 or layer == 2 else 72  # noqa: PLR2004
    return samples * table[rate - 1] * 1000 // _MP3_HERTZ[version][hertz] + (head[2] >> 1 & 1)


_TESTS: tuple[Callable[[bytes], str], ...] = (_plain, _riff, _iso, _matroska, _ogg, _transport_stream, _mpeg_audio)
