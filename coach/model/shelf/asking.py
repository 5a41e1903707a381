"""What is asked of people: questions, judged targets, short scored situations, what gets in the way of a week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach.model.measurement import PillarId


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
class Target:
    """A judged phrase hours can be shifted to: probabilities we judged ourselves, so that wording earns nothing."""

    id: str
    text: str
    p_exposed: float
    p_alone: float
    p_runs: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Something that gets in the way of a week's steps, as people name it, and what may help the second time.

    `hears` is said back, without blame. In `if_then`, `smaller` (a step of 25 minutes) and `smaller_done` (what closes
    it), `{step}` is the step that waits.
    """

    id: str
    name: str
    hears: str
    if_then: str
    smaller: str
    smaller_done: str


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
