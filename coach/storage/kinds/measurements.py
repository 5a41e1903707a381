"""`measurements/2026.toml`: the measurements kept in one year, each with the week it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coach.base.toml import TomlFile
from coach.model.checkin import Snapshot
from coach.storage.texts.codec import table_of, validated, wrong
from coach.storage.texts.dated import dated
from coach.storage.texts.items import Document
from coach.storage.texts.migrations import SCHEMA, upgraded

_LISTS = ("measurements",)


@dataclass(frozen=True, slots=True)
class _Year:
    measurements: tuple[Snapshot, ...] = ()
    schema: int = SCHEMA


def read_snapshots(file: TomlFile) -> tuple[Snapshot, ...]:
    """The measurements in a file, in its order. Raises Failure `unreadable`, naming the line, or `newer`."""
    year = validated(_Year, dated(upgraded(file), _LISTS), file)
    for number, one in enumerate(year.measurements):
        for name in ("exposure", "displaceable", "augmentable", "human", "position"):
            figure = getattr(one.figures, name)
            if not 0.0 <= figure.low <= figure.high <= 1.0:
                place = ("measurements", number, "figures", name)
                raise wrong(file, place, f"{name} must run from a low to a high between 0 and 1.")
    return year.measurements


def write_snapshots(snapshots: Iterable[Snapshot], document: Mapping[str, Any] | None = None) -> Document:
    """The document of a year's measurements, over the one they were read from: what coach does not know stays."""
    table = table_of(_Year(tuple(snapshots)), dated(dict(document or {}), _LISTS))
    return {"schema": table.pop("schema"), **table}
