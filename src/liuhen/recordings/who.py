"""Whose request this is."""

from typing import cast

from django.http import HttpRequest

from liuhen import access
from liuhen.access.models import Account
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal


def actor_of_request(request: HttpRequest) -> Actor | None:
    """The actor the middleware of the room access found; None for somebody who is not signed in or has left."""
    found = getattr(request, "actor", None)
    if found is not None:
        return cast("Actor", found)
    user = getattr(request, "user", None)
    if not isinstance(user, Account):
        return None
    try:
        return cast("Actor", access.actor_of(user))
    except Refusal:
        return None
