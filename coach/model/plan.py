"""A plan: moves bound to the worker's own tasks, with milestones one can close, in three phases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from coach.model.changes import Change
from coach.model.measurement import Measurement

PhaseId = Literal["accept", "learn", "reconstruct"]
PHASES: tuple[PhaseId, ...] = ("accept", "learn", "reconstruct")
PHASE_NAMES: dict[PhaseId, str] = {"accept": "Accept", "learn": "Learn", "reconstruct": "Reconstruct"}
MilestoneState = Literal["open", "done", "snoozed", "dropped"]
OWN = "own"  # the move of every step a worker added: its id is own:<slug>


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One dated step: `hours` of work, closed by the evidence named in `done_when`.

    `lasts`: weeks that have to pass since the step before, for a count or a trial. A snoozed step is not asked for
    before `snoozed_until`; without such a day it rests until what it waits for changes (see `PlannedMove.rests`).
    `own_words`: the worker worded it, so nothing words it anew. `guess`: what we had guessed, in hours, kept when the
    actual hours are told.
    """

    id: str
    title: str
    due: date
    hours: float
    done_when: str
    as_job: bool = False
    lasts: int = 0
    state: MilestoneState = "open"
    done_on: date | None = None
    evidence: str | None = None
    actual_hours: float | None = None
    guess: float | None = None
    snoozed_until: date | None = None
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Gain:
    """What a move is expected to change: the difference of two measurements, after − before.

    Shares are 0–1 of the listed hours; `hours` is how many hours a week leave tasks that could mostly run without
    the worker (at least `hours_low`, at most `hours_high`, by the range the move's effects state); `levels` is how far
    its pillar rises, of four.
    """

    exposure: float = 0.0
    displaceable: float = 0.0
    human: float = 0.0
    position: float = 0.0
    hours: float = 0.0
    hours_low: float = 0.0
    hours_high: float = 0.0
    objective: float = 0.0
    levels: float = 0.0


@dataclass(frozen=True, slots=True)
class Readings:
    """In how many of the readings and futures looked at the move is still worth its hours."""

    good: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMove:
    """A move bound to the worker's tasks. `id` is `<move>:<task id>` (`<move>:week` where it is about no one task).

    A step the worker added is a move too: `own:<slug>`, its move `OWN`. `readings_with`: for a move that changes
    nothing by itself, the title of the one it prepares, with which its readings are counted. `rests`: why what is left
    of a move that was started rests (its task is gone, a rule has changed); empty where it does not. `pace`: what the
    hours of its steps are our guess times. `running_before` and `levels_before`: what it sets out to change as it stood
    when it was planned: hours a week in its tasks that could mostly run without the worker, and the levels of its
    pillars added up.
    """

    id: str
    move: str
    title: str
    why: str
    phase: PhaseId
    task_ids: tuple[str, ...]
    hours: float
    needs_ai: bool
    control: Literal["self", "ask"]
    gain: Gain
    side_effect: str
    readings: Readings
    if_then: str
    milestones: tuple[Milestone, ...]
    changes: tuple[Change, ...] = ()
    readings_with: str = ""
    rests: str = ""
    pace: float = 1.0
    running_before: float | None = None
    levels_before: float | None = None

    @property
    def own(self) -> bool:
        """Whether the worker added it."""
        return self.move == OWN

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do in it, and something was done."""
        return all(step.state in ("done", "dropped") for step in self.milestones) and any(
            step.state == "done" for step in self.milestones
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of a project's results table."""

    name: str
    baseline: str
    target: str
    whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of a project: its weeks ("1–2"), its focus, and a milestone with a number in it.

    `move` is the id of the planned move it tells of; several stages of one move share its steps.
    """

    weeks: str
    focus: str
    milestone: str
    move: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Moves that feed on each other around one cluster of tasks, told as one story.

    `moves` are ids of planned moves. `skip`: what is not worth the hours; `reinvest`: where freed hours go, agreed
    beforehand.
    """

    id: str
    title: str
    story: str
    task_ids: tuple[str, ...]
    moves: tuple[str, ...]
    measures: tuple[Measure, ...]
    checkpoint: str
    stop_rule: str
    first_step: str
    rules: tuple[str, ...] = ()
    permission: str = ""
    baseline: str = ""
    stages: tuple[Stage, ...] = ()
    reinvest: str = ""
    skip: tuple[str, ...] = ()
    bad_week: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSkill:
    """A skill the plan's moves build: its next level (1–4) as a behaviour one can observe, and an example of it."""

    id: str
    name: str
    level: int
    behaviour: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A move that was looked at and waits, with the reason."""

    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A move that was closed, and how far off we had been: what we said before, and what came of it.

    `guessed_hours` and `actual_hours` cover the steps whose hours were told. Gains are hours a week that left tasks
    which could mostly run without the worker, and levels of pillars, by the same measure before and after;
    `actual_gain` and `actual_levels` are None until the profile can say.
    """

    id: str
    move: str
    title: str
    on: date
    guessed_hours: float = 0.0
    actual_hours: float = 0.0
    predicted_gain: float = 0.0
    actual_gain: float | None = None
    predicted_levels: float = 0.0
    actual_levels: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan over its horizon. `hours_planned` never exceeds 70% of `hours_per_week` × the weeks that are not away.

    `pace` is how long this worker's steps took against our guess, by what was known when the plan was made; the hours
    of its steps are our guess times it. `skills` are those its moves build, in their order;
    `leave_for_now` names one not to spend hours on, and why. `dropped` are moves (ids of
    the shelf) the worker does not want: no plan made from this one offers them; an id with colons in it is a single
    step. `wanted` are moves the worker put in by hand: a plan made from this one has them as long as they fit.
    `outcomes` are the moves that were closed, in this plan and those before it.
    """

    start: date
    horizon_weeks: int
    hours_per_week: float
    hours_planned: float
    objective: float
    before: Measurement
    expected: Measurement
    moves: tuple[PlannedMove, ...]
    projects: tuple[Project, ...] = ()
    short_answer: str = ""
    rules: tuple[str, ...] = ()
    not_now: tuple[Waiting, ...] = ()
    skills: tuple[PlannedSkill, ...] = ()
    leave_for_now: str = ""
    pace: float = 1.0
    dropped: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    schema: int = 1

    def phase(self, phase: PhaseId) -> tuple[PlannedMove, ...]:
        """The moves of one phase, in order."""
        return tuple(move for move in self.moves if move.phase == phase)

    def milestones(self) -> tuple[tuple[PlannedMove, Milestone], ...]:
        """Every milestone with its move, by due date and then in the order of the moves."""
        pairs = [(move, step) for move in self.moves for step in move.milestones]
        return tuple(sorted(pairs, key=lambda pair: pair[1].due))
