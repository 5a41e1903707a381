"""Changes to a profile: what each does, that hours are conserved, that the profile they start from stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.changes import (
    AddAsset,
    AddTask,
    AddWorkflow,
    Change,
    ChangeError,
    RaiseSkill,
    RemoveTask,
    SetAnswer,
    SetHours,
    ShiftHours,
    apply,
)
from coach.model.profile import Answer, Asset, Profile, Task, Worker, Workflow

WEEK = Profile(
    worker=Worker(title="Nurse"),
    tasks=(
        Task(id="see", text="see patients", hours=20.0, controllable=False),
        Task(id="note", text="write notes", hours=10.0),
    ),
)


def total(profile: Profile) -> float:
    return profile.listed_hours + profile.unassigned


def hours(profile: Profile) -> dict[str, float]:
    return {task.id: task.hours for task in profile.tasks}


@st.composite
def shifts(draw: st.DrawFn) -> list[Change]:
    """Changes that free or move hours, never add any."""
    made: list[Change] = []
    for number in range(draw(st.integers(0, 5))):
        source = draw(st.sampled_from(["see", "note"]))
        made.append(
            ShiftHours(source=source, hours=draw(st.floats(0, 2)), to=draw(st.sampled_from([None, "see", "new"])))
        )
        if draw(st.booleans()):
            made.append(AddTask(task=Task(id=f"t{number}", text="t", hours=0.0)))
    return made


@given(shifts())
def test_shifting_hours_conserves_them(changes: list[Change]) -> None:
    after = apply(WEEK, changes)
    assert total(after) == pytest.approx(total(WEEK), abs=1e-9)
    assert all(value >= 0 for value in hours(after).values())
    assert hours(WEEK) == {"see": 20.0, "note": 10.0}


def test_freed_hours_are_unassigned_until_used() -> None:
    freed = apply(WEEK, [SetHours(task="see", hours=15.0), RemoveTask(task="note")])
    assert freed.unassigned == 15.0
    used = apply(freed, [AddTask(task=Task(id="teach", text="teach", hours=6.0))])
    assert (used.unassigned, total(used)) == (9.0, 30.0)
    longer = apply(used, [AddTask(task=Task(id="more", text="more", hours=12.0))])
    assert (longer.unassigned, total(longer)) == (0.0, 33.0)
    assert apply(used, [SetHours(task="see", hours=18.0)]).unassigned == 6.0


def test_hours_shifted_to_a_new_task_make_it() -> None:
    after = apply(WEEK, [ShiftHours(source="see", hours=5.0, to="own", text="own exceptions", judged="exceptions")])
    assert after.task("own") == Task(
        id="own", text="own exceptions", hours=5.0, controllable=False, judged="exceptions"
    )
    again = apply(after, [ShiftHours(source="note", hours=10.0, to="own")])
    assert hours(again) == {"see": 15.0, "note": 0.0, "own": 15.0}
    assert apply(WEEK, [ShiftHours(source="see", hours=1.0, to="bare")]).tasks[-1].text == "bare"
    assert apply(WEEK, [ShiftHours(source="see", hours=1.0)]).unassigned == 1.0


def test_shifting_a_task_to_itself_changes_nothing() -> None:
    assert hours(apply(WEEK, [ShiftHours(source="see", hours=5.0, to="see")])) == hours(WEEK)


@pytest.mark.parametrize(
    "change",
    [
        SetHours(task="none", hours=1.0),
        SetHours(task="see", hours=-1.0),
        SetHours(task="see", hours=168.1),
        SetHours(task="see", hours=float("nan")),
        ShiftHours(source="none", hours=1.0, to="see"),
        ShiftHours(source="see", hours=21.0, to="note"),
        ShiftHours(source="see", hours=-1.0, to="note"),
        ShiftHours(source="see", hours=float("nan"), to="note"),
        AddTask(task=Task(id="see", text="again", hours=1.0)),
        AddTask(task=Task(id="x", text="x", hours=float("inf"))),
        RemoveTask(task="none"),
        SetAnswer(question="Q", option="a", task="none"),
        RaiseSkill(skill="s", level=5),
        RaiseSkill(skill="s", level=-1),
    ],
)
def test_what_does_not_fit_is_refused(change: Change) -> None:
    with pytest.raises(ChangeError):
        apply(WEEK, [change])


def test_answers_about_the_worker_and_about_a_task() -> None:
    after = apply(
        WEEK,
        [
            SetAnswer(question="P1", option="a", shown="report"),
            SetAnswer(question="T1", option="b", task="see"),
            SetAnswer(question="T1", option="c", task="see"),
        ],
    )
    assert after.answers == {"P1": Answer(option="a", shown="report")}
    task = after.task("see")
    assert task is not None
    assert task.answers == {"T1": "c"}
    assert WEEK.answers == {}


def test_workflows_and_assets_with_the_same_id_are_replaced() -> None:
    after = apply(
        WEEK,
        [
            AddWorkflow(workflow=Workflow(id="w", title="one")),
            AddWorkflow(workflow=Workflow(id="w", title="two")),
            AddAsset(asset=Asset(id="a", title="one")),
            AddAsset(asset=Asset(id="b", title="other")),
            AddAsset(asset=Asset(id="a", title="two")),
        ],
    )
    assert [workflow.title for workflow in after.workflows] == ["two"]
    assert [asset.title for asset in after.assets] == ["other", "two"]


def test_a_skill_is_never_lowered() -> None:
    after = apply(
        WEEK, [RaiseSkill(skill="s", level=2), RaiseSkill(skill="s", level=1), RaiseSkill(skill="t", level=0)]
    )
    assert after.skills == {"s": 2, "t": 0}
