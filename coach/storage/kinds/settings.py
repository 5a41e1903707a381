"""`settings.toml`: how coach looks and behaves. One wrong line costs that one setting, never the start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from coach.base.failures import nearest
from coach.base.text import one_line
from coach.base.toml import TomlFile
from coach.model.settings import BY_NAME, Settings, Value
from coach.storage.texts.items import Document
from coach.storage.texts.migrations import SCHEMA, upgraded

KEYS = "keys"
_LONGEST = 60
_TYPES = {bool: "true or false", int: "a whole number", str: "text, in quotes"}


def read_settings(file: TomlFile) -> tuple[Settings, tuple[str, ...]]:
    """The settings in a file, and words for every line that was passed over, with its place.

    Raises Failure `newer` for a file of a newer version; never for a wrong value, which leaves the default.
    """
    document = upgraded(file)
    taken, doubts = checked(document)
    notes = tuple(f"{file.place(*path)}: {why}" for path, why in doubts)
    return taken, notes


def checked(document: Mapping[str, Any]) -> tuple[Settings, list[tuple[tuple[str, ...], str]]]:
    """The settings a document says, and what in it was passed over: the path of the key, and why."""
    taken: dict[str, Any] = {}
    doubts: list[tuple[tuple[str, ...], str]] = []
    for name, value in document.items():
        setting = BY_NAME.get(name)
        if setting is not None and setting.takes(value):
            taken[name] = value
        elif setting is not None:
            default = setting.words(getattr(Settings(), name))
            doubts.append(((name,), f"{name} {_wanted(name)}; until then it is “{default}”."))
        elif name == KEYS and isinstance(value, dict):
            taken[KEYS] = MappingProxyType(dict(_keys(value, doubts)))
        elif name not in ("schema", KEYS):
            near = nearest(str(name), list(BY_NAME))
            hint = f" Did you mean “{near}”?" if near else ""
            doubts.append(((name,), f"“{one_line(str(name), _LONGEST)}” is no setting coach knows; it is kept.{hint}"))
        elif name == KEYS:
            doubts.append(((KEYS,), "keys must be a table of action ids and keys."))
    return Settings(**taken), doubts


def write_settings(
    values: Mapping[str, Value | Mapping[str, str]], document: Mapping[str, Any] | None = None
) -> Document:
    """The document with `values` in it, over the one that was read: everything else stays as it is.

    A default that the file never said is not written. `keys` are the whole key map: what is not in it goes.
    """
    table: Document = dict(document or {})
    if not table:
        table["schema"] = SCHEMA
    usual = Settings()
    for name, value in values.items():
        if isinstance(value, Mapping):
            table.pop(KEYS, None)
            if value:
                table[KEYS] = _by_scope(value)
        elif name in table or value != getattr(usual, name):
            table[name] = value
    return table


def _wanted(name: str) -> str:
    setting = BY_NAME[name]
    kind = type(setting.choices[0][0])
    if kind is bool:
        return f"must be {_TYPES[kind]}"
    if name == "checkin_time":
        return "must be a time like 16:00, in quotes"
    if name == "theme":
        return "must be a theme's name, in quotes"
    known = [str(choice) for choice, _words in setting.choices]
    listed = f"{known[0]} to {known[-1]}" if kind is int else ", ".join(known)
    return f"must be {_TYPES[kind]}: {listed}"


def _keys(table: Mapping[str, Any], doubts: list[tuple[tuple[str, ...], str]]) -> Iterator[tuple[str, str]]:
    """Action ids with their keys, from `[keys.home]` tables or from `"home.log" = "L"`."""
    for scope, inner in table.items():
        pairs = inner.items() if isinstance(inner, dict) else [("", inner)]
        for name, keys in pairs:
            action = f"{scope}.{name}" if name else str(scope)
            if isinstance(keys, str) and keys.strip():
                yield one_line(action, _LONGEST), one_line(keys, _LONGEST)
            else:
                path = (KEYS, str(scope), str(name)) if name else (KEYS, str(scope))
                doubts.append((path, f"the key of “{one_line(action, _LONGEST)}” must be text, in quotes."))


def _by_scope(keys: Mapping[str, str]) -> Document:
    scopes: dict[str, dict[str, str]] = {}
    for action, told in keys.items():
        scope, _, name = action.partition(".")
        scopes.setdefault(scope, {})[name or scope] = told
    return dict(scopes)
