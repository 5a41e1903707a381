"""What the app has to know before its first paint, so that it opens in one's own colours: read with next to nothing.

No folder is opened, nothing is checked or told here; `coach.session.settings` does that after the paint.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_CAP = 64 * 1024  # bytes


def looks(told: Path | None) -> tuple[str | None, bool]:
    """The theme's name (None: the usual one) and whether things may move, as the settings file says. Never raises."""
    try:
        with open(_folder(told) / "settings.toml", encoding="utf-8-sig") as file:
            text = file.read(_CAP)
    except (OSError, ValueError):
        return None, True
    from coach.base.plaintoml import read_plain

    said = read_plain(text) or {}  # not plain: the usual looks for a moment
    theme, motion = said.get("theme"), said.get("motion")
    return (theme if isinstance(theme, str) else None), motion is not False


def _folder(told: Path | None) -> Path:
    named = os.environ.get("COACH_HOME", "").strip()
    if told is not None or named:
        return (told or Path(named)).expanduser()
    if sys.platform == "linux":  # as platformdirs has it, whose import takes a tenth of the first screen
        data = os.environ.get("XDG_DATA_HOME", "").strip()
        return (Path(data) if data else Path.home() / ".local" / "share") / "coach"
    from platformdirs import user_data_path

    return user_data_path("coach", appauthor=False)
