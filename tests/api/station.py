"""A docking station as its maker would write it: requests with a token, tuspy for files. Every answer is held against the document."""

from typing import Any
from urllib.parse import urlsplit

import requests
from jsonschema import Draft202012Validator, FormatChecker
from tusclient.client import TusClient

from liuhen.access.models import Station
from liuhen.api.catalogue import ROOT, catalogue
from liuhen.api.openapi import document

_DOCUMENT = document("http://127.0.0.1/")


class Box(requests.Session):
    def __init__(self, url: str, token: str, station: Station | None = None) -> None:
        super().__init__()
        self.root = f"{url}/{ROOT}"
        self.token, self.station = token, station
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        self.hooks["response"].append(told_as_documented)

    def ask(self, path: str, **more: Any) -> Any:
        answer = self.get(self.root + path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def say(self, path: str, body: Any) -> requests.Response:
        return self.post(self.root + path, json=body)

    def tus(self) -> TusClient:
        return TusClient(f"{self.root}/uploads/", headers={"Authorization": f"Bearer {self.token}"})

    def bring(self, path: Any, **said: str) -> str:
        """Upload a file by tuspy; the address of the upload."""
        uploader = self.tus().uploader(str(path), metadata={"filename": path.name, **said}, chunk_size=20_000)
        uploader.upload()
        return str(uploader.url)


def told_as_documented(answer: requests.Response, *_args: Any, **_more: Any) -> None:
    """What is answered is what the document says: status, type, body."""
    operation = _operation(str(answer.request.method), urlsplit(answer.url).path)
    if operation is None:
        return
    told = operation["responses"].get(str(answer.status_code))
    assert told is not None, f"{answer.request.method} {answer.url}: {answer.status_code} is not in the document: {answer.text}"
    if "$ref" in told:
        told = _DOCUMENT["components"]["responses"][told["$ref"].rsplit("/", 1)[-1]]
    type_ = answer.headers.get("Content-Type", "").partition(";")[0]
    if answer.request.method == "HEAD" or "content" not in told or "json" not in type_:
        return
    schema = next(iter(told["content"].values()))["schema"]
    if "$ref" in schema:
        schema = _DOCUMENT["components"]["schemas"]["Problem"]
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(answer.json())


def _operation(method: str, path: str) -> dict[str, Any] | None:
    words = path.removeprefix(f"/{ROOT}").split("/")
    for one in catalogue():
        pattern = one.path.split("/")
        fits = len(pattern) == len(words) and all(
            a == b or (a.startswith("{") and b) for a, b in zip(pattern, words, strict=True)
        )
        if one.method == method and fits:
            return dict(_DOCUMENT["paths"][one.path][method.lower()])
    return None
