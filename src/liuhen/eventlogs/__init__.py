"""Event logs of other systems: read, judged by a Book, and our own cases written as such logs. Knows neither Django nor a database."""
