"""The ledger's schema: tables, triggers, functions and rights, as SQL (see ``liuhen/ledger/sql``)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
LOGS = ("acts", "readings")


def script(role: str) -> str:
    """The whole script, with the logs' names and the application's role filled in."""
    if not role.replace("_", "").replace("-", "").isalnum():
        msg = f"not a role name: {role!r}"
        raise ValueError(msg)
    log = (SQL / "log.sql").read_text("utf-8")
    parts = [
        (SQL / "common.sql").read_text("utf-8"),
        *(log.replace("@log@", name) for name in LOGS),
        (SQL / "roles.sql").read_text("utf-8"),
    ]
    return "\n".join(parts).replace("@role@", role)


def make(_apps: object, schema_editor: Any) -> None:
    # the role that the application connects as; the migration itself runs as the owner
    role = connections["default"].settings_dict["USER"] or getattr(settings, "LIUHEN_APPLICATION_ROLE", "liuhen")
    schema_editor.execute(script(role), params=None)


class Migration(migrations.Migration):
    """Undone only by dropping the schema, which is left to a person."""

    initial = True
    dependencies = []
    operations = [migrations.RunPython(make, elidable=False)]
