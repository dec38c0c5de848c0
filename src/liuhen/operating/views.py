"""The few addresses that belong to running the system: reports of the browser and a sign of life."""

import json
import logging

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
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
def alive(_request: HttpRequest) -> HttpResponse:
    """Whether this process serves and reaches its database; asked by the supervisor and by whoever balances load."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True})


@require_GET
def authority(_request: HttpRequest) -> HttpResponseBase:
    """The certificate of the authority made at set-up, to be installed on the bureau's computers; it is public by nature."""
    path = settings.HOME.tls / "ca.crt"
    if not settings.LIUHEN_HTTPS or not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename="liuhen-ca.crt", content_type="application/x-x509-ca-cert")
