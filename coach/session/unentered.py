"""What was typed on a sheet and not entered: kept on the disk meanwhile, so that a closed window loses nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping

from coach.base.text import safe
from coach.session.opening import Session

DRAFT = "sheets"
MOST_SHEETS = 20  # the oldest goes: what nobody came back to for that long is not missed
LONGEST = 4000


def keep(session: Session, sheet: str, typed: Mapping[str, str]) -> None:
    """Keep what is `typed` on a `sheet`, by field, on disk when this returns. Nothing typed: forget it.

    Does nothing where nothing can be kept. Raises Failure `not-saved`.
    """
    folder = session.folder
    if folder is None or session.read_only:
        return
    others = _all(session)
    before = others.pop(sheet, None)
    if any(words.strip() for words in typed.values()):
        others[sheet] = dict(typed)
    elif before is None:
        return
    if others:
        newest = dict(list(others.items())[-MOST_SHEETS:])
        folder.keep_draft(DRAFT, json.dumps(newest, ensure_ascii=False, indent=1))
    else:
        folder.drop_draft(DRAFT)


def typed_on(session: Session, sheet: str) -> dict[str, str]:
    """What had been typed on a sheet and was not entered, by field; empty where there is nothing."""
    return _all(session).get(sheet, {})


def forget(session: Session, sheet: str) -> None:
    """It was entered, or given up. Raises Failure `not-saved`."""
    keep(session, sheet, {})


def _all(session: Session) -> dict[str, dict[str, str]]:
    folder = session.folder
    text = folder.draft(DRAFT) if folder is not None and folder.exists() else None
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}  # cut short by a power loss, or not ours
    if not isinstance(found, dict):
        return {}
    return {
        str(sheet): {str(name): safe(words)[:LONGEST] for name, words in typed.items() if isinstance(words, str)}
        for sheet, typed in found.items()
        if isinstance(typed, dict)
    }
