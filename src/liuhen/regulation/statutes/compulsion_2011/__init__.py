"""行政强制法（2011年）, one file per article."""
