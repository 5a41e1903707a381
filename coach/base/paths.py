"""Paths as people name them."""

from __future__ import annotations

import os
from pathlib import Path


def named(told: str | Path) -> Path:
    """The path somebody named, `~` being their home and `~mary` Mary's; where there is no such person it stays as it is
    typed. Never raises: whoever opens it learns whether it is there."""
    return Path(os.path.expanduser(told))
