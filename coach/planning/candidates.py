"""Candidates: the shelf's moves that fit this worker, bound to their own tasks, with their changes and gain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from coach.library.matching import nearness
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.measure.tasks import CONCERNS
from coach.model.changes import (
    AddAsset,
    AddWorkflow,
    Change,
    RaiseSkill,
    SetAnswer,
    ShiftHours,
    apply,
)
from coach.model.measurement import Measurement, TaskMeasure
from coach.model.profile import Answer, Asset, Profile, Workflow
from coach.model.shelf import Effect, FamilyId, MoveTemplate, Weights
from coach.planning.objective import READINGS, Scale, aim_of, gained, scale_for

MOST_TASKS = 2  # a move binds to at most its two best-matching tasks
LEAST_SHARE = {"runs": 0.30, "speeds": 0.30, "exposed": 0.40, "human": 0.45}
LEAST_GIVEN = 0.45  # work is handed over only where that much of it could run without one
NEAR = 0.3  # how near a task has to be to one of a move's phrases to be meant by it
LEAST_TASKS = 3
UNREAD = 0.85  # a task whose band is this wide says next to nothing
UNREAD_SHARE = 0.4  # of the week's hours, from which on a plan opens with making it readable
FEW_HOURS = 1.5  # a week; with no more than this, steps are cut to sittings of 25 minutes
NO_AI = "it needs AI, which your employer does not allow"
LEAST_LEFT = 0.4  # however many moves take from a task, this share of its hours stays


@dataclass(frozen=True, slots=True)
class Candidate:
    """A move bound to a task (or to the week). `gain` is in points: objective after − before, for this move alone.

    `requires`: moves that come first where they are in the plan, for this worker.
    """

    move: MoveTemplate
    task: TaskMeasure | None
    changes: tuple[Change, ...]
    hours: float
    gain: float
    own_trade: bool
    after: Measurement
    requires: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """As the planned move will be called: `<move>:<task id>`, or `<move>:week`."""
        return f"{self.move.id}:{self.task.id if self.task else 'week'}"


@dataclass(frozen=True)
class Setting:
    """What binding looks at besides the moves: the worker, their measurement, their family, the library, how long their
    steps take and how much their moves gain against our guess; `hours_a_week` where the plan is made for others than
    the profile's; `on` the day evidence is looked at, the same before a move and after it; `unread` the ids of tasks in
    a language that is not read."""

    profile: Profile
    measurement: Measurement
    family: FamilyId | None
    library: Library
    pace: float = 1.0
    hours_a_week: float | None = None
    gains: float = 1.0
    on: date | None = None
    unread: frozenset[str] = frozenset()

    @cached_property
    def asks_first(self) -> str | None:
        """The move that finds out what the rule on AI is, where the worker has not said; None where they have."""
        if self.profile.worker.ai_rules is not None:
            return None
        asking = (move for move in self.library.moves.values() if move.asks_ai and barred(move, self) is None)
        return min((move.id for move in asking), default=None)

    def near(self, move: MoveTemplate, task: TaskMeasure) -> float:
        """How near a task is to the nearest phrase of a move, 0–1; 1 where the move fits any."""
        if not move.match:
            return 1.0
        known = self._nearest.get((move.id, task.id))
        if known is None:
            known = self._nearest[move.id, task.id] = max(nearness(task.text, phrase) for phrase in move.match)
        return known

    @cached_property
    def _nearest(self) -> dict[tuple[str, str], float]:
        return {}

    @property
    def few_hours(self) -> bool:
        """Whether the worker gives the plan so little a week that steps have to fit a short sitting."""
        hours = self.profile.learning_hours if self.hours_a_week is None else self.hours_a_week
        return hours <= FEW_HOURS

    @cached_property
    def scale(self) -> Scale:
        """The weights of the worker's aim, as things are."""
        return scale_for(self._weights, self.library.futures["as-is"])

    @cached_property
    def views(self) -> list[Scale]:
        """The weights under every reading of exposure and every future."""
        return [
            scale_for(self._weights, future, reading)
            for future in self.library.futures.values()
            for reading in READINGS
        ]

    @property
    def _weights(self) -> Weights:
        return self.library.weights[aim_of(self.profile.worker)]


