"""行政处罚法（2021年修订）, in force since 2021-07-15: its articles that this path needs, one file each."""
