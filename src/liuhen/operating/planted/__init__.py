"""Planted faults and lawful near misses: for each provision at least one of each, written from the texts, and what plays them.

The rows are data (``<source>/aNN.toml``, read by :mod:`rows`); limits stand in them as the dates that the text gives, counted by hand.
What plays them knows the Book and its findings, and imports no rule and no calendar.
"""
