"""Figures, hours and days as the screens write them: the one place that knows of dates, numbers and hidden figures.

`use` says how, from the settings; until then days are `Wed 2 Dec` and numbers `1,500.5`, figures shown.
"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.model.measurement import Exposure

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN = "·"

SITUATION = {
    "employed": "employed",
    "self_employed": "self-employed",
    "notice": "on notice",
    "laid_off": "laid off",
    "returning": "returning",
}
AIM = {
    "stay": "stay and grow here",
    "move_inside": "move inside",
    "leave": "go elsewhere",
    "get_ready": "be ready",
}
AI_RULES = {
    "none": "AI is not allowed",
    "approved": "approved tools only",
    "open": "I may choose",
}
RECORD_RULES = {
    "free": "figures may be kept",
    "masked": "ratios and indices only",
    "none": "no figures kept",
}
TEXTURE = {"run": "█", "speed": "▓", "rest": "░"}
CLASSES = {"run": "could mostly run without you", "speed": "speeds up with you", "rest": "not reached"}
SHORTEST = {"run": "without you", "speed": "speeds up", "rest": "not reached"}
SHORT = {"run": "could run without you", "speed": "speeds up", "rest": "not reached"}

# languages by how they write a day in figures and a fraction; all others write the day first and a point
_ISO_FIRST = ("sv", "lt", "hu", "ja", "zh", "ko")
_POINT = ("en", "ja", "zh", "ko", "he", "th", "c", "")


class _Ways:
    """How things are written now. One app, one person: there is one."""

    dates = "day-month"
    comma = False
    figures = True


_ways = _Ways()


def use(*, dates: str = "day-month", numbers: str = "point", figures: bool = True) -> None:
    """Write days and numbers in these ways from now on (`auto`: as the computer's language has it), and show figures
    about exposure and position or do not."""
    _ways.dates = _local_dates() if dates == "auto" else dates
    _ways.comma = _local_comma() if numbers == "auto" else numbers == "comma"
    _ways.figures = figures


def figures_shown() -> bool:
    """Whether figures about exposure and position may be shown at all."""
    return _ways.figures


def percent(share: float) -> int:
    """A share 0–1 as a whole number 0–100."""
    return round(100 * share)


def figure(exposure: Exposure) -> str:
    """An exposure with its band: `52 (37–67)`; nothing where figures are off."""
    if not _ways.figures:
        return ""
    return f"{percent(exposure.value)} ({percent(exposure.low)}–{percent(exposure.high)})"


def number(value: float) -> str:
    """Hours without a useless `.0`: `14`, `1.5`, `0.25`."""
    return _local(f"{value:.2f}".rstrip("0").rstrip("."))


def hours(value: float) -> str:
    """Hours a week: `14 h`, `1.5 h`."""
    return f"{number(value)} h"


def about(value: float) -> str:
    """Estimated hours, no finer than they deserve: whole ones from ten up, halves below."""
    return number(round(value) if value >= 10 else round(value * 2) / 2)


def duration(value: float) -> str:
    """How long something takes, from hours: `45 min`, `1 h 30`, `2 h`."""
    minutes = round(value * 60)
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} min"
    return f"{whole} h {rest:02d}" if rest else f"{whole} h"


def day(when: date) -> str:
    """A day of these weeks: `Wed 2 Dec`, `Wed, Dec 2` or `2026-12-02`."""
    if _ways.dates == "iso":
        return when.isoformat()
    weekday, month = DAYS[when.weekday()], MONTHS[when.month - 1]
    return f"{weekday}, {month} {when.day}" if _ways.dates == "month-day" else f"{weekday} {when.day} {month}"


def full_day(when: date) -> str:
    """A day of any year: `2 Dec 2026`, `Dec 2, 2026` or `2026-12-02`."""
    if _ways.dates == "iso":
        return when.isoformat()
    month = MONTHS[when.month - 1]
    return f"{month} {when.day}, {when.year}" if _ways.dates == "month-day" else f"{when.day} {month} {when.year}"


def month(when: date) -> str:
    """A month of any year: `Dec 2026`, or `2026-12`."""
    return f"{when:%Y-%m}" if _ways.dates == "iso" else f"{MONTHS[when.month - 1]} {when.year}"


def count(many: int, one: str, more: str | None = None) -> str:
    """`1 task`, `8 tasks`, `no tasks`."""
    noun = one if many == 1 else (more or f"{one}s")
    return f"{many or 'no'} {noun}"


def amount(value: float, unit: str) -> str:
    """An amount as a ledger says it: `40 h`, `9,000 EUR`, rounded to what it deserves."""
    shown = _local(f"{value:,.0f}") if abs(value) >= 100 else number(round(value, 1))
    return f"{shown} {unit}".strip()


def _local(written: str) -> str:
    return written.translate({ord(","): ".", ord("."): ","}) if _ways.comma else written


def _language() -> str:
    """The computer's language as `de_AT`, or "" where it says none."""
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        told = os.environ.get(name, "")
        if told:
            return told.partition(".")[0].partition("@")[0]
    return ""


def _local_dates() -> str:
    language = _language()
    if language == "en_US":
        return "month-day"
    return "iso" if language.partition("_")[0] in _ISO_FIRST else "day-month"


def _local_comma() -> bool:
    language = _language()
    return language.partition("_")[0].lower() not in _POINT and language not in ("POSIX", "de_CH", "es_MX")
