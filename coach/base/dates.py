"""Which day it is, and days as people and files write them."""

from __future__ import annotations

import os
from datetime import date, datetime

from coach.base.failures import usage

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def today() -> date:
    """Today, or the day named by COACH_TODAY (YYYY-MM-DD). Raises a usage Failure where that is no date."""
    told = os.environ.get("COACH_TODAY", "").strip()
    if not told:
        return date.today()
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise usage(f"COACH_TODAY is “{told}”, which is not a date.", "Write it as YYYY-MM-DD.") from None


def now_stamp(day: date) -> str:
    """The moment of a change as ISO 8601 to the second, on `day` (so that COACH_TODAY holds everywhere)."""
    return datetime.combine(day, datetime.now().time()).isoformat(timespec="seconds")


def short_day(day: date) -> str:
    """A day as a person reads it: `Wed 2 Dec`. The same in every locale."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
