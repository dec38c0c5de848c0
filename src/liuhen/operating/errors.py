"""What people read when something of ours fails. These pages need no database, no session and no template context."""

import logging
import sys
from pathlib import Path

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from liuhen.register.files import Missing
from liuhen.register.stores_s3 import StoreTrouble
from liuhen.regulation.declared import RuleRaised

log = logging.getLogger("liuhen.web")


def server_error(request: HttpRequest) -> HttpResponse:
    """Say calmly what to do: wait a moment when the database or the store is away (503), tell the administrator when it is our fault (500)."""
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError | StoreTrouble)
    status = 503 if away else 500
    if isinstance(error, RuleRaised):
        return _rule_raised(request, error)
    if isinstance(error, Missing):
        return _file_missing(request, error)
    what = "存放文件的对象存储现在连不上" if isinstance(error, StoreTrouble) else "数据库正在重新启动"
    log.error("%s %s answered %d: %s", request.method, request.path, status, error, exc_info=None if away else error)
    response = HttpResponse(render_to_string(f"operating/{status}.html", {"what": what}), status=status)
    response.headers["Cache-Control"] = "no-store"
    if away:
        response.headers["Retry-After"] = "5"
    return response


def _file_missing(request: HttpRequest, error: Missing) -> HttpResponse:
    """A stored file that the page needs is gone: which one, so that it can be looked for in the backup."""
    log.error("%s %s answered 500: file %s is missing from the store", request.method, request.path, error.filename)
    response = HttpResponse(render_to_string("operating/500.html", {"file": str(error.filename)[:16]}), status=500)
    response.headers["Cache-Control"] = "no-store"
    return response


def _rule_raised(request: HttpRequest, error: RuleRaised) -> HttpResponse:
    """A rule of the book is broken: which one, for whoever has to tell its keeper; nothing was written."""
    log.error(
        "%s %s answered 500: case %s, provision %s: %s",
        request.method,
        request.path,
        error.case,
        error.provision.id,
        error,
        exc_info=error,
    )
    told = {"rule": error.provision.id, "title": error.provision.title, "place": f"{Path(error.file).name}:{error.line}"}
    response = HttpResponse(render_to_string("operating/500.html", told), status=500)
    response.headers["Cache-Control"] = "no-store"
    return response
