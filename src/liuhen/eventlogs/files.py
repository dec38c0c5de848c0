"""A log's file as a stream of bytes or text, packed with gzip or not, in whatever encoding it declares."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from liuhen.eventlogs.traces import UnreadableLog

BLOCK = 1 << 20
_PACKED = b"\x1f\x8b"


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a log, unpacked; what goes wrong while reading is an :class:`UnreadableLog`."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == _PACKED
            raw.seek(0)
            if packed:
                with gzip.GzipFile(fileobj=raw) as stream:
                    yield io.BufferedReader(stream, BLOCK)
            else:
                yield raw
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableLog(f"{path}：压缩文件不完整或者已损坏，请重新取得这个文件") from error
    except UnicodeError as error:
        raise UnreadableLog(f'{path}：文字编码读不出。请在对应表里写明 encoding，例如 "gb18030"') from error
    except OSError as error:
        raise UnreadableLog(f"{path}：打不开：{error.strerror or error}") from error


def blocks(stream: IO[bytes], encoding: str = "") -> Iterator[bytes]:
    """The stream in blocks, as UTF-8 where it is in another encoding."""
    decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
    while block := stream.read(BLOCK):
        yield decoder.decode(block).encode() if decoder else block


def head(path: Path, size: int = 512) -> bytes:
    """The first bytes of a log, unpacked."""
    with opened(path) as stream:
        return stream.read(size)
