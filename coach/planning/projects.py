"""Projects: the shelf's stories that fit this worker, bound to a cluster of their own tasks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coach.library.matching import nearness
from coach.model.measurement import TaskMeasure
from coach.model.plan import Measure, PlannedMove, Project, Stage
from coach.model.profile import RecordRules
from coach.model.shelf import MoveTemplate, ProjectTemplate
from coach.planning.candidates import LEAST_SHARE, NEAR, Candidate, Setting, barred, candidate, class_share
from coach.planning.keeping import staged
from coach.planning.objective import aim_of
from coach.planning.rules import kept_as, measure_as, told_as
from coach.planning.wording import fill, story_facts

LEAST_MOVES = 3  # with fewer of its moves left a project is no story any more
MOST_TASKS = 3
LEAST_HOURS = 1.0
# A story of one's own trade is about a fair part of the week, or about two tasks: one of three hours in forty, near a
# phrase by chance, is no reason to tell it. Our judgement.
LEAST_PART = 0.15
# A story about a situation other than being employed is about more of the week than its tasks say: about so much of it
# at least, and the more the nearer the hours in its tasks come to those AI reaches. Our judgement.
SITUATION = 0.5
SITUATION_OWN_TRADE = 0.75


@dataclass(frozen=True, slots=True)
class BoundProject:
    """A project with its cluster of the worker's tasks and its moves, bound and in the order of the story."""

    project: ProjectTemplate
    tasks: tuple[TaskMeasure, ...]
    members: tuple[Candidate, ...]


def bound_projects(
    setting: Setting,
    projects: Iterable[ProjectTemplate],
    moves: Mapping[str, MoveTemplate],
    held: Collection[str] = (),
    dropped: Collection[str] = (),
) -> list[BoundProject]:
    """Every project that fits the worker's trade, situation, aim and rules, and at least one of their tasks.

    `held` are moves the worker has started already: they count to the story and are not bound again. `dropped` are
    moves they do not want. Where the rule on AI is unknown, a story that needs AI brings the move that asks for it.
    """
    found = []
    for project in projects:
        if not _fits(project, setting):
            continue
        tasks = _cluster(project, setting)
        if for_anyone_employed(project) and not _is_about(project, tasks, setting):
            tasks = _largest(setting)
        if not project.any_trade and not _is_about(project, tasks, setting):
            continue
        members = []
        for name in _names(project, setting):
            move = moves.get(name)
            if move is None or name in held or name in dropped or barred(move, setting, in_project=True) is not None:
                continue
            task = _task_for(move, tasks, project, setting)
            if task is not None or move.bind == "week":
                members.append(candidate(move, task, setting))
        if len(members) + sum(name in held for name in project.moves) >= LEAST_MOVES:
            found.append(BoundProject(project, tasks, tuple(members)))
    return found


def share(bound: BoundProject, setting: Setting) -> float:
    """The share (0–1) of the week's hours that lie in a project's cluster of tasks.

    A story about a situation other than being employed is about `SITUATION` of the week, more where it is told for the
    worker's own trade; what is missing to the whole counts by the hours in its cluster against those AI reaches.
    """
    hours = setting.measurement.hours
    if not is_of_a_situation(bound.project):
        return sum(task.hours for task in bound.tasks) / hours if hours else 0.0
    least = SITUATION if bound.project.any_trade else SITUATION_OWN_TRADE
    reached = sum(task.hours * task.p_exposed for task in setting.measurement.tasks)
    near = sum(task.hours for task in bound.tasks) / reached if reached else 0.0
    return least + (1.0 - least) * min(1.0, near)


def is_of_a_situation(project: ProjectTemplate) -> bool:
    """Whether a story is about a situation other than being employed, more than about some tasks."""
    return bool(project.situations) and "employed" not in project.situations


def planned_project(bound: BoundProject, moves: Iterable[PlannedMove], setting: Setting, start: date) -> Project:
    """The project as the plan tells it, filled in with the worker's own words.

    `moves` are the ones planned, with their days; stages follow those days, counted in weeks from `start`, and stages
    of moves that are not planned are left out.
    """
    project, profile = bound.project, setting.profile
    planned, records = tuple(moves), profile.worker.record_rules
    task = bound.tasks[0] if bound.tasks else None

    def told(text: str) -> str:
        return fill(text, profile, task, story_facts(text, bound.tasks, start))

    return Project(
        id=project.id,
        title=told(project.title),
        story=told(project.story),
        task_ids=tuple(one.id for one in bound.tasks),
        moves=tuple(move.id for move in planned),
        measures=tuple(
            Measure(name=name, baseline=baseline, target=target, whom=one.whom)
            for one in project.measures
            for name, baseline, target in [measure_as(one.name, told(one.baseline), told(one.target), records)]
        ),
        checkpoint=told(project.checkpoint),
        stop_rule=told(project.stop_rule),
        first_step=told(project.first_step),
        rules=project.rules,
        permission=told(project.permission),
        baseline=kept_as(told(project.baseline), records),
        stages=_stages(project, planned, start, told, records),
        reinvest=told(project.reinvest),
        skip=project.skip,
        bad_week=told(project.bad_week),
        leads_to=told(project.leads_to),
    )


