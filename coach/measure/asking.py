"""Which question next: about the tasks where hours × uncertainty is greatest, as long as an answer would narrow much.

A question is worth what it would narrow the week's band by, on average over its options taken as equally likely.
Nothing here is a second formula: each option is tried by measuring the week with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.measurement import Measurement
from coach.model.profile import Profile, Task
from coach.model.shelf import Question

MOST_TASKS = 3
MOST_QUESTIONS = 18
WORTH_ASKING = 0.02  # points of the week's band (0–1); below that another answer is not worth anybody's time
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
    now = measure(profile, library)
    if now.hours <= 0:
        return []
    found = []
    for task in _most_uncertain(profile, now):
        for question in library.questions.values():
            if question.about == "task" and question.id not in task.answers:
                narrows = _narrowing(profile, task, question, now, library)
                if narrows >= WORTH_ASKING:
                    found.append(Ask(question, task.id, narrows))
    return sorted(found, key=lambda ask: (-ask.narrows, ask.task_id or "", ask.question.id))


def _most_uncertain(profile: Profile, now: Measurement) -> list[Task]:
    """The one to three tasks with the most hours × width of band."""
    width = {task.id: task.exposure.high - task.exposure.low for task in now.tasks}
    ranked = sorted(profile.tasks, key=lambda task: (-task.hours * width[task.id], task.id))
    return [task for task in ranked[:MOST_TASKS] if task.hours > 0]


def _narrowing(profile: Profile, task: Task, question: Question, now: Measurement, library: Library) -> float:
    """How much narrower the band of what the question is about would be, on average over its options (0–1).

    Exposure's band where the question bears on exposure, else the band of what could run without the worker.
    """
    exposure = any(option.exposed for option in question.options)
    before = _width(now, exposure)
    after = [
        _width(measure(with_answer(profile, task.id, question.id, option.id), library), exposure)
        for option in question.options
    ]
    return before - sum(after) / len(after) if after else 0.0


def _width(measured: Measurement, exposure: bool) -> float:
    figure = measured.exposure if exposure else measured.displaceable
    return figure.high - figure.low


def with_answer(profile: Profile, task_id: str, question_id: str, option_id: str) -> Profile:
    """The profile with one answer about a task."""
    return replace(profile, tasks=tuple(_answered(profile.tasks, task_id, question_id, option_id)))


def _answered(tasks: Iterable[Task], task_id: str, question_id: str, option_id: str) -> Iterable[Task]:
    for task in tasks:
        if task.id == task_id:
            yield replace(task, answers=MappingProxyType({**task.answers, question_id: option_id}))
        else:
            yield task
