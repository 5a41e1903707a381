"""The engine: `measure(profile, library)`, a pure sum of cached parts, one for each task and each pillar.

A part depends on a task's words, answers and judged class (and on the occupation, where the words leave the task
open), never on its hours, so measuring a week with one change
recomputes the part that changed and the sum. What-if, gains, plan and reports all call `measure`; there is no second
formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from coach.library.shelf import Library
from coach.measure.bands import class_bands, exposure_band
from coach.measure.estimator import Estimate, Estimator
from coach.measure.knowledge import skill_notes
from coach.measure.occupation import published_figures, typical_figure
from coach.measure.position import position
from coach.measure.pressure import signs
from coach.measure.tasks import TaskPart, estimated_part, judged_part, what_would_change, why, why_judged
from coach.measure.vague import occupation_labels
from coach.model.measurement import Band, Exposure, Measurement, Reason, TaskMeasure
from coach.model.profile import Profile, Task
from coach.model.shelf import Question, Target

MOST_PARTS = 20_000  # a long session of typing must not grow without end
_UNKNOWN = Exposure(0.0, 0.0, 1.0, 0.0, 1.0)
_UNKNOWN_SHARE = Band(1 / 3, 0.0, 1.0)


class Meter:
    """An estimator, the questions and judged targets of one library, and the parts measured with them so far."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.estimator = load_estimator(str(library.estimator_folder))
        self._words: dict[str, Estimate] = {}  # a text is read once, whatever is answered about it
        # The occupation (last) is named only where it makes a difference: for tasks whose words leave them open.
        self._parts: dict[tuple[str, frozenset[tuple[str, str]], str | None, str | None], TaskPart] = {}
        # By identity, which spares a hash of the words; each task is kept with what is known of it, so that its
        # identity cannot be given to another meanwhile.
        self._by_task: dict[tuple[int, str | None], tuple[Task, TaskPart]] = {}
        self._measured: dict[tuple[int, bool, str | None], tuple[Task, TaskMeasure, TaskPart]] = {}

    def part(self, task: Task, occupation: str | None = None) -> TaskPart:
        """The part of one task: everything about it but its hours. `occupation`: the worker's, an O*NET-SOC code."""
        known = self._by_task.get((id(task), occupation))
        if known is not None:
            return known[1]
        found = self._found(task, None)
        if occupation is not None and found.open and occupation_labels(self.library, occupation) is not None:
            found = self._found(task, occupation)
        if len(self._by_task) > MOST_PARTS:
            self._by_task.clear()
        self._by_task[id(task), occupation] = (task, found)
        return found

    def _found(self, task: Task, occupation: str | None) -> TaskPart:
        key = (task.text, frozenset(task.answers.items()), task.judged, occupation)
        found = self._parts.get(key)
        if found is None:
            target = self._target(task)
            if target is not None:
                found = judged_part(self.estimator, target)
            else:
                labels = occupation_labels(self.library, occupation)
                words = self._words.get(task.text)
                if words is None:
                    if len(self._words) > MOST_PARTS:
                        self._words.clear()
                    words = self._words[task.text] = self.estimator.estimate(task.text)
                found = estimated_part(self.estimator, task.text, task.answers, self._questions(task), labels, words)
            if len(self._parts) > MOST_PARTS:
                self._parts.clear()
            self._parts[key] = found
        return found

    def _target(self, task: Task) -> Target | None:
        return self.library.targets.get(task.judged) if task.judged else None

    def _questions(self, task: Task) -> Mapping[str, Question]:
        return self.library.questions if task.answers else {}

    def task_measure(self, task: Task, occupation: str | None = None, *, explain: bool = False) -> TaskMeasure:
        """One task measured, of a worker in this occupation (an O*NET-SOC code) where that is known.

        `explain` adds the reasons and what would change them: some estimates more.
        """
        return self.measured(task, occupation, explain)[1]

    def measured(self, task: Task, occupation: str | None, explain: bool) -> tuple[Task, TaskMeasure, TaskPart]:
        """The task, measured, with its part; measured once for as long as the task is the same object."""
        known = self._measured.get((id(task), explain, occupation))
        if known is not None:
            return known
        part = self.part(task, occupation)
        reasons: tuple[Reason, ...] = ()
        changes: tuple[Reason, ...] = ()
        if explain:
            target = self._target(task)
            if target is not None:
                reasons = why_judged(target)
            else:
                labels = occupation_labels(self.library, occupation) if part.open else None
                reasons = why(self.estimator, task.text, task.answers, self._questions(task), labels)
                changes = what_would_change(part, task.answers, self.library.questions)
        told = TaskMeasure(
            task.id,
            task.text,
            task.hours,
            part.exposure,
            part.p_exposed,
            part.p_runs,
            part.p_exposed - part.p_runs,
            1.0 - part.p_exposed,
            part.sure,
            reasons,
            changes,
        )
        if len(self._measured) > MOST_PARTS:
            self._measured.clear()
        found = self._measured[id(task), explain, occupation] = (task, told, part)
        return found


