"""Cases, clues, parties: their commands and projections; worklists, lists and search (articles 6-26)."""
