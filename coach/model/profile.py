"""A worker and their week: what `profile.toml` holds.

Only a title, and a task's text and hours, are required. Everything else may be missing and is then unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from coach.model.ledger import Entry, Pair
from coach.model.measurement import SignState

Situation = Literal["employed", "self_employed", "notice", "laid_off", "returning"]
Aim = Literal["stay", "move_inside", "leave", "get_ready"]
AiRules = Literal["none", "approved", "open"]
RecordRules = Literal["free", "masked", "none"]
WeekKind = Literal["usual", "shift", "seasonal", "last"]

SITUATIONS: tuple[Situation, ...] = ("employed", "self_employed", "notice", "laid_off", "returning")
AIMS: tuple[Aim, ...] = ("stay", "move_inside", "leave", "get_ready")
AI_RULES: tuple[AiRules, ...] = ("none", "approved", "open")
RECORD_RULES: tuple[RecordRules, ...] = ("free", "masked", "none")
WEEK_KINDS: tuple[WeekKind, ...] = ("usual", "shift", "seasonal", "last")
WEEK_NAMES: dict[WeekKind, str] = {
    "usual": "a usual week",
    "shift": "a week on average over your shifts",
    "seasonal": "a week in season",
    "last": "your last usual week",
}

HOURS_IN_A_WEEK = 168.0
LEARNING_HOURS = 4.0
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """The person. `None` is unknown, and stays unknown until they say.

    `week` says what kind of week the tasks are: a usual one, the average over a roster of shifts, one in season, or
    (out of work) the last usual one.
    """

    title: str
    occupation: str | None = None
    hours_per_week: float | None = None
    learning_hours_per_week: float | None = None
    situation: Situation | None = None
    aim: Aim | None = None
    ai_rules: AiRules | None = None
    record_rules: RecordRules | None = None
    industry: str | None = None
    seniority: str | None = None
    currency: str | None = None
    country: str | None = None
    goal: str | None = None
    employer: str | None = None
    week: WeekKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job beside the one in `worker`, or one held before it. `until` is None as long as it is held.

    Tasks of a second job name it by its id; its occupation, where told, stands for those tasks.
    """

    id: str
    title: str
    occupation: str | None = None
    employer: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A sign somebody looked for themselves: what they found, when, and what they saw in their words."""

    state: SignState
    on: date | None = None
    saw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing the worker does, in their words, with usual hours a week.

    `answers` holds what they said about it (question id → option id). `controllable` is whether its hours are theirs
    to decide (None: unknown). `judged` names a phrase of the content's whose class was judged by us: a task a move
    created is measured by that judgement, so that no wording can earn a gain.
    """

    id: str
    text: str
    hours: float
    answers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    controllable: bool | None = None
    judged: str | None = None
    job: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the worker said to a question about themselves: an option, when, and what stands behind it."""

    option: str
    on: date | None = None
    shown: str | None = None
    vouched_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A short scored situation the worker answered: whether the answer was right, and when."""

    right: bool
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """A way of doing a task, with or without AI, that the worker has tried, guarded, taught.

    `trial` holds the pairs timed so far, `pairs` how many there are where only their number is known; the first
    `earlier` of the trial were timed with an earlier tool or model and speak no more. `given_up` counts items that were
    tossed for and not finished. `taught_to` is how many people use it. `recheck_on`: when to look again, for one when
    the tool or its model changed.
    """

    id: str
    title: str
    task: str | None = None
    needs_ai: bool = False
    guardrail: str | None = None
    pairs: int = 0
    trial: tuple[Pair, ...] = ()
    earlier: int = 0
    given_up: int = 0
    tool: str | None = None
    taught_to: int = 0
    on: date | None = None
    recheck_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """Something scarce the worker owns by name: a data set, a relationship, a process across teams."""

    id: str
    title: str
    kind: str = "process"
    groups: int = 1
    named_owner: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Time without steps, from `since` to `until`, both days included: a holiday, or a pause. `why` may be empty."""

    id: str
    since: date
    until: date
    why: str = ""

    def covers(self, day: date) -> bool:
        """Whether that day is one of them."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything `profile.toml` says. Immutable; changed through `coach.model.changes`.

    `unassigned` are hours a week that were freed and have no use yet: hours are conserved, never made to vanish.
    `entries` are results that count as evidence: a session adds the ledger's of this year and the last. `jobs` are
    those beside and before the one in `worker`; `watch` the signs looked at, by the id of the content's indicator;
    `knowledge` the short situations answered, by the id of the content's item. `away` is time without steps: none is
    due in it, and it is no part of the hours a plan has.
    """

    worker: Worker
    tasks: tuple[Task, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    workflows: tuple[Workflow, ...] = ()
    assets: tuple[Asset, ...] = ()
    skills: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    entries: tuple[Entry, ...] = ()
    unassigned: float = 0.0
    jobs: tuple[Job, ...] = ()
    watch: Mapping[str, Looked] = field(default_factory=lambda: MappingProxyType({}))
    knowledge: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))
    away: tuple[Away, ...] = ()
    schema: int = 1

    @property
    def listed_hours(self) -> float:
        """Hours a week in the listed tasks: the denominator of every share."""
        return sum(task.hours for task in self.tasks)

    @property
    def week_hours(self) -> float:
        """The worker's week in hours: as told, else the sum of the tasks and what is unassigned."""
        told = self.worker.hours_per_week
        return told if told is not None else self.listed_hours + self.unassigned

    @property
    def learning_hours(self) -> float:
        """Hours a week the worker can give to the plan: as told, else four."""
        told = self.worker.learning_hours_per_week
        return LEARNING_HOURS if told is None else told

    def task(self, task_id: str) -> Task | None:
        """The task with that id, or None."""
        return next((task for task in self.tasks if task.id == task_id), None)

    def job(self, job_id: str | None) -> Job | None:
        """The job beside or before the worker's own with that id, or None."""
        return next((job for job in self.jobs if job.id == job_id), None)

    def occupation_of(self, task: Task) -> str | None:
        """The occupation a task belongs to: its second job's, else the worker's; None where nobody said."""
        if task.job is None:
            return self.worker.occupation
        job = self.job(task.job)
        return job.occupation if job is not None else self.worker.occupation
