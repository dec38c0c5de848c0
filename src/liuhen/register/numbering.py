"""文号: one counter per (agency, paper word, year), drawn under a row lock in the issuing transaction, never reused.

The format is a setting of the agency (``number_format``), by default ``{mark}文综{word}字〔{year}〕{serial}号`` as in most decisions
seen (law-more.md 9.1); ``mark`` is the area mark (代字) of the agency.
"""

from datetime import datetime
from uuid import UUID

from liuhen.register.models import NumberSeries
from liuhen.register.store import today
from liuhen.regulation.grammar import Kind
from liuhen.regulation.terms import Terms

DEFAULT_FORMAT = "{mark}文综{word}字〔{year}〕{serial}号"


def draw(agency: UUID, kind: Kind, moment: datetime, terms: Terms) -> dict[str, str]:
    """The next number of a kind's series: ``{"number", "series"}``; must run inside the issuing transaction."""
    day = today(moment)
    word = kind.paper.word if kind.paper else ""
    if not word:
        return {"number": "", "series": ""}
    series, _ = NumberSeries.objects.get_or_create(agency=agency, word=word, year=day.year)
    locked = NumberSeries.objects.select_for_update().get(pk=series.pk)
    locked.last += 1
    locked.save(update_fields=["last"])
    shape = str(terms.setting("number_format", on=day, default=DEFAULT_FORMAT))
    mark = str(terms.setting("mark", on=day, default=""))
    number = shape.format(mark=mark, word=word, year=day.year, serial=locked.last)
    return {"number": number, "series": f"{word}〔{day.year}〕"}


def upcoming(agency: UUID, kind: Kind, moment: datetime, terms: Terms) -> str:
    """The number that would be drawn next, for the confirmation; somebody else may take it first."""
    day = today(moment)
    word = kind.paper.word if kind.paper else ""
    if not word:
        return ""
    last = NumberSeries.objects.filter(agency=agency, word=word, year=day.year).values_list("last", flat=True).first() or 0
    shape = str(terms.setting("number_format", on=day, default=DEFAULT_FORMAT))
    return shape.format(mark=terms.setting("mark", on=day, default=""), word=word, year=day.year, serial=last + 1)
