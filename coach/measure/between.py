"""The difference of two measurements with a band of its own: what both weeks share is not counted as unsure twice.

The bands of two weeks are about raters' answers to the tasks listed, and most tasks are in both. Their errors are then
the same errors, so the ends of one band less the ends of the other are no interval of the difference. Here a task in
both weeks has one answer, wherever its hours went; `bands` and `estimator` hold the formulas, and from an empty week
the band of the difference is the band of the week.

- Hours that move: the task's variance counts by the *change* of its share of the hours.
- An answer that moves a task's probability: raters who would say yes at the lower chance say so at the higher one too,
  so its class changes with the difference of the two chances.
- A task in one week only counts by its share there.
- No band goes beyond what the answers could make it, whatever they are: hours that only leave a task can only lower
  what is in its class.
- Where one of the two weeks has no hours its figures are unknown, and so is the difference: as wide as both ranges.
- Position: pillars unknown before and after are the same unknown, from 0 to full. One that becomes known may have been
  anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.library.shelf import Library
from coach.measure.bands import COMMON, UNREAD, Z80
from coach.measure.estimator import Shared
from coach.measure.meter import Meter, meter_for
from coach.measure.tasks import TaskPart
from coach.model.measurement import FULL_LEVEL, Band, Difference, Exposure, Measurement, Pillar, Position
from coach.model.profile import Profile, Task

Half = tuple[float, float]  # a chance and its weight in the week


@dataclass(frozen=True, slots=True)
class _Pair:
    """A task in the week before and after: its share of the hours and its part; share 0 where it is not in one."""

    was: TaskPart
    then: float
    part: TaskPart
    now: float


def difference(
    first: Profile, second: Profile, library: Library, before: Measurement, after: Measurement
) -> Difference:
    """`after` less `before`, the measurements of `first` and `second`: each figure −1 to 1, `low <= value <= high`.

    `value` is the plain difference of the two values; the band is an 80% interval for what the same raters would say
    of both weeks, for position its possible range. Pure.
    """
    figures: list[tuple[Band | Exposure, Band | Exposure]] = [
        (after.exposure, before.exposure),
        (after.displaceable, before.displaceable),
        (after.augmentable, before.augmentable),
        (after.human, before.human),
    ]
    if before.hours <= 0 or after.hours <= 0:
        exposure, runs, speeds, rest = (_unknown(now, then) for now, then in figures)
    else:
        meter = meter_for(library)
        pairs = list(_pairs(meter, first, second))
        halves = (_exposure_half(meter, pairs), *(_class_half(pairs, number) for number in range(3)))
        exposure, runs, speeds, rest = (
            _banded(now.value - then.value, half, pairs) for (now, then), half in zip(figures, halves, strict=True)
        )
    return Difference(exposure, runs, speeds, rest, position_difference(before.position, after.position))


def position_difference(before: Position, after: Position) -> Band:
    """How far the checklist share moved, with every place it may have moved by."""
    counting = [[one for one in standing.pillars if one.applies] for standing in (before, after)]
    value = after.value - before.value
    if not all(counting):
        return Band(value, min(value, after.low - before.high), max(value, after.high - before.low))
    most = [FULL_LEVEL * len(pillars) for pillars in counting]
    was = {pillar.id: pillar for pillar in counting[0]}
    now = {pillar.id: pillar for pillar in counting[1]}
    low = high = 0.0
    for name in {**was, **now}:
        ends = [
            (now[name].counted if known_now else unknown_now) / most[1] * (name in now)
            - (was[name].counted if known_then else unknown_then) / most[0] * (name in was)
            for known_now, known_then in [(_settled(now.get(name)), _settled(was.get(name)))]
            for unknown_now, unknown_then in _ends(known_now or known_then)
        ]
        low, high = low + min(ends), high + max(ends)
    return Band(value, max(-1.0, min(low, value)), min(1.0, max(high, value)))


def _settled(pillar: Pillar | None) -> bool:
    return pillar is not None and pillar.known


def _ends(apart: bool) -> Sequence[tuple[float, float]]:
    """What an unknown pillar may count now and then: the same, where it is unknown both times."""
    if apart:
        return [(one, two) for one in (0.0, FULL_LEVEL) for two in (0.0, FULL_LEVEL)]
    return [(0.0, 0.0), (FULL_LEVEL, FULL_LEVEL)]


def _pairs(meter: Meter, first: Profile, second: Profile) -> Iterator[_Pair]:
    after = {task.id: task for task in second.tasks}
    for task in first.tasks:
        share, part = task.hours / first.listed_hours, meter.part(task, first.occupation_of(task))
        same = after.pop(task.id, None)
        if same is not None and not _is_same(task, same):
            after[same.id] = same
            same = None
        if same is None:
            yield _Pair(part, share, part, 0.0)
        else:
            now = meter.part(same, second.occupation_of(same))
            yield _Pair(part, share, now, same.hours / second.listed_hours)
    for task in after.values():
        part = meter.part(task, second.occupation_of(task))
        yield _Pair(part, 0.0, part, task.hours / second.listed_hours)


def _is_same(one: Task, other: Task) -> bool:
    """Whether raters would be asked about the same words."""
    return one.text == other.text and one.judged == other.judged


def _exposure_half(meter: Meter, pairs: Sequence[_Pair]) -> float:
    half = meter.estimator.half_between(
        [Shared(pair.was.estimate, pair.then, pair.part.estimate, pair.now) for pair in pairs]
    )
    extra = sum((pair.now * pair.part.extra - pair.then * pair.was.extra) ** 2 for pair in pairs)
    return math.sqrt(half**2 + extra)


def _class_half(pairs: Sequence[_Pair], number: int) -> float:
    """As `bands.class_bands`, of the difference: run, speed, not reached by `number`."""
    variance = together = 0.0
    for pair in pairs:
        (low, high), (low_then, high_then) = _chances(pair.part, number), _chances(pair.was, number)
        chance, chance_then = high - low, high_then - low_then
        now = pair.now * pair.part.wider * (UNREAD if pair.part.estimate.concern else 1.0)
        then = pair.then * pair.was.wider * (UNREAD if pair.was.estimate.concern else 1.0)
        both = max(0.0, min(high, high_then) - max(low, low_then)) - chance * chance_then
        spread, spread_then = chance * (1.0 - chance), chance_then * (1.0 - chance_then)
        variance += now**2 * spread + then**2 * spread_then - 2.0 * now * then * both
        together += now * math.sqrt(max(0.0, spread)) - then * math.sqrt(max(0.0, spread_then))
    return Z80 * math.sqrt(max(0.0, variance) * (1.0 - COMMON) + COMMON * together**2)


def _chances(part: TaskPart, number: int) -> Half:
    """Between which chances, from 0 to 1, a rater's answer puts the task in this class."""
    return ((0.0, part.p_runs), (part.p_runs, part.p_exposed), (part.p_exposed, 1.0))[number]


def _banded(value: float, half: float, pairs: Sequence[_Pair]) -> Band:
    """The band, cut where no answers could bring it."""
    least = most = 0.0
    for pair in pairs:
        moved = pair.now - pair.then
        kept = pair.part is pair.was
        least += min(0.0, moved if kept else -pair.then)
        most += max(0.0, moved if kept else pair.now)
    return Band(value, min(value, max(value - half, least)), max(value, min(value + half, most)))


def _unknown(after: Band | Exposure, before: Band | Exposure) -> Band:
    value = after.value - before.value
    return Band(value, min(value, after.low - before.high), max(value, after.high - before.low))
