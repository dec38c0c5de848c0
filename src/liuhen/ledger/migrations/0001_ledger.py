"""The ledger's schema: tables, triggers, functions and rights, as SQL (see ``liuhen/ledger/sql``)."""

from pathlib import Path

from django.conf import settings
from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
LOGS = ("acts", "readings")


def script() -> str:
    """The whole script, with the logs' names and the application role filled in."""
    role = str(getattr(settings, "LIUHEN_APPLICATION_ROLE", "liuhen"))
    if not role.replace("_", "").isalnum():
        msg = f"not a role name: {role!r}"
        raise ValueError(msg)
    log = (SQL / "log.sql").read_text("utf-8")
    parts = [
        (SQL / "common.sql").read_text("utf-8"),
        *(log.replace("@log@", name) for name in LOGS),
        (SQL / "roles.sql").read_text("utf-8"),
    ]
    return "\n".join(parts).replace("@role@", role)


class Migration(migrations.Migration):
    """Reversible only by dropping the schema, which is left to a person."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(script())]
