"""How coach looks and behaves: read so that a bad file never stops anything, changed through the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.base.failures import Failure, nearest, usage
from coach.base.text import one_line
from coach.model.settings import BY_NAME, Settings, Value
from coach.session.opening import Session
from coach.storage.kinds.settings import KEYS, read_settings, write_settings

FILE = "settings.toml"


@dataclass(frozen=True, slots=True)
class Read:
    """The settings in force, and words for what could not be taken from the file, each with file and line. `where` is
    file and line of each key of one's own, by action id."""

    settings: Settings
    notes: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)


def settings(session: Session) -> Settings:
    """The settings in force; the defaults where the file says none, or cannot be read."""
    return read(session).settings


def read(session: Session) -> Read:
    """The settings in force, with words about what in the file could not be taken. Never raises."""
    if session.folder is None:
        return Read(Settings())
    try:
        file = session.folder.read(FILE)
        if file is None:
            return Read(Settings())
        found, notes = read_settings(file)
    except Failure as failure:
        return Read(Settings(), (f"{failure.what} The usual settings hold until then.",))
    return Read(found, notes, {action: file.place(KEYS, *action.split(".", 1)) for action in found.keys})


def change(session: Session, **values: Value) -> Settings:
    """Change settings by name and save them; gives all of them as they are now.

    Raises a usage Failure for a name or a value there is not, or the Failures of a save.
    """
    for name, value in values.items():
        setting = BY_NAME.get(name)
        if setting is None:
            near = nearest(name, list(BY_NAME))
            raise usage(f"There is no setting “{one_line(name, 40)}”.", f"Did you mean {near}?" if near else "")
        if not setting.takes(value):
            known = ", ".join(str(choice) for choice, _words in setting.choices)
            raise usage(f"{name} cannot be “{one_line(str(value), 40)}”.", f"It can be: {known}.")
    words = "; ".join(f"{BY_NAME[name].label.lower()}: {BY_NAME[name].words(value)}" for name, value in values.items())
    return _saved(session, f"settings, {words}", values)


def change_keys(session: Session, keys: Mapping[str, str]) -> Settings:
    """Make `keys` (action id → keys) the whole key map of one's own and save it."""
    return _saved(session, "settings, keys", {KEYS: dict(keys)})


def _saved(session: Session, what: str, values: Mapping[str, Value | Mapping[str, str]]) -> Settings:
    if session.folder is not None:
        document = session.document(FILE)
        session.save(what, {FILE: write_settings(values, document)})
    return settings(session)
