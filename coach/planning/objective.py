"""What a plan is chosen to raise: points, by the worker's aim, from a measurement and nothing else.

`objective` is a sum over tasks (hours × what an hour in such a task is worth) and over pillars (level counted ×
weight), so the gain of a change is the difference of two objectives, and a set of moves can be valued part by part
with the same two functions. The weights are our judgement (content/objective.toml, content/futures.toml).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coach.measure.position import counted_level
from coach.model.measurement import Measurement, Pillar, PillarId, TaskMeasure
from coach.model.profile import Aim, Profile, Situation, Worker
from coach.model.shelf import Future, Weights

Reading = Literal["strict", "wide"]
READINGS: tuple[Reading, ...] = ("strict", "wide")
# What a worker most likely wants who has not said: to stay, or, where the post is going or gone, to leave well.
LIKELY_AIM: dict[Situation | None, Aim] = {"notice": "leave", "laid_off": "leave", "returning": "get_ready"}
# An unknown pillar is taken as a claimed level 2 (which counts half): to learn where one stands is information,
# not gain. Our judgement.
UNKNOWN_COUNTS = 1.0
# Hours the employer sets are there to be asked for: a quarter of their worth. Our judgement.
ASKED_FOR = 0.25


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights of one aim under one future and one reading of exposure."""

    hours: float
    human: float
    pillars: Mapping[PillarId, float]
    runs: float = 1.0
    reading: Reading = "wide"


def aim_of(worker: Worker) -> Aim:
    """The worker's aim, or the likeliest for their situation where they have not said."""
    return worker.aim or LIKELY_AIM.get(worker.situation, "stay")


def scale_for(weights: Weights, future: Future, reading: Reading = "wide") -> Scale:
    """The scale of an aim. Signs of pressure have no part in it: they bring readiness forward, and what else is worth
    doing stays what it is (`deciding`)."""
    pillars = {name: weight * future.pillars.get(name, 1.0) for name, weight in weights.pillars.items()}
    return Scale(weights.hours * future.hours, weights.human * future.human, pillars, future.runs, reading)


def hour_worth(task: TaskMeasure, controllable: bool | None, scale: Scale) -> float:
    """Points an hour a week in this task is worth: up for work only people do, down for work that could run alone.

    The strict reading counts only what a language model alone could do, the wide one also software around it.
    """
    exposed, runs = task.p_exposed, task.displaceable
    if scale.reading == "strict" and exposed > 0.0:
        runs *= task.exposure.strict / exposed
        exposed = task.exposure.strict
    runs = min(1.0, runs * scale.runs)
    worth = scale.human * (1.0 - exposed) - scale.hours * runs
    return worth * (ASKED_FOR if controllable is False else 1.0)


def pillar_worth(pillar: Pillar, scale: Scale) -> float:
    """Points a pillar is worth as it stands; 0 where it does not apply."""
    if not pillar.applies:
        return 0.0
    counted = counted_level(pillar) if pillar.known else UNKNOWN_COUNTS
    return scale.pillars.get(pillar.id, 0.0) * counted


def objective(measurement: Measurement, profile: Profile, scale: Scale) -> float:
    """Points of a week and standing, as measured. Only differences of it mean anything."""
    controllable = {task.id: task.controllable for task in profile.tasks}
    hours = sum(task.hours * hour_worth(task, controllable.get(task.id), scale) for task in measurement.tasks)
    return hours + sum(pillar_worth(pillar, scale) for pillar in measurement.position.pillars)


def gained(before: Measurement, after: Measurement, profile: Profile, scale: Scale) -> float:
    """`objective` of `after` less that of `before`, summed over the parts that differ: what is the same in both adds
    nothing to a difference. `profile` is the worker after; whose hours are whose is the same before."""
    controllable = {task.id: task.controllable for task in profile.tasks}
    were = {task.id: task for task in before.tasks}
    total = 0.0
    for task in after.tasks:
        was = were.pop(task.id, None)
        if was is not task:
            whose = controllable.get(task.id)
            total += task.hours * hour_worth(task, whose, scale)
            total -= was.hours * hour_worth(was, whose, scale) if was is not None else 0.0
    total -= sum(task.hours * hour_worth(task, controllable.get(task.id), scale) for task in were.values())
    for old, new in zip(before.position.pillars, after.position.pillars, strict=True):
        if old is not new:
            total += pillar_worth(new, scale) - pillar_worth(old, scale)
    return total
