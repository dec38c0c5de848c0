"""Where a camera's whole address is kept, with user name and password: a file of its owner's alone in ``LIUHEN_HOME/keys``, nowhere else.

Entries, pages, logs and errors get the address as :func:`shown` gives it. Many cameras take the password in the path or the query
(``/user=admin&password=...``), so what looks like one there is struck out as well.
"""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings

from liuhen.lib.home import write_secret
from liuhen.regulation.grammar import Refusal

HIDDEN = "***"
LONGEST = 1000
_SECRET = re.compile(
    r"(?i)((?:user[a-z]*|usr|uid|account|pass[a-z]*|pwd|psw|pw|token|auth[a-z]*|key|secret|sign[a-z]*)\s*=\s*)[^&;/?#_]*"
)


def compose(address: str, user: str, password: str) -> str:
    """The whole address of what somebody typed; a Refusal where it cannot be one. A user name typed apart goes before one in it."""
    text = address.strip()
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in {"rtsp", "rtsps"} or not host or len(text) > LONGEST or not text.isprintable() or " " in text:
        raise Refusal(
            "地址没有记入：要写成 rtsp://主机或 IP:端口/路径，例如 rtsp://10.0.3.21:554/stream1。请照摄像机说明书核对。",
            code="bad_address",
        )
    if "@" in parts.path + parts.query + parts.fragment:
        # what stands before such a sign is most likely a password with "/", "?" or "#" in it: it would be shown as part of the address
        raise Refusal(
            "地址没有记入：口令里有 / ? # 这样的字符，读不出主机。请把用户名和口令分别写在下面两格，地址里不写。",
            code="bad_address",
        )
    name = user.strip() or unquote(parts.username or "")
    word = password or (unquote(parts.password or "") if not user.strip() else "")
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port else ""
    login = f"{quote(name, safe='')}:{quote(word, safe='')}@" if name else ""
    return urlunsplit((parts.scheme, login + place, parts.path, parts.query, ""))


def shown(address: str) -> str:
    """An address as anybody may see it: no user name, no password, nothing that looks like one."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    rest = urlunsplit(("", "", parts.path, parts.query, ""))
    clean = _SECRET.sub(lambda found: found[1] + HIDDEN, rest)
    return f"{parts.scheme}://{place}{clean}"


def keep(camera: UUID, address: str) -> None:
    """Keep the whole address of a camera, readable by the program's user alone."""
    _path(camera).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_secret(_path(camera), address.encode())


def address_of(camera: UUID) -> str:
    """The whole address; ``""`` where none is kept (a home restored without its keys)."""
    path = _path(camera)
    return path.read_text(encoding="utf-8") if path.exists() else ""


def user_of(camera: UUID) -> str:
    """The user name in it."""
    return unquote(urlsplit(address_of(camera)).username or "")


def with_login_of(camera: UUID, address: str) -> str:
    """``address`` with the login that is kept for the camera, where it has none of its own and goes to the same host."""
    old, new = urlsplit(address_of(camera)), urlsplit(address)
    if new.username or not old.username or old.hostname != new.hostname:
        return address  # a password is sent to no host but the one that it was typed for
    login = old.netloc.rpartition("@")[0]
    return urlunsplit((new.scheme, f"{login}@{new.netloc}", new.path, new.query, ""))


def _path(camera: UUID) -> Path:
    return Path(settings.HOME.keys) / f"camera-{camera.hex}"
