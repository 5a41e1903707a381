"""Which question next: about the tasks where hours × uncertainty is greatest, as long as an answer would narrow much.

A question is worth what it would narrow the task's own range by, on average over its options: that of exposure, or,
for what bears only on the split, the spread of the chance that it could run without the worker. Where the words settle
whether a task is exposed, only the split is asked about. How likely each option is follows from the estimate itself:
before the answer, the estimate is the average over what the answers could be. Nothing here is a second formula: each
option is tried by measuring the task with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import exp, sqrt
from types import MappingProxyType

from coach.library.shelf import Library
from coach.measure.bands import Z80
from coach.measure.meter import Meter, meter_for
from coach.measure.tasks import TaskPart
from coach.model.profile import Profile, Task
from coach.model.shelf import Question

MOST_TASKS = 3
MOST_QUESTIONS = 18
WORTH_ASKING = 0.02  # of the task's band (0–1): below two points an answer is not worth anybody's time
DONT_KNOW = "dont_know"
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to put now: about a task of the week, or (no `task_id`) about the worker or signs around them.

    `narrows`: by how much the band is expected to narrow, 0–1; 0 for questions that are not about a task.
    """

    question: Question
    task_id: str | None
    narrows: float


def questions_to_ask(profile: Profile, library: Library) -> tuple[Ask, ...]:
    """What is worth asking, most telling first: first about tasks, then where the worker stands, then signs.

    Empty of task questions once the next would narrow less than two points; at most eighteen in all, counting those
    answered already.
    """
    about_tasks = _about_tasks(profile, library)
    asked = sum(len(task.answers) for task in profile.tasks) + len(profile.answers)
    others = [
        Ask(question, None, 0.0)
        for about in ("worker", "signs")
        for question in library.questions.values()
        if question.about == about and question.id not in profile.answers
    ]
    # The eleven about the worker and the signs always get their place; tasks get what is left of the eighteen.
    room = max(0, MOST_QUESTIONS - asked - len(others))
    return (*about_tasks[:room], *others)


def _about_tasks(profile: Profile, library: Library) -> list[Ask]:
    meter = meter_for(library)
    found = []
    for task in _most_uncertain(profile, meter):
        where = profile.occupation_of(task)
        settled = meter.part(task, where).sure
        for question in library.questions.values():
            if question.about != "task" or question.id in task.answers or (settled and _bears_on_exposure(question)):
                continue
            narrows = _narrowing(task, question, meter, where)
            if narrows >= WORTH_ASKING:
                found.append((task.hours * narrows, Ask(question, task.id, narrows)))
    found.sort(key=lambda one: (-one[0], one[1].task_id or "", one[1].question.id))
    return [ask for _, ask in found]


def _most_uncertain(profile: Profile, meter: Meter) -> list[Task]:
    """The one to three tasks with the most hours × uncertainty: of exposure where the words leave it open, else of the
    split."""

    def uncertain(task: Task) -> float:
        part = meter.part(task, profile.occupation_of(task))
        return task.hours * max(_width(part, False), 0.0 if part.sure else _width(part, True))

    told = [task for task in profile.tasks if task.hours > 0 and not task.judged]
    return sorted(told, key=lambda task: (-uncertain(task), task.id))[:MOST_TASKS]


def _bears_on_exposure(question: Question) -> bool:
    return any(option.exposed for option in question.options)


def _narrowing(task: Task, question: Question, meter: Meter, occupation: str | None) -> float:
    """How much narrower the task's band would be (0–1): of exposure where the question bears on it, else of the
    chance that it could run without the worker."""
    exposure = _bears_on_exposure(question)
    before = meter.part(task, occupation)
    after = [
        meter.part(replace(task, answers=MappingProxyType({**task.answers, question.id: option.id})), occupation)
        for option in question.options
    ]
    if not after:
        return 0.0
    chances = _likely([_chance(part, exposure) for part in after], _chance(before, exposure))
    expected = sum(chance * _width(part, exposure) for chance, part in zip(chances, after, strict=True))
    return _width(before, exposure) - expected


def _likely(outcomes: list[float], average: float) -> list[float]:
    """How likely each outcome is, so that their average is what is believed now: the exponential tilt of equal
    chances that gives that average (the least committed choice)."""
    low, high = -60.0, 60.0
    if not min(outcomes) < average < max(outcomes):
        nearest = min(range(len(outcomes)), key=lambda place: abs(outcomes[place] - average))
        return [1.0 if place == nearest else 0.0 for place in range(len(outcomes))]
    for _ in range(60):
        tilt = (low + high) / 2
        weights = [exp(tilt * (one - average)) for one in outcomes]
        mean = sum(weight * one for weight, one in zip(weights, outcomes, strict=True)) / sum(weights)
        low, high = (tilt, high) if mean < average else (low, tilt)
    return [weight / sum(weights) for weight in weights]


def _chance(part: TaskPart, exposure: bool) -> float:
    return part.p_exposed if exposure else part.p_runs


def _width(part: TaskPart, exposure: bool) -> float:
    if exposure:
        return part.exposure.high - part.exposure.low
    # the spread, not the band: that is cut off at none and all, where no answer could narrow it
    return 2 * Z80 * sqrt(part.p_runs * (1.0 - part.p_runs)) * part.wider


def with_answer(profile: Profile, task_id: str, question_id: str, option_id: str) -> Profile:
    """The profile with one answer about a task."""
    return replace(profile, tasks=tuple(_answered(profile.tasks, task_id, question_id, option_id)))


def _answered(tasks: Iterable[Task], task_id: str, question_id: str, option_id: str) -> Iterable[Task]:
    for task in tasks:
        if task.id == task_id:
            yield replace(task, answers=MappingProxyType({**task.answers, question_id: option_id}))
        else:
            yield task
