"""行政处罚法（2017年修正）, in force until 2021-07-14: acts done under it are judged by it, whenever they are entered.

Its text is not among those that were at hand: the numbers of its articles are those of 2021 counted back (23, 27, 29, 31, 32, 37 to 42,
46 for 28, 33, 36, 44, 45, 54 to 57, 59, 61 to 63, 67), to be checked against the printed law before one is cited on a paper.
"""
