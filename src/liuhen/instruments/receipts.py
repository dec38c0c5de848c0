"""The ledger's receipt at the foot of a paper: words for people, a QR code for a checker. Pure but for the drawing of the code."""

import io
from datetime import datetime
from typing import Any, Protocol

import segno

from liuhen.regulation.when import CST


class Receipt(Protocol):
    """What is asked of ``ledger.proofs.Receipt``."""

    @property
    def origin(self) -> str:
        """The log's name."""

    @property
    def index(self) -> int:
        """The leaf's number, from 0."""

    @property
    def size(self) -> int:
        """How many leaves the checkpoint covers."""

    @property
    def leaf(self) -> bytes:
        """The leaf's hash."""


def payload(receipt: Receipt) -> str:
    """What the code says: ``LIUHEN1 <log> <size> <leaf number> <leaf hash>``."""
    return f"LIUHEN1 {receipt.origin} {receipt.size} {receipt.index} {receipt.leaf.hex()}"


def qr(receipt: Receipt) -> str:
    """The code as SVG."""
    out = io.BytesIO()
    segno.make(payload(receipt), error="m", micro=False).save(
        out, kind="svg", xmldecl=False, border=0, scale=1, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def foot(receipt: Receipt | None, at: datetime | None, *, note: str = "") -> dict[str, Any]:
    """The foot's data: number of the leaf (counted from 1, as people count), time, the code; without a receipt, a note."""
    if receipt is None:
        return {"lines": [note] if note else [], "qr": None}
    time = f"　{at.astimezone(CST):%Y-%m-%d %H:%M:%S}" if at else ""
    return {
        "lines": [f"账本回执　第{receipt.index + 1}条{time}", note or "扫码或在查验页上传本件，可核对是否被改动。"],
        "qr": {"svg": qr(receipt)},
    }
