"""What was begun and is not told yet, a check-in or a drill: kept on the disk meanwhile, so that half of one is never
lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

from coach.base.text import safe
from coach.session.opening import Session

What = Literal["checkin", "drill"]
FRESH = timedelta(days=6)  # after that another week is looked back on
_LONGEST = 500


def keep(session: Session, what: What, said: Mapping[str, Any]) -> None:
    """Keep what was said so far, on disk when this returns. Raises Failure `not-saved`."""
    if session.folder is not None and not session.read_only:
        session.folder.keep_draft(_name(what), json.dumps({"on": session.today.isoformat(), "said": said}))


def draft(session: Session, what: What) -> dict[str, Any]:
    """What was said when one last left it, this week; empty where there is nothing."""
    folder = session.folder
    text = folder.draft(_name(what)) if folder is not None and folder.exists() else None
    try:
        found = json.loads(text) if text else None
        begun = date.fromisoformat(found["on"]) if isinstance(found, dict) else date.min
    except (ValueError, TypeError, KeyError):
        return {}  # cut short by a power loss, or not ours
    said = found.get("said") if isinstance(found, dict) and session.today - begun <= FRESH else None
    return {str(key): _cleaned(value) for key, value in said.items()} if isinstance(said, dict) else {}


def drop(session: Session, what: What) -> None:
    """It was saved, or given up."""
    if session.folder is not None and session.folder.exists():
        session.folder.drop_draft(_name(what))


def _name(what: What) -> str:
    return f"{what}.json"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)[:_LONGEST]
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _cleaned(one) for key, one in value.items()}
    return value if isinstance(value, int | float | bool) else None
