"""The law as data: nouns, record kinds, articles and statutes. Plain Python: no Django, no clock, no database."""
