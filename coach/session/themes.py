"""Colours of a person's own: `themes/NAME.toml` in the career folder, read so that a bad file stops nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.base.failures import Failure
from coach.base.text import one_line
from coach.base.toml import TomlFile, read_toml
from coach.model.settings import BY_NAME
from coach.session.opening import Session

FOLDER = "themes"
_MOST = 50  # files looked at


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """A theme's name, what its file says, and the file for naming places."""

    name: str
    said: Mapping[str, object]
    file: TomlFile

    def at(self, key: str) -> str:
        """`themes/NAME.toml:line` of a key."""
        return self.file.place(key)


def own_themes(session: Session) -> tuple[tuple[OwnTheme, ...], tuple[str, ...]]:
    """The themes in the career folder, by name, and words for every file that could not be read. Never raises."""
    if session.folder is None:
        return (), ()
    found: list[OwnTheme] = []
    notes: list[str] = []
    try:
        paths = sorted((session.folder.path / FOLDER).glob("*.toml"))[:_MOST]
    except OSError:
        return (), ()
    for path in paths:
        called = f"{FOLDER}/{one_line(path.name, 60)}"
        if not BY_NAME["theme"].takes(path.stem):
            notes.append(f"{called}: a theme's name is letters, figures and dashes; it is passed over.")
            continue
        try:
            file = read_toml(path, name=called)
        except Failure as failure:
            notes.append(f"{failure.what} It is passed over.")
            continue
        found.append(OwnTheme(path.stem, file.data, file))
    return tuple(found), tuple(notes)
