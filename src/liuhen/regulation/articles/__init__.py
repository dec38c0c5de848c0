"""The regulation's own contents page: one file per article that executes; narrative.py says what covers the others."""
