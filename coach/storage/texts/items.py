"""Documents as items: what changed between two, putting changes into a third, and taking them back.

A document is the dict of one TOML file. Its items are, by name,

- `worker/title`, `answers/P1`: each key of a top-level table;
- `tasks/answer-tickets`: each table of a list whose tables have ids; their order is `tasks/#order`;
- `schema`, `before`: everything else at the top, and the tables in `WHOLE`, which only make sense in one piece.

`/` and `~` inside a name are written `~1` and `~0`. Two people may change two items at once; the same item only once.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Document = dict[str, Any]

WHOLE = frozenset({"before", "expected"})
ORDER = "#order"
_ID = re.compile("[a-z0-9-]+")
# lists whose tables get an id from their words where a hand left it out
IDENTIFIED = {
    "tasks": "text",
    "workflows": "title",
    "assets": "title",
    "jobs": "title",
    "entries": "text",
    "away": "why",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One item changed from `before` to `after`; None is “not there”.

    `follows` is set for tables of a list only: the id it comes after where it is there ("" for the first).
    """

    item: str
    before: Any
    after: Any
    follows: str | None = None

    def makes_sense(self) -> bool:
        """Whether it could have come from `diff`: for edits read from a file that anybody may have written to."""
        inner = _split(self.item)[1]
        if self.follows is None:
            return True
        if not isinstance(self.follows, str) or inner is None:
            return False
        if inner == ORDER:
            return all(isinstance(side, list) and all(isinstance(name, str) for name in side) for side in self._sides())
        return all(side is None or (isinstance(side, dict) and side.get("id") == inner) for side in self._sides())

    def _sides(self) -> tuple[Any, Any]:
        return self.before, self.after


class Clash(Exception):
    """The item an edit is about was changed by somebody else. Its only argument is the item's name."""


def same(one: Any, other: Any) -> bool:
    """Whether two TOML values say the same. `16` and `16.0` do; `1` and `true`, a date and its midnight do not."""
    if one is other:
        return True
    if isinstance(one, dict):
        return isinstance(other, dict) and one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return False
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return one == other or (one != one and other != other)
    if type(one) is not type(other) or one != other:
        return False
    return isinstance(one, str) or str(one) == str(other)  # the same instant in two time zones is not the same text


def copied(value: Any) -> Any:
    """A deep copy of a TOML value."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [copied(inner) for inner in value]
    return value


def cleaned(value: Any) -> Any:
    """A TOML value from anything like one: keys that are None dropped, tuples as lists, lone surrogates dropped.

    TOML has no null, and no UTF-8 file can hold a lone surrogate. CRLF and all other text stays as it is.
    """
    if isinstance(value, str):
        return value if value.isascii() else value.encode(errors="ignore").decode()
    if isinstance(value, (float, int)):  # most often; the next question takes longest
        return value
    if isinstance(value, (dict, Mapping)):
        return {cleaned(str(key)): cleaned(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, (list, tuple)):
        return [cleaned(inner) for inner in value if inner is not None]
    return value


def with_ids(document: Document) -> Document:
    """The document with an id in every table that needs one: a slug of its words, -2 behind it if repeated.

    Always gives the same ids for the same document. Ids that are no `[a-z0-9-]+` are made so; a repeated id is the
    second one's to change.
    """
    from coach.base.text import fresh_id, slug

    changed = dict(document)
    for key, words in IDENTIFIED.items():
        tables = document.get(key)
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            continue
        ids = [table.get("id") for table in tables]
        if all(map(_is_id, ids)) and len(set(ids)) == len(ids):
            continue
        taken = {name for name in ids if _is_id(name)}
        seen: set[str] = set()
        fixed = []
        for table, name in zip(tables, ids, strict=True):
            if not _is_id(name) or name in seen:
                source = table.get(words) if name is None else name
                name = fresh_id(slug(source if isinstance(source, str) else str(name or "")), taken | seen)
                table = {"id": name, **{k: v for k, v in table.items() if k != "id"}}
            seen.add(name)
            fixed.append(table)
        changed[key] = fixed
    return changed


def diff(old: Document, new: Document) -> list[Edit]:
    """The edits that make `new` of `old`: removals first, then the rest in the order of `new`, then orders.

    `apply(old, diff(old, new))` says the same as `new`; `inverse` takes it back.
    """
    turned = {key for key in old.keys() & new.keys() if _shape(key, old[key]) != _shape(key, new[key])}
    had = {item: (value, follows) for item, value, follows in _items(old, turned)}
    has = set()
    put = []
    for item, value, follows in _items(new, turned):
        has.add(item)
        before = had[item][0] if item in had else None
        if item not in had or not same(before, value):
            put.append(Edit(item, before, value, follows))
    edits = [Edit(item, value, None, follows) for item, (value, follows) in had.items() if item not in has] + put
    for key in new:
        wanted, before_ids = _ids(new[key]), _ids(old.get(key))
        if wanted and before_ids and key not in WHOLE | turned:
            both = set(wanted) & set(before_ids)
            if [name for name in wanted if name in both] != [name for name in before_ids if name in both]:
                edits.append(Edit(_name(key, ORDER), before_ids, wanted, ""))
    return edits


def inverse(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that take `edits` back. An empty table goes in last, when nothing is left to fill it."""
    turned = [replace(edit, before=edit.after, after=edit.before) for edit in edits]
    return sorted(turned, key=lambda edit: "/" not in edit.item)


