"""Starts coach from this checkout, from whatever folder one is in."""

from __future__ import annotations

import sys

# The first entry is this file's own folder; the checkout takes its place, so that a folder called `coach`, or a file
# called `textual.py`, in the folder one happens to be in is never picked up.
sys.path[0] = __file__.rpartition("/")[0].rpartition("/")[0]

from coach.cli.__main__ import main  # noqa: E402 (the checkout has to be on the path first)

if __name__ == "__main__":
    main()
