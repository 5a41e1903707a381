"""When a calendar entry that comes again takes place: the rules of RFC 5545 that calendars of people use."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_STEPS = 20_000  # a rule is followed no further; two centuries of weeks


def occurrences(start: datetime, rule: str, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Every start from `begin` up to but not `end` of an entry that first starts at `start`.

    `rule` is the value of its RRULE, empty for an entry that comes once: FREQ (daily, weekly, monthly, yearly) with
    INTERVAL, COUNT, UNTIL, BYDAY (also `2TU`, `-1FR` by the month) and BYMONTHDAY. What it does not know is ignored.
    """
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if "=" in part)
    every = _number(parts.get("INTERVAL"), 1)
    count = _number(parts.get("COUNT"), 0)
    until = _until(parts.get("UNTIL", ""))
    if parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        if begin <= start < end:
            yield start
        return
    seen = 0
    skip = 0 if count else _skipped(parts["FREQ"], start, begin, every)
    for day in _days(start.date(), parts, every, skip):
        when = datetime.combine(day, start.time())
        if when < start:
            continue
        seen += 1
        if when >= end or (until is not None and when > until) or (count and seen > count):
            return
        if when >= begin:
            yield when


def _days(first: date, parts: dict[str, str], every: int, skip: int) -> Iterator[date]:
    """Days of the rule in order, after `skip` of its periods. Days before `first` may be among them."""
    freq, by_day = parts["FREQ"], [one.strip() for one in parts.get("BYDAY", "").split(",") if one.strip()]
    weekdays = sorted({DAYS.index(one[-2:]) for one in by_day if one[-2:] in DAYS})
    for period in range(skip, skip + MOST_STEPS):
        try:
            if freq == "DAILY":
                day = first + timedelta(days=period * every)
                if not weekdays or day.weekday() in weekdays:
                    yield day
            elif freq == "WEEKLY":
                monday = first - timedelta(days=first.weekday()) + timedelta(weeks=period * every)
                yield from (monday + timedelta(days=day) for day in weekdays or [first.weekday()])
            else:
                months = (period * every) * (12 if freq == "YEARLY" else 1) + first.month - 1
                yield from _in_month(first, first.year + months // 12, months % 12 + 1, by_day, parts)
        except (OverflowError, ValueError):  # beyond the last year a calendar has
            return


def _in_month(first: date, year: int, month: int, by_day: list[str], parts: dict[str, str]) -> Iterator[date]:
    last = calendar.monthrange(year, month)[1]
    if by_day:
        found: set[date] = set()
        for one in by_day:
            if one[-2:] in DAYS:
                every = [
                    date(year, month, day)
                    for day in range(1, last + 1)
                    if date(year, month, day).weekday() == DAYS.index(one[-2:])
                ]
                nth = _number(one[:-2] or parts.get("BYSETPOS"), 0, least=-5)
                found.update(every if not nth else every[nth - 1 : nth] if nth > 0 else every[nth:][:1])
        yield from sorted(found)
        return
    told = [_number(one, 0, least=-31) for one in parts.get("BYMONTHDAY", "").split(",")]
    for day in sorted({one if one > 0 else last + 1 + one for one in told if one} or {first.day}):
        if 1 <= day <= last:
            yield date(year, month, day)


def _skipped(freq: str, start: datetime, begin: datetime, every: int) -> int:
    """How many periods certainly lie before `begin`: a daily entry of thirty years is not counted out day by day."""
    days = (begin - start).days
    length = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[freq] * every
    return max(0, days // length - 1)


def _until(value: str) -> datetime | None:
    digits = value.replace("T", "").replace("Z", "")
    try:
        if len(digits) == 8:
            return datetime.combine(datetime.strptime(digits, "%Y%m%d").date(), time(23, 59, 59))
        return datetime.strptime(digits, "%Y%m%d%H%M%S")
    except ValueError:
        return None


def _number(value: str | None, otherwise: int, *, least: int = 1) -> int:
    try:
        return max(least, min(10_000, int(value or "")))
    except ValueError:
        return otherwise
