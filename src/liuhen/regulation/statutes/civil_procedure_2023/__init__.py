"""民事诉讼法 on service, as 行政处罚法第六十一条 refers to it: the version of 2023 and, renumbered, the two before it.

Articles 88, 89 and 95 were read in the text of 2023. The texts of 2021 (taken to have the same numbers) and 2017 (85, 86, 92) are not among
those that were at hand.
"""
