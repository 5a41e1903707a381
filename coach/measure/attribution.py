"""Why a measurement differs from an earlier one: what each change between the two moved each figure by.

The changes are told apart one by one (a task's hours, its wording, an answer, a workflow …), and every figure is
measured, by `measure`, with some of them made and others not. What a change is worth is its average effect over the
orders the changes could have been made in: the Shapley value (Shapley 1953), which does not depend on the order they
really happened in, gives nothing to a change that moves nothing, and adds up to the difference.

- Changes to the week and changes to how one stands move different figures, so they are two separate, smaller sums.
- Up to `EXACT` changes in one of them, all orders are averaged, by way of all subsets.
- Beyond, the orders are the rotations of one order (by the changes' ids) and of its reverse, so that each change comes
  at each place equally often. Every order adds up by itself, so the average does.
- Where no hours of a task stayed, as after a change of job, tasks that went and tasks that came are one change: a week
  with none of them would be a week of nothing, and its figures unknown.
- What ships with coach may have been updated between the two. The difference between the figures as told and the same
  weeks measured today is a cause of its own, named for what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import factorial

from coach.library.shelf import Library
from coach.measure.differences import Change, Composer, changes_between
from coach.measure.meter import measure
from coach.model.checkin import Attribution, Cause, Figures, Moved, Share, Standing
from coach.model.measurement import Measurement
from coach.model.profile import Profile

EXACT = 8  # changes; 256 measurements
MOST_ROTATIONS = 24
NOTHING = 1e-12
WEEK_FIGURES = (
    "exposure",
    "displaceable",
    "augmentable",
    "human",
    "displaceable_hours",
    "augmentable_hours",
    "human_hours",
)
FIGURES = (*WEEK_FIGURES, "position")
UPDATED = "content"

Values = tuple[float, ...]  # of FIGURES, in order
Worth = Callable[[frozenset[int]], Values]


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a comparison: the profile, the day evidence is looked at, and the figures as they were told."""

    profile: Profile
    on: date
    told: Figures


def figures_of(measured: Measurement) -> Figures:
    """The figures of a measurement that are kept and compared."""
    standing = measured.position
    return Figures(
        exposure=measured.exposure,
        displaceable=measured.displaceable,
        augmentable=measured.augmentable,
        human=measured.human,
        hours=measured.hours,
        position=Standing(value=standing.value, low=standing.low, high=standing.high, known=standing.known),
    )


def attribution(first: Side, second: Side, library: Library) -> Attribution:
    """What moved each of FIGURES from `first` to `second`, cause by cause, the most telling first.

    For a figure known at both ends the causes' shares add up to its difference (to 1e-9). A figure unknown at one end
    (no hours listed, no pillar known) has no difference, and no shares. Pure.
    """
    known = [_known(first.told, name) and _known(second.told, name) for name in FIGURES]
    told = [_values(first.told), _values(second.told)]
    composer = Composer(first.profile, second.profile)
    changes = changes_between(first.profile, second.profile, first.on, second.on, library)

    def worth(made: Iterable[str]) -> Values:
        names = frozenset(made)
        on = second.on if "time" in names else first.on
        return _values(figures_of(measure(composer.profile(names), library, on=on)))

    every = [change.id for change in changes]
    ends = worth(()), worth(every)
    shares = _shares(changes, worth, ends)
    causes = [
        Cause(change.id, change.kind, change.words, _named(values, known), change.news)
        for change, values in zip(changes, shares, strict=True)
    ]
    updated = [(told[1][i] - ends[1][i]) - (told[0][i] - ends[0][i]) for i in range(len(FIGURES))]
    words = "what ships with coach was updated since, or something of then was corrected"
    causes.append(Cause(UPDATED, "content", words, _named(updated, known)))
    causes = [cause for cause in causes if cause.shares]
    causes.sort(key=lambda cause: (-max(abs(cause.moved(name)) * _scale(name) for name in FIGURES), cause.id))
    return Attribution(
        since=first.on,
        until=second.on,
        figures=tuple(Moved(name, _told(first.told, name), _told(second.told, name)) for name in FIGURES),
        causes=tuple(causes),
    )


def _scale(name: str) -> float:
    return 1 / 40 if name.endswith("_hours") else 1.0  # so that hours and shares are ranked together


def _named(values: Sequence[float], known: Sequence[bool]) -> tuple[Share, ...]:
    return tuple(
        Share(name, value)
        for name, value, told in zip(FIGURES, values, known, strict=True)
        if told and abs(value) > NOTHING
    )


def _known(told: Figures, name: str) -> bool:
    return told.position.known > 0 if name == "position" else told.hours > 0


def _told(told: Figures, name: str) -> float | None:
    return _values(told)[FIGURES.index(name)] if _known(told, name) else None


def _values(figures: Figures) -> Values:
    shares = (figures.displaceable.value, figures.augmentable.value, figures.human.value)
    return (figures.exposure.value, *shares, *(share * figures.hours for share in shares), figures.position.value)


def _shares(
    changes: Sequence[Change], worth: Callable[[Iterable[str]], Values], ends: tuple[Values, Values]
) -> list[Values]:
    """What each change moved each figure by. The week's and the others apart, as long as that explains everything."""
    found: dict[str, Values] = {}
    for week in (True, False):
        part = [change for change in changes if change.week is week]
        found.update(zip([change.id for change in part], _averaged(part, worth), strict=True))
    totals = [sum(values[i] for values in found.values()) for i in range(len(FIGURES))]
    if any(abs(totals[i] - (ends[1][i] - ends[0][i])) > NOTHING * 1000 for i in range(len(FIGURES))):
        return _averaged(changes, worth)
    return [found[change.id] for change in changes]


def _averaged(changes: Sequence[Change], worth: Callable[[Iterable[str]], Values]) -> list[Values]:
    known: dict[frozenset[int], Values] = {}

    def of(made: frozenset[int]) -> Values:
        if made not in known:
            known[made] = worth(changes[place].id for place in made)
        return known[made]

    return _over_all_orders(len(changes), of) if len(changes) <= EXACT else _over_rotations(changes, of)


def _over_all_orders(n: int, worth: Worth) -> list[Values]:
    """The Shapley value: each change's effect after each set of the others, by how many orders have it there."""
    found = []
    for one in range(n):
        others = [other for other in range(n) if other != one]
        total = [0.0] * len(FIGURES)
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for before in combinations(others, size):
                made = frozenset(before)
                for i, (after, then) in enumerate(zip(worth(made | {one}), worth(made), strict=True)):
                    total[i] += weight * (after - then)
        found.append(tuple(total))
    return found


def _over_rotations(changes: Sequence[Change], worth: Worth) -> list[Values]:
    order = sorted(range(len(changes)), key=lambda place: changes[place].id)
    n = len(order)
    starts = range(0, n, -(-n // MOST_ROTATIONS))
    orders = [order[start:] + order[:start] for start in starts]
    orders += [list(reversed(one)) for one in orders]
    total = [[0.0] * len(FIGURES) for _ in changes]
    for one in orders:
        made: frozenset[int] = frozenset()
        before = worth(made)
        for place in one:
            made |= {place}
            after = worth(made)
            for i in range(len(FIGURES)):
                total[place][i] += (after[i] - before[i]) / len(orders)
            before = after
    return [tuple(values) for values in total]