def apply(document: Document, edits: Iterable[Edit]) -> Document:
    """A new document with `edits` in it; what they do not touch is shared with the old one, which stays as it was.

    An edit whose outcome is already there is passed over. Raises Clash where an item is neither as it was before the
    edit nor as it is after it.
    """
    return apply_counting(document, edits)[0]


def apply_counting(document: Document, edits: Iterable[Edit]) -> tuple[Document, list[Edit]]:
    """Like `apply`, and which of the edits were still to be made."""
    applying = _Applying(dict(document))
    made = [edit for edit in edits if applying.one(edit)]
    return applying.finished(), made


class _Applying:
    """A document while edits go into it. Lists and tables are copied when touched, and keep their place in the file
    while they are empty for a moment."""

    def __init__(self, result: Document) -> None:
        self.result = result
        self.emptied: set[str] = set()

    def finished(self) -> Document:
        for key in self.emptied:
            del self.result[key]
        return self.result

    def one(self, edit: Edit) -> bool:
        """Make one edit; False if it was already made."""
        key, inner = _split(edit.item)
        held = None if key in self.emptied else self.result.get(key)
        if inner is None:
            return self._whole(key, held, edit)
        listed = edit.follows is not None
        if held is not None and not isinstance(held, list if listed else dict):
            raise Clash(edit.item)
        if listed and held and _ids(held) is None:
            raise Clash(edit.item)
        if listed and inner == ORDER:
            return self._order(key, list(held or []), edit)
        now = _inner(held, inner, listed)
        if same(now, edit.after):
            return False
        if not same(now, edit.before):
            raise Clash(edit.item)
        if listed:
            self.result[key] = list(held or [])
            _set_table(self.result[key], inner, edit.after, edit.follows or "")
        else:
            self.result[key] = dict(held or {})
            _set_key(self.result[key], inner, edit.after)
        if self.result[key]:
            self.emptied.discard(key)
        else:
            self.emptied.add(key)
        return True

    def _whole(self, key: str, held: Any, edit: Edit) -> bool:
        if same(held, edit.after):
            return False
        if held and all(side is None or (not side and type(side) is type(held)) for side in (edit.before, edit.after)):
            return False  # about an empty table or list that somebody has filled meanwhile
        if not same(held, edit.before):
            raise Clash(edit.item)
        self.emptied.discard(key)
        _set_key(self.result, key, edit.after)
        return True

    def _order(self, key: str, held: list[Any], edit: Edit) -> bool:
        now = [table["id"] for table in held]
        after = [name for name in edit.after if name in now]
        both = set(edit.before) & set(after)
        common = [name for name in now if name in both]
        if common == [name for name in after if name in both]:
            return False
        if common != [name for name in edit.before if name in both]:
            raise Clash(edit.item)
        order = list(after)
        for place, name in enumerate(now):
            if name not in order:
                order.insert(order.index(now[place - 1]) + 1 if place else 0, name)
        tables = {table["id"]: table for table in held}
        self.result[key] = [tables[name] for name in order]
        return True


def _inner(held: Any, inner: str, listed: bool) -> Any:
    if not held:
        return None
    if not listed:
        return held.get(inner)
    return next((table for table in held if table["id"] == inner), None)


def _set_key(table: Document, key: str, value: Any) -> None:
    if value is None:
        del table[key]
    else:
        table[key] = value


def _set_table(tables: list[Any], name: str, value: Any, follows: str) -> None:
    ids = [table["id"] for table in tables]
    if name in ids:
        if value is None:
            del tables[ids.index(name)]
        else:
            tables[ids.index(name)] = value
    elif not follows:
        tables.insert(0, value)
    else:
        tables.insert(ids.index(follows) + 1 if follows in ids else len(tables), value)


def _items(document: Document, turned: Container[str]) -> Iterator[tuple[str, Any, str | None]]:
    """Every item with its value and, for tables of a list, the id before it. What `turned` from one shape into
    another is one item."""
    for key, value in document.items():
        shape = None if key in turned or not value else _shape(key, value)
        if shape is None:
            yield _name(key), value, None
        elif shape is list:
            follows = ""
            for table in value:
                yield _name(key, table["id"]), table, follows
                follows = table["id"]
        else:
            for inner, held in value.items():
                yield _name(key, inner), held, None


def _shape(key: str, value: Any) -> type | None:
    """Whether a value at the top falls into items as a table (dict) or as a list of tables (list); None: neither."""
    if key in WHOLE:
        return None
    if isinstance(value, dict):
        return dict
    return list if value == [] or _ids(value) else None


def _ids(value: Any) -> list[str] | None:
    """The ids of a list of tables that all have one of their own; None for anything else."""
    if not isinstance(value, list) or not value:
        return None
    ids = [table.get("id") if isinstance(table, dict) else None for table in value]
    if all(isinstance(name, str) and name and name != ORDER for name in ids) and len(set(ids)) == len(ids):
        return [str(name) for name in ids]
    return None


def _is_id(name: Any) -> bool:
    return isinstance(name, str) and _ID.fullmatch(name) is not None


def _name(*parts: str) -> str:
    return "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)


def _split(item: str) -> tuple[str, str | None]:
    key, slash, inner = item.partition("/")
    return _unescaped(key), _unescaped(inner) if slash else None


def _unescaped(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")
