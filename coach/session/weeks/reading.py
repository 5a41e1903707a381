"""Reading what one has already: a table of tasks and hours, or a calendar file turned into kinds of meeting.

Nothing read here is kept: a table's rows and the names of the kinds become tasks once the worker says so; subjects and
attendees of a calendar are in memory for as long as it is reviewed, and no longer.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Callable

from coach.base.failures import Failure
from coach.base.paths import named
from coach.base.text import one_line, safe
from coach.session.weeks.hours import read_hours
from coach.session.weeks.icalendar import Cancelled, MeetingKind, meetings_from_ics, merged
from coach.session.weeks.week import LONGEST_TASK

__all__ = [
    "Cancelled",
    "MeetingKind",
    "files_like",
    "is_calendar",
    "meetings_from_ics",
    "merged",
    "read_file",
    "tasks_from_csv",
]

MOST_BYTES = 20_000_000
MOST_ROWS = 200
CHUNK = 1 << 18
ENDINGS = (".csv", ".ics", ".tsv", ".txt")
_HOURS = re.compile(r"\b(hours?|hrs?|h|min(ute)?s?|time|duration|stunden|heures|horas|uren|ore)\b", re.IGNORECASE)
_MINUTES = re.compile(r"\bmin(ute)?s?\b", re.IGNORECASE)
_DELIMITERS = "\t;,|"


def read_file(told: str, progress: Callable[[float], None] = lambda _share: None) -> str:
    """The text of a file a person named, `~` being their home. `progress` is called with 0–1 and may raise Cancelled.

    Bytes that are no UTF-8 (or UTF-16 with its mark) are replaced, never refused. Raises Failure `missing-file` or
    `unreadable`; over 20 MB is no list of tasks and no calendar of one person.
    """
    path = named(told.strip())
    try:
        if not path.is_file():
            raise Failure("missing-file", path=one_line(str(path)))
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Failure("unreadable", place=one_line(str(path)), why=f"over {MOST_BYTES // 1_000_000} MB.")
        data = b""
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                data += chunk
                progress(min(1.0, len(data) / max(1, size)))
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        why = f"{getattr(error, 'strerror', None) or error}."
        raise Failure("unreadable", place=one_line(str(path)), why=why) from None
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16" if wide else "utf-8-sig", "replace")


def files_like(typed: str, most: int = 8) -> list[str]:
    """Names of folders and of files that can be read, going on from the path typed so far; folders end in `/`. What
    nobody could type (escapes, line ends, odd bytes) is not offered: it would not be found by the name shown."""
    typed = typed.strip()
    folder, begun = os.path.split(os.path.expanduser(typed))
    try:
        with os.scandir(folder or ".") as found:
            names = [
                one.name + ("/" if one.is_dir() else "")
                for one in found
                if one.name.casefold().startswith(begun.casefold())
                and (begun.startswith(".") or not one.name.startswith("."))
                and safe(one.name) == one.name.replace("\n", "")
                and (one.is_dir() or one.name.casefold().endswith(ENDINGS))
            ]
    except (OSError, ValueError):
        return []
    names.sort(key=lambda name: (name.endswith("/"), name.casefold()))
    told = os.path.split(typed)[0]
    return [os.path.join(told, name) for name in names[:most]]


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar file rather than a table."""
    return "BEGIN:VCALENDAR" in text[:4096].upper()


def tasks_from_csv(text: str) -> tuple[tuple[str, float | None], ...]:
    """Tasks and hours a week from a table, whatever its columns are called and whatever parts them.

    The hours are the column whose head says so, else the one most cells of which read as hours (`1.5`, `1,5`, `90m`,
    `1:30`; plain numbers are minutes where the head says so); the words are the column with most letters. A row
    without readable hours has None, and is asked about. At most 200 rows; empty rows and the head are left out.
    """
    rows = [row for row in _rows(safe(text)) if any(row)]
    if not rows:
        return ()
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    amounts = [sum(read_hours(row[at]) is not None for row in rows) for at in range(width)]
    letters = [sum(sum(one.isalpha() for one in row[at]) for row in rows) for at in range(width)]
    head = rows[0]
    named = [_HOURS.search(cell) is not None and read_hours(cell) is None for cell in head]
    hours_at = max(range(width), key=lambda at: (bool(amounts[at]) and named[at], amounts[at], -letters[at], -at))
    words_at = max(range(width), key=lambda at: (at != hours_at or width == 1, letters[at], -at))
    headed = amounts[hours_at] > 0 and read_hours(head[hours_at]) is None and hours_at != words_at
    minutes = headed and _MINUTES.search(head[hours_at]) is not None
    found = []
    for row in rows[1:] if headed else rows:
        words = one_line(row[words_at], LONGEST_TASK)
        told = row[hours_at] if hours_at != words_at else ""
        hours = read_hours(f"{told}m" if minutes and told.replace(".", "").isdecimal() else told)
        if words and any(one.isalpha() for one in words):
            found.append((words, hours))
    return tuple(found[:MOST_ROWS])


def _rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    counts = {mark: Counter(line.count(mark) for line in lines) for mark in _DELIMITERS}
    # the mark that stands equally often in most lines parts the columns; a comma may also stand within numbers
    mark = max(_DELIMITERS, key=lambda one: max((n for times, n in counts[one].items() if times), default=0))
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=mark)]
    except csv.Error:  # a cell longer than the module takes, or a NUL that safe() did not know
        return [[cell.strip(' "') for cell in line.split(mark)] for line in lines]
