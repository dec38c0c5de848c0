"""What people read when something of ours fails. These pages need no database, no session and no template context."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("liuhen.web")


def server_error(request: HttpRequest) -> HttpResponse:
    """Say calmly what to do: wait a moment when the database is away (503), tell the administrator when it is our fault (500)."""
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError)
    status = 503 if away else 500
    log.error("%s %s answered %d: %s", request.method, request.path, status, error, exc_info=None if away else error)
    response = HttpResponse(render_to_string(f"operating/{status}.html"), status=status)
    response.headers["Cache-Control"] = "no-store"
    if away:
        response.headers["Retry-After"] = "5"
    return response
