"""Trades, and what people in them do, can and measure: families, roles, skills, recipes, measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.model.shelf import FamilyId, LedgerKind, SkillArea


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
