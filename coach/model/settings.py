"""How coach looks and behaves, described once: the screen, the file, its checks and its help are all made from this."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from coach.base.dates import DAY_NAMES as DAY_NAMES
from coach.base.dates import MONTH_NAMES as MONTH_NAMES

Value = str | bool | int

_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What one chose; the defaults where one did not.

    `theme` is a built-in name or that of a file in `themes/`. `checkin_day` is 1 Monday … 7 Sunday (as
    `date.isoweekday`), `checkin_time` is HH:MM, `fiscal_year_end` the month (1–12) in which the employer's year ends.
    `keys` are the keys one chose, by action id; several are divided by commas.
    """

    theme: str = "coach-dark"
    figures: bool = True
    first_look: bool = True
    motion: bool = True
    recall: bool = True
    checkin_day: int = 5
    checkin_time: str = "16:00"
    calendar_titles: bool = False
    fiscal_year_end: int = 12
    dates: str = "auto"
    numbers: str = "auto"
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as a person meets it: the field of `Settings` it is, its words, and its choices in order."""

    name: str
    group: str
    label: str
    about: str
    choices: tuple[tuple[Value, str], ...]

    def words(self, value: Value) -> str:
        """What a value is called; the value itself where it has no name (a theme of one's own, an odd time)."""
        return next((words for choice, words in self.choices if choice == value), str(value))

    def takes(self, value: object) -> bool:
        """Whether `value` can be this setting's."""
        if type(value) is not type(self.choices[0][0]):
            return False
        if self.name == "theme":
            return _NAME.fullmatch(str(value)) is not None
        if self.name == "checkin_time":
            return _CLOCK.fullmatch(str(value)) is not None
        return any(choice == value for choice, _words in self.choices)


_YES_NO: tuple[tuple[Value, str], ...] = ((True, "shown"), (False, "not shown"))
_ON_OFF: tuple[tuple[Value, str], ...] = ((True, "on"), (False, "off"))

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "Looks",
        "Colours",
        "The terminal's own colours follow whatever your terminal is set to. A file in themes/ adds one of yours.",
        (
            ("coach-dark", "dark"),
            ("coach-light", "light"),
            ("coach-contrast", "high contrast"),
            ("coach-ansi", "the terminal's own"),
        ),
    ),
    Setting(
        "motion",
        "Looks",
        "Motion",
        "Off: nothing slides or fades, on any screen.",
        _ON_OFF,
    ),
    Setting(
        "dates",
        "Looks",
        "Dates",
        "How days are written. Files keep 2026-12-02 whatever you choose.",
        (
            ("auto", "as your computer has it"),
            ("iso", "2026-12-02"),
            ("day-month", "Wed 2 Dec"),
            ("month-day", "Wed, Dec 2"),
        ),
    ),
    Setting(
        "numbers",
        "Looks",
        "Numbers",
        "How figures are written. Both are understood when you type.",
        (("auto", "as your computer has it"), ("point", "1,500.5"), ("comma", "1.500,5")),
    ),
    Setting(
        "figures",
        "What is shown",
        "Figures",
        "Not shown: no figure about exposure or about where you stand, on any screen. The plan stays, in words.",
        _YES_NO,
    ),
    Setting(
        "first_look",
        "What is shown",
        "First look",
        "The first estimate beside the tasks while you type them.",
        _YES_NO,
    ),
    Setting(
        "checkin_day",
        "Check-ins",
        "Day",
        "The day Home offers the two-minute check-in from. It waits as long as you like.",
        tuple((number, name) for number, name in enumerate(DAY_NAMES, 1)),
    ),
    Setting(
        "checkin_time",
        "Check-ins",
        "Time",
        "The time your calendar gives the check-in, when you export one.",
        tuple((f"{hour:02d}:00", f"{hour:02d}:00") for hour in range(7, 21)),
    ),
    Setting(
        "recall",
        "Check-ins",
        "Small questions",
        "At most three at the end of a check-in, on what you read here: being asked is how it stays.",
        _ON_OFF,
    ),
    Setting(
        "calendar_titles",
        "Calendar and year",
        "Titles in the calendar",
        "What others may read in your calendar when you export steps to it.",
        ((False, "“Focus time”"), (True, "the step's own words")),
    ),
    Setting(
        "fiscal_year_end",
        "Calendar and year",
        "Employer's year ends in",
        "Decisions about posts gather before it; steps that make you ready come before it too.",
        tuple((number, name) for number, name in enumerate(MONTH_NAMES, 1)),
    ),
)
BY_NAME: Mapping[str, Setting] = MappingProxyType({one.name: one for one in SETTINGS})
