"""Who the caller is, what the time is here, and the description of the interface itself."""

from datetime import UTC, datetime

from django.http import HttpResponse, JsonResponse

from liuhen.access import stations
from liuhen.api.grammar import Answer, Caller, Operation
from liuhen.api.openapi import TYPE, document
from liuhen.api.shapes import moment, obj, whole, words
from liuhen.bureau import queries as bureau
from liuhen.register import clock


def described(caller: Caller) -> HttpResponse:
    """The OpenAPI document, with this server as the place it speaks of."""
    return JsonResponse(
        document(caller.request.build_absolute_uri("/")), content_type=TYPE, json_dumps_params={"ensure_ascii": False}
    )


def who(caller: Caller) -> HttpResponse:
    """The station as the bureau knows it."""
    station = stations.by_id(caller.actor.person)
    agency = bureau.agency(caller.actor.agency)
    return JsonResponse(
        {
            "id": str(caller.actor.person),
            "name": caller.actor.name,
            "place": station.place if station else "",
            "agency": {"id": str(caller.actor.agency), "name": agency.name if agency else ""},
            "expires_at": station.expires_at.isoformat() if station else None,
            "now": clock.now().isoformat(),
        }
    )


def now(_caller: Caller) -> HttpResponse:
    """The server's clock, as late as possible before the answer leaves."""
    at = clock.now()
    return JsonResponse(
        {
            "now": at.isoformat(),
            "unix_ms": int(at.timestamp() * 1000),
            "utc": datetime.fromtimestamp(at.timestamp(), UTC).isoformat(),
        }
    )


_AGENCY = obj(("id", "name"), id=words("机关编号"), name=words("机关名称"))
_WHO = obj(
    ("id", "name", "agency", "now"),
    id=words("采集站编号；它上传的音像以它为录入者"),
    name=words("采集站名称"),
    place=words("安放地点"),
    agency=_AGENCY,
    expires_at=moment("令牌有效期至"),
    now=moment("服务器时间"),
)
_NOW = obj(
    ("now", "unix_ms", "utc"),
    now=moment("服务器时间，北京时间"),
    unix_ms=whole("自 1970-01-01T00:00:00Z 起的毫秒数"),
    utc=moment("服务器时间，协调世界时"),
)

OPERATIONS = (
    Operation(
        id="openapi",
        method="GET",
        path="/openapi.json",
        tag="接口",
        summary="接口说明",
        help="本说明，OpenAPI 3.1。不需要令牌。",
        view=described,
        answers={200: Answer(help="OpenAPI 3.1 文档", schema={"type": "object"}, type=TYPE)},
        open=True,
    ),
    Operation(
        id="whoami",
        method="GET",
        path="/me",
        tag="接口",
        summary="查询本采集站",
        help="核对令牌是否有效、属于哪个机关、何时到期。",
        view=who,
        answers={200: Answer(help="本采集站", schema=_WHO)},
    ),
    Operation(
        id="clock",
        method="GET",
        path="/clock",
        tag="接口",
        summary="查询服务器时间",
        help="采集站用来核对自己的时钟：取请求前后两次本地时间的中点，与 unix_ms 相减，就是本站时钟的偏差。",
        view=now,
        answers={200: Answer(help="服务器时间", schema=_NOW)},
    ),
)
