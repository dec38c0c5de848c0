"""行政处罚法（2017年修正）, in force until 2021-07-14: acts done under it are judged by it, whenever they are entered."""
