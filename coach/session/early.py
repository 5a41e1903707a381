"""What the app has to know before its first paint, so that it opens in one's own colours: read with next to nothing.

No folder is opened, nothing is checked or told here; `coach.session.settings` does that after the paint.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.base.paths import named

_CAP = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Looks:
    """The theme's name (None: the usual one), what its own file says where it has one, and whether things move."""

    theme: str | None = None
    own: dict[str, Any] = field(default_factory=dict)
    motion: bool = True


def looks(told: Path | None) -> Looks:
    """What the settings file says of looks. Never raises: the usual looks do for a moment."""
    folder = _folder(told)
    said = _said(folder / "settings.toml")
    theme = said.get("theme")
    if not isinstance(theme, str) or not theme.replace("-", "").replace("_", "").isalnum():
        theme = None
    own = _said(folder / "themes" / f"{theme}.toml") if theme is not None else {}
    return Looks(theme, own, said.get("motion") is not False)


def _said(path: Path) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read(_CAP)
    except (OSError, ValueError):
        return {}
    from coach.base.plaintoml import read_plain

    return read_plain(text) or {}


def _folder(told: Path | None) -> Path:
    chosen = told or os.environ.get("COACH_HOME", "").strip()
    if chosen:
        return named(chosen)
    if sys.platform == "linux":  # as platformdirs has it, whose import takes a tenth of the first screen
        data = os.environ.get("XDG_DATA_HOME", "").strip()
        return (Path(data) if data else Path.home() / ".local" / "share") / "coach"
    from platformdirs import user_data_path

    return user_data_path("coach", appauthor=False)
