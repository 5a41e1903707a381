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
    """

    id: PillarId
    level: float
    known: bool
    shown: bool
    applies: bool = True
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """How the worker stands: a checklist share (0–1) with its possible range, and the pillars it is made of.

    `low` counts unknown pillars as 0, `high` as full; `known` is how many pillars are known.
    """

    value: float
    low: float
    high: float
    known: int
    pillars: tuple[Pillar, ...]


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
