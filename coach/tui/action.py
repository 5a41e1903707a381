"""What an action is: one thing a person can do, with its keys and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Hand = Literal["field", "list", "any"]
EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. `shown` orders it in the footer (low first; 0: not there); `hand` says while what
    is in hand the footer shows it."""

    id: str
    scope: str
    keys: str
    name: str
    about: str
    call: str = ""
    shown: int = 0
    hand: Hand = "list"
    face: str = ""

    @property
    def key(self) -> str:
        """The key as the footer and the help print it."""
        return self.face or _face(self.keys.split(",")[0])


def _face(key: str) -> str:
    return {"escape": "esc", "question_mark": "?", "plus": "+", "delete": "del", "space": "space"}.get(key, key)