def barred(move: MoveTemplate, setting: Setting, *, in_project: bool = False) -> str | None:
    """Why a move does not fit this worker at all, in words; None where it does.

    A project names its moves on purpose, so in one neither trade nor aim bars them.
    """
    worker = setting.profile.worker
    if move.families and setting.family not in move.families and not in_project:
        return "it is written for another trade"
    if move.situations and (worker.situation or "employed") not in move.situations:
        return "it is for another situation"
    if move.aims and aim_of(worker) not in move.aims and not in_project:
        return "it serves another aim"
    if move.needs_ai and worker.ai_rules == "none":
        return NO_AI
    if "unread" in move.first_for and not setting.unread:
        return "the week is in English"
    if move.records and worker.record_rules == "none":
        return "it needs figures written down, which you may not do"
    return None


def openings(setting: Setting) -> frozenset[str]:
    """What this worker's plan has to open with, as the content's `first_for` calls it.

    "unread" where much of the week is in another language; "vague" where much of the rest says next to nothing, or
    fewer than three tasks say what is done in it.
    """
    found: set[str] = set()
    tasks = setting.measurement.tasks
    foreign = sum(task.hours for task in tasks if task.id in setting.unread)
    if foreign >= UNREAD_SHARE * setting.measurement.hours > 0.0:
        found.add("unread")
    if len(tasks) < LEAST_TASKS or says_little(setting):
        found.add("vague")
    situation = setting.profile.worker.situation
    if situation is not None:
        found.add(situation)
    return frozenset(found)


def says_little(setting: Setting) -> bool:
    """Whether much of the week is in words that say next to nothing of what is done: nothing is bound to such tasks."""
    wide = (
        task.hours
        for task in setting.measurement.tasks
        if not task.sure and task.exposure.high - task.exposure.low >= UNREAD and task.id not in setting.unread
    )
    return sum(wide) >= UNREAD_SHARE * setting.measurement.hours


def unread(measurement: Measurement) -> tuple[TaskMeasure, ...]:
    """The tasks that are in a language the estimator does not read; known only of a measurement that was explained."""
    said = CONCERNS["language"]
    return tuple(task for task in measurement.tasks if any(one.text == said for one in task.reasons))


def always(move: MoveTemplate, setting: Setting) -> bool:
    """Whether this worker's plan has the move whatever it gains."""
    return "banned" in move.always_for and setting.profile.worker.ai_rules == "none"


def candidates(setting: Setting, moves: Iterable[MoveTemplate]) -> list[Candidate]:
    """Every fitting move bound to at most `MOST_TASKS` tasks, with its gain; in the order of their ids."""
    found = [
        candidate(move, task, setting)
        for move in moves
        if barred(move, setting) is None
        for task in _tasks_for(move, setting)
    ]
    return sorted(found, key=lambda one: one.id)


def candidate(move: MoveTemplate, task: TaskMeasure | None, setting: Setting) -> Candidate:
    """A move bound to a task, with its changes and the points it gains: the difference of two measurements."""
    changes = changes_of(move, task, setting.library, gains=setting.gains)
    profile = realise(setting.profile, [changes], setting.library)
    after = measure(profile, setting.library, on=setting.on)
    gain = gained(setting.measurement, after, profile, setting.scale)
    own = setting.family in move.families
    asks = (setting.asks_first,) if move.needs_ai and setting.asks_first is not None else ()
    requires = tuple(dict.fromkeys((*asks, *move.requires)))
    return Candidate(move, task, changes, milestone_hours(move) * setting.pace, gain, own, after, requires)


def bound_best(move: MoveTemplate, setting: Setting) -> Candidate | None:
    """The move bound where it gains most, whatever trade and aim it is written for; None where it does not fit."""
    if barred(move, setting, in_project=True) is not None:
        return None
    found = [candidate(move, task, setting) for task in _tasks_for(move, setting)]
    return max(found, key=lambda one: (one.gain, one.id), default=None)


def milestone_hours(move: MoveTemplate) -> float:
    """Hours the move's milestones take, by our guess."""
    return sum(step.hours for step in move.milestones)


