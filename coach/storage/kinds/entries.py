"""`ledger/2026.toml`: the results of one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coach.base.toml import TomlFile
from coach.model.ledger import Entry
from coach.storage.texts.codec import table_of, validated, wrong
from coach.storage.texts.items import Document, with_ids
from coach.storage.texts.migrations import SCHEMA, upgraded


@dataclass(frozen=True, slots=True)
class _Year:
    entries: tuple[Entry, ...] = ()
    schema: int = SCHEMA


def read_entries(file: TomlFile) -> tuple[Entry, ...]:
    """The entries in a file, in its order; only their text and date must be there.

    Raises Failure `unreadable`, naming the line, or `newer`.
    """
    year = validated(_Year, with_ids(upgraded(file)), file)
    for number, entry in enumerate(year.entries):
        if not entry.text.strip():
            raise wrong(file, ("entries", number, "text"), "text is empty.")
    return year.entries


def write_entries(entries: Iterable[Entry], document: Mapping[str, Any] | None = None) -> Document:
    """The document of a year's entries, over the one they were read from: what coach does not know stays."""
    table = table_of(_Year(tuple(entries)), with_ids(dict(document or {})))
    return with_ids({"schema": table.pop("schema"), **table})


def with_entry(entry: Entry, document: Mapping[str, Any] | None = None) -> Document:
    """The document of a year with one entry more, or in the place of the one of its id; the others as they stand."""
    year = with_ids({"schema": SCHEMA, **(document or {})})
    tables = year.get("entries", [])
    old = next((table for table in tables if table["id"] == entry.id), None)
    new = table_of(entry, old)
    rest = [new if table is old else table for table in tables]
    return {**year, "entries": rest if old is not None else [*rest, new]}
