"""The agency, its units, people and certificates, custodians, settings: projections of entries like the rest (articles 5, 28)."""
