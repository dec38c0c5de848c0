"""HTTPS for a bureau's own network: the bureau's certificate, or one made here with an authority of its own to install.

Lies in ``LIUHEN_HOME/tls``. ``bureau.crt`` and ``bureau.key``, put there by the bureau, come first. Else ``ca.crt`` (ten years; to be
installed on the bureau's computers; the server hands it out at ``/ca.crt``) signs ``server.crt``, which is
made anew when it runs out or the machine's names change.
"""

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from liuhen.lib.home import Home, write_secret

CA_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=397)  # the longest that browsers accept
RENEW_BEFORE = timedelta(days=30)
BACK = timedelta(days=1)  # clocks of desks may run behind the server's


@dataclass(frozen=True, kw_only=True)
class Tls:
    """What HTTPS is served with; ``authority`` is the file to install on other computers, None for the bureau's own certificate."""

    certificate: Path
    key: Path
    authority: Path | None
    names: tuple[str, ...]


def prepare(home: Home, names: Iterable[str], now: datetime) -> Tls:
    """The certificate to serve with, made or renewed where needed. Raises ValueError for a bureau's certificate that cannot serve."""
    home.make()
    wanted = tuple(sorted(set(names)))
    bureau = home.tls / "bureau.crt"
    if bureau.exists():
        return _of_the_bureau(home, bureau, now)
    authority = home.tls / "ca.crt"
    if not authority.exists() or not (home.tls / "ca.key").exists():
        _make_authority(home, now)
    served = home.tls / "server.crt"
    if not _still_good(served, wanted, now):
        _make_server(home, wanted, now)
    return Tls(certificate=served, key=home.tls / "server.key", authority=authority, names=wanted)


def machine_names(host: str) -> tuple[str, ...]:
    """The names and addresses by which other computers may call this one when it listens on ``host``."""
    if host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return (host, "localhost", "127.0.0.1")
    names = {"localhost", "127.0.0.1", socket.gethostname(), socket.getfqdn()}
    with suppress(OSError):
        names.update(str(facts[4][0]).partition("%")[0] for facts in socket.getaddrinfo(socket.gethostname(), None))
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; asks which of our addresses faces outwards
        names.add(probe.getsockname()[0])
    return tuple(sorted(names))


def _of_the_bureau(home: Home, certificate: Path, now: datetime) -> Tls:
    key = home.tls / "bureau.key"
    if not key.exists():
        raise ValueError(f"{certificate} has no key beside it: put it into {key}")
    leaf = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    private = load_pem_private_key(key.read_bytes(), password=None)
    if private.public_key() != leaf.public_key():
        raise ValueError(f"{key} is not the key of {certificate}")
    if leaf.not_valid_after_utc < now:
        raise ValueError(
            f"{certificate} ran out on {leaf.not_valid_after_utc:%Y-%m-%d}; renew it, or take it away to use one made here"
        )
    # whatever form the key came in, the web server reads this one
    served = home.tls / "bureau.pkcs8.key"
    write_secret(served, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Tls(certificate=certificate, key=served, authority=None, names=_names(leaf))


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    with suppress(x509.ExtensionNotFound):
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return (*found.get_values_for_type(x509.DNSName), *map(str, found.get_values_for_type(x509.IPAddress)))
    return ()


def _still_good(path: Path, names: tuple[str, ...], now: datetime) -> bool:
    if not path.exists() or not path.with_suffix(".key").exists():
        return False
    leaf = x509.load_pem_x509_certificates(path.read_bytes())[0]
    return set(names) <= set(_names(leaf)) and leaf.not_valid_after_utc - RENEW_BEFORE > now


def _make_authority(home: Home, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Liuhen CA {socket.gethostname()[:40]} {now:%Y-%m-%d}")])
    certificate = (
        _begin(name, name, key.public_key(), now, CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(sign_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(home.tls / "ca.key", key)
    write_secret(home.tls / "ca.crt", certificate.public_bytes(Encoding.PEM))


def _make_server(home: Home, names: tuple[str, ...], now: datetime) -> None:
    authority = x509.load_pem_x509_certificate((home.tls / "ca.crt").read_bytes())
    signer = load_pem_private_key((home.tls / "ca.key").read_bytes(), password=None)
    if not isinstance(signer, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{home.tls / 'ca.key'} is not a key made here")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:60])])
    certificate = (
        _begin(name, authority.subject, key.public_key(), now, SERVER_LIFE)
        .add_extension(x509.SubjectAlternativeName([_general(text) for text in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(sign_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    _write(home.tls / "server.key", key)
    chain = certificate.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM)
    write_secret(home.tls / "server.crt", chain)


def _begin(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    start = now.astimezone(UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    return builder.serial_number(x509.random_serial_number()).not_valid_before(start - BACK).not_valid_after(start + life)


def _usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def _write(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    write_secret(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
