"""Files in an S3 store: in parts, never whole in memory, and believed only when read back.

Some servers refuse a put where the name is taken (``If-None-Match: *``), some say they cannot, some take the header and ignore it for
uploads in parts. So the name is looked at before, the condition sent where the server knows it, and every file read back and hashed
before it counts as stored. Two who store the same digest at once send the same bytes.
"""

import contextlib
import errno
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, cast

from liuhen.register.digests import digest_of

log = logging.getLogger(__name__)

PART = 16 * 1024 * 1024  # bytes; a file up to this size goes in one request
MOST_PARTS = 9_000  # of the ten thousand that the protocol allows
_GONE = frozenset({"404", "NoSuchKey", "NotFound"})
_TAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})
_UNKNOWN = frozenset({"NotImplemented", "501"})
#: What servers refuse most often, and what an operator does about it; anything else was not reached.
_IN_WORDS = {
    **dict.fromkeys(("NoSuchBucket", "InvalidBucketName"), "没有这个桶，请看 LIUHEN_S3_BUCKET"),
    **dict.fromkeys(
        ("AccessDenied", "SignatureDoesNotMatch", "InvalidAccessKeyId", "403"),
        "不认密钥或不给权限，请看 LIUHEN_S3_KEY 和它的密码",
    ),
}


class StoreTrouble(OSError):  # noqa: N818 - reads as what it tells
    """The S3 store cannot be reached, refuses, or gives back other bytes; ``strerror`` says what it told, ``words`` what to do."""

    def __init__(self, told: str, words: str = "对象存储出错") -> None:
        super().__init__(errno.EREMOTEIO, told)
        self.words = words


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the S3 store is and who we are there. ``path_style``: the bucket in the path, as most servers but Amazon's want it."""

    url: str
    bucket: str
    key: str
    secret: str = field(repr=False)
    region: str = "us-east-1"
    prefix: str = ""
    path_style: bool = True


@lru_cache(maxsize=8)
def at(place: Place) -> "S3":
    """The store there; one per process, since its client keeps connections."""
    return S3(place)


