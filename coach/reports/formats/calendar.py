"""The plan as a calendar file (RFC 5545): each step on its day and the weekly check-in, as plain “Focus time”.

Times float: nine o'clock is nine o'clock wherever the worker is, and no time zone is named. A step keeps its UID
through every plan it is in, and a later file carries a higher SEQUENCE, so that importing it again updates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from coach.base.text import one_line
from coach.model.plan import Milestone

TITLE = "Focus time"
CHECKIN = "Check-in, two minutes"
STARTS = time(9, 0)  # the first step of a day; the others follow it
LONGEST = 2.0  # hours of a day kept free for one step; a longer one is done in pieces
SHORTEST = 0.25
CHECKIN_MINUTES = 10
FOLD = 75  # octets of a line, without its end
PRODUCT = "-//coach//career plan//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What goes into the file. `titles` are words by milestone id, for the steps that may show theirs; `gone` are steps
    earlier plans had and this one has not (id → due), which are called off. `away` are days without steps, first and
    last. `sequence` rises with every change of the plan. `alarm`: minutes before, or None."""

    steps: tuple[Milestone, ...]
    start: date
    weeks: int
    today: date
    sequence: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, date] = field(default_factory=dict)
    away: tuple[tuple[date, date], ...] = ()
    checkin_day: int = 5
    checkin_time: time = time(16, 0)
    named: bool = False
    alarm: int | None = None


def calendar_text(calendar: Calendar) -> str:
    """The whole file: lines folded at 75 octets, each ended by CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *_checkins(calendar),
        *_steps(calendar),
        *(line for name, due in sorted(calendar.gone.items()) for line in _called_off(name, due, calendar)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def uid(name: str) -> str:
    """The UID of a step: always the same for the same step, and nothing to read in it."""
    return f"{hashlib.blake2b(name.encode(), digest_size=16).hexdigest()}@coach.invalid"


def folded(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets; a letter of several octets is never cut."""
    piece, size, room = "", 0, FOLD
    for letter in line:
        octets = len(letter.encode())
        if size + octets > room:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece


def escaped(text: str) -> str:
    """Text as a value of TEXT type."""
    plain = one_line(text, 1000)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _steps(calendar: Calendar) -> Iterator[str]:
    """Steps on their days, one after the other from nine; what is done as part of the job fills no time of its own."""
    busy: dict[date, timedelta] = {}
    for step in sorted(calendar.steps, key=lambda one: one.due):
        if step.state in ("done", "dropped"):
            if step.due >= calendar.today:
                yield from _called_off(step.id, step.due, calendar)
            continue
        title = calendar.titles.get(step.id, TITLE)
        about = calendar.titles.get(f"{step.id}/done", "")
        if step.as_job:
            yield from _event(step.id, title, about, calendar, *_whole_day(step.due), "TRANSP:TRANSPARENT")
            continue
        length = timedelta(minutes=5 * round(12 * min(LONGEST, max(SHORTEST, step.hours))))
        start = datetime.combine(step.due, STARTS) + busy.get(step.due, timedelta())
        busy[step.due] = busy.get(step.due, timedelta()) + length
        yield from _event(step.id, title, about, calendar, *_times(start, start + length), *_alarm(calendar, title))


def _checkins(calendar: Calendar) -> Iterator[str]:
    """The weekly check-in, from the plan's first week to its last, but not on days away."""
    ahead = (calendar.checkin_day - calendar.start.isoweekday()) % 7
    days = [calendar.start + timedelta(days=ahead + 7 * week) for week in range(calendar.weeks)]
    if not days:
        return
    start = datetime.combine(days[0], calendar.checkin_time)
    title = CHECKIN if calendar.named else TITLE
    skipped = [day for day in days if any(since <= day <= until for since, until in calendar.away)]
    without = [f"EXDATE:{_stamp(datetime.combine(day, calendar.checkin_time))}" for day in skipped]
    yield from _event(
        "check-in",
        title,
        "",
        calendar,
        *_times(start, start + timedelta(minutes=CHECKIN_MINUTES)),
        f"RRULE:FREQ=WEEKLY;COUNT={calendar.weeks}",
        *without,
        *_alarm(calendar, title),
    )


def _called_off(name: str, due: date, calendar: Calendar) -> Iterator[str]:
    yield from _event(name, TITLE, "", calendar, *_whole_day(due), "STATUS:CANCELLED", "TRANSP:TRANSPARENT")


def _event(name: str, title: str, about: str, calendar: Calendar, *lines: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(name)}"
    yield f"DTSTAMP:{calendar.today:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{calendar.sequence}"
    yield f"SUMMARY:{escaped(title)}"
    if about:
        yield f"DESCRIPTION:{escaped(about)}"
    yield "CLASS:PRIVATE"
    yield from lines
    yield "END:VEVENT"


def _times(start: datetime, end: datetime) -> tuple[str, str]:
    return f"DTSTART:{_stamp(start)}", f"DTEND:{_stamp(end)}"


def _whole_day(day: date) -> tuple[str, str]:
    return f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"


def _alarm(calendar: Calendar, title: str) -> tuple[str, ...]:
    if calendar.alarm is None:
        return ()
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(title)}",
        f"TRIGGER:-PT{calendar.alarm}M",
        "END:VALARM",
    )


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"