def _tasks_for(move: MoveTemplate, setting: Setting) -> list[TaskMeasure | None]:
    if move.bind == "week":
        return [None]
    scored = []
    for task in setting.measurement.tasks:
        share = class_share(move, task)
        if task.hours < move.min_hours or share < (LEAST_GIVEN if move.hands_over else LEAST_SHARE.get(move.bind, 0.0)):
            continue
        near = setting.near(move, task)
        if near >= NEAR:
            scored.append((task.hours * share * near, task))
    scored.sort(key=lambda one: (-one[0], one[1].id))
    return [task for _, task in scored[:MOST_TASKS]]


def class_share(move: MoveTemplate, task: TaskMeasure) -> float:
    """How far a task is of the kind a move takes, 0–1."""
    match move.bind:
        case "runs":
            return task.displaceable
        case "speeds":
            return task.augmentable
        case "exposed":
            return task.p_exposed
        case "human":
            return task.human
        case _:
            return 1.0


def changes_of(
    move: MoveTemplate, task: TaskMeasure | None, library: Library, *, at: float = 0.5, gains: float = 1.0
) -> tuple[Change, ...]:
    """The move's effects as changes to this profile; `at` 0 takes the low end of each range, 1 the high end.

    `gains`: what this worker's moves brought against our guess; the middle of a range is drawn by it, within the range.
    """
    return tuple(_change(effect, move, task, library, at, gains) for effect in move.effects if task or not effect.share)


def _change(
    effect: Effect, move: MoveTemplate, task: TaskMeasure | None, library: Library, at: float, gains: float
) -> Change:
    about = task.id if task else None
    name = f"{move.id}-{about}" if about else move.id
    match effect.do:
        case "shift_hours":
            assert task is not None
            low, high = effect.share or (0.0, 0.0)
            share = min(high, max(low, (low + (high - low) * at) * (gains if low < high else 1.0)))
            to = None if effect.to in (None, "unassigned") else effect.to
            return ShiftHours(
                source=task.id,
                hours=task.hours * share,
                to=to,
                judged=to,
                text=library.targets[to].text if to else "",
            )
        case "set_answer":
            return SetAnswer(question=effect.question or "", option=effect.option or "", shown=move.id)
        case "add_workflow":
            return AddWorkflow(
                workflow=Workflow(
                    id=name,
                    title=effect.title or move.title.replace("{task}", task.text if task else ""),
                    task=about,
                    needs_ai=move.needs_ai,
                    guardrail=move.id if effect.guardrail else None,
                    pairs=effect.pairs,
                    taught_to=effect.taught_to,
                )
            )
        case "add_asset":
            title = effect.title or move.title.replace("{task}", task.text if task else "")
            return AddAsset(asset=Asset(id=name, title=title, kind=effect.kind, groups=effect.groups, named_owner=True))
        case "raise_skill":
            return RaiseSkill(skill=effect.skill or "", level=effect.level or 0)


def realise(profile: Profile, sets: Iterable[tuple[Change, ...]], library: Library) -> Profile:
    """The profile after several moves.

    Hours taken from a task stop where only `LEAST_LEFT` of what it had is left; an answer only ever replaces one
    that counts for less (moves raise, they do not lower).
    """
    room = {task.id: task.hours * (1.0 - LEAST_LEFT) for task in profile.tasks}
    counted = {name: _counts(name, answer, library) for name, answer in profile.answers.items()}
    kept: list[Change] = []
    for changes in sets:
        for change in changes:
            if isinstance(change, ShiftHours):
                hours = min(change.hours, room.get(change.source, 0.0))
                if hours <= 0.0:
                    continue
                room[change.source] -= hours
                change = replace(change, hours=hours)
            elif isinstance(change, SetAnswer) and change.task is None:
                level = _counts(change.question, Answer(option=change.option, shown=change.shown), library)
                if level <= counted.get(change.question, -1.0):
                    continue
                counted[change.question] = level
            kept.append(change)
    return apply(profile, kept)


def _counts(question_id: str, answer: Answer, library: Library) -> float:
    question = library.questions.get(question_id)
    option = next((one for one in question.options if one.id == answer.option), None) if question else None
    if option is None or option.level is None:
        return -1.0
    return option.level if answer.shown or answer.vouched_by else option.level / 2
