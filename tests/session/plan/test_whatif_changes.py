"""What if, with every kind of change: before is the measurement, after is that of the edited file, gains agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.measurement import Measurement
from coach.session import Failure
from coach.session.opening import Session
from coach.session.plan.plans import adopt, current_plan
from coach.session.plan.whatif import WhatIf, what_if
from coach.storage.folder import CareerFolder
from coach.storage.kinds.profiles import write_profile
from tests.workers import COORDINATOR, DEVELOPER, EVERYONE, SUPPORT

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 23)
FIGURES = ("exposure", "displaceable", "augmentable", "human", "position")


def session_on(name: str) -> Session:
    """A session that saves nothing, on a worker."""
    session = Session(LIBRARY, None, saves=False, place=name)
    session.today = TODAY
    session.profile = EVERYONE[name]
    return session


def same(one: Measurement, other: Measurement) -> None:
    for figure in FIGURES:
        for end in ("value", "low", "high"):
            assert getattr(getattr(one, figure), end) == pytest.approx(getattr(getattr(other, figure), end), abs=1e-9)


def edited(outcome: WhatIf, folder: Path) -> Measurement:
    """The measurement of the changed week, written to a file and read back."""
    career = CareerFolder.open(folder, create=True)
    session = Session(LIBRARY, career, saves=True, place=str(folder))
    session.today = TODAY
    career.save("edited", {"profile.toml": write_profile(outcome.profile)}, base={}, when="2026-11-23T10:00:00")
    session.load()
    assert session.profile is not None
    return measure(session.profile, LIBRARY, on=TODAY)


changes = st.fixed_dictionaries(
    {
        "hours": st.lists(st.tuples(st.integers(1, 4), st.floats(0, 30).map(lambda one: round(one, 1))), max_size=2),
        "answers": st.lists(st.sampled_from([(None, "P1", "agreed"), ("1", "E1", ""), (None, "P4", "")]), max_size=2),
        "tasks": st.lists(
            st.tuples(st.sampled_from(["sit with new joiners", "write the rota", "[b] & “odd”"]), st.floats(0.5, 9)),
            max_size=2,
            unique_by=lambda one: one[0],
        ),
        "without": st.lists(st.integers(5, 5).map(str), max_size=1),
        "moves": st.integers(0, 2),
    }
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["support", "coordinator", "nurse", "warehouse"]), changes)
def test_before_is_the_measurement_and_after_is_that_of_the_edited_file(
    tmp_path_factory: pytest.TempPathFactory, name: str, told: dict[str, Any]
) -> None:
    session = session_on(name)
    assert session.profile is not None
    answers = []
    for task, question, option in told["answers"]:
        first = LIBRARY.questions[question].options[0].id
        answers.append((task, question, option or first))
    moves = [move.id for move in current_plan(session).moves if move.changes][: told["moves"]]
    outcome = what_if(
        session,
        [(str(task), hours) for task, hours in told["hours"]],
        moves,
        answers=answers,
        tasks=told["tasks"],
        without=told["without"] if not moves else (),
    )
    same(outcome.before, measure(session.profile, LIBRARY, on=TODAY))
    same(outcome.after, edited(outcome, tmp_path_factory.mktemp("career")))
    was = session.profile.listed_hours + session.profile.unassigned
    added = sum(hours for _, hours in told["tasks"])
    raised = sum(hours for _, hours in told["hours"])
    now = outcome.profile.listed_hours + outcome.unassigned
    assert was - 1e-6 <= now <= was + added + raised + 1e-6  # hours are conserved: only what is named adds any


@pytest.mark.parametrize("name", ["support", "coordinator", "plumber", "teacher"])
def test_the_gain_of_a_move_is_the_same_in_the_plan_and_in_a_what_if(name: str) -> None:
    session = session_on(name)
    for move in current_plan(session).moves:
        outcome = what_if(session, moves=[move.id], known=current_plan(session).moves)
        for figure in ("exposure", "displaceable", "human", "position"):
            change = getattr(outcome.after, figure).value - getattr(outcome.before, figure).value
            assert getattr(move.gain, figure) == pytest.approx(change, abs=1e-9), (move.id, figure)


def test_hours_that_change_are_told_by_whose_they_are_and_what_is_unassigned() -> None:
    session = session_on("support")
    tasks = tuple(replace(task, controllable=place == 0) for place, task in enumerate(SUPPORT.tasks))
    session.profile = replace(SUPPORT, tasks=tasks)
    first, second, third = tasks[:3]
    outcome = what_if(session, [(first.id, first.hours - 2), (second.id, second.hours - 1)], without=[third.id])
    assert outcome.yours == pytest.approx(2)
    assert outcome.needs_yes == pytest.approx(1 + third.hours)
    assert outcome.unassigned == pytest.approx(3 + third.hours)
    used = what_if(session, [(first.id, first.hours - 2)], tasks=[("sit with new joiners", 1.5)])
    assert used.unassigned == pytest.approx(0.5)


@pytest.mark.parametrize(
    "told",
    [
        {"answers": [(None, "E1", "x")]},
        {"answers": [("1", "P1", "agreed")]},
        {"answers": [(None, "P1", "no-such-answer")]},
        {"answers": [(None, "NO1", "x")]},
        {"without": ["77"]},
        {"tasks": [("  ", 2.0)]},
        {"tasks": [("walk", 400.0)]},
        {"hours": [("1", 3.0)], "without": ["no-such-task"]},
    ],
)
def test_what_is_not_there_is_named(told: dict[str, Any]) -> None:
    with pytest.raises(Failure) as failed:
        what_if(session_on("support"), **told)
    assert failed.value.status == 2


@pytest.mark.parametrize("profile", [SUPPORT, COORDINATOR, DEVELOPER], ids=["support", "coordinator", "developer"])
def test_what_a_what_if_promised_is_what_the_plan_made_of_it_expects(profile: object) -> None:
    name = next(name for name, one in EVERYONE.items() if one is profile)
    session = session_on(name)
    assert session.profile is not None
    task = session.profile.tasks[1]
    outcome = what_if(session, [(task.id, task.hours - 2)])
    plan = adopt(session, [], [(task.id, task.hours - 2)])
    own = next(move for move in plan.moves if move.own)
    assert own.gain.exposure == pytest.approx(outcome.after.exposure.value - outcome.before.exposure.value, abs=1e-9)
    assert next(one for one in plan.expected.tasks if one.id == task.id).hours <= task.hours - 2 + 1e-9
