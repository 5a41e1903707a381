"""What months leave behind: check-ins, drills, measurements kept with the week they were made of, signs looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from coach.model.measurement import Band, Exposure, SignState
from coach.model.profile import Profile

SUREST = 4
CONFIDENCES: tuple[str, ...] = ("not at all", "hardly", "half and half", "fairly sure", "sure")
Happened = Literal["checkin", "entry", "milestone", "measurement", "drill", "job", "away", "sign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A knowledge item asked about at a check-in, and whether it was answered right."""

    item: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """Two minutes at the end of a week.

    `hours`: worked on the plan since the check-in before (None: not said). `done`, `smaller`, `not_yet` are ids of
    milestones. `result` is in the worker's words and `entry` the ledger entry made of it. `obstacles` are ids of the
    content's, `words` what they said themselves. `confidence` 0–4: how sure about next week. `taken` are ids of what
    was offered in answer and taken up.
    """

    id: str
    date: dt.date
    hours: float | None = None
    done: tuple[str, ...] = ()
    smaller: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    result: str | None = None
    entry: str | None = None
    obstacles: tuple[str, ...] = ()
    words: str | None = None
    confidence: int | None = None
    recalled: tuple[Recalled, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One of the five people of a drill: `name` as the worker keeps it (initials unless they chose otherwise), and
    when they last spoke (None: not known)."""

    name: str
    last: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """The notice-day drill, held once: thirty minutes, and what came of it.

    `results` is how many ledger results the masked CV holds. `keep`: what may lawfully be kept, `deadlines`: dates
    that would start to run, both in the worker's words. `runway_months` is None unless they wished to keep it.
    """

    id: str
    date: dt.date
    minutes: int | None = None
    results: int = 0
    keep: str | None = None
    deadlines: str | None = None
    runway_months: float | None = None
    people: tuple[Contact, ...] = ()
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Position as it was measured: share 0–1, its possible range, how many pillars were known."""

    value: float
    low: float
    high: float
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a measurement as they were told. Shares are of `hours`, the listed hours a week."""

    exposure: Exposure
    displaceable: Band
    augmentable: Band
    human: Band
    hours: float
    position: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A measurement kept: the figures as told that day, and the profile they were made of, so that any two days can
    be compared. `why` says what it was taken for; `version` which coach measured it.

    Of the results only the strongest stay in `profile`: those that could have moved a figure that day.
    """

    id: str
    date: dt.date
    why: str
    profile: Profile
    figures: Figures
    version: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one change moved one figure by, after − before: 0–1 for shares, hours a week for hours."""

    figure: str
    moved: float


@dataclass(frozen=True, slots=True)
class Cause:
    """One change between two measurements, with what it moved each figure by.

    `kind`: work (hours, tasks that came or went), told (what was said about the same work: answers, wording,
    occupation), standing (evidence, workflows, assets, how one stands), time (evidence that grew old), content (what
    ships with coach was updated). `news` where something unknown before was told: information, not a gain.
    """

    id: str
    kind: Literal["work", "told", "standing", "time", "content"]
    words: str
    shares: tuple[Share, ...]
    news: bool = False

    def moved(self, figure: str) -> float:
        """What it moved a figure by; 0.0 for one it left alone."""
        return sum(share.moved for share in self.shares if share.figure == figure)


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure at two dates. None where it was unknown then: no difference is made up for it."""

    figure: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """After − before, or None where one of them is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Attribution:
    """Why the figures differ between two dates: for each figure the causes' shares add up to its difference."""

    since: dt.date
    until: dt.date
    figures: tuple[Moved, ...]
    causes: tuple[Cause, ...]
    notes: tuple[str, ...] = ()

    def figure(self, name: str) -> Moved:
        """One figure by its name. Raises KeyError for one that is not compared."""
        for one in self.figures:
            if one.figure == name:
                return one
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history: when, what kind of thing, its id (to correct or delete it), and words."""

    date: dt.date
    kind: Happened
    id: str
    words: str
    state: SignState | None = None
