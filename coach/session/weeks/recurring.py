"""When a calendar entry that comes again takes place: the rules of RFC 5545, as dateutil follows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from dateutil.rrule import rrulestr

# What a rule of a person's calendar is made of, each with what it may say; the rest of a rule is passed over.
_PARTS = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"0*[1-9]\d{0,3}",
    "COUNT": r"\d{1,5}",
    "UNTIL": r"\d{8}(T\d{6})?",
    "BYDAY": r"([+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU),?)+",
    "BYMONTHDAY": r"(-?\d{1,2},?)+",
    "BYMONTH": r"(\d{1,2},?)+",
    "BYSETPOS": r"(-?\d{1,3},?)+",
    "WKST": r"MO|TU|WE|TH|FR|SA|SU",
}


def occurrences(start: datetime, rule: str, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Every start from `begin` up to but not `end` of an entry that first starts at `start`.

    `rule` is the value of its RRULE, empty for an entry that comes once. Times are as they are written, without zones.
    What of a rule cannot be read is passed over; a rule that says nothing then is one of an entry that comes once.
    """
    parts = dict(part.strip().upper().split("=", 1) for part in rule.split(";") if "=" in part)
    parts = {name: value.removesuffix("Z").strip(",") for name, value in parts.items()}
    known = {name: value for name, value in parts.items() if name in _PARTS and re.fullmatch(_PARTS[name], value)}
    for when in _followed(start, known, end) if "FREQ" in known else [start]:
        if when >= end:
            return
        if when >= begin:
            yield when


def _followed(start: datetime, parts: dict[str, str], end: datetime) -> Iterable[datetime]:
    """The starts of a rule; of one that contradicts itself the first alone."""
    if len(parts.get("UNTIL", "")) == 8:
        parts = {**parts, "UNTIL": f"{parts['UNTIL']}T235959"}
    elif "UNTIL" not in parts and "COUNT" not in parts:
        parts = {**parts, "UNTIL": f"{end:%Y%m%dT%H%M%S}"}
    try:
        rule: Iterable[datetime] = rrulestr(";".join(map("=".join, parts.items())), dtstart=start)
    except (ValueError, OverflowError):
        return [start]
    return rule
