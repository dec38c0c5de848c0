"""Refusals as programs read them: RFC 9457, a stable ``code``, the sentence for people in ``detail``."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse

TYPE = "application/problem+json"
URN = "urn:liuhen:problem:"

TITLES = {
    400: "请求有误",
    401: "没有通过令牌核验",
    403: "不允许",
    404: "没有找到",
    405: "不支持这种请求方法",
    409: "与现状不一致",
    410: "已经结束",
    411: "缺少长度",
    412: "协议版本不符",
    413: "内容过大",
    415: "内容类型不符",
    422: "没有受理",
    423: "正在被占用",
    429: "请求过多",
    460: "校验不符",
    500: "系统出错",
    503: "暂时不可用",
    507: "存储空间不足",
}
#: The code of a status, where nothing more exact is known.
CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    410: "over",
    411: "length_required",
    412: "version",
    413: "too_large",
    415: "media_type",
    422: "refused",
    423: "locked",
    460: "checksum",
    500: "error",
    503: "unavailable",
    507: "no_room",
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": f"{URN} 加上 code"},
        "title": {"type": "string", "description": "状态的中文名称"},
        "status": {"type": "integer", "description": "与 HTTP 状态码相同"},
        "detail": {"type": "string", "description": "给人看的一句话：什么没有办成、为什么、怎么办"},
        "code": {"type": "string", "pattern": "^[a-z0-9_]+$", "description": "给程序看的代码，不随版本改变"},
        "errors": {
            "type": "array",
            "description": "请求体里哪些地方不合要求",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "RFC 6901 路径，如 /files/0/size"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


class Problem(Exception):  # noqa: N818 - the RFC's word
    """Answer with this status, code and sentence."""

    def __init__(self, status: int, detail: str, code: str = "", errors: Sequence[dict[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, tuple(errors)
        self.code = code or CODES.get(status, "refused")

    def response(self) -> HttpResponse:
        """As it is sent."""
        said: dict[str, Any] = {
            "type": URN + self.code,
            "title": TITLES.get(self.status, "没有受理"),
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.errors:
            said["errors"] = list(self.errors)
        return JsonResponse(said, status=self.status, content_type=TYPE, json_dumps_params={"ensure_ascii": False})
