"""What measuring gives: exposure with its readings and band, the three classes, position, signs, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PillarId = Literal["outcome", "multiplier", "guardrails", "scarce", "depth", "direction", "ways-out"]
PILLARS: tuple[PillarId, ...] = (
    "outcome",
    "multiplier",
    "guardrails",
    "scarce",
    "depth",
    "direction",
    "ways-out",
)
PILLAR_NAMES: dict[PillarId, str] = {
    "outcome": "outcome link",
    "multiplier": "multiplier",
    "guardrails": "guardrails",
    "scarce": "scarce asset",
    "depth": "depth and ownership",
    "direction": "direction",
    "ways-out": "ways out",
}
FULL_LEVEL = 4.0
SignState = Literal["seen", "not_seen", "not_looked"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing a figure rests on: words for a person, its signed effect on the figure (0–1), where it is from."""

    text: str
    effect: float
    source: str


@dataclass(frozen=True, slots=True)
class Band:
    """A figure with its 80% interval; all three in 0–1, `low <= value <= high`."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A later measurement less an earlier one, figure by figure, each with a band of the difference itself.

    Every figure within −1 to 1, `low <= value <= high`; what both weeks share is not counted as unsure twice.
    """

    exposure: Band
    displaceable: Band
    augmentable: Band
    human: Band
    position: Band


@dataclass(frozen=True, slots=True)
class Exposure:
    """Expected β of Eloundou et al. (E0 = 0, E2 = ½, E1 = 1), with the strict (E1 only) and wide (E2 full) readings.

    An index of what AI can do to tasks, not a share of time. `strict <= value <= wide`.
    """

    value: float
    low: float
    high: float
    strict: float
    wide: float


@dataclass(frozen=True, slots=True)
class TaskMeasure:
    """One task measured. `displaceable + augmentable + human == 1`."""

    id: str
    text: str
    hours: float
    exposure: Exposure
    p_exposed: float
    displaceable: float
    augmentable: float
    human: float
    sure: bool
    reasons: tuple[Reason, ...] = ()
    would_change: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Pillar:
    """One pillar of position: `level` 0–4; what is claimed counts half, what is shown in full.

    `applies` is False where the pillar makes no sense for this worker; `known` is False where nothing was said.
    `renew` says in words what once counted in full and asks to be shown again; empty where nothing does.
    """

    id: PillarId
    level: float
    known: bool
    shown: bool
    applies: bool = True
    reasons: tuple[Reason, ...] = ()
    renew: str = ""

    @property
    def counted(self) -> float:
        """What it counts, 0–4: its level in full where shown, half where claimed, 0 where unknown."""
        if not self.known:
            return 0.0
        return self.level if self.shown else self.level / 2


@dataclass(frozen=True, slots=True)
class SkillNote:
    """A gentle note where self-rated skills and short scored situations about them say different things.

    `skills` are ids; `rated` the highest level one gave oneself (0–4), `right` of `asked` situations went right.
    """

    skills: tuple[str, ...]
    rated: int
    right: int
    asked: int
    text: str


@dataclass(frozen=True, slots=True)
class Position:
    """How the worker stands: a checklist share (0–1) with its possible range, and the pillars it is made of.

    `low` counts unknown pillars as 0, `high` as full; `known` is how many pillars are known. `notes` are words beside
    the skills one rated oneself, where short scored situations say something else; they count nothing.
    """

    value: float
    low: float
    high: float
    known: int
    pillars: tuple[Pillar, ...]
    notes: tuple[SkillNote, ...] = ()

    @property
    def work_on(self) -> tuple[PillarId, ...]:
        """The two pillars to lead with: those that count least of the ones that apply and are not full. One nobody
        has looked at yet is taken for a claimed level 2, so that it comes after what is known to be low."""
        open_ones = [one for one in self.pillars if one.applies and not (one.known and one.counted >= FULL_LEVEL)]
        return tuple(one.id for one in sorted(open_ones, key=lambda one: one.counted if one.known else 1.0)[:2])


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of pressure around the worker, with the day they last looked."""

    id: str
    state: SignState
    looked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A figure somebody else published for the occupation. Shown apart, never on one scale with ours."""

    index: str
    value: float
    year: int
    population: str
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Typical:
    """The worker's own figure among the same estimator's figures for all occupations.

    `value` is the estimator's figure for the occupation (0–1); `percentile` (0–100) says what share of all
    occupations have a lower figure than the worker's own week.
    """

    occupation: str
    value: float
    percentile: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """A week measured. Shares are of the listed hours."""

    exposure: Exposure
    displaceable: Band
    augmentable: Band
    human: Band
    hours: float
    tasks: tuple[TaskMeasure, ...]
    position: Position
    pressure: tuple[Sign, ...] = ()
    published: tuple[Published, ...] = ()
    typical: Typical | None = None
