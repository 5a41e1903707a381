"""Two measurements side by side, as text: now, and what would be."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model.measurement import Band, Exposure, Measurement, Position
from coach.model.plan import PlannedMove
from coach.reports.text import hours, ranged

LABEL = 32
COLUMN = 22


def whatif_text(before: Measurement, after: Measurement, moves: Sequence[PlannedMove], unassigned: float) -> str:
    """The week now and as it would be: classes in hours, exposure and position in points, and each move's side effect.

    `unassigned`: hours a week that were freed and have no use yet.
    """
    rows = [
        ("could mostly run without you", _h(before.displaceable, before), _h(after.displaceable, after)),
        ("speeds up with you", _h(before.augmentable, before), _h(after.augmentable, after)),
        ("not reached", _h(before.human, before), _h(after.human, after)),
        ("exposure", _points(before.exposure), _points(after.exposure)),
        ("position, as a checklist", _points(before.position), _points(after.position)),
    ]
    lines = [f"{'':<{LABEL}}{'now':<{COLUMN}}if"]
    lines += [f"{label:<{LABEL}}{now:<{COLUMN}}{then}" for label, now, then in rows]
    texts = {task.id: task for task in before.tasks}
    for task in after.tasks:
        was = texts[task.id].hours if task.id in texts else 0.0
        if abs(task.hours - was) > 1e-9:
            lines.append(f"  {hours(was)} h → {hours(task.hours)} h  {task.text}")
    if unassigned > 1e-9:
        lines.append(f"  {hours(unassigned)} h a week freed and not yet given a use")
    for move in moves:
        lines.append(f"With: {move.title} (good in {move.readings.good} of {move.readings.of} readings and futures)")
        if move.side_effect:
            lines.append(f"  side effect: {move.side_effect}")
    return "\n".join([*lines, "An estimate, by the same measure as your week. Nothing was changed."])


def _h(band: Band, measured: Measurement) -> str:
    total = measured.hours
    return f"{hours(band.value * total)} h ({hours(band.low * total)}–{hours(band.high * total)})"


def _points(figure: Exposure | Position) -> str:
    return ranged(figure.value, figure.low, figure.high)
