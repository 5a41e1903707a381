"""What profiles and plans say about themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach.model.measurement import PILLAR_NAMES, PILLARS
from coach.model.plan import PHASE_NAMES, PHASES, Gain, Milestone, PlannedMove, Readings
from coach.model.profile import Profile, Task, Worker

TASKS = (Task(id="a", text="a", hours=10.0), Task(id="b", text="b", hours=2.5))


def test_a_weeks_hours_are_as_told_else_what_is_listed_and_unassigned() -> None:
    profile = Profile(worker=Worker(title="x"), tasks=TASKS, unassigned=1.5)
    assert (profile.listed_hours, profile.week_hours) == (12.5, 14.0)
    told = Profile(worker=Worker(title="x", hours_per_week=0.0), tasks=TASKS)
    assert (told.listed_hours, told.week_hours) == (12.5, 0.0)


def test_learning_hours_are_as_told_even_none_at_all_else_four() -> None:
    assert Profile(worker=Worker(title="x")).learning_hours == 4.0
    assert Profile(worker=Worker(title="x", learning_hours_per_week=0.0)).learning_hours == 0.0


def test_a_task_by_its_id() -> None:
    profile = Profile(worker=Worker(title="x"), tasks=TASKS)
    assert profile.task("b") is TASKS[1]
    assert profile.task("c") is None


def test_what_is_not_said_is_unknown_and_nothing_can_be_changed_in_place() -> None:
    profile = Profile(worker=Worker(title="x"))
    assert profile.worker.situation is None
    assert profile.answers == {}
    with pytest.raises(TypeError):
        profile.answers["P1"] = "x"  # type: ignore[index]  # refusing this is what is tested
    with pytest.raises(AttributeError):
        profile.unassigned = 3.0  # type: ignore[misc]  # refusing this is what is tested


def test_names_for_every_pillar_and_phase() -> None:
    assert tuple(PILLAR_NAMES) == PILLARS
    assert tuple(PHASE_NAMES) == PHASES


def _move(number: int, phase: Any, *days: int) -> PlannedMove:
    return PlannedMove(
        id=f"m{number}", move="m", title="", why="", phase=phase, task_ids=(), hours=1.0, needs_ai=False,
        control="self", gain=Gain(), side_effect="", readings=Readings(1, 1), if_then="",
        milestones=tuple(
            Milestone(id=f"{number}.{day}", title="", due=date(2026, 12, day), hours=1.0, done_when="") for day in days
        ),
    )  # fmt: skip


def test_a_plans_milestones_come_by_day_and_its_moves_by_phase() -> None:
    from dataclasses import replace

    from tests.storage.model_strategy import PLAN

    plan = replace(PLAN, moves=(_move(1, "learn", 9, 3), _move(2, "accept", 3, 1), _move(3, "learn")))
    assert [step.id for _, step in plan.milestones()] == ["2.1", "1.3", "2.3", "1.9"]
    assert [move.id for move in plan.phase("learn")] == ["m1", "m3"]
    assert plan.phase("reconstruct") == ()
