"""Between documents and the model's dataclasses: validation with words for people, and writing that keeps the rest.

What fits to the letter is taken as it is; what does not is given to pydantic, which is imported only then.
"""

from __future__ import annotations

import json
import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from coach.base.building import Misfit, built
from coach.base.failures import Failure, nearest
from coach.base.text import safe, unbroken
from coach.base.toml import TomlFile
from coach.storage.texts.items import Document, same

T = TypeVar("T")
Loc = tuple[str | int, ...]

_ADAPTERS: dict[Any, Any] = {}
_HINTS: dict[Any, dict[str, Any]] = {}
_PARTS: dict[type, list[tuple[str, Any, Callable[[], Any] | None]]] = {}

# Words that are shown in a line of their own or in a table: a line end written by hand in them would break it.
_ONE_LINE = frozenset({"text", "title", "employer", "industry", "seniority", "goal", "name", "tool"})
_KEPT_DEFAULTS = frozenset({"do", "schema"})  # written even where they say what no word would say


def validated(kind: type[T], document: Document, file: TomlFile) -> T:
    """`document` (of `file`, perhaps filled in) as a `kind`, its text made safe.

    Strict: `"3"` and `true` are no numbers, `1` is no truth; whole numbers do for hours, and dates may be text. Keys
    the kind does not know are passed over. Raises Failure `unreadable` naming line, what is wrong, and what may have
    been meant.
    """
    made_safe = _made_safe(document)
    try:
        return built(kind, made_safe, strict_keys=False)
    except Misfit:
        return _looked_into(kind, made_safe, file)


def _looked_into(kind: type[T], document: Document, file: TomlFile) -> T:
    from pydantic import ValidationError

    # as JSON, because only there strict validation takes lists for tuples and text for dates
    text = json.dumps(document, default=_as_text)
    try:
        return typing.cast(T, _adapter(kind).validate_json(text, strict=True))
    except ValidationError as error:
        raise _complaint(kind, typing.cast("list[dict[str, Any]]", error.errors(include_url=False)), file) from None


def wrong(file: TomlFile, loc: Loc, why: str) -> Failure:
    """A failure that names the line of `loc` in `file`."""
    return Failure("unreadable", place=file.place(*loc), why=why)


def unknown_keys(kind: type, document: Document, file: TomlFile) -> tuple[str, ...]:
    """Words for every key that a `kind` does not know, with its line and what may have been meant."""
    return tuple(_unknown(kind, document, file, ()))


def table_of(thing: Any, old: Mapping[str, Any] | None = None) -> Document:
    """A dataclass as a table, over the `old` one: keys the dataclass does not know stay, and so does the order.

    What is None is left out, and what is a default too unless the old table says it. Tables of a list are matched
    by their id. A number that says the same stays as it was written (`16` for 16.0).
    """
    was = old or {}
    values = {}
    parts = _parts(type(thing))
    for name, default, factory in parts:
        value = getattr(thing, name)
        if value is None:
            continue
        usual = factory() if factory is not None else default
        if value == usual and not _said(name, value, was):
            continue
        values[name] = _written(value, was.get(name))
    known = {name for name, _, _ in parts}
    table = {key: values.get(key, was[key]) for key in was if key in values or key not in known}
    return table | {key: value for key, value in values.items() if key not in table}


def _parts(kind: type) -> list[tuple[str, Any, Callable[[], Any] | None]]:
    """The fields of a dataclass: name, default (MISSING where there is none), and what makes it anew."""
    if kind not in _PARTS:
        _PARTS[kind] = [
            (each.name, each.default, each.default_factory if each.default_factory is not MISSING else None)
            for each in fields(kind)
        ]
    return _PARTS[kind]


def _said(name: str, default: Any, was: Mapping[str, Any]) -> bool:
    """Whether a default is to be written: the old table says the key, and not one of the things now gone."""
    if name in _KEPT_DEFAULTS:
        return True
    emptied = isinstance(default, (tuple, Mapping)) and bool(was.get(name))
    return name in was and not emptied


def _written(value: Any, old: Any) -> Any:
    if is_dataclass(value):
        return table_of(value, old if isinstance(old, dict) else None)
    if isinstance(value, Mapping):
        was = old if isinstance(old, dict) else {}
        order = [key for key in was if key in value] + [key for key in value if key not in was]
        return {key: _written(value[key], was.get(key)) for key in order}
    if isinstance(value, (list, tuple)):
        tables = [table for table in old if isinstance(table, dict)] if isinstance(old, list) else []
        by_id = {table["id"]: table for table in tables if isinstance(table.get("id"), str)}
        return [_written(each, by_id.get(getattr(each, "id", None))) for each in value]
    return old if isinstance(value, (int, float)) and same(old, value) else value


