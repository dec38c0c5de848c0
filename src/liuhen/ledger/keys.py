"""Signing keys: one Ed25519 key per agency, in ``LIUHEN_HOME/keys``, readable by its owner alone."""

from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from liuhen.ledger.note import Signer
from liuhen.lib.home import write_secret


class KeyMissing(Exception):  # noqa: N818 - a state of the machine
    """The agency's key file is not there or is not its key; for the operator."""


def origin(agency: UUID, log: str = "acts") -> str:
    """The name of a log, and of its key: ``liuhen/<agency>/<log>``."""
    return f"liuhen/{agency}/{log}"


def path(agency: UUID) -> Path:
    """Where an agency's key lies."""
    return Path(settings.LIUHEN_HOME) / "keys" / f"{agency}.ed25519"


def make(agency: UUID) -> bytes:
    """Make the agency's key unless it is there, and give its public half, 32 bytes."""
    file = path(agency)
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret(file, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return signer(agency).verifier.public


def signer(agency: UUID, log: str = "acts") -> Signer:
    """Who signs for a log; KeyMissing if this machine does not hold the key."""
    try:
        return Signer(origin(agency, log), _load(path(agency)))
    except OSError as error:
        msg = f"the signing key of agency {agency} is not at {path(agency)}: restore it from the backup of the keys folder"
        raise KeyMissing(msg) from error


@lru_cache(maxsize=64)
def _load(file: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(file.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        msg = f"{file} holds no Ed25519 key"
        raise KeyMissing(msg)
    return key
