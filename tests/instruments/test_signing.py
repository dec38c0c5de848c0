"""The system's signature: finds any change, names the agency, is never called a seal, and lives on when the certificate is renewed."""

import io
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from liuhen.instruments import authority, render, signing
from liuhen.regulation.book import our_book
from tests.instruments import judges, samples

pytestmark = pytest.mark.system

NAME = "澄湖区文化和旅游局"


@pytest.fixture
def paper() -> bytes:
    record, history = samples.story(our_book().kind("correction_order"))
    return render.render(record, history, samples.terms(), samples.Bureau(), samples.Leaf())


def test_a_signed_paper_begins_with_what_was_typeset_and_checks_out(paper, keys_of_agency):
    signed = signing.sign(paper, keys_of_agency, NAME)
    status = signing.check(signed, keys_of_agency, NAME)
    assert signed.startswith(paper)
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert signing.authority.TITLE in status.signing_cert.subject.human_friendly
    assert "印章" not in status.signing_cert.subject.human_friendly


def test_a_changed_byte_is_found(paper, keys_of_agency):
    signed = bytearray(signing.sign(paper, keys_of_agency, NAME))
    signed[paper.index(b"stream\n") + 200] ^= 1  # inside a font or a page
    assert not signing.check(bytes(signed), keys_of_agency, NAME).bottom_line


def test_a_page_added_after_signing_is_found(paper, keys_of_agency, tmp_path):
    signed = signing.sign(paper, keys_of_agency, NAME)
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    (tmp_path / "a.pdf").write_bytes(out.getvalue())
    assert "Signature is Valid" not in judges.poppler("pdfsig", tmp_path / "a.pdf")


def test_another_agencys_key_does_not_pass_for_ours(paper, keys_of_agency):
    forged = signing.sign(paper, uuid4(), NAME)
    assert not signing.check(forged, keys_of_agency, NAME).bottom_line


def test_an_unsigned_paper_is_not_taken_for_a_signed_one(paper, keys_of_agency):
    with pytest.raises(ValueError, match="no signature"):
        signing.check(paper, keys_of_agency, NAME)


def test_keys_are_for_their_owner_alone_and_made_once_by_many_at_once(keys_of_agency, settings):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: authority.credentials(keys_of_agency, NAME), range(16)))
    assert len(found) == 1
    for file in (Path(settings.LIUHEN_HOME) / "keys").glob("*.pem"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(authority.fingerprint(keys_of_agency, NAME)) == 64
    assert authority.authority_pem(keys_of_agency, NAME).startswith(b"-----BEGIN CERTIFICATE")


def test_a_renewed_certificate_leaves_older_papers_valid(paper, keys_of_agency):
    old = signing.sign(paper, keys_of_agency, NAME)
    before = authority.credentials(keys_of_agency, NAME)
    authority.make(keys_of_agency, NAME, renew=True)
    after = authority.credentials(keys_of_agency, NAME)
    assert after.certificate != before.certificate
    assert after.authority == before.authority
    assert signing.check(old, keys_of_agency, NAME).bottom_line
    assert signing.check(signing.sign(paper, keys_of_agency, NAME), keys_of_agency, NAME).bottom_line


def test_a_long_name_of_an_agency_makes_a_certificate_too(paper, keys_of_agency):
    name = "某某自治州某某自治县文化市场综合行政执法和旅游监督管理以及广播电视新闻出版版权文物事务管理委员会办公室" * 2
    assert signing.check(signing.sign(paper, keys_of_agency, name), keys_of_agency, name).bottom_line


def test_with_a_time_stamping_service_the_paper_carries_a_timestamp_and_stays_pdfa(paper, keys_of_agency, tmp_path):
    signed = signing.sign(paper, keys_of_agency, NAME, timestamper=stamper())
    (tmp_path / "a.pdf").write_bytes(signed)
    assert b"/ETSI.CAdES.detached" in signed
    status = signing.check(signed, keys_of_agency, NAME)
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.intact
    assert judges.must_be_pdfa(tmp_path) == 1


def stamper() -> DummyTimeStamper:
    """A time-stamping authority of the test's own."""
    key, now = rsa.generate_private_key(public_exponent=65537, key_size=2048), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test TSA")])
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now - timedelta(hours=1), now + timedelta(days=1)
        )
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return DummyTimeStamper(
        asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)), asn1_keys.PrivateKeyInfo.load(der)
    )
