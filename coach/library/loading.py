"""Reading one kind of content: parse, validate, and say of every fault which file, which line, what and what else.

Items that fit their noun of `coach.model.shelf` to the letter are taken as they are. What does not is given to
pydantic, which says what is wrong; it is imported only then.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from coach.base.building import Misfit, built
from coach.base.failures import Failure, nearest
from coach.base.packed import shipped_files
from coach.base.text import safe
from coach.base.toml import TomlFile, read_shipped_toml
from coach.library.kinds import Kind


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a content file: `place` is `file:line`, `what` is wrong, `hint` what to try (may be empty)."""

    place: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" + (f" {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The items of one kind by id, the place each was read from, and what was wrong with the others."""

    items: dict[str, Any]
    places: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


def load_kind(kind: Kind, folders: list[tuple[str, Path]]) -> Shelf:
    """Load one kind from `folders` (label, folder), later ones over earlier ones item by item.

    A faulty item is left out and named in `problems`; nothing is raised for it. The same id twice in one folder is a
    problem, in a later folder it replaces the earlier item whole.
    """
    shelf = Shelf({}, {})
    for label, folder in folders:
        here: set[str] = set()
        for path in shipped_files(folder, kind.files):
            name = f"{label}/{path.relative_to(folder).as_posix()}"
            try:
                file = read_shipped_toml(path, name=name)
            except Failure as failure:
                place = str(failure.facts.get("place", name))
                shelf.problems.append(Problem(place, str(failure.facts.get("why", failure.what))))
                continue
            _take(kind, file, shelf, here)
    return shelf


def _take(kind: Kind, file: TomlFile, shelf: Shelf, here: set[str]) -> None:
    for key in file.data:
        if key not in (kind.table, "schema"):
            hint = f"Did you mean [[{kind.table}]]?"
            shelf.problems.append(Problem(file.place(key), f"“{safe(key)}” is not a table of this file.", hint))
    rows = file.data.get(kind.table, [])
    if not isinstance(rows, list):
        shelf.problems.append(Problem(file.place(kind.table), f"“{kind.table}” has to be written [[{kind.table}]]."))
        return
    for number, (row, place) in enumerate(zip(rows, file.places(kind.table, len(rows)), strict=True)):
        item, faults = _check(kind, row)
        shelf.problems.extend(Problem(file.place(kind.table, number, *path), what, hint) for path, what, hint in faults)
        if item is None:
            continue
        name = getattr(item, kind.key)
        if name in here:
            shelf.problems.append(Problem(place, f"there is already a {kind.table} entry called “{name}”."))
            continue
        here.add(name)
        shelf.items[name] = item
        shelf.places[name] = place


Fault = tuple[tuple[str | int, ...], str, str]


def _check(kind: Kind, row: object) -> tuple[Any | None, list[Fault]]:
    """The row as its noun, or None and what is wrong with it: (path inside the row, what, hint)."""
    try:
        return built(kind.noun, row, strict_keys=True), []
    except Misfit:
        return _looked_into(kind, row)


def _looked_into(kind: Kind, row: object) -> tuple[Any | None, list[Fault]]:
    from pydantic import ValidationError

    try:
        return _adapter(kind.noun).validate_python(row), []
    except ValidationError as error:
        faults = [_fault(kind, fault["loc"], fault["type"], fault["msg"]) for fault in error.errors()]
        # A misspelt field is also a missing one; what was written says more than what was not.
        return None, sorted(faults, key=lambda fault: fault[1].endswith("is missing."))


def _fault(kind: Kind, loc: tuple[str | int, ...], fault: str, message: str) -> Fault:
    last = safe(str(loc[-1])) if loc else kind.table
    if fault in ("missing", "missing_keyword_only_argument"):
        return loc, f"“{last}” is missing.", ""
    if fault in ("unexpected_keyword_argument", "extra_forbidden"):
        known = [one.name for one in fields(kind.noun)] if len(loc) == 1 else []
        close = nearest(last, known)
        return loc, f"“{last}” is not a field here.", f"Did you mean “{close}”?" if close else ""
    return loc, f"“{last}”: {message[0].lower()}{message[1:]}.", ""


_ADAPTERS: dict[str, Any] = {}


def _adapter(noun: type[Any]) -> Any:
    """The adapter of a noun, made once. Unknown keys are faults here: in content they are always slips."""
    from pydantic import TypeAdapter

    if noun.__name__ not in _ADAPTERS:
        for one in _nouns(noun):
            one.__pydantic_config__ = {"extra": "forbid"}
        _ADAPTERS[noun.__name__] = TypeAdapter(noun)
    return _ADAPTERS[noun.__name__]


def _nouns(noun: type[Any]) -> list[type[Any]]:
    """The dataclass and every dataclass its fields are made of."""
    from dataclasses import is_dataclass
    from typing import get_args, get_type_hints

    found, queue = [noun], [noun]
    while queue:
        for hint in get_type_hints(queue.pop()).values():
            stack = [hint]
            while stack:
                one = stack.pop()
                stack.extend(get_args(one))
                if isinstance(one, type) and is_dataclass(one) and one not in found:
                    found.append(one)
                    queue.append(one)
    return found
