"""What an action is: one thing a person can do, with its keys and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Hand = Literal["field", "list", "any"]
EVERYWHERE = "everywhere"
# as a person writes and reads a key, and as Textual calls it
FACES = {
    "?": "question_mark",
    "+": "plus",
    ",": "comma",
    ".": "full_stop",
    "/": "slash",
    "-": "minus",
    ":": "colon",
    ";": "semicolon",
    "!": "exclamation_mark",
    "esc": "escape",
    "del": "delete",
}
_NAMES = {name: face for face, name in FACES.items()}
_own: dict[str, str] = {}  # the keys a person chose, by action id: one app, one person, one key map


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. `shown` orders it in the footer (low first; 0: not there); `hand` says while what
    is in hand the footer shows it. Without `keys` it is found by its name only; `also` are other words it is
    found by."""

    id: str
    scope: str
    keys: str
    name: str
    about: str
    call: str = ""
    shown: int = 0
    hand: Hand = "list"
    face: str = ""
    also: str = ""

    @property
    def key(self) -> str:
        """The key as the footer and the help print it: the person's own where they chose one."""
        chosen = _own.get(self.id)
        return self.usual_key if chosen is None else face(chosen.split(",")[0])

    @property
    def usual_key(self) -> str:
        """The key it has where the person chose none."""
        return self.face or face(self.keys.split(",")[0])


def face(key: str) -> str:
    """A key as people read it: `?` for `question_mark`, `esc` for `escape`."""
    return _NAMES.get(key, key)


def named(key: str) -> str:
    """A key as Textual calls it, from how a person wrote it."""
    return FACES.get(key, key)


def use_keys(keys: Mapping[str, str]) -> None:
    """Have these keys shown from now on, by action id; all others are the usual ones."""
    _own.clear()
    _own.update(keys)
