"""Tables that go by their day: a check-in or a measurement somebody wrote by hand needs no id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coach.base.text import fresh_id, slug
from coach.storage.texts.items import Document


def dated(document: Document, lists: Iterable[str]) -> Document:
    """The document with an id in every table of these `lists` that has none: its day, -2 behind it if repeated."""
    changed = dict(document)
    for key in lists:
        tables = document.get(key)
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            continue
        taken: set[str] = {str(table["id"]) for table in tables if "id" in table}
        filled = []
        for table in tables:
            if "id" not in table:
                told = table.get("date")
                day = told.isoformat()[:10] if isinstance(told, date) else slug(str(told or key))
                table = {"id": fresh_id(day, taken), **table}
                taken.add(table["id"])
            filled.append(table)
        changed[key] = filled
    return changed
