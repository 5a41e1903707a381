"""`checkins/2026.toml`: the check-ins and the drills of one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coach.base.toml import TomlFile
from coach.model.checkin import SUREST, CheckIn, Drill
from coach.model.profile import HOURS_IN_A_WEEK
from coach.storage.texts.codec import table_of, validated, wrong
from coach.storage.texts.dated import dated
from coach.storage.texts.items import Document
from coach.storage.texts.migrations import SCHEMA, upgraded

LONGEST_RUNWAY = 600.0  # months
_LISTS = ("checkins", "drills")


@dataclass(frozen=True, slots=True)
class Year:
    """The check-ins and the drills of a year, in the file's order."""

    checkins: tuple[CheckIn, ...] = ()
    drills: tuple[Drill, ...] = ()
    schema: int = SCHEMA


def read_checkins(file: TomlFile) -> Year:
    """What a file holds; only the day of each must be there, and names it where it has no id.

    Raises Failure `unreadable`, naming the line, or `newer`.
    """
    year = validated(Year, dated(upgraded(file), _LISTS), file)
    for number, one in enumerate(year.checkins):
        if one.hours is not None and not 0.0 <= one.hours <= HOURS_IN_A_WEEK:
            why = f"hours must be from 0 to {HOURS_IN_A_WEEK:g}, not {one.hours:g}."
            raise wrong(file, ("checkins", number, "hours"), why)
        if one.confidence is not None and not 0 <= one.confidence <= SUREST:
            why = f"confidence is from 0 to {SUREST}, not {one.confidence}."
            raise wrong(file, ("checkins", number, "confidence"), why)
    for number, drill in enumerate(year.drills):
        months = drill.runway_months
        if months is not None and not 0.0 <= months <= LONGEST_RUNWAY:
            why = f"runway_months must be from 0 to {LONGEST_RUNWAY:g}, not {months:g}."
            raise wrong(file, ("drills", number, "runway_months"), why)
    return year


def write_checkins(
    checkins: Iterable[CheckIn], drills: Iterable[Drill], document: Mapping[str, Any] | None = None
) -> Document:
    """The document of a year, over the one it was read from: what coach does not know stays."""
    table = table_of(Year(tuple(checkins), tuple(drills)), dated(dict(document or {}), _LISTS))
    return {"schema": table.pop("schema"), **table}
