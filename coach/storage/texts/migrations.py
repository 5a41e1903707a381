"""Files of earlier versions brought up to this one: dict to dict, before anything is validated.

Each released schema has a folder in `tests/storage/fixtures/`. To change a shape: raise `SCHEMA`, add the step from the
schema before to `STEPS`, add a fixture folder. The backup each save makes keeps the file as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coach.base.failures import Failure
from coach.base.toml import TomlFile

Step = Callable[[str, dict[str, Any]], dict[str, Any]]

SCHEMA = 1
STEPS: dict[int, Step] = {}  # schema → (name of the file, its document) → the document in the next schema


def schema_of(file: TomlFile) -> int:
    """The schema a file says it has; 1 where it says none. Raises Failure `unreadable` for what is no schema,
    `newer` for one this version does not know."""
    told = file.data.get("schema", 1)
    if not isinstance(told, int) or isinstance(told, bool) or told < 1:
        raise Failure("unreadable", place=file.place("schema"), why="schema must be a whole number from 1 up.")
    if told > SCHEMA:
        raise Failure("newer", place=file.place("schema"), schema=told, known=SCHEMA)
    return told


def upgraded(file: TomlFile) -> dict[str, Any]:
    """The document of `file` in this version's schema; its own document where it is that already."""
    document = file.data
    for schema in range(schema_of(file), SCHEMA):
        document = {**STEPS[schema](file.name, document), "schema": schema + 1}
    return document
