"""Two measurements side by side, as text: now, and what would be."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model.measurement import Exposure, Measurement, Position
from coach.model.plan import PlannedMove
from coach.reports.answers.text import classes_of, hours, ranged

LABEL = 32
COLUMN = 22


def whatif_text(
    before: Measurement,
    after: Measurement,
    moves: Sequence[PlannedMove],
    unassigned: float,
    whose: tuple[float, float, float] = (0.0, 0.0, 0.0),
    *,
    kept: bool = False,
) -> str:
    """The week now and as it would be: classes in hours, exposure and position in points, and each move's side effect.

    `unassigned`: hours a week that were freed and have no use yet. `whose`: of the hours a week that change, those that
    are the worker's to decide, those to be asked for, and those of which nobody has said whose they are. `kept`:
    whether it has become the plan.
    """
    names = ("could mostly run without you", "speeds up with you", "not reached")
    rows = [
        *zip(names, map(_h, classes_of(before)), map(_h, classes_of(after)), strict=True),
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


def _points(figure: Exposure | Position) -> str:
    return ranged(figure.value, figure.low, figure.high)
