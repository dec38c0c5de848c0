"""The catalogue of record kinds, each as JSON Schema: read only."""

from django.http import Http404, HttpResponse, JsonResponse

from liuhen.api.grammar import Answer, Caller, Operation, Parameter
from liuhen.api.schemas import of_kind
from liuhen.api.shapes import listed, obj, whole, words
from liuhen.register import register

SCHEMA_TYPE = "application/schema+json"


def kinds(_caller: Caller) -> HttpResponse:
    """Every kind, in the order of the Book."""
    found = [
        {
            "key": kind.key,
            "version": kind.version,
            "title": kind.title,
            "stage": kind.stage.value,
            "subjects": list(kind.subjects),
        }
        for kind in register.book().kinds.values()
    ]
    return JsonResponse({"kinds": found}, json_dumps_params={"ensure_ascii": False})


def kind(_caller: Caller, key: str) -> HttpResponse:
    """One kind's content as JSON Schema."""
    found = register.book().kinds.get(key)
    if found is None:
        raise Http404
    return JsonResponse(of_kind(found), content_type=SCHEMA_TYPE, json_dumps_params={"ensure_ascii": False})


_KIND = obj(
    ("key", "version", "title", "stage", "subjects"),
    key=words("记录种类的代码，不随版本改变"),
    version=whole("版本"),
    title=words("名称"),
    stage=words("阶段"),
    subjects=listed({"type": "string"}, "这种记录记在哪一类对象名下"),
)

OPERATIONS = (
    Operation(
        id="list_kinds",
        method="GET",
        path="/kinds/",
        tag="记录种类",
        summary="列出记录种类",
        view=kinds,
        answers={200: Answer(help="全部记录种类", schema=obj(("kinds",), kinds=listed(_KIND)))},
    ),
    Operation(
        id="get_kind",
        method="GET",
        path="/kinds/{key}",
        tag="记录种类",
        summary="查询一种记录的内容格式",
        help="JSON Schema（2020-12），由记录种类的声明生成。只供读取：记录不从这个接口录入。",
        view=kind,
        parameters=(Parameter(name="key", where="path", help="种类代码，如 recording_stored", required=True),),
        answers={200: Answer(help="JSON Schema", schema={"type": "object"}, type=SCHEMA_TYPE)},
        problems=(404,),
    ),
)
