"""The closed set of changes to a profile, and applying them.

A move's effects, a what-if and a worker's own edits are all made of these. Hours are conserved: what a change frees
and gives no use is *unassigned*. Every change is a frozen dataclass with `do` as its name in content and files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from coach.model.ledger import Entry
from coach.model.profile import HOURS_IN_A_WEEK, Answer, Asset, Profile, Task, Workflow


class ChangeError(ValueError):
    """A change that does not fit the profile: a task that is not there, hours out of range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHours:
    """Set the hours a week of a task. The difference comes out of, or goes into, what is unassigned."""

    task: str
    hours: float
    do: Literal["set_hours"] = "set_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHours:
    """Move hours a week from a task to another; to a new task of judged class where `to` is not in the week."""

    source: str
    hours: float
    to: str | None = None
    text: str = ""
    judged: str | None = None
    do: Literal["shift_hours"] = "shift_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTask:
    """Add a task. Its hours come out of what is unassigned as far as that reaches."""

    task: Task
    do: Literal["add_task"] = "add_task"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveTask:
    """Take a task out of the week; its hours become unassigned."""

    task: str
    do: Literal["remove_task"] = "remove_task"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAnswer:
    """Answer a question: about a task where `task` is given, else about the worker."""

    question: str
    option: str
    task: str | None = None
    shown: str | None = None
    do: Literal["set_answer"] = "set_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWorkflow:
    """Add a workflow, or replace the one with the same id."""

    workflow: Workflow
    do: Literal["add_workflow"] = "add_workflow"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAsset:
    """Add an asset, or replace the one with the same id."""

    asset: Asset
    do: Literal["add_asset"] = "add_asset"


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseSkill:
    """Raise a skill to a level 0–4; never lowers it."""

    skill: str
    level: int
    do: Literal["raise_skill"] = "raise_skill"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEntry:
    """Add a result, or replace the one with the same id."""

    entry: Entry
    do: Literal["add_entry"] = "add_entry"


Change = SetHours | ShiftHours | AddTask | RemoveTask | SetAnswer | AddWorkflow | AddAsset | AddEntry | RaiseSkill


def apply(profile: Profile, changes: Iterable[Change]) -> Profile:
    """`profile` after `changes`, in order. Raises ChangeError for one that does not fit; the input stays as it was.

    Invariant: listed hours + unassigned stay the same under ShiftHours, SetHours down, RemoveTask, and AddTask as
    far as unassigned hours reach; only hours named beyond that make the week longer.
    """
    for change in changes:
        profile = _apply_one(profile, change)
    return profile


def _apply_one(profile: Profile, change: Change) -> Profile:
    match change:
        case SetHours():
            task = _need(profile, change.task)
            _check_hours(change.hours)
            return _with_task(
                replace(profile, unassigned=max(0.0, profile.unassigned + task.hours - change.hours)),
                replace(task, hours=change.hours),
            )
        case ShiftHours():
            return _shift(profile, change)
        case AddTask():
            if profile.task(change.task.id) is not None:
                raise ChangeError(f"there is already a task called {change.task.id}")
            _check_hours(change.task.hours)
            left = max(0.0, profile.unassigned - change.task.hours)
            return replace(profile, tasks=(*profile.tasks, change.task), unassigned=left)
        case RemoveTask():
            task = _need(profile, change.task)
            rest = tuple(other for other in profile.tasks if other.id != task.id)
            return replace(profile, tasks=rest, unassigned=profile.unassigned + task.hours)
        case SetAnswer(task=None):
            answer = Answer(option=change.option, shown=change.shown)
            return replace(profile, answers=MappingProxyType({**profile.answers, change.question: answer}))
        case SetAnswer():
            task = _need(profile, change.task or "")
            answers = MappingProxyType({**task.answers, change.question: change.option})
            return _with_task(profile, replace(task, answers=answers))
        case AddWorkflow():
            kept = tuple(item for item in profile.workflows if item.id != change.workflow.id)
            return replace(profile, workflows=(*kept, change.workflow))
        case AddAsset():
            assets = tuple(item for item in profile.assets if item.id != change.asset.id)
            return replace(profile, assets=(*assets, change.asset))
        case AddEntry():
            entries = tuple(item for item in profile.entries if item.id != change.entry.id)
            return replace(profile, entries=(*entries, change.entry))
        case RaiseSkill():
            if not 0 <= change.level <= 4:
                raise ChangeError(f"a skill's level is 0 to 4, not {change.level}")
            level = max(change.level, profile.skills.get(change.skill, 0))
            return replace(profile, skills=MappingProxyType({**profile.skills, change.skill: level}))


def _shift(profile: Profile, change: ShiftHours) -> Profile:
    source = _need(profile, change.source)
    if not 0.0 <= change.hours <= source.hours + 1e-9:
        raise ChangeError(f"{change.source} has {source.hours:g} hours, not {change.hours:g} to give")
    moved = min(change.hours, source.hours)
    profile = _with_task(profile, replace(source, hours=source.hours - moved))
    if change.to is None:
        return replace(profile, unassigned=profile.unassigned + moved)
    target = profile.task(change.to)
    if target is not None:
        return _with_task(profile, replace(target, hours=target.hours + moved))
    new = Task(
        id=change.to,
        text=change.text or change.to,
        hours=moved,
        controllable=source.controllable,
        judged=change.judged,
    )
    return replace(profile, tasks=(*profile.tasks, new))


def _need(profile: Profile, task_id: str) -> Task:
    task = profile.task(task_id)
    if task is None:
        raise ChangeError(f"there is no task called {task_id}")
    return task


def _with_task(profile: Profile, task: Task) -> Profile:
    return replace(profile, tasks=tuple(task if other.id == task.id else other for other in profile.tasks))


def _check_hours(hours: float) -> None:
    if not 0.0 <= hours <= HOURS_IN_A_WEEK:
        raise ChangeError(f"hours a week are 0 to {HOURS_IN_A_WEEK:g}, not {hours:g}")
