"""What planning reads: moves, projects, and what a plan is chosen to raise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach.model.measurement import PillarId
from coach.model.plan import PhaseId
from coach.model.profile import Aim, Situation
from coach.model.shelf import Bind, Control, FamilyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a move changes, as data over the closed set of changes (`coach.model.changes`).

    `share` is the range (0–1) of the bound task's hours it shifts; `to` names a phrase of `content/targets.toml`
    with a judged class, `"unassigned"`, or none. `question`/`option` for set_answer, `level` for raise_skill,
    `groups` for add_asset (how many groups rely on it). "@task" is the task the move is bound to.
    """

    do: Literal["shift_hours", "set_answer", "add_workflow", "add_asset", "raise_skill"]
    share: tuple[float, float] | None = None
    to: str | None = None
    question: str | None = None
    option: str | None = None
    skill: str | None = None
    level: int | None = None
    title: str | None = None
    guardrail: bool = False
    pairs: int = 0
    taught_to: int = 0
    kind: Literal["data", "relationship", "process", "knowledge"] = "process"
    groups: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneTemplate:
    """A step of a move: `hours` of work (0.4 is 25 minutes), closed by the evidence in `done_when`.

    `weeks` have to pass since the step before: a count, a trial, a second look.
    """

    id: str
    title: str
    hours: float
    done_when: str
    as_job: bool = False
    weeks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTemplate:
    """A move as the shelf has it, before it is bound to anyone's task.

    `title`, `why`, `if_then` and the milestones may say {task}, {hours}, {week}, {title}. `bind` says what kind of
    task it takes: "runs" (could mostly run without one), "speeds", "exposed" (either), "human", "any", or "week"
    (about no one task). `match` narrows that to tasks near these phrases. `requires` are moves that come first where
    they are in the plan; `owns` marks moves that make the worker the owner of something, and `hands_over` those that
    give work away: the second only ever come after one of the first. `habit` marks a new weekly habit.
    `records` marks moves that need figures written down. `first_for`: workers whose plan opens with this move,
    whatever it gains: a week too vague to measure ("vague"), one in another language ("unread"), or a situation.
    `always_for`: workers whose plan has this move in its usual place, whatever it gains: those who may not use AI at
    work ("banned"). `asks_ai` marks moves that find out what the rule on AI is: where that is unknown, nothing that
    needs AI comes before one of them.
    """

    id: str
    title: str
    kind: str
    pillar: PillarId
    phase: PhaseId
    hours: tuple[float, float]
    bind: Bind
    effects: tuple[Effect, ...]
    why: str
    if_then: str
    not_when: str
    milestones: tuple[MilestoneTemplate, ...]
    needs_ai: bool = False
    control: Control = "self"
    side_effect: str = ""
    families: tuple[FamilyId, ...] = ()
    situations: tuple[Situation, ...] = ()
    aims: tuple[Aim, ...] = ()
    match: tuple[str, ...] = ()
    min_hours: float = 1.0
    requires: tuple[str, ...] = ()
    owns: bool = False
    hands_over: bool = False
    habit: bool = False
    records: bool = False
    readiness: bool = False
    first_for: tuple[Literal["vague", "unread", "notice", "laid_off"], ...] = ()
    always_for: tuple[Literal["banned"], ...] = ()
    asks_ai: bool = False
    skills: tuple[str, ...] = ()
    workflows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectStep:
    """One fortnight or so of a project: its focus and a milestone with a number in it."""

    weeks: str
    focus: str
    milestone: str
    move: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectMeasure:
    """One line of a project's results table; `metric` is an id of the measures."""

    name: str
    metric: str
    baseline: str
    target: str
    whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTemplate:
    """Moves that feed on each other around a named cluster of tasks, told as one story in the trade's own words.

    `any_trade`: for a situation (laid off, self-employed, returning) whatever the trade; `family` is then where its
    examples come from. `hands`: whether its words are of a week mostly not reached (hands, places, people) or of one
    mostly reached (desks, screens); None where they fit both.
    """

    id: str
    family: FamilyId
    title: str
    cluster: tuple[str, ...]
    story: str
    rules: tuple[str, ...]
    permission: str
    baseline: str
    moves: tuple[str, ...]
    steps: tuple[ProjectStep, ...]
    measures: tuple[ProjectMeasure, ...]
    checkpoint: str
    stop_rule: str
    reinvest: str
    skip: tuple[str, ...]
    bad_week: str
    leads_to: str
    first_step: str
    any_trade: bool = False
    hands: bool | None = None
    needs_ai: bool = False
    situations: tuple[Situation, ...] = ()
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the objective rewards for one aim; our judgement, explained in content/objective.toml.

    `hours` per hour a week moved out of tasks that could run without one; `human` per hour moved into work only
    people do; `pillars` per level and pillar.
    """

    aim: Aim
    hours: float
    human: float
    pillars: Mapping[PillarId, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Future:
    """A way things may go, as what it does to the worth of hours and pillars (1 leaves it as it is).

    `runs` multiplies P(could mostly run without one), `hours` and `human` the worth of hours moved, `pillars` the
    worth of a pillar.
    """

    id: str
    name: str
    why: str
    runs: float = 1.0
    hours: float = 1.0
    human: float = 1.0
    pillars: Mapping[PillarId, float] = field(default_factory=dict)
