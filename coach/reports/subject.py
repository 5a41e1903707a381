"""What a report is written from: one worker's objects, the period looked at, and what of the shelf it quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coach.model.checkin import CheckIn, Drill
from coach.model.ledger import Entry
from coach.model.measurement import Band, Exposure, Measurement, Position, Sign
from coach.model.plan import Plan
from coach.model.profile import Profile
from coach.model.shelf import MoveTemplate, Skill, WorkflowRecipe

# A measurement that says nothing, for a plan whose figures stay with the worker.
UNMEASURED = Measurement(
    Exposure(0.0, 0.0, 0.0, 0.0, 0.0),
    Band(0.0, 0.0, 0.0),
    Band(0.0, 0.0, 0.0),
    Band(0.0, 0.0, 0.0),
    0.0,
    (),
    Position(0.0, 0.0, 1.0, 0, ()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Everything a report may draw on. `measured` and `signs` are None and empty where they stay with the worker.

    `rules` are those of the worker's trade: what is never pasted, recorded or decided by AI. `unready` counts results
    of the period that are left out because nobody stands behind them yet, and `unshown` those not marked public;
    `unsearched` the moves towards the next post that are left out for somebody laid off.
    """

    profile: Profile
    today: date
    since: date
    until: date
    plan: Plan | None = None
    measured: Measurement | None = None
    signs: tuple[Sign, ...] = ()
    entries: tuple[Entry, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    drill: Drill | None = None
    rules: tuple[str, ...] = ()
    skills: Mapping[str, Skill] = field(default_factory=dict)
    moves: Mapping[str, MoveTemplate] = field(default_factory=dict)
    recipes: Mapping[str, WorkflowRecipe] = field(default_factory=dict)
    unready: int = 0
    unshown: int = 0
    unsearched: int = 0
