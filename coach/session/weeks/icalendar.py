"""A calendar file as hours a week by kind of meeting. A small, tolerant reader of RFC 5545; nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from coach.base.text import one_line, safe
from coach.session.weeks.recurring import occurrences

WEEKS = 8
LONGEST = timedelta(hours=12)  # what is longer is no meeting: a trip, a shift, a rota
MOST_SUBJECTS = 12
EVERY = 2000  # lines between two reports of progress
OTHER = "other meetings"
# Kinds by words in the subject, our judgement; the first that fits names the kind. Not kept: what is no work.
KINDS: tuple[tuple[str, str], ...] = (
    ("", r"lunch|dentist|doctor|gym|holiday|annual leave|out of office|\booo\b|birthday|school run|commute|vacation"),
    ("time kept for my own work", r"focus|deep work|no meetings|do not book|\bblock(ed)?\b|writing time"),
    ("interviews and hiring", r"interview|candidate|hiring|phone screen|screening"),
    ("one-to-ones", r"\b1[:.-]1s?\b|\b121\b|one[- ]?to[- ]?ones?|one[- ]on[- ]ones?|\bcatch[- ]?up|\bcheck[- ]?in"),
    ("stand-ups", r"stand[- ]?up|daily|scrum|huddle|handover"),
    ("training and workshops", r"training|workshop|course|webinar|onboarding|induction|lunch (and|&) learn|teach"),
    ("reviews and retrospectives", r"review|retro|demo\b|post[- ]?mortem|lessons learn|appraisal|audit"),
    ("planning", r"planning|sprint|backlog|refinement|grooming|roadmap|kick[- ]?off|budget|forecast|prioriti"),
    ("calls with customers", r"customer|client|account call|sales|prospect|patient|tenant|parent"),
    ("calls with suppliers and partners", r"supplier|vendor|partner|contractor"),
    ("steering and reports to managers", r"steering|board\b|steerco|committee|status|report(ing)?\b|exec"),
    ("team meetings", r"\bteam\b|staff meeting|all[- ]?hands|town ?hall|department|weekly|monthly|sync\b"),
)
_KINDS = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in KINDS)
_DURATION = re.compile(r"^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
_STAMP = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?Z?)?$")


class Cancelled(Exception):
    """The person stopped the reading."""


@dataclass(frozen=True, slots=True)
class MeetingKind:
    """Meetings of one kind: hours and times a week on average over `weeks` weeks in which there were any.

    `subjects` are a few of their subjects, for the review only: they are in no file of ours.
    """

    name: str
    hours: float
    times: float
    weeks: int
    subjects: tuple[str, ...] = ()


@dataclass(slots=True)
class _Event:
    start: datetime | None = None
    end: datetime | None = None
    length: timedelta | None = None
    all_day: bool = False
    subject: str = ""
    rule: str = ""
    uid: str = ""
    free: bool = False
    people: int = 0
    moved_from: datetime | None = None
    except_on: set[datetime] = field(default_factory=set)

    @property
    def lasts(self) -> timedelta | None:
        if self.length is not None:
            return self.length
        return self.end - self.start if self.start is not None and self.end is not None else None


def meetings_from_ics(
    text: str, today: date, progress: Callable[[float], None] = lambda _share: None
) -> tuple[MeetingKind, ...]:
    """Kinds of meeting with hours a week, most hours first, over the eight weeks to `today`; where there is nothing in
    them, over the eight weeks from it. Weeks without any meeting (a holiday) are not averaged over.

    All-day, cancelled and free entries are left out, and what is longer than twelve hours. `progress` is called with
    0–1 and may raise Cancelled. What cannot be read is left out; never raises for what is in the text.
    """
    events = list(_events(safe(text), lambda share: progress(share / 2)))
    moved: set[tuple[str, datetime | None]] = {(one.uid, one.moved_from) for one in events if one.moved_from}
    for first in (today - timedelta(weeks=WEEKS), today):
        held = _held(events, moved, first, lambda share: progress(0.5 + share / 2))
        if held:
            return _kinds(held)
    return ()


def merged(kinds: tuple[MeetingKind, ...], at: int, into: int) -> tuple[MeetingKind, ...]:
    """The kinds with the one at `at` added to the one at `into`, whose name stays."""
    one, other = kinds[into], kinds[at]
    both = replace(
        one,
        hours=one.hours + other.hours,
        times=one.times + other.times,
        subjects=(*one.subjects, *other.subjects)[:MOST_SUBJECTS],
    )
    return tuple(both if place == into else kind for place, kind in enumerate(kinds) if place != at)


def _held(
    events: list[_Event], moved: set[tuple[str, datetime | None]], first: date, progress: Callable[[float], None]
) -> list[tuple[str, str, datetime, float]]:
    """(kind, subject, start, hours) of every meeting in the weeks from `first` on."""
    found = []
    begin = datetime.combine(first, time())
    end = begin + timedelta(weeks=WEEKS)
    for number, event in enumerate(events):
        progress(number / len(events))
        lasts = event.lasts
        if event.start is None or lasts is None or event.all_day or event.free:
            continue
        kind = _kind(event)
        if not timedelta() < lasts <= LONGEST or not kind:
            continue
        for start in occurrences(event.start, event.rule, begin, end):
            if start not in event.except_on and (event.moved_from or (event.uid, start) not in moved):
                found.append((kind, event.subject, start, lasts.total_seconds() / 3600))
    return found


def _kinds(held: list[tuple[str, str, datetime, float]]) -> tuple[MeetingKind, ...]:
    weeks = len({start.isocalendar()[:2] for _kind, _subject, start, _hours in held})
    names = dict.fromkeys(kind for kind, *_ in held)
    found = []
    for name in names:
        own = [one for one in held if one[0] == name]
        subjects = tuple(dict.fromkeys(subject for _kind, subject, *_ in own if subject))[:MOST_SUBJECTS]
        found.append(MeetingKind(name, sum(one[3] for one in own) / weeks, len(own) / weeks, weeks, subjects))
    return tuple(sorted(found, key=lambda kind: (-kind.hours, kind.name)))


def _kind(event: _Event) -> str:
    for name, words in _KINDS:
        if words.search(event.subject):
            return name
    return "one-to-ones" if event.people == 2 else OTHER


def _events(text: str, progress: Callable[[float], None]) -> Iterator[_Event]:
    lines = _unfolded(text)
    event: _Event | None = None
    inside = 0  # alarms and other parts within an event
    for number, line in enumerate(lines):
        if number % EVERY == 0:
            progress(number / len(lines))
        name, told, value = _parted(line)
        if name == "BEGIN":
            if value.upper() == "VEVENT":
                event, inside = _Event(), 0
            else:
                inside += 1
        elif name == "END":
            if value.upper() == "VEVENT" and event is not None:
                yield event
                event = None
            else:
                inside = max(0, inside - 1)
        elif event is not None and not inside:
            _take(event, name, told, value)
    progress(1.0)


def _take(event: _Event, name: str, told: str, value: str) -> None:
    if name == "DTSTART":
        event.start = _moment(value)
        event.all_day = "VALUE=DATE" in told.upper().split(";") or "T" not in value
    elif name == "DTEND":
        event.end = _moment(value)
    elif name == "DURATION":
        event.length = _length(value)
    elif name == "SUMMARY":
        event.subject = one_line(re.sub(r"\\(.)", lambda found: found[1] if found[1] not in "nN" else " ", value), 120)
    elif name == "RRULE":
        event.rule = value
    elif name == "UID":
        event.uid = value
    elif name == "RECURRENCE-ID":
        event.moved_from = _moment(value)
    elif name == "EXDATE":
        event.except_on.update(when for one in value.split(",") if (when := _moment(one)) is not None)
    elif name == "ATTENDEE":
        event.people += 1
    elif (name == "STATUS" and value.upper() == "CANCELLED") or (name == "TRANSP" and value.upper() == "TRANSPARENT"):
        event.free = True


def _unfolded(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line[:1] in (" ", "\t") and lines:
            lines[-1] += line[1:]
        elif line.strip():
            lines.append(line)
    return lines


def _parted(line: str) -> tuple[str, str, str]:
    """NAME, its parameters and the value; a colon within quotes belongs to a parameter."""
    quoted = False
    for at, one in enumerate(line):
        if one == '"':
            quoted = not quoted
        elif one == ":" and not quoted:
            name, _, told = line[:at].partition(";")
            return name.strip().upper(), told, line[at + 1 :].strip()
    return "", "", ""


def _moment(value: str) -> datetime | None:
    found = _STAMP.match(value.strip())
    if found is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # six figures, no zone
    except ValueError:
        return None


def _length(value: str) -> timedelta | None:
    found = _DURATION.match(value.strip().upper())
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
