"""The weeks of a plan: those that are there for steps, and those one is away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from coach.model.profile import Away

FRIDAY = 4
LONGEST_HORIZON = 104
USED = 0.7  # of the learning hours: the rest is for weeks that go otherwise
# Days on which next to nobody does a step, wherever they are: (month, day). Our judgement; other holidays are the
# worker's own to name as times away.
QUIET = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})


def due_day(start: date, week: int, away: Sequence[Away] = ()) -> date | None:
    """The day steps of the `week`-th seven days from `start` (0 is the first) are due; None for a week one is away.

    It is that week's Friday, or the last working day before it that one is there and that is none of the `QUIET` days
    round the turn of the year, as far as the week has such a day. A week counts as away where one is
    there for less than half of its working days up to that Friday (and from `start` on).
    """
    first = start + timedelta(days=7 * week)
    friday = first + timedelta(days=(FRIDAY - first.weekday()) % 7)
    working = [day for back in range(5) if (day := friday - timedelta(days=back)) >= start]
    there = [day for day in working if not any(one.covers(day) for one in away)]
    if 2 * len(there) < len(working) or not there:
        return None
    return next((day for day in there if (day.month, day.day) not in QUIET), there[0])


def due_days(start: date, weeks: int, away: Sequence[Away] = ()) -> list[date]:
    """The due days of the weeks one is there, of `weeks` from `start`."""
    return [day for week in range(weeks) if (day := due_day(start, week, away)) is not None]


def stretched(start: date, there: int, away: Sequence[Away] = ()) -> int:
    """How many weeks from `start` hold `there` weeks that are not away; at most `LONGEST_HORIZON`."""
    found = weeks = 0
    while found < there and weeks < LONGEST_HORIZON:
        found += due_day(start, weeks, away) is not None
        weeks += 1
    return weeks


def weeks_for(hours: float, a_week: float) -> int:
    """How many weeks `hours` of steps take at `USED` of `a_week` hours; `LONGEST_HORIZON` at most."""
    if hours <= 0.0:
        return 0
    if a_week <= 0.0:
        return LONGEST_HORIZON
    return min(LONGEST_HORIZON, -int(-(hours - 1e-9) // (USED * a_week)))
