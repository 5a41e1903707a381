"""When Python looks for garbage: never while somebody waits for a key.

A full look goes through everything that was ever loaded: with ten years of history 60 to 130 ms of a key now and then,
measured, where a key else takes 15. Young objects are looked through as ever; all of them only in a quiet moment.
"""

from __future__ import annotations

import gc

YOUNG, MIDDLE = 700, 10  # Python's own; what is said of them is how many objects, and how many looks
NEVER = 100_000  # looks through the middle-aged before a full one comes by itself
ENOUGH = 10  # of those since the last full look: then the next quiet moment is for one
QUIET = 0.6  # seconds without a key: one has arrived somewhere and reads


def begin() -> None:
    """What was loaded for the start stays; from now on garbage is collected, the old only by `tidy`."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, NEVER)
    gc.enable()


def tidy() -> None:
    """Look through everything, if there has been enough to be worth it; what is left is not looked at by the way."""
    if gc.isenabled() and gc.get_count()[2] >= ENOUGH:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
