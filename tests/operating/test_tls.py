"""HTTPS: a certificate of the bureau's, or one made here that browsers accept once its authority is installed."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from liuhen.lib.home import Home
from liuhen.operating import serving, tls

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
NAMES = ("127.0.0.1", "localhost", "zhifa.chenghu.test")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(root=tmp_path)


def leaf(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificates(path.read_bytes())[0]


def shake_hands(made: tls.Tls, trusted: Path, name: str) -> str:
    """A real handshake; gives the protocol or raises what a browser would complain about."""
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(made.certificate, made.key)
    client = ssl.create_default_context(cafile=trusted)
    ours, theirs = socket.socketpair()

    def serve() -> None:
        try:
            server.wrap_socket(theirs, server_side=True).close()
        except OSError:
            theirs.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with client.wrap_socket(ours, server_hostname=name) as session:
            return str(session.version())
    finally:
        ours.close()
        thread.join()


@pytest.mark.parametrize("name", NAMES)
def test_a_desk_that_installed_the_authority_trusts_every_name_of_the_server(home: Home, name: str):
    made = tls.prepare(home, NAMES, datetime.now(UTC))

    assert made.authority
    assert shake_hands(made, made.authority, name) == "TLSv1.3"


def test_a_name_that_was_not_asked_for_is_not_trusted(home: Home):
    made = tls.prepare(home, NAMES, datetime.now(UTC))

    assert made.authority
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(made, made.authority, "elsewhere.test")


def test_starting_again_keeps_authority_and_certificate(home: Home):
    first = tls.prepare(home, NAMES, NOW)
    before = first.certificate.read_bytes()

    again = tls.prepare(home, NAMES, NOW + timedelta(days=100))

    assert again.certificate.read_bytes() == before


def test_a_new_address_of_the_machine_makes_a_new_certificate_under_the_same_authority(home: Home):
    first = tls.prepare(home, NAMES, NOW)
    assert first.authority
    authority = first.authority.read_bytes()

    tls.prepare(home, (*NAMES, "192.168.7.20"), NOW)

    assert first.authority.read_bytes() == authority
    names = leaf(first.certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "192.168.7.20" in map(str, names.get_values_for_type(x509.IPAddress))


def test_a_certificate_is_renewed_before_it_runs_out(home: Home):
    first = tls.prepare(home, NAMES, NOW)
    ends = leaf(first.certificate).not_valid_after_utc

    tls.prepare(home, NAMES, ends - timedelta(days=10))

    assert leaf(first.certificate).not_valid_after_utc > ends


def test_keys_are_their_owners_alone(home: Home):
    tls.prepare(home, NAMES, NOW)

    assert all(path.stat().st_mode & 0o077 == 0 for path in home.tls.glob("*.key"))


def test_the_bureaus_own_certificate_comes_first(home: Home, tmp_path: Path):
    made = tls.prepare(Home(root=tmp_path / "other"), NAMES, NOW)
    home.make()
    (home.tls / "bureau.crt").write_bytes(made.certificate.read_bytes())
    (home.tls / "bureau.key").write_bytes(made.key.read_bytes())

    used = tls.prepare(home, ("ignored",), NOW)

    assert used.certificate == home.tls / "bureau.crt"
    assert used.authority is None
    assert set(NAMES) <= set(used.names)


def test_a_bureaus_certificate_that_ran_out_is_refused_with_its_date(home: Home, tmp_path: Path):
    made = tls.prepare(Home(root=tmp_path / "other"), NAMES, NOW - timedelta(days=500))
    home.make()
    (home.tls / "bureau.crt").write_bytes(made.certificate.read_bytes())
    (home.tls / "bureau.key").write_bytes(made.key.read_bytes())

    with pytest.raises(ValueError, match="ran out on 2026-08"):
        tls.prepare(home, NAMES, NOW)


def test_a_bureaus_certificate_without_its_own_key_is_refused(home: Home, tmp_path: Path):
    made = tls.prepare(Home(root=tmp_path / "one"), NAMES, NOW)
    other = tls.prepare(Home(root=tmp_path / "two"), NAMES, NOW)
    home.make()
    (home.tls / "bureau.crt").write_bytes(made.certificate.read_bytes())
    with pytest.raises(ValueError, match="no key beside it"):
        tls.prepare(home, NAMES, NOW)

    (home.tls / "bureau.key").write_bytes(other.key.read_bytes())
    with pytest.raises(ValueError, match="not the key of"):
        tls.prepare(home, NAMES, NOW)


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.0.0.2", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("zhifa", False),
    ],
)
def test_what_only_this_machine_can_reach_goes_without_https(home: Home, host: str, alone: bool):
    where = serving.address(home, host, 8000)

    assert (where.certificate is None) is alone
    assert where.urls()[-1].startswith("http://" if alone else "https://")