def _adapter(kind: Any) -> Any:
    if kind not in _ADAPTERS:
        from pydantic import TypeAdapter

        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _made_safe(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, dict):
        return {
            unbroken(safe(key)): unbroken(safe(inner))
            if key in _ONE_LINE and isinstance(inner, str)
            else _made_safe(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_made_safe(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # no figure here can be infinite or no number: let it be refused as text would be
    return value


def _as_text(value: object) -> str:
    assert isinstance(value, (date, datetime, time))
    return value.isoformat()


def _complaint(kind: type, errors: list[dict[str, Any]], file: TomlFile) -> Failure:
    # of a change only the complaints about the kind it says it is
    misnamed = [error for error in errors if error["loc"][-1] == "do"]
    others = tuple(error["loc"][:-1] for error in misnamed)
    meant = [error for error in errors if not any(error["loc"][: len(other)] == other for other in others)]
    meant = meant or misnamed[:1]
    places = list(dict.fromkeys(_plain_loc(error["loc"]) for error in meant))
    more = f" ({len(places) - 1} more in this file.)" if len(places) > 1 else ""
    loc = places[0][:-1] if meant[0]["type"] == "missing" else places[0]
    return wrong(file, loc, _words(kind, meant[0]) + more)


def _plain_loc(loc: Loc) -> Loc:
    """A place without the names of the kinds of change that were tried there."""
    from coach.model.changes import Change

    kinds = {change.__name__ for change in typing.get_args(Change)}
    return tuple(part for part in loc if part not in kinds)


_NEEDED = {
    "float": "must be a number",
    "int": "must be a whole number",
    "string": "must be text, in quotes",
    "bool": "must be true or false",
    "date": "must be a date like 2026-11-02",
    "datetime": "must be a date like 2026-11-02",
    "dataclass": "must be a table",
    "dict": "must be a table",
    "mapping": "must be a table",
    "tuple": "must be a list",
    "list": "must be a list",
}


def _words(kind: type, error: dict[str, Any]) -> str:
    names = [part for part in _plain_loc(error["loc"]) if isinstance(part, str)]
    name = names[-1] if names else "it"
    if error["type"] == "missing":
        return f"{name} is missing."
    if name == "do":
        return "there is no change of that name."
    shown = _shown(error["input"])
    if error["type"] == "literal_error":
        options = _options(kind, error["loc"])
        return f"{name} is {shown}; it can be {', '.join(options)}.{_meant(error['input'], options)}"
    needed = _NEEDED.get(error["type"].partition("_")[0], "cannot be read")
    return f"{name} {needed}, not {shown}."


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)[:40]
    if isinstance(value, str):
        return f"“{value[:40]}”"
    return "a table" if isinstance(value, dict) else "a list"


def _meant(word: Any, known: list[str]) -> str:
    close = nearest(word, known) if isinstance(word, str) else None
    return f" Did you mean “{close}”?" if close else ""


def _options(kind: type, loc: Loc) -> list[str]:
    """The values a choice has, found by walking the types along `loc`."""
    hint: Any = kind
    for part in loc:
        hint = _inside(hint, part)
    return [str(option) for option in typing.get_args(_bare(hint))]


def _inside(hint: Any, part: str | int) -> Any:
    """The type of what lies at `part` in something of type `hint`; None where that is nothing known."""
    hint = _bare(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _hints(hint).get(str(part))
    args = typing.get_args(hint)
    return args[-1] if typing.get_origin(hint) is not tuple and args else (args[0] if args else None)


def _hints(kind: Any) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]


def _bare(hint: Any) -> Any:
    """A type without its `| None`."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        return inner[0] if len(inner) == 1 else None
    return hint


def _unknown(kind: Any, value: Any, file: TomlFile, loc: Loc) -> typing.Iterator[str]:
    kind = _bare(kind)
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _unknown(_inside(kind, number), each, file, (*loc, number))
    if not isinstance(value, dict) or kind is None:
        return
    known = list(_hints(kind)) if is_dataclass(kind) else None
    for key, inner in value.items():
        here = (*loc, key)
        if known is not None and key not in known:
            yield f"{file.place(*here)}: “{safe(key)}” is not a key coach knows; it is kept.{_meant(key, known)}"
        else:
            yield from _unknown(_inside(kind, key), inner, file, here)