def _stages(
    project: ProjectTemplate,
    planned: tuple[PlannedMove, ...],
    start: date,
    told: Callable[[str], str],
    records: RecordRules | None,
) -> tuple[Stage, ...]:
    of_move = {move.move: move.id for move in planned}
    stages = [
        Stage(
            weeks=step.weeks,
            focus=told(step.focus),
            milestone=told_as(told(step.milestone), records),
            move=of_move[step.move],
        )
        for step in project.steps
        if step.move in of_move
    ]
    return staged(stages, {move.id: move for move in planned}, start)


def _fits(project: ProjectTemplate, setting: Setting) -> bool:
    worker = setting.profile.worker
    situation = worker.situation or "employed"
    if project.situations and situation not in project.situations:
        return False
    if project.family != setting.family and not project.any_trade:
        return False
    if not project.situations and situation in ("laid_off", "returning"):
        return False
    if project.aims and aim_of(worker) not in project.aims:
        return False
    if not project.needs_ai:
        return True
    # No story rests on a permission nobody has asked about; whoever works for themselves gives it.
    return worker.ai_rules != "none" and (worker.ai_rules is not None or worker.situation == "self_employed")


def _cluster(project: ProjectTemplate, setting: Setting) -> tuple[TaskMeasure, ...]:
    near = []
    for task in setting.measurement.tasks:
        close = max((nearness(task.text, phrase) for phrase in project.cluster), default=0.0)
        if close >= NEAR and task.hours >= LEAST_HOURS:
            near.append((close * task.hours, task))
    near.sort(key=lambda one: (-one[0], one[1].id))
    return tuple(task for _, task in near[:MOST_TASKS])


def _is_about(project: ProjectTemplate, tasks: tuple[TaskMeasure, ...], setting: Setting) -> bool:
    """Whether a story is about enough of the week to be told; one about a situation is about all of it."""
    if not tasks or is_of_a_situation(project):
        return bool(tasks)
    return len(tasks) > 1 or sum(task.hours for task in tasks) >= LEAST_PART * setting.measurement.hours


def _names(project: ProjectTemplate, setting: Setting) -> tuple[str, ...]:
    asks = (setting.asks_first,) if project.needs_ai and setting.asks_first is not None else ()
    return tuple(dict.fromkeys((*asks, *project.moves)))


def for_anyone_employed(project: ProjectTemplate) -> bool:
    """Whether a story is for any trade of somebody in work: it waits until no story of their own trade is told."""
    return project.any_trade and "employed" in project.situations


def _largest(setting: Setting) -> tuple[TaskMeasure, ...]:
    """The largest tasks of the week, for a story that is about any work."""
    tasks = sorted(setting.measurement.tasks, key=lambda one: (-one.hours, one.id))
    return tuple(task for task in tasks[:MOST_TASKS] if task.hours >= LEAST_HOURS)


def _task_for(
    move: MoveTemplate, tasks: tuple[TaskMeasure, ...], project: ProjectTemplate, setting: Setting
) -> TaskMeasure | None:
    """The task a move of the story is about: of the cluster's those near its phrases, else one of the whole week that
    is near them, else one of the cluster's; None where there is none of its kind.

    In a story for any trade a move has to be near the task it is bound to: there the story does not say what it is.
    """
    if move.bind == "week":
        return None

    def near(task: TaskMeasure) -> float:
        return setting.near(move, task)

    cluster = _of_its_kind(move, tasks)
    meant = [task for task in cluster if near(task) >= NEAR]
    if not meant and move.match:
        week = (task for task in setting.measurement.tasks if task.hours >= max(LEAST_HOURS, move.min_hours))
        meant = [task for task in _of_its_kind(move, week) if near(task) >= NEAR]
    fitting = meant if meant or project.any_trade else cluster
    return max(fitting, key=lambda one: ((0.2 + near(one)) * class_share(move, one) * one.hours, one.id), default=None)


def _of_its_kind(move: MoveTemplate, tasks: Iterable[TaskMeasure]) -> list[TaskMeasure]:
    return [task for task in tasks if class_share(move, task) >= LEAST_SHARE.get(move.bind, 0.0)]
