"""`plan.toml`: the plan, with the two measurements it rests on at its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.base.toml import TomlFile
from coach.model.plan import Plan
from coach.storage.texts.codec import table_of, validated
from coach.storage.texts.items import Document
from coach.storage.texts.migrations import upgraded

_LAST = ("before", "expected")


def read_plan(file: TomlFile) -> Plan:
    """The plan in a file. Raises Failure `unreadable`, naming the line, or `newer`."""
    return validated(Plan, upgraded(file), file)


def write_plan(plan: Plan, document: Mapping[str, Any] | None = None) -> Document:
    """The document of a plan, over the one it was read from, measurements last: people read the moves first."""
    table = table_of(plan, document)
    return {"schema": plan.schema} | {k: v for k, v in table.items() if k not in _LAST} | {k: table[k] for k in _LAST}
