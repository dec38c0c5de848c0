"""行政许可法（2019年修正）, one file per article."""
