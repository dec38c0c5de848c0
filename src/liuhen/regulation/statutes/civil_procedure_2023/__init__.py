"""民事诉讼法 on service, as 行政处罚法第六十一条 refers to it: the version of 2023 and, renumbered, the two before it."""
