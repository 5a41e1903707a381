"""The nouns of the shelf: what `content/` holds, one dataclass a kind. `content/README.md` explains each in prose.

Every field is what a practitioner would say, in plain words. Ids are stable for ever; retired ones map to their
successor in `content/retired.toml`. Empty `families`, `situations` or `aims` mean: fits all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach.model.measurement import PillarId
from coach.model.plan import PhaseId
from coach.model.profile import Aim, Situation

FamilyId = Literal[
    "office",
    "customer",
    "marketing",
    "people",
    "finance-legal",
    "software-data",
    "product",
    "health",
    "education-public",
    "trades",
    "logistics-retail",
    "science",
]
FAMILIES: tuple[FamilyId, ...] = (
    "office",
    "customer",
    "marketing",
    "people",
    "finance-legal",
    "software-data",
    "product",
    "health",
    "education-public",
    "trades",
    "logistics-retail",
    "science",
)
Control = Literal["self", "ask"]
Bind = Literal["runs", "speeds", "exposed", "human", "any", "week"]
LedgerKind = Literal["cash", "capacity", "quality"]
SkillArea = Literal[
    "delegation",
    "description",
    "discernment",
    "diligence",
    "data",
    "redesign",
    "impact",
    "teaching",
    "depth",
    "delivery",
    "reliability",
    "people",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One of the twelve families of trades. `majors` and `occupations` say which O*NET-SOC codes belong to it
    (two-digit major groups; longer prefixes win). `rules`: what must never be pasted, recorded or decided by AI."""

    id: FamilyId
    name: str
    majors: tuple[str, ...]
    rules: tuple[str, ...]
    occupations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypicalTask:
    """A task people in a role often have, in everyday words, with usual hours a week."""

    text: str
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A starting point: what a week in this role often looks like, and what is scarce in it."""

    id: str
    family: FamilyId
    name: str
    tasks: tuple[TypicalTask, ...]
    scarce: tuple[str, ...]
    measures: tuple[str, ...]
    evidence: tuple[str, ...]
    hours_set_by: str
    rivals: tuple[str, ...]
    titles: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    major: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevel:
    """One level: a behaviour one can observe, usual `hours` from the level before, an example by family."""

    level: int
    behaviour: str
    hours: float
    examples: Mapping[FamilyId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """An AI-multiplier skill with five observable levels (0–4)."""

    id: str
    name: str
    area: SkillArea
    why: str
    levels: tuple[SkillLevel, ...]
    evidence: tuple[str, ...]
    course: str
    needs_ai: bool = False
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowRecipe:
    """A recipe for one kind of task in one family, with or without AI. `match`: everyday phrases for such tasks."""

    id: str
    family: FamilyId
    title: str
    task: str
    match: tuple[str, ...]
    needs_ai: bool
    when: str
    steps: tuple[str, ...]
    never_paste: tuple[str, ...]
    guardrails: tuple[str, ...]
    signs_off: str
    trial: str
    quality: tuple[str, ...]
    failure_signs: tuple[str, ...]
    recheck: str
    teach: str
    not_when: str
    skills: tuple[str, ...]
    measures: tuple[str, ...] = ()
    tool_class: str = ""
    prompt: str = ""


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
    """A step of a move: `hours` of work (0.4 is 25 minutes), closed by the evidence in `done_when`."""

    id: str
    title: str
    hours: float
    done_when: str
    as_job: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTemplate:
    """A move as the shelf has it, before it is bound to anyone's task.

    `title`, `why`, `if_then` and the milestones may say {task}, {hours}, {week}, {title}. `bind` says what kind of
    task it takes: "runs" (could mostly run without one), "speeds", "exposed" (either), "human", "any", or "week"
    (about no one task). `match` narrows that to tasks near these phrases. `requires` are moves that come first where
    they are in the plan; `owns` marks moves that make the worker the owner of something, and `hands_over` those that
    give work away: the second only ever come after one of the first. `habit` marks a new weekly habit.
    `records` marks moves that need figures written down. `first_for`: workers whose plan opens with this move,
    whatever it gains: a week that could not be read ("vague"), or a situation. `always_for`: workers whose plan has
    this move in its usual place, whatever it gains: those who may not use AI at work ("banned").
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
    first_for: tuple[Literal["vague", "notice", "laid_off"], ...] = ()
    always_for: tuple[Literal["banned"], ...] = ()
    skills: tuple[str, ...] = ()
    workflows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A judged phrase hours can be shifted to: probabilities we judged ourselves, so that wording earns nothing."""

    id: str
    text: str
    p_exposed: float
    p_alone: float
    p_runs: float
    why: str


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
    examples come from.
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
    needs_ai: bool = False
    situations: tuple[Situation, ...] = ()
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A measure a worker's results can be told in. `at_least` and `likely` are formulas in words."""

    id: str
    name: str
    kind: LedgerKind
    families: tuple[FamilyId, ...]
    unit: str
    baseline_question: str
    lives_in: str
    at_least: str
    likely: str
    deduct: tuple[str, ...]
    traps: tuple[str, ...]
    masked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowingRole:
    """A role in demand or a fusion of two trades: what it does, who feeds it, the bridge to it as moves."""

    id: str
    name: str
    does: str
    fusion: bool
    skills: tuple[str, ...]
    families: tuple[FamilyId, ...]
    bridge: tuple[str, ...]
    occupations: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    demand: str = ""
    caveat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One dated fact about the market."""

    id: str
    text: str
    period: str
    published: str
    source: str
    status: Literal["announced", "confirmed"]
    standing: Literal["primary", "secondary"]
    confidence: Literal["low", "medium", "high"]
    caveat: str
    families: tuple[FamilyId, ...] = ()
    beside: tuple[str, ...] = ()
    dated: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A sign to look for oneself, checkable in ten minutes, with where to look in and outside the US."""

    id: str
    name: str
    look: str
    where_us: str
    where_else: str
    seen_when: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetLine:
    """One line of a worksheet: what to ask, and what holds where the answer is yes."""

    ask: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A page to have at hand, read from the top until a line decides; `ends_with` holds where none does."""

    id: str
    name: str
    use: str
    lines: tuple[WorksheetLine, ...]
    ends_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeOption:
    """One answer to a knowledge item, and why it is right or not."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeItem:
    """A short scored situation: judging output, privacy, choosing tasks, data, evaluation, fundamentals."""

    id: str
    area: Literal["judging", "privacy", "choosing", "data", "evaluation", "fundamentals"]
    situation: str
    ask: str
    options: tuple[KnowledgeOption, ...]
    skill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOption:
    """One observable behaviour. `exposed` and `runs` are shifts in log-odds (E and S); `level` 0–4 (P);
    `state` for signs (R)."""

    id: str
    text: str
    exposed: float = 0.0
    runs: float = 0.0
    level: float | None = None
    state: Literal["seen", "not_seen", "not_looked"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its wording by situation. `about`: a task (E, S), the worker (P), signs around them (R)."""

    id: str
    about: Literal["task", "worker", "signs"]
    name: str
    ask: str
    why: str
    basis: str
    options: tuple[QuestionOption, ...]
    pillar: PillarId | None = None
    wording: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the objective rewards for one aim; our judgement, explained in content/objective.toml.

    `hours` per hour a week moved out of tasks that could run without one; `human` per hour moved into work only
    people do; `pillars` per level and pillar; `readiness` is added to the weight of "ways-out" in proportion to the
    signs of pressure seen.
    """

    aim: Aim
    hours: float
    human: float
    pillars: Mapping[PillarId, float]
    readiness: float


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
