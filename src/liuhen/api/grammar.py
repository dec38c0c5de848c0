"""How an operation of the interface is declared: address, who may, what comes in and goes out.

Address table, checks and the OpenAPI document are made from the same declarations, so that none of them can tell another story.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse

from liuhen.register.types import Actor

Schema = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Caller:
    """Whose request this is: the station as an actor, and the body as its schema let it through."""

    request: HttpRequest
    actor: Actor
    body: Any = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """One word in the address, in the query or in the head of a request."""

    name: str
    where: str  # path, query or header
    help: str
    schema: Schema = field(default_factory=lambda: {"type": "string"})
    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One way it is answered: ``schema`` empty for an answer without a body; ``headers`` name → what it says."""

    help: str
    schema: Schema = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    type: str = "application/json"


View = Callable[..., HttpResponse]


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One method at one address. ``problems`` are the statuses it is refused with, beside those of every operation.

    ``bytes_in``: the body is a part of a file, or none, and the view reads it itself. ``open``: asked without a token.
    """

    id: str
    method: str
    path: str
    tag: str
    summary: str
    view: View
    help: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Schema = field(default_factory=dict)
    example: Any = None
    bytes_in: bool = False
    answers: Mapping[int, Answer] = field(default_factory=dict)
    problems: tuple[int, ...] = ()
    open: bool = False
