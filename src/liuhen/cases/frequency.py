"""How common the words of a question are, from the statistics that PostgreSQL keeps anyway: no table of ours to keep in step."""

import threading
import time
from collections.abc import Mapping, Sequence

from django.db import connection

KEPT = 600.0  # seconds; autovacuum renews the statistics far less often
_known: dict[tuple[str, str], tuple[float, Mapping[str, float]]] = {}
_lock = threading.Lock()


def common(table: str) -> Mapping[str, float]:
    """The commonest tokens of a table's ``tokens`` column and the share of rows each stands in; empty where none were gathered yet."""
    key = (str(connection.settings_dict["NAME"]), table)
    with _lock:
        at, found = _known.get(key, (-KEPT, {}))
        if time.monotonic() - at < KEPT:
            return found
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats WHERE tablename = %s AND attname = 'tokens'",
            [table],
        )
        row = cursor.fetchone()
    # the list of shares ends with the least, the greatest and that of rows without any: zip leaves these out
    found = dict(zip(row[0], row[1], strict=False)) if row and row[0] else {}
    with _lock:
        _known[key] = (time.monotonic(), found)
    return found


def share(table: str, words: Sequence[Sequence[str]]) -> float:
    """About which share of a table's rows holds all these words: pairs of one word go together, words go apart. 0 for a rare one."""
    shares, found = common(table), 1.0
    for word in words:
        found *= min((_of(shares, token) for token in word), default=1.0)
    return found


def _of(shares: Mapping[str, float], token: str) -> float:
    if token.endswith(":*"):
        return min(1.0, sum(value for name, value in shares.items() if name.startswith(token[:-2])))
    return shares.get(token, 0.0)


def forget() -> None:
    """Ask anew; for measuring, where a database was filled a moment ago."""
    with _lock:
        _known.clear()