class _Body(io.RawIOBase):
    """The bytes of an answer; a connection that breaks off is trouble, never the end of the file."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, size: int = -1, /) -> bytes:
        with _trouble():
            return bytes(self._body.read(None if size is None or size < 0 else size))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._body.close()
        super().close()


class S3:
    """A bucket, or a prefix in one."""

    name = "s3"

    def __init__(self, place: Place) -> None:
        import botocore.session
        from botocore.config import Config

        self.bucket, self.prefix = place.bucket, place.prefix
        self._conditional = True  # until the server says that it knows no conditions
        self.client: Any = botocore.session.Session().create_client(
            "s3",
            region_name=place.region,
            endpoint_url=place.url,
            aws_access_key_id=place.key,
            aws_secret_access_key=place.secret,
            config=Config(
                s3={"addressing_style": "path" if place.path_style else "auto"},
                connect_timeout=5,
                read_timeout=60,
                retries={"mode": "standard", "max_attempts": 3},
                # sums behind the body are Amazon's own; other servers refuse them. What counts is what is read back
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def take(self, path: Path, sha256: str) -> Path | None:
        """Send what is not there yet, read it back; the local file stays, to be worked on."""
        if not self._whole(sha256):
            self._send(path, sha256)
            if not self._whole(sha256):
                self.remove(sha256)
                raise StoreTrouble("the store gave back other bytes than it was given", "对象存储读回来的和存进去的不一样")
        return path

    def open(self, sha256: str, first: int = 0) -> BinaryIO:
        """The answer's body, as it comes."""
        more = {"Range": f"bytes={first}-"} if first else {}
        with _trouble(sha256):
            return cast("BinaryIO", _Body(self.client.get_object(Bucket=self.bucket, Key=self._key(sha256), **more)["Body"]))

    def size(self, sha256: str) -> int:
        """As the store tells."""
        with _trouble(sha256):
            return int(self.client.head_object(Bucket=self.bucket, Key=self._key(sha256))["ContentLength"])

    def listed(self) -> Iterator[tuple[str, int]]:
        """Page by page; names that are no digests are not ours."""
        with _trouble():
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix):
                for one in page.get("Contents", ()):
                    digest = str(one["Key"]).rpartition("/")[2]
                    if self._key(digest) == one["Key"]:
                        yield digest, int(one["Size"])

    def remove(self, sha256: str) -> None:
        """Delete the object."""
        with _trouble():
            self.client.delete_object(Bucket=self.bucket, Key=self._key(sha256))

    def clear(self, seconds: float) -> int:
        """Give up uploads in parts that killed processes have left; their parts would be kept, and paid for, for ever."""
        until, count = datetime.now(UTC) - timedelta(seconds=seconds), 0
        with _trouble():
            for page in self.client.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket, Prefix=self.prefix):
                for one in page.get("Uploads", ()):
                    if one["Initiated"] < until:
                        self.client.abort_multipart_upload(Bucket=self.bucket, Key=one["Key"], UploadId=one["UploadId"])
                        count += 1
        return count

    def _key(self, sha256: str) -> str:
        return f"{self.prefix}{sha256[:2]}/{sha256}"

    def _whole(self, sha256: str) -> bool:
        """Whether what lies there is what the name says, every byte read back; False as well where nothing does."""
        try:
            with self.open(sha256) as file:
                found = digest_of(file)
        except FileNotFoundError:
            return False
        if found != sha256:
            log.error("object holds other bytes than its name says sha256=%s", sha256)
        return found == sha256

    def _send(self, path: Path, sha256: str) -> None:
        size = path.stat().st_size
        with _trouble(), path.open("rb") as file:
            if size <= PART:
                self._put(file, sha256)
            else:
                self._put_parts(file, sha256, max(PART, -(-size // MOST_PARTS)))

    def _put(self, file: BinaryIO, sha256: str) -> None:
        whole = {"Bucket": self.bucket, "Key": self._key(sha256)}
        try:
            self._if_none_there(lambda more: self.client.put_object(**whole, Body=_from_start(file), **more))
        except Taken:
            self._replace_damaged(sha256, lambda: self.client.put_object(**whole, Body=_from_start(file)))

    def _put_parts(self, file: BinaryIO, sha256: str, each: int) -> None:
        whole = {"Bucket": self.bucket, "Key": self._key(sha256)}
        order = {**whole, "UploadId": self.client.create_multipart_upload(**whole)["UploadId"]}
        try:
            parts: list[dict[str, Any]] = []
            while data := file.read(each):
                tag = self.client.upload_part(**order, PartNumber=len(parts) + 1, Body=data)["ETag"]
                parts.append({"PartNumber": len(parts) + 1, "ETag": tag})
            listed = {"Parts": parts}
            try:
                self._if_none_there(lambda more: self.client.complete_multipart_upload(**order, MultipartUpload=listed, **more))
            except Taken:
                self._replace_damaged(sha256, lambda: self.client.complete_multipart_upload(**order, MultipartUpload=listed))
                self._give_up(order)
        except BaseException:
            self._give_up(order)
            raise

    def _give_up(self, order: dict[str, str]) -> None:
        """Parts of an upload that came to nothing; where the server is away, the sweep does it later."""
        with contextlib.suppress(Exception):
            self.client.abort_multipart_upload(**order)

    def _if_none_there(self, put: Any) -> None:
        """Put on the condition that the name is free; :class:`Taken` where it is not."""
        from botocore.exceptions import ClientError

        asked = self._conditional  # another thread may learn meanwhile that the server knows no conditions
        try:
            put({"IfNoneMatch": "*"} if asked else {})
        except ClientError as error:
            code = _code(error)
            if code in _TAKEN:
                raise Taken from None
            if code not in _UNKNOWN or not asked:
                raise
            self._conditional = False
            put({})

    def _replace_damaged(self, sha256: str, put: Any) -> None:
        """The name was taken: by the same bytes, then all is well; by others, which are no original, then they are put right."""
        if not self._whole(sha256):
            put()


class Taken(Exception):  # noqa: N818 - what the server says
    """Something of this name is there already."""


def _from_start(file: BinaryIO) -> BinaryIO:
    file.seek(0)
    return file


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@contextlib.contextmanager
def _trouble(sha256: str = "") -> Iterator[None]:
    """Errors of the client as errors of files: what is not there is FileNotFoundError, all else StoreTrouble."""
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.exceptions import HTTPClientError as Broken

    try:
        yield
    except ClientError as error:
        if sha256 and _code(error) in _GONE:
            raise FileNotFoundError(errno.ENOENT, "not in the store", sha256) from None
        raise StoreTrouble(str(error), f"对象存储{_IN_WORDS.get(_code(error), '拒绝了')}") from error
    except (BotoCoreError, Broken) as error:
        raise StoreTrouble(str(error), "对象存储连不上，请看 LIUHEN_S3_URL 和网络") from error
