"""Instruments 执法文书: a record as paper. Words, layouts, PDF/A, the system's own signature, the bound case file."""
