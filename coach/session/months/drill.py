"""The notice-day drill: thirty minutes each quarter, so that a bad Tuesday would find one ready. Its result is kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.base.failures import Failure, usage
from coach.base.text import one_line
from coach.measure.ledger import is_proven, sentence
from coach.model.checkin import Contact, Drill
from coach.model.ledger import Entry
from coach.model.profile import Profile
from coach.session.months import kept
from coach.session.opening import Session
from coach.session.settings import settings
from coach.storage.kinds.checkins import LONGEST_RUNWAY

MINUTES = 30
PEOPLE = 5
LINES = 6  # of the masked CV
AHEAD = timedelta(days=28)  # the drill is due this long before a quarter ends: cuts come around these days
HELD = timedelta(days=56)  # and one held up to this long before that stands for the quarter
LONGEST_WORDS = 500
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the drill: its minutes, what to do, and what to come out with."""

    id: str
    minutes: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Drilling:
    """What a drill starts from: its parts, the masked lines for a CV (no figure that is not public, nobody's name), the
    last drill, the quarter's end it is held before, and the day it is."""

    parts: tuple[Part, ...]
    lines: tuple[str, ...]
    last: Drill | None
    before: date
    today: date


PARTS: tuple[Part, ...] = (
    Part(
        "cv",
        10,
        "The CV's first lines",
        "Choose three of your results and say each in one line, without names or inside figures.",
    ),
    Part(
        "keep",
        5,
        "What is yours to keep",
        "Write down what you may lawfully keep: contract, payslips, reviews, certificates, your own contacts. "
        "Nothing that belongs to your employer.",
    ),
    Part(
        "deadlines",
        5,
        "What would start to run",
        "The days that would count: notice period, objection, registering as looking for work, insurance; and where "
        "to look each up.",
    ),
    Part(
        "runway",
        5,
        "How long it would last",
        "Money set aside, over what a month costs. The number is for you; it is kept only if you say so.",
    ),
    Part(
        "people",
        5,
        "Five people",
        "Five who could say specifically what you do well, and when you last spoke. One short message to whoever it "
        "is longest.",
    ),
)


def prepare(session: Session) -> Drilling:
    """Everything a drill starts from. Nothing is saved. Raises Failure `no-profile`."""
    _profile(session)
    proven = [entry for entry in session.entries if entry.public or is_proven(entry)]
    newest = sorted(proven or session.entries, key=lambda one: (one.public, one.date), reverse=True)
    held = kept.drills(session, years=2)
    last = held[-1] if held else None
    return Drilling(PARTS, tuple(masked(one) for one in newest[:LINES]), last, quarter_end(session), session.today)


def masked(entry: Entry) -> str:
    """A result as it may stand in a CV: whole where it is public, else its words without what they were measured as."""
    return sentence(entry) if entry.public else entry.text


def hold(
    session: Session,
    *,
    minutes: int | None = None,
    keep: str | None = None,
    deadlines: str | None = None,
    runway_months: float | None = None,
    keep_runway: bool = False,
    people: Iterable[tuple[str, date | None]] = (),
    full_names: bool = False,
    notes: str | None = None,
) -> Drill:
    """Keep a drill that was held, dated today; saved when this returns.

    `people` are names with the day of the last contact: kept as initials unless `full_names`. `runway_months` is kept
    only with `keep_runway`. Raises a usage Failure for what does not fit, Failure `no-profile`.
    """
    lines = len(prepare(session).lines)
    year = kept.year(session, session.today.year)
    drill = Drill(
        id=kept.fresh_day(session.today.isoformat(), (one.id for one in year.drills)),
        date=session.today,
        minutes=_minutes(minutes),
        results=lines,
        keep=_words(keep),
        deadlines=_words(deadlines),
        runway_months=_months(runway_months) if keep_runway else None,
        people=_people(list(people), full_names, session.today),
        notes=_words(notes),
    )
    documents = kept.with_year(session, session.today.year, year.checkins, [*year.drills, drill])
    session.save_together(f"notice-day drill of {drill.date.isoformat()}", documents=documents)
    return drill


def due(session: Session) -> date | None:
    """From which day the next drill is due: four weeks before a quarter of the employer's year ends, once a quarter.
    None for somebody with no job to be given notice in."""
    profile = session.profile
    if profile is None or profile.worker.situation in ("self_employed", "laid_off", "returning"):
        return None
    held = kept.drills(session, years=2 if session.today.month <= 3 else 1)  # a quarter may begin in the year before
    end = quarter_end(session)
    if held and held[-1].date > end - AHEAD - HELD:
        end = _quarter_end_after(end + timedelta(days=1), settings(session).fiscal_year_end)
    return end - AHEAD


def quarter_end(session: Session) -> date:
    """The last day of the employer's quarter that today lies in, by the month its year ends in."""
    return _quarter_end_after(session.today, settings(session).fiscal_year_end)


def initials(name: str) -> str:
    """`Mary-Ann O'Neil` as `MO`: enough to know whom one meant, and nobody else does."""
    words = [word for word in one_line(name, LONGEST_NAME).split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in words)[:4]


def _quarter_end_after(day: date, last_month: int) -> date:
    year, month = day.year, day.month
    while (month - last_month) % 3:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


def _people(told: Sequence[tuple[str, date | None]], full_names: bool, today: date) -> tuple[Contact, ...]:
    if len(told) > PEOPLE:
        raise usage(f"{len(told)} people are more than one keeps up with.", f"Name up to {PEOPLE}.")
    found = []
    for name, last in told:
        written = one_line(name, LONGEST_NAME) if full_names else initials(name)
        if not written:
            raise usage("A person needs a name or initials.", "For example: “Mary Jones”, kept as MJ.")
        if last is not None and last > today:
            raise usage(f"{last.isoformat()} is still to come.", "Give the day you last spoke, or leave it out.")
        found.append(Contact(name=written, last=last))
    return tuple(found)


def _words(told: str | None) -> str | None:
    return one_line(told, LONGEST_WORDS) or None if told is not None else None


def _minutes(told: int | None) -> int | None:
    if told is not None and not 0 < told <= 600:
        raise usage(f"{told} minutes are no drill.", f"It takes about {MINUTES}.")
    return told


def _months(told: float | None) -> float | None:
    if told is not None and not (math.isfinite(told) and 0.0 <= told <= LONGEST_RUNWAY):
        raise usage(f"{told:g} is no number of months.", "Write it like 4 or 4.5.")
    return told


def _profile(session: Session) -> Profile:
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    return session.profile
