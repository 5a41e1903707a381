"""A what-if that is not made real yet, kept on disk so that it is there again when one comes back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

from coach.model.profile import HOURS_IN_A_WEEK
from coach.session.opening import Session

DRAFT = "whatif.json"


def keep_try(session: Session, hours: Mapping[str, float], moves: Sequence[str]) -> None:
    """Keep the hours tried by task and the moves ticked; none of either forgets what was kept."""
    folder = session.folder
    if folder is None or session.read_only or not folder.exists():
        return
    if hours or moves:
        folder.keep_draft(DRAFT, json.dumps({"hours": dict(hours), "moves": list(moves)}))
    else:
        folder.drop_draft(DRAFT)


def kept_try(session: Session) -> tuple[dict[str, float], tuple[str, ...]]:
    """What was tried when one last left, as far as it can be read: hours a week by task, moves by id."""
    folder = session.folder
    text = folder.draft(DRAFT) if folder is not None and folder.exists() else None
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}, ()  # cut short by a power loss; the week itself is in profile.toml
    if not isinstance(found, dict):
        return {}, ()
    hours, moves = found.get("hours"), found.get("moves")
    return (
        {str(name): float(told) for name, told in hours.items() if _fits(told)} if isinstance(hours, dict) else {},
        tuple(str(one) for one in moves) if isinstance(moves, list) else (),
    )


def _fits(told: object) -> bool:
    if isinstance(told, bool) or not isinstance(told, int | float):
        return False
    return math.isfinite(told) and 0 <= told <= HOURS_IN_A_WEEK
