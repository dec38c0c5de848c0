"""What people read when something of ours fails. These pages need no database, no session and no template context."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from liuhen.register.stores_s3 import StoreTrouble

log = logging.getLogger("liuhen.web")


def server_error(request: HttpRequest) -> HttpResponse:
    """Say calmly what to do: wait a moment when the database or the store is away (503), tell the administrator when it is our fault (500)."""
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError | StoreTrouble)
    status = 503 if away else 500
    what = "存放文件的对象存储现在连不上" if isinstance(error, StoreTrouble) else "数据库正在重新启动"
    log.error("%s %s answered %d: %s", request.method, request.path, status, error, exc_info=None if away else error)
    response = HttpResponse(render_to_string(f"operating/{status}.html", {"what": what}), status=status)
    response.headers["Cache-Control"] = "no-store"
    if away:
        response.headers["Retry-After"] = "5"
    return response
