"""Who may do and see what: accounts, roles, visibility, secrecy, masking, readings (articles 28-30).

The public names are imported lazily: settings name this room's user model before Django's apps are ready.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "actor_of": "accounts",
    "change_password": "accounts",
    "open_account": "accounts",
    "clearance": "permissions",
    "demand": "permissions",
    "may": "permissions",
    "demand_proved": "sessions",
    "end_sitting": "sessions",
    "open_paper": "sessions",
    "proved": "sessions",
    "reauthenticate": "sessions",
    "sign_in": "sessions",
    "sign_out": "sessions",
    "grant": "visibility",
    "scope": "visibility",
    "visible_cases": "visibility",
    "withdraw": "visibility",
    "reading": "readings",
    "mask": "masking",
    "masked_content": "masking",
}


def __getattr__(name: str) -> Any:
    """``access.may`` and the other public names."""
    if name not in _HOMES:
        msg = f"module 'liuhen.access' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"liuhen.access.{_HOMES[name]}"), name)
