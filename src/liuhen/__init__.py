"""Liuhen 留痕: the whole process of administrative enforcement, recorded and provable."""
