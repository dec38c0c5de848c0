"""行政处罚法（2009年修正）, in force until 2017-12-31: the same articles under the same numbers, without the review of 2017.

Its text is not among those that were at hand; see ``penalty_2017`` on the numbers.
"""
