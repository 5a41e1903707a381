"""Two measurements side by side, as text: now, and what would be."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model.measurement import Band, Difference, Exposure, Measurement, Position
from coach.model.plan import PlannedMove
from coach.reports.answers.text import classes_of, hours, ranged

LABEL = 30
COLUMN = 19


def whatif_text(
    before: Measurement,
    after: Measurement,
    difference: Difference,
    moves: Sequence[PlannedMove],
    unassigned: float,
    whose: tuple[float, float, float] = (0.0, 0.0, 0.0),
    *,
    kept: bool = False,
) -> str:
    """The week now and as it would be: classes in hours, exposure and position in points, and each move's side effect.

    The difference has a band of its own, in points of 100; in hours where both weeks have as many.

    `unassigned`: hours a week that were freed and have no use yet. `whose`: of the hours a week that change, those that
    are the worker's to decide, those to be asked for, and those of which nobody has said whose they are. `kept`:
    whether it has become the plan.
    """
    apart = difference
    names = ("could mostly run without you", "speeds up with you", "not reached")
    rows = [
        *zip(names, map(_h, classes_of(before)), map(_h, classes_of(after)), strict=True),
        ("exposure", _points(before.exposure), _points(after.exposure)),
        ("position, as a checklist", _points(before.position), _points(after.position)),
    ]
    total = after.hours if abs(after.hours - before.hours) < 1e-9 else 0.0
    moved = [_moved(one, total, unit=" points") for one in (apart.displaceable, apart.augmentable, apart.human)]
    moved += [_moved(one, 0.0) for one in (apart.exposure, apart.position)]
    lines = [f"{'':<{LABEL}}{'now':<{COLUMN}}{'if':<{COLUMN}}difference"]
    lines += [
        f"{label:<{LABEL}}{now:<{COLUMN}}{then:<{COLUMN}}{change}".rstrip()
        for (label, now, then), change in zip(rows, moved, strict=True)
    ]
    if before.hours <= 0 < after.hours:
        lines.append("No hours are listed now, so what there is now may lie anywhere, and so may the difference.")
    texts = {task.id: task for task in before.tasks}
    for task in after.tasks:
        was = texts[task.id].hours if task.id in texts else 0.0
        if abs(task.hours - was) > 1e-9:
            lines.append(f"  {hours(was)} h → {hours(task.hours)} h  {task.text}")
    gone = {task.id for task in before.tasks} - {task.id for task in after.tasks}
    lines += [f"  {hours(task.hours)} h → gone  {task.text}" for task in before.tasks if task.id in gone]
    kinds = zip(whose, ("yours to decide", "to be asked for", "nobody has said whose to decide"), strict=True)
    told = [f"{hours(many)} h {words}" for many, words in kinds if many > 0.05]
    if told:
        lines.append(f"Of the hours that change: {', '.join(told)}.")
    if unassigned > 1e-9:
        lines.append(f"  {hours(unassigned)} h a week freed and not yet given a use")
    for move in moves:
        lines.append(f"With: {move.title} (good in {move.readings.good} of {move.readings.of} readings and futures)")
        if move.side_effect:
            lines.append(f"  side effect: {move.side_effect}")
    saved = "Your week stays as it is until it has happened." if kept else "Nothing was changed."
    return "\n".join([*lines, f"An estimate, by the same measure as your week. {saved}"])


def _h(told: tuple[str, str, str]) -> str:
    value, low, high = told
    return f"{value} h ({low}–{high})"


def _moved(band: Band, total: float, *, unit: str = "") -> str:
    """A difference with its band: in hours of `total`, or in points where that is 0; nothing where nothing moved."""
    if max(abs(band.value), abs(band.low), abs(band.high)) < 1e-9:
        return ""
    value, low, high = (_signed(one * (total or 100), 1 if total else 0) for one in (band.value, band.low, band.high))
    return f"{value}{' h' if total else unit} ({low} to {high})"


def _signed(value: float, digits: int) -> str:
    """A number with its sign: +3, −2.5, 0."""
    rounded = round(value, digits)
    return f"{rounded:+g}".replace("-", "−") if rounded else "0"


def _points(figure: Exposure | Position) -> str:
    return ranged(figure.value, figure.low, figure.high)
