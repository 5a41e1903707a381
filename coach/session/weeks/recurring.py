"""When a calendar entry that comes again takes place: the rules of RFC 5545, as dateutil follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice

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
# What first started longer ago is a made-up day (1601, the year 1), and would be counted up from there day by day.
OLDEST = timedelta(days=50 * 366)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}  # days that a rule may choose from at a time


def occurrences(start: datetime, rule: str, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Every start from `begin` up to but not `end` of an entry that first starts at `start`.

    `rule` is the value of its RRULE, empty for an entry that comes once. Times are as they are written, without zones.
    What of a rule cannot be read is passed over; a rule that says nothing then is one of an entry that comes once, and
    so is one that began before anybody's working life.
    """
    parts = dict(part.strip().upper().split("=", 1) for part in rule.split(";") if "=" in part)
    parts = {name: value.removesuffix("Z").strip(",") for name, value in parts.items()}
    known = {name: value for name, value in parts.items() if name in _PARTS and re.fullmatch(_PARTS[name], value)}
    comes_again = "FREQ" in known and start > begin - OLDEST
    for when in _followed(start, known, end) if comes_again else [start]:
        if when >= end:
            return
        if when >= begin:
            yield when


def _followed(start: datetime, parts: dict[str, str], end: datetime) -> Iterator[datetime]:
    """The starts of a rule up to `end`; of one that contradicts itself, or that dateutil cannot follow, the first."""
    last = f"{end:%Y%m%dT%H%M%S}"
    until = min(f"{parts.get('UNTIL', last)}T235959"[:15], last)
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    said = {name: value for name, value in parts.items() if name != "COUNT"} | {"UNTIL": until}
    found = False
    # a count that is never reached would be looked for up to the year 9999: the end is told, the count kept here
    with suppress(ValueError, OverflowError, IndexError):
        if not _never(parts):
            for when in islice(rrulestr(";".join(map("=".join, said.items())), dtstart=start), count):
                found = True
                yield when
            return
    if not found:
        yield start


def _never(parts: dict[str, str]) -> bool:
    """Whether no day can be meant, such as 30 February or the second of one: dateutil would look for it for seconds."""
    months = [int(one) for one in parts.get("BYMONTH", "").split(",") if one] or range(1, 13)
    days = [abs(int(one)) for one in parts.get("BYMONTHDAY", "").split(",") if one]
    places = [abs(int(one)) for one in parts.get("BYSETPOS", "").split(",") if one]
    longest = max((_LENGTHS[month - 1] for month in months if 1 <= month <= 12), default=0)
    no_day = not longest or (bool(days) and not any(1 <= day <= longest for day in days))
    return no_day or (bool(places) and not any(1 <= place <= _MOST[parts["FREQ"]] for place in places))
