"""The few addresses that belong to running the system: reports of the browser and a sign of life."""

import json
import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

log = logging.getLogger("liuhen.csp")
LONGEST_REPORT = 64 * 1024


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """A page of ours broke the content security policy: one line for the operator. In tests any such line is a failure."""
    try:
        report = json.loads(request.read(LONGEST_REPORT))["csp-report"]
        log.error("CSP %s blocked %s on %s", *(report.get(key) for key in ("effective-directive", "blocked-uri", "document-uri")))
    except (ValueError, KeyError, TypeError, AttributeError):
        log.warning("CSP report that cannot be read")
    return HttpResponse(status=204)


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """Whether this process serves and reaches its database; asked by the supervisor and by whoever balances load."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True})
