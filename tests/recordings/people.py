"""Somebody at a desk: an HTTP session signed in at a live server, speaking tus by hand or through tuspy."""

import base64
import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID

import requests
from django.test import Client
from tusclient.client import TusClient

from liuhen.access.models import Account
from liuhen.recordings.models import RecordingRow

TOKEN = "x" * 32


class Desk(requests.Session):
    def __init__(self, url: str, account: Account | None) -> None:
        super().__init__()
        self.url = url
        self.headers["X-CSRFToken"] = TOKEN
        self.cookies.set("csrftoken", TOKEN)
        if account is not None:
            browser = Client()
            browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
            self.cookies.set("sessionid", browser.cookies["sessionid"].value)

    # -- tus by hand

    def create(self, length: int, *, body: bytes | None = None, headers: dict[str, str] | None = None, **said: str) -> Any:
        metadata = ",".join(f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in said.items())
        sent = {"Tus-Resumable": "1.0.0", "Upload-Length": str(length), "Upload-Metadata": metadata, **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/offset+octet-stream"
        return self.post(f"{self.url}/uploads/", data=body, headers=sent)

    def place(self, length: int, **said: str) -> str:
        """The address of a new upload."""
        made = self.create(length, **said)
        assert made.status_code == 201, made.text
        return str(made.headers["Location"])

    def go_on(self, place: str, at: int, data: bytes, headers: dict[str, str] | None = None) -> Any:
        sent = {
            "Tus-Resumable": "1.0.0",
            "Upload-Offset": str(at),
            "Content-Type": "application/offset+octet-stream",
            **(headers or {}),
        }
        return self.patch(place, data=data, headers=sent)

    def how_far(self, place: str) -> int:
        answer = self.head(place, headers={"Tus-Resumable": "1.0.0"})
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers["Upload-Offset"])

    def bring(self, content: bytes, **said: str) -> RecordingRow:
        """Upload at once; the recording it became."""
        answer = self.create(len(content), body=content, **said)
        assert answer.status_code == 201, answer.text
        return RecordingRow.objects.get(pk=UUID(answer.headers["Liuhen-Recording"]))

    # -- tuspy

    def tus(self) -> TusClient:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
        return TusClient(f"{self.url}/uploads/", headers={"Cookie": cookies, "X-CSRFToken": TOKEN})


def checksum(data: bytes, name: str = "sha256") -> dict[str, str]:
    return {"Upload-Checksum": f"{name} {base64.b64encode(hashlib.new(name, data).digest()).decode()}"}


def same(path: Path, digest: str) -> bool:
    return hashlib.sha256(path.read_bytes()).hexdigest() == digest
