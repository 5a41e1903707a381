"""Measuring: the week as it stands, and tasks in free words."""

from __future__ import annotations

from collections.abc import Sequence

from coach.base.text import one_line
from coach.measure.meter import measure, meter_for
from coach.model.measurement import Measurement, TaskMeasure
from coach.model.profile import Task
from coach.session.opening import Session

LONGEST_TEXT = 4000  # characters of a task that are read; more is not a task


def measurement(session: Session, *, explain: bool = True) -> Measurement | None:
    """The worker's week measured, or None where there is no profile. `explain`: with reasons and what would change."""
    if session.profile is None:
        return None
    return measure(session.profile, session.library, on=session.today, explain=explain)


def estimate(session: Session, texts: Sequence[str], *, explain: bool = True) -> tuple[TaskMeasure, ...]:
    """Exposure of tasks in free words, each for itself (hours 0)."""
    meter = meter_for(session.library)
    tasks = [Task(id=str(number), text=one_line(text, LONGEST_TEXT), hours=0.0) for number, text in enumerate(texts, 1)]
    return tuple(meter.task_measure(task, explain=explain) for task in tasks)
