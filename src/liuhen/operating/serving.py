"""What ``serve`` decides before it runs: the address and its certificate, the first start, what a demonstration may do."""

import ipaddress
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from liuhen.lib.env import envlist
from liuhen.lib.home import Home
from liuhen.operating import tls
from liuhen.operating.children import Child


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where pages are served. ``certificate`` is there exactly when the address can be reached from another machine."""

    host: str
    port: int
    certificate: tls.Tls | None

    @property
    def scheme(self) -> str:
        """The address's scheme, http or https."""
        return "https" if self.certificate else "http"

    def urls(self) -> list[str]:
        """The addresses to type, the most useful first."""
        if self.host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
            return [self._url(self.host)]
        names = self.certificate.names if self.certificate else ()
        outside = [name for name in names if name not in {"127.0.0.1", "localhost", "::1"}]
        return [self._url(name) for name in (*sorted(outside, key=_digits_first), "127.0.0.1")]

    def _url(self, name: str) -> str:
        return f"{self.scheme}://{f'[{name}]' if ':' in name else name}:{self.port}/"

    def environment(self) -> dict[str, str]:
        """What the web processes are told."""
        known = {"127.0.0.1", "localhost", "[::1]", *envlist("LIUHEN_HOSTS")}
        for name in self.certificate.names if self.certificate else ():
            known.add(f"[{name}]" if ":" in name else name)
        if self.host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
            known.add(f"[{self.host}]" if ":" in self.host else self.host)
        return {"LIUHEN_HTTPS": "yes" if self.certificate else "no", "LIUHEN_HOSTS": ",".join(sorted(known))}


def _digits_first(name: str) -> tuple[bool, str]:
    return (not name[:1].isdecimal(), name)


def address(home: Home, host: str, port: int) -> Address:
    """The address, with a certificate when it lies beyond loopback."""
    if is_loopback(host):
        return Address(host=host, port=port, certificate=None)
    names = (*tls.machine_names(host), *envlist("LIUHEN_HOSTS"))
    return Address(host=host, port=port, certificate=tls.prepare(home, names, datetime.now(UTC)))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def children(home: Home, where: Address) -> Sequence[Child]:
    """The processes beside the database."""
    pair = [str(where.certificate.certificate), str(where.certificate.key)] if where.certificate else []
    web = [where.host, str(where.port), *pair]
    return (
        Child(
            name="web", module="liuhen.operating.web", log=home.logs / "web.log", arguments=web, environment=where.environment()
        ),
        Child(name="jobs", module="liuhen.operating.jobs_worker", log=home.logs / "jobs.log"),
        Child(name="clockwork", module="liuhen.operating.clockwork", log=home.logs / "clockwork.log"),
        Child(name="cameras", module="liuhen.operating.cameras_worker", log=home.logs / "cameras.log"),
    )


def is_demo() -> bool:
    """Whether the bureau here is the demonstration."""
    from liuhen.bureau.models import Agency

    return Agency.objects.filter(demo=True).exists()


def has_agency() -> bool:
    """Whether a bureau has been made here."""
    from liuhen.bureau.models import Agency

    return Agency.objects.exists()


def demo_sign_ins() -> list[dict[str, str]]:
    """Who can sign in to the demonstration; empty for a real bureau."""
    if not is_demo():
        return []
    from liuhen.operating.demo import build

    return build.sign_ins()


def unfinished(home: Home) -> Path:
    """A file that lies there while the demonstration is being made."""
    return home.run / "demo-unfinished"


def meant_empty(home: Home) -> Path:
    """A file that says: a real bureau begins here, so that a start without --empty makes no demonstration of it."""
    return home.root / "real-bureau"


def make_demo(home: Home) -> None:
    """Make the demonstration bureau, with a line of progress for who waits."""
    from liuhen.operating.demo import build

    unfinished(home).touch()
    build.build(progress)
    unfinished(home).unlink()


def progress(done: int, total: int) -> None:
    """One line that counts up; silent where nobody looks."""
    if sys.stderr.isatty():
        print(f"\r正在准备演示单位 {done}/{total} ", end="\n" if done >= total else "", file=sys.stderr, flush=True)  # noqa: T201
