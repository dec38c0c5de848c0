"""行政强制法, in force since 2012-01-01: measures, enforcement, the court, one file per article."""
