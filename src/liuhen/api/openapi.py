"""The OpenAPI 3.1 document, made from the declarations that also answer."""

from collections.abc import Iterable
from typing import Any

from liuhen.api.grammar import Operation
from liuhen.api.problems import SCHEMA as PROBLEM
from liuhen.api.problems import TITLES
from liuhen.api.problems import TYPE as PROBLEM_TYPE
from liuhen.recordings.protocol import PASSES

TYPE = "application/vnd.oai.openapi+json;version=3.1"
VERSION = "1.0.0"
_TOKEN = "station"  # noqa: S105 - the name of the scheme
_EVERY = (401, 429, 503)
_TAGS = {
    "接口": "接口说明、令牌和时钟",
    "设备": "音像记录设备",
    "采集": "采集站报告采集情况，问哪些文件要传",
    "上传": "用 tus 1.0.0 断点续传文件",
    "音像": "入库以后的情况",
    "记录种类": "各种记录的内容格式",
}
_HELP = """采集站、读卡机和其他平台用这个接口把音像记录存进留痕。

每个请求带接入令牌：`Authorization: Bearer lhs_…`。令牌由装备管理人员或系统管理员在“装备 → 采集站”发放，只显示一次。
出错时回 `application/problem+json`（RFC 9457）：`detail` 给人看，`code` 给程序看。时间一律带时区（RFC 3339）。
同一个文件传多少次都只入库一次，请求中断以后照原样再发即可。"""


def document(server: str) -> dict[str, Any]:
    """The whole document, for a server at this address."""
    from liuhen.api.catalogue import ROOT, catalogue

    operations = catalogue()
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    used = {one.tag for one in operations}
    return {
        "openapi": "3.1.0",
        "info": {"title": "留痕 采集接口", "version": VERSION, "description": _HELP},
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": server.rstrip("/") + "/" + ROOT}],
        "tags": [{"name": name, "description": said} for name, said in _TAGS.items() if name in used],
        "security": [{_TOKEN: []}],
        "paths": paths,
        "components": {
            "securitySchemes": {_TOKEN: {"type": "http", "scheme": "bearer", "description": "采集站的接入令牌"}},
            "schemas": {"Problem": PROBLEM},
            "responses": {f"Problem{status}": _problem(status) for status in _statuses(operations)},
        },
    }


def _statuses(operations: Iterable[Operation]) -> list[int]:
    return sorted({status for one in operations for status in _problems(one)})


def _problems(operation: Operation) -> set[int]:
    of_body = {400, 413, 415, 422} if operation.body else set()
    return {*operation.problems, *of_body, *(() if operation.open else _EVERY)}


def _problem(status: int) -> dict[str, Any]:
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    said: dict[str, Any] = {"description": TITLES.get(status, "没有受理"), "content": content}
    if status in {429, *PASSES}:
        said["headers"] = {"Retry-After": {"description": "过多少秒再试", "schema": {"type": "integer"}}}
    return said


def _operation(one: Operation) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": one.id,
        "tags": [one.tag],
        "summary": one.summary,
        "description": one.help or one.summary,
        "parameters": [_parameter(parameter) for parameter in one.parameters],
        "responses": {
            **{str(status): _answer(answer) for status, answer in one.answers.items()},
            **{str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(_problems(one))},
        },
    }
    if one.open:
        said["security"] = []
    if one.body:
        content: dict[str, Any] = {"schema": dict(one.body)}
        if one.example is not None:
            content["example"] = one.example
        said["requestBody"] = {"required": True, "content": {"application/json": content}}
    if one.bytes_in:
        type_ = "application/offset+octet-stream"
        said["requestBody"] = {"required": one.method == "PATCH", "content": {type_: {"schema": {}}}}
    return said


def _parameter(parameter: Any) -> dict[str, Any]:
    said = {"name": parameter.name, "in": parameter.where, "required": parameter.required, "schema": dict(parameter.schema)}
    return said | {"description": parameter.help}


def _answer(answer: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"description": answer.help}
    if answer.headers:
        said["headers"] = {name: {"description": help_, "schema": {"type": "string"}} for name, help_ in answer.headers.items()}
    if answer.schema:
        said["content"] = {answer.type: {"schema": dict(answer.schema)}}
    return said
