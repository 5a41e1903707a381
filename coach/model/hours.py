"""Hours as they are shown: whole ones or parts of one, by how the week is told, so that parts add up to their whole.

Rounded each by itself, 30.4, 4.4 and 5.6 of 40 hours would read 30 + 4.5 + 5.5, or one more than there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from coach.model.measurement import Band, Measurement

WHOLE_FROM = 20.0  # a week of so many hours or more is told in whole ones, unless it is no whole number itself
HALF = 0.5
STEPS = (HALF, 0.25, 0.1, 0.05)
FINEST = 0.01


def hours_step(total: float) -> float:
    """How finely the parts of `total` hours are told: as coarse as adds up to it exactly, whole hours from 20 up."""
    steps = (1.0, *STEPS) if total >= WHOLE_FROM else STEPS
    return next((step for step in steps if abs(total / step - round(total / step)) < 1e-6), FINEST)


def hours_split(total: float, parts: Sequence[float], step: float | None = None) -> tuple[float, ...]:
    """`parts` (hours that add up to `total`) as they are shown: rounded so that they add up to `total` still, by the
    largest remainder. None differs from what it was by as much as a step; `step` is as fine as `total` asks for where
    none is given."""
    step = step or hours_step(total)
    exact = [max(0.0, part) / step for part in parts]
    cells = [int(part + 1e-9) for part in exact]
    left = round(total / step) - sum(cells)
    order = sorted(range(len(cells)), key=lambda at: cells[at] - exact[at])
    for at in order[: max(0, left)]:
        cells[at] += 1
    return tuple(round(many * step, 2) for many in cells)


def class_hours(measured: Measurement, step: float | None = None) -> tuple[float, float, float]:
    """The hours of the week in tasks that could mostly run without the worker, that speed up with them, and that are
    not reached, as they are shown everywhere."""
    bands = (measured.displaceable, measured.augmentable, measured.human)
    run, speed, rest = hours_split(measured.hours, [band.value * measured.hours for band in bands], step)
    return run, speed, rest


Three = tuple[float, float, float]


def class_hours_beside(before: Measurement, after: Measurement, unassigned: float) -> tuple[Three, Three, float]:
    """The same for a week before and after, told as finely, and then the hours not given a use: with these, either
    adds up to its week, and what is the same reads the same."""
    total = after.hours + unassigned
    step = min(hours_step(before.hours), hours_step(total))
    if abs(unassigned / step - round(unassigned / step)) > 1e-6:
        step = min(step, HALF)
    bands = (after.displaceable, after.augmentable, after.human)
    run, speed, rest, free = hours_split(total, [*(band.value * after.hours for band in bands), unassigned], step)
    return class_hours(before, step), (run, speed, rest), free


def range_hours(band: Band, shown: float, total: float) -> tuple[float, float]:
    """The ends of a band of shares of `total` hours, as finely as `shown`, the hours in its middle, which they hold."""
    step = hours_step(total)
    low, high = (round(round(edge * total / step) * step, 2) for edge in (band.low, band.high))
    return min(low, shown), max(high, shown)
