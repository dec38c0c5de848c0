"""Photographs and scans of papers: taken in, shown to those who may see what holds them, put into drafts, used by records."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse

from liuhen.pages.models import Photo
from liuhen.register import clock
from liuhen.register.files import open_blob, put
from liuhen.register.models import Draft
from liuhen.register.types import Actor
from liuhen.regulation.fields import Scans
from liuhen.regulation.grammar import Kind, Refusal

TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/tiff", "application/pdf")
LARGEST = 60 * 1024 * 1024


def take_in(actor: Actor, file: "UploadedFile[Any]", case: UUID | None) -> Photo:
    """Store one photograph or scan; what is neither is refused with what to do."""
    name = (file.name or "照片")[-200:]
    if not file.size:
        raise Refusal(f"“{name}”是空的，没有收下。请重新拍照或选文件。", code="empty")
    if file.size > LARGEST:
        raise Refusal(f"“{name}”超过 60 MB，没有收下。请拍照而不是录像，或把 PDF 分开。", code="too_large")
    blob = put(file)
    if blob.type not in TYPES:
        raise Refusal(f"“{name}”不是照片或 PDF，没有收下。请重新选文件；录音录像请从“上传录像”交入。", code="wrong_type")
    return Photo.objects.create(
        id=uuid4(),
        agency=actor.agency,
        person=actor.person,
        case=case,
        sha256=blob.sha256,
        size=blob.size,
        type=blob.type,
        name=name,
        at=clock.now(),
    )


def only_taken_in(actor: Actor, draft: Draft, kind: Kind, values: dict[str, Any]) -> dict[str, Any]:
    """The form's values, with files kept only if this bureau took them in; their facts from our own record, not the form's."""
    for field in kind.fields:
        if isinstance(field, Scans) and field.key in values:
            values[field.key] = _known(actor, values[field.key], draft.content.get(field.key) or [])
    return values


def _known(actor: Actor, listed: list[Mapping[str, Any]], before: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    old = {str(one.get("sha256")): one for one in before}
    mine = Photo.objects.filter(agency=actor.agency, person=actor.person, sha256__in=[one["sha256"] for one in listed])
    taken = {photo.sha256: photo for photo in mine}
    found: list[dict[str, Any]] = []
    for number, one in enumerate(listed, start=1):
        if photo := taken.get(one["sha256"]):
            found.append({"sha256": photo.sha256, "size": photo.size, "type": photo.type, "name": photo.name, "page": number})
        elif one["sha256"] in old:
            found.append({**old[one["sha256"]], "page": number})
    return found


def digests(content: Mapping[str, Any]) -> set[str]:
    """The files that a record or draft holds."""
    return {
        str(one["sha256"])
        for value in content.values()
        if isinstance(value, list)
        for one in value
        if isinstance(one, Mapping) and one.get("sha256")
    }


def used(record: str, content: Mapping[str, Any]) -> None:
    """Note that a record holds these photographs: they leave the tray."""
    Photo.objects.filter(sha256__in=digests(content), used=None).update(used=UUID(record))


def back_to_tray(draft: UUID) -> None:
    """The photographs of a draft that was thrown away."""
    Photo.objects.filter(used=draft).update(used=None)


def shown(sha256: str, media: str) -> HttpResponse:
    """One stored file, as what it is; never as a page."""
    try:
        with open_blob(sha256) as file:
            data = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    if media in {"image/heic", "image/heif", "image/tiff"}:
        data, media = _jpeg(data), "image/jpeg"
    response = HttpResponse(data, content_type=media)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, max-age=600"
    return response


def _jpeg(data: bytes) -> bytes:
    """A copy that browsers can show; the original stays as it is."""
    from io import BytesIO

    from pi_heif import register_heif_opener
    from PIL import Image, ImageOps

    register_heif_opener()
    out = BytesIO()
    ImageOps.exif_transpose(Image.open(BytesIO(data))).convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()
