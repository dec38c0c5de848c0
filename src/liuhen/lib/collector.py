"""The garbage collector of a process that has loaded what it will keep."""

import gc


def keep_loaded() -> None:
    """Put what is there out of the collector's sight: walking through the loaded rulebook and pages costs whoever asks then some 70 ms."""
    gc.collect()
    gc.freeze()
