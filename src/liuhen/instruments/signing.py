"""Signing papers with the system's key: PAdES B-B, B-T where a time-stamping service is set. The result stays PDF/A-2a.

The field is invisible, for an appearance would need an embedded font; the seal, where one is drawn, is part of the page. A
signature is an incremental update: the bytes before it are those that were typeset.
"""

import io
from functools import lru_cache
from typing import Any
from uuid import UUID

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from liuhen.instruments import authority

FIELD = "LiuhenSystemCheck"
_REASON = "系统校验：证明本件由系统出具、此后未被改动。不是印章。"


def sign(pdf: bytes, agency: UUID, name: str, *, timestamper: TimeStamper | None = None) -> bytes:
    """The same paper with the system's signature; ``name`` is the agency's. The typeset bytes are its beginning."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    wanted = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=f"{name}{authority.TITLE}",
        reason=_REASON,
    )
    signer = signers.PdfSigner(
        wanted, signer=_signer(authority.credentials(agency, name)), timestamper=timestamper or _timestamper()
    )
    out = io.BytesIO()
    signer.sign_pdf(writer, output=out)
    return out.getvalue()


def check(pdf: bytes, agency: UUID, name: str) -> PdfSignatureStatus:
    """How the signature of a paper stands, checked against the agency's own authority; ValueError for a paper without one."""
    reader = PdfFileReader(io.BytesIO(pdf))
    found = reader.embedded_signatures
    if not found:
        raise ValueError("the paper carries no signature")
    root = asn1_x509.Certificate.load(authority.credentials(agency, name).authority)
    return validate_pdf_signature(found[-1], ValidationContext(trust_roots=[root], allow_fetching=False))


@lru_cache(maxsize=64)
def _signer(credentials: authority.Credentials) -> signers.SimpleSigner:
    leaf = asn1_x509.Certificate.load(credentials.certificate)
    root = asn1_x509.Certificate.load(credentials.authority)
    return signers.SimpleSigner(
        signing_cert=leaf,
        signing_key=asn1_keys.PrivateKeyInfo.load(credentials.key),
        cert_registry=_store(root),
    )


def _store(root: Any) -> SimpleCertificateStore:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(root)
    return store


def _timestamper() -> TimeStamper | None:
    """The time-stamping service that the operator set, if any (``LIUHEN_TSA_URL``)."""
    url = str(getattr(settings, "LIUHEN_TSA_URL", "") or "")
    return HTTPTimeStamper(url) if url else None
