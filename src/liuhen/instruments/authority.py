"""The system's own certificate per agency 系统校验: proves that a paper left this system and was not changed since.

It is no seal and is never called one (practice.md 5). An authority of the agency's own signs one certificate for papers; both
keys lie in ``LIUHEN_HOME/keys``, readable by their owner alone. Whoever checks a paper takes the authority's certificate from
the bureau, not from the paper.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from liuhen.lib.home import write_secret

TITLE = "系统校验"
_LEAF_YEARS, _ROOT_YEARS = 10, 30
_YEAR = timedelta(days=365)
_RENEW_BEFORE = timedelta(days=30)
_LONGEST_NAME = 64  # X.520's upper bound of a name; counted in bytes by what makes the certificate


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """What signing needs, as DER: the key (PKCS#8), its certificate, the authority's certificate."""

    key: bytes
    certificate: bytes
    authority: bytes
    until: datetime


def credentials(agency: UUID, name: str) -> Credentials:
    """An agency's credentials; made on first use, and a certificate about to end is replaced by a new one of the same authority."""
    file = _file(agency, "papers")
    if not file.exists():
        make(agency, name)
    found = _load(file, file.stat().st_mtime_ns)
    if found.until - datetime.now(UTC) < _RENEW_BEFORE:
        make(agency, name, renew=True)
        found = _load(file, file.stat().st_mtime_ns)
    return found


def make(agency: UUID, name: str, *, renew: bool = False) -> None:
    """Make the authority and the certificate of an agency unless they are there; two processes at once make one."""
    file, root = _file(agency, "papers"), _file(agency, "papers-authority")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(file.parent / f"{agency}.papers.lock"):
        if not root.exists():
            write_secret(root, _root(name))
        if renew or not file.exists():
            write_secret(file, _leaf(name, root.read_bytes()))


def authority_pem(agency: UUID, name: str) -> bytes:
    """The authority's certificate, to be handed to those who check papers."""
    return x509.load_der_x509_certificate(credentials(agency, name).authority).public_bytes(Encoding.PEM)


def fingerprint(agency: UUID, name: str) -> str:
    """SHA-256 of the authority's certificate, 64 hex digits."""
    return x509.load_der_x509_certificate(credentials(agency, name).authority).fingerprint(hashes.SHA256()).hex()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _file(agency: UUID, sort: str) -> Path:
    return Path(settings.LIUHEN_HOME) / "keys" / f"{agency}.{sort}.pem"


def _root(name: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(name, f"{TITLE}根证书")
    made = _builder(subject, subject, key.public_key(), _ROOT_YEARS)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(_usage(ca=True), critical=True)
    return _pem(key) + made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def _leaf(name: str, root: bytes) -> bytes:
    root_key, root_cert = _read(root)
    key = ec.generate_private_key(ec.SECP256R1())
    made = _builder(_named(name, TITLE), root_cert.subject, key.public_key(), _LEAF_YEARS)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_usage(ca=False), critical=True)
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
    signed = made.sign(root_key, hashes.SHA256())
    return _pem(key) + signed.public_bytes(Encoding.PEM) + root_cert.public_bytes(Encoding.PEM)


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, years: int) -> x509.CertificateBuilder:
    now = datetime.now(UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + years * _YEAR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_cert_sign=ca,
        crl_sign=ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _named(agency: str, title: str) -> x509.Name:
    """O is the agency, what does not fit into it goes on in OU; CN names both where they fit, else what the certificate is for."""
    first, rest = _cut(agency)
    attributes = [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.ORGANIZATION_NAME, first)]
    if rest:
        attributes.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, _cut(rest)[0]))
    both = f"{agency}{title}"
    attributes.append(x509.NameAttribute(NameOID.COMMON_NAME, title if _cut(both)[1] else both))
    return x509.Name(attributes)


def _cut(text: str) -> tuple[str, str]:
    """As many whole characters as a name may hold, and the rest."""
    kept = text.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return kept, text[len(kept) :]


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read(pem: bytes) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("the paper key is not an elliptic curve key")
    return key, x509.load_pem_x509_certificates(pem)[0]


@lru_cache(maxsize=64)
def _load(file: Path, _changed: int) -> Credentials:
    """Read once; ``_changed`` is the file's time, so that a renewed certificate is seen by every process."""
    pem = file.read_bytes()
    key, leaf = _read(pem)
    chain = x509.load_pem_x509_certificates(pem)
    return Credentials(
        key=key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        certificate=leaf.public_bytes(Encoding.DER),
        authority=chain[1].public_bytes(Encoding.DER),
        until=leaf.not_valid_after_utc,
    )
