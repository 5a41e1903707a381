"""Reading what a person types or pastes as a task: `14 answer tickets`, `answer tickets 14h`, `30m`, `1,5`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from coach.session.weeks.hours import AMOUNT as _AMOUNT
from coach.session.weeks.hours import CLOCK as _CLOCK
from coach.session.weeks.hours import UNIT as _UNIT
from coach.session.weeks.hours import amount, read_hours

__all__ = [
    "DAYS_HINT",
    "MOST_LINES",
    "MOST_TEXT",
    "MOST_TITLE",
    "Typed",
    "read_day",
    "read_hours",
    "read_lines",
    "read_task",
]

_FRONT = re.compile(
    rf"^(?:{_CLOCK}|{_AMOUNT}\s*(?:{_UNIT}\b\.?)?)(?:\s*(?:per|a|/)\s*(?:week|wk|w)\b)?(?:\s*[;|]\s*|\s*[:,–-]?\s+)"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_BACK = re.compile(
    rf"^(?P<rest>.*\S)(?:\s*[(;:,|\t–-]\s*|\s+)(?:{_CLOCK}|{_AMOUNT}\s*{_UNIT}\.?)"
    r"(?:\s*(?:per|a|/)\s*(?:week|wk|w))?\s*\)?$",
    re.IGNORECASE,
)
# a bare number at the end counts only behind a column's edge: "ship release 2" is no two hours
_COLUMN = re.compile(rf"^(?P<rest>.*\S)(?:\s*[;|\t(]\s*|,\s+)(?:{_CLOCK}|{_AMOUNT})\s*\)?$")
_BULLET = re.compile(r"^\s*(?:[-*•–·]|\[[ xX]?\]|\d{1,2}[.)](?=\s))\s+")
DAYS_HINT = "2 Dec, Fri, in 10 days, or 2026-12-02"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_MONTH = re.compile(r"^(?:[a-z]+,?\s+)?(\d{1,2})\.?(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\.?(?:,?\s+(\d{4}))?$")
_MONTH_DAY = re.compile(r"^(?:[a-z]+,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$")
_AHEAD = re.compile(r"^(?:\+|in\s+)?\s*(\d{1,3})\s*(d|days?|w|weeks?)?$")
MOST_LINES = 200
MOST_TEXT = 200  # characters of one task, as many as the session keeps
MOST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read: the task's words, and its hours a week where they were said."""

    text: str
    hours: float | None

    @property
    def line(self) -> str:
        """What would be typed to say the same."""
        return self.text if self.hours is None else f"{self.hours:.2f}".rstrip("0").rstrip(".") + f" {self.text}"


def read_task(line: str) -> Typed:
    """One typed line as a task, with hours where it names them in front, behind, or in a last column."""
    line = line.strip()
    for shape in (_FRONT, _BACK, _COLUMN):
        found = shape.match(line)
        if found:
            told = amount(found)
            rest = found["rest"].strip(" \t;:,|")
            if told is not None and rest:
                return Typed(re.sub(r"\s+", " ", rest)[:MOST_TEXT], told)
    return Typed(re.sub(r"\s+", " ", line)[:MOST_TEXT], None)


def read_lines(pasted: str) -> tuple[list[Typed], int]:
    """Many pasted lines as tasks, bullets taken off; also how many lines beyond `MOST_LINES` were left out."""
    lines = [_BULLET.sub("", line).strip() for line in pasted.splitlines()]
    lines = [line for line in lines if line]
    return [read_task(line) for line in lines[:MOST_LINES]], max(0, len(lines) - MOST_LINES)


def read_day(typed: str, today: date) -> date | None:
    """A day to come from `2026-12-02`, `2 Dec`, `Dec 2 2027`, `Fri`, `in 10 days`, `2w`; None where it says none.

    A day and a month without a year are the next such day, a weekday the next one after today.
    """
    said = " ".join(typed.casefold().split())
    try:
        if found := _ISO.match(said):
            return date(*(int(part) for part in found.groups()))
        if found := _DAY_MONTH.match(said) or _MONTH_DAY.match(said):
            first, second, year = found.groups()
            day, month = (first, second) if first.isdecimal() else (second, first)
            if month in _MONTHS:
                at = date(int(year) if year else today.year, _MONTHS.index(month) + 1, int(day))
                return at if year or at >= today else at.replace(year=at.year + 1)
        if said[:3] in _WEEKDAYS and said.isalpha():
            return today + timedelta(days=(_WEEKDAYS.index(said[:3]) - today.weekday() - 1) % 7 + 1)
        if (found := _AHEAD.match(said)) and (found[2] or said[:1] in "+i"):
            return today + timedelta(days=int(found[1]) * (7 if (found[2] or "d").startswith("w") else 1))
    except (ValueError, OverflowError):
        return None
    return None


def read_past_day(typed: str, today: date) -> date | None:
    """The same for a day that was: `14 Sep` is the last such day, `Fri` the one before today."""
    day = read_day(typed, today)
    if day is None or day <= today or re.search(r"\d{4}", typed):
        return day
    weekday = typed.strip()[:3].casefold() in _WEEKDAYS
    return day - timedelta(days=7) if weekday else day.replace(year=day.year - 1)