@lru_cache(maxsize=4)
def load_estimator(folder: str) -> Estimator:
    """The estimator of a folder, loaded once."""
    from pathlib import Path

    return Estimator.load(Path(folder))


def meter_for(library: Library) -> Meter:
    """The meter of a library, made once and kept with it."""
    meter = library.derived.get("meter")
    if not isinstance(meter, Meter):
        meter = library.derived["meter"] = Meter(library)
    return meter


def measure(profile: Profile, library: Library, *, on: date | None = None, explain: bool = False) -> Measurement:
    """The worker's week and standing, measured.

    `on` is the day evidence is looked at (older than a year counts as claimed; without a day all of it is current);
    `explain` adds to each task what would change its figure, what others published for the occupation and what is
    typical for it, and notes where self-rated skills and short scored situations differ. Shares are of the listed
    hours. With no hours listed they are unknown: the three classes may be anything (0 to 1), and the middle takes
    every task as often as the others; with no tasks either, each class is a third. Pure: the same input gives the
    same output, nothing is changed.
    """
    meter = meter_for(library)
    own = profile.worker.occupation
    found = [
        # a second job has an occupation of its own
        meter.measured(task, own if task.job is None else profile.occupation_of(task), explain)
        for task in profile.tasks
    ]
    tasks = tuple([measured for _, measured, _ in found])
    parts = [part for _, _, part in found]
    hours = profile.listed_hours
    standing = position(profile, library.questions if profile.answers else {}, on=on)
    if explain and profile.knowledge and profile.skills:
        notes = skill_notes(profile.skills, profile.knowledge, library.knowledge, library.skills)
        standing = replace(standing, notes=notes)
    pressure = signs(profile, library.questions if profile.answers else {}, on=on)
    if hours <= 0:
        return Measurement(*_without_hours(parts), 0.0, tasks, standing, pressure)
    shares = [task.hours / hours for task in profile.tasks]
    exposure = _week_exposure(parts, shares, meter.estimator)
    runs, speeds, rest = class_bands(parts, shares)
    return Measurement(
        exposure=exposure,
        displaceable=runs,
        augmentable=speeds,
        human=rest,
        hours=hours,
        tasks=tasks,
        position=standing,
        pressure=pressure,
        published=published_figures(profile, library) if explain else (),
        typical=typical_figure(profile, library, exposure.value) if explain else None,
    )


def _without_hours(parts: Sequence[TaskPart]) -> tuple[Exposure, Band, Band, Band]:
    """Exposure and the three classes of tasks nobody has told the hours of: any of them may be the whole week."""
    if not parts:
        return _UNKNOWN, _UNKNOWN_SHARE, _UNKNOWN_SHARE, _UNKNOWN_SHARE
    many = len(parts)
    value, strict, exposed, runs = (
        sum(told) / many
        for told in zip(*((one.exposure.value, one.p_alone, one.p_exposed, one.p_runs) for one in parts), strict=True)
    )
    rest = Band(1.0 - exposed, 0.0, 1.0)
    return Exposure(value, 0.0, 1.0, strict, exposed), Band(runs, 0.0, 1.0), Band(exposed - runs, 0.0, 1.0), rest


def _week_exposure(parts: Sequence[TaskPart], shares: Sequence[float], estimator: Estimator) -> Exposure:
    value = strict = wide = 0.0
    for part, share in zip(parts, shares, strict=True):
        value += share * part.exposure.value
        strict += share * part.p_alone
        wide += share * part.p_exposed
    low, high = exposure_band(parts, shares, estimator)
    return Exposure(value, min(low, value), max(high, value), strict, wide)
