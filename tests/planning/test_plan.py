"""The plan: what it promises to every worker, and what it must not contain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.plan import PHASES, Plan
from coach.model.profile import Profile
from coach.planning.candidates import realise
from coach.planning.objective import objective, scale_for
from coach.planning.plan import build_plan
from coach.planning.weeks import USED
from tests.workers import (
    COORDINATOR,
    DEVELOPER,
    EVERYONE,
    LAID_OFF,
    NURSE,
    PART_TIME_ADMIN,
    PLUMBER,
    SUPPORT,
    VAGUE,
)

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 21)


@cache
def plan_of(name: str) -> Plan:
    return build_plan(EVERYONE[name], LIBRARY, TODAY)


@pytest.mark.parametrize("name", EVERYONE)
def test_everyone_gets_at_least_three_moves_that_can_be_closed(name: str) -> None:
    plan = plan_of(name)
    assert len(plan.moves) >= 3
    for move in plan.moves:
        assert move.phase in PHASES
        assert move.why
        assert move.if_then
        assert move.title
        assert "{" not in move.title + move.why + move.if_then
        assert move.milestones
        assert all(step.done_when and step.title and "{task}" not in step.title for step in move.milestones)
        assert 0 <= move.readings.good <= move.readings.of == 30


@pytest.mark.parametrize("name", EVERYONE)
def test_a_plan_stays_within_the_hours(name: str) -> None:
    plan, profile = plan_of(name), EVERYONE[name]
    most = USED * profile.learning_hours * plan.horizon_weeks
    steps = [step for move in plan.moves for step in move.milestones]
    assert plan.hours_planned <= most + 1e-9
    assert sum(step.hours for step in steps) == pytest.approx(plan.hours_planned)
    assert sum(move.hours for move in plan.moves) == pytest.approx(plan.hours_planned)
    longest = max(step.hours for step in steps)
    for week in range(plan.horizon_weeks):
        start = TODAY + timedelta(days=7 * week)
        due = [step.hours for step in steps if start <= step.due < start + timedelta(days=7)]
        assert sum(due) <= USED * profile.learning_hours + longest + 1e-9


@pytest.mark.parametrize("name", EVERYONE)
def test_every_milestone_has_a_day_within_the_horizon_and_an_id_of_its_own(name: str) -> None:
    plan = plan_of(name)
    steps = [step for move in plan.moves for step in move.milestones]
    assert len({step.id for step in steps}) == len(steps)
    for step in steps:
        assert TODAY <= step.due <= TODAY + timedelta(days=7 * plan.horizon_weeks + 6)
        assert step.due.weekday() < 5


@pytest.mark.parametrize("name", EVERYONE)
def test_a_moves_gain_is_the_difference_of_two_measurements(name: str) -> None:
    profile, plan = EVERYONE[name], plan_of(name)
    before = measure(profile, LIBRARY)
    for move in plan.moves:
        after = measure(realise(profile, [move.changes], LIBRARY), LIBRARY)
        assert move.gain.exposure == pytest.approx(after.exposure.value - before.exposure.value, abs=1e-9)
        assert move.gain.displaceable == pytest.approx(after.displaceable.value - before.displaceable.value, abs=1e-9)
        assert move.gain.human == pytest.approx(after.human.value - before.human.value, abs=1e-9)
        assert move.gain.position == pytest.approx(after.position.value - before.position.value, abs=1e-9)
        assert move.gain.hours_low - 1e-9 <= move.gain.hours <= move.gain.hours_high + 1e-9


@pytest.mark.parametrize("name", EVERYONE)
def test_every_move_conserves_the_hours_of_the_week(name: str) -> None:
    profile = EVERYONE[name]
    after = realise(profile, [move.changes for move in plan_of(name).moves], LIBRARY)
    assert after.listed_hours + after.unassigned == pytest.approx(profile.listed_hours, abs=1e-9)
    assert all(task.hours >= -1e-9 for task in after.tasks)


@pytest.mark.parametrize("name", EVERYONE)
def test_before_and_expected_are_measurements_of_the_profile_and_of_what_the_plan_makes_of_it(name: str) -> None:
    profile, plan = EVERYONE[name], plan_of(name)
    assert plan.before == measure(profile, LIBRARY, on=TODAY, explain=True)
    after = realise(profile, [move.changes for move in plan.moves], LIBRARY)
    assert plan.expected.exposure == measure(after, LIBRARY, on=TODAY).exposure


def test_the_objective_is_never_lowered_by_the_plan() -> None:
    for name, profile in EVERYONE.items():
        plan = plan_of(name)
        scale = scale_for(LIBRARY.weights[profile.worker.aim or "stay"], LIBRARY.futures["as-is"])
        after = realise(profile, [move.changes for move in plan.moves], LIBRARY)
        assert objective(plan.expected, after, scale) > objective(plan.before, profile, scale), name


@pytest.mark.parametrize("profile", [SUPPORT, NURSE, DEVELOPER], ids=["support", "nurse", "developer"])
def test_more_hours_never_give_a_worse_plan(profile: Profile) -> None:
    points = [build_plan(profile, LIBRARY, TODAY, hours=hours / 2).objective for hours in range(13)]
    assert points[0] == 0.0
    assert points == sorted(points)


def test_the_same_worker_gets_the_same_plan() -> None:
    again = build_plan(SUPPORT, Library(content_dir()), TODAY)
    assert again == plan_of("support")


def test_different_workers_get_visibly_different_plans_about_their_own_tasks() -> None:
    shared = []
    for one, two in combinations(EVERYONE, 2):
        first = {move.move for move in plan_of(one).moves}
        second = {move.move for move in plan_of(two).moves}
        shared.append(len(first & second) / min(len(first), len(second)))
    assert sum(shared) / len(shared) < 0.35
    moves = [move for name in EVERYONE for move in plan_of(name).moves]
    own = [move for move in moves if move.task_ids]
    assert len(own) >= 0.6 * len(moves)


def test_no_move_takes_more_than_two_tasks_and_each_is_there() -> None:
    for name, profile in EVERYONE.items():
        here = {task.id for task in profile.tasks}
        for move in plan_of(name).moves:
            assert len(move.task_ids) <= 2
            assert here.issuperset(move.task_ids)


def test_where_ai_is_banned_nothing_in_the_plan_needs_it() -> None:
    for name, profile in EVERYONE.items():
        banned = build_plan(replace(profile, worker=replace(profile.worker, ai_rules="none")), LIBRARY, TODAY)
        assert len(banned.moves) >= 3, name
        assert not any(move.needs_ai for move in banned.moves)
        templates = {project.id: project for project in LIBRARY.projects.values()}
        assert not any(templates[project.id].needs_ai for project in banned.projects)


def test_where_figures_may_not_be_written_down_no_move_asks_for_them() -> None:
    silent = replace(SUPPORT, worker=replace(SUPPORT.worker, record_rules="none"))
    assert not any(LIBRARY.moves[move.move].records for move in build_plan(silent, LIBRARY, TODAY).moves)


def test_handing_work_over_comes_only_after_owning_something() -> None:
    for name in EVERYONE:
        owned = False
        for move in plan_of(name).moves:
            template = LIBRARY.moves[move.move]
            assert owned or not template.hands_over, name
            owned = owned or template.owns


def test_required_moves_come_first() -> None:
    for name in EVERYONE:
        order = [move.move for move in plan_of(name).moves]
        for place, move in enumerate(order):
            for required in LIBRARY.moves[move].requires:
                if required in order:
                    assert order.index(required) < place, (name, move, required)


def test_a_vague_week_first_makes_itself_measurable() -> None:
    plan = build_plan(VAGUE, LIBRARY, TODAY)
    assert plan.moves[0].move == "week-log"


def test_a_laid_off_workers_plan_starts_from_deadlines_and_names_a_target_role() -> None:
    plan = build_plan(LAID_OFF, LIBRARY, TODAY)
    moves = [move.move for move in plan.moves]
    assert moves[0] == "runway-and-deadlines"
    assert "target-role-measured" in moves
    assert not {"ask-hours", "ask-permission", "ask-internal-move"} & set(moves)


def test_little_exposure_gets_a_short_honest_plan() -> None:
    plan = build_plan(PLUMBER, LIBRARY, TODAY)
    assert "short plan" in plan.short_answer
    assert plan.hours_planned < 0.75 * USED * 4 * 12


def test_one_hour_a_week_is_enough_for_a_plan() -> None:
    plan = build_plan(PART_TIME_ADMIN, LIBRARY, TODAY)
    assert len(plan.moves) >= 3
    assert plan.hours_planned <= USED * 12


def test_no_hours_make_an_empty_plan_that_says_so() -> None:
    plan = build_plan(SUPPORT, LIBRARY, TODAY, hours=0)
    assert plan.moves == ()
    assert plan.hours_planned == 0
    assert "no step" in plan.short_answer


def test_what_was_started_is_kept_and_what_is_done_stays_done() -> None:
    plan = build_plan(COORDINATOR, LIBRARY, TODAY)
    move = plan.moves[2]
    closed = replace(move.milestones[0], state="done", done_on=TODAY + timedelta(days=5), evidence="the page is up")
    started = replace(
        plan,
        moves=tuple(
            replace(one, milestones=(closed, *one.milestones[1:])) if one.id == move.id else one for one in plan.moves
        ),
    )
    later = TODAY + timedelta(days=30)
    again = build_plan(COORDINATOR, LIBRARY, later, previous=started)
    kept = next(one for one in again.moves if one.id == move.id)
    assert kept.milestones[0] == closed
    assert all(step.due >= later for step in kept.milestones[1:])
    assert sum(1 for one in again.moves if one.move == move.move) == 1
    assert again.hours_planned <= USED * 4 * 12 + 1e-9


titles = st.sampled_from(["Office manager", "Welder", "bookkeeper", "I do many things", "Sozialarbeiterin"])
texts = st.sampled_from([task.text for profile in EVERYONE.values() for task in profile.tasks])
rows = st.lists(st.tuples(texts, st.floats(0.5, 40)), min_size=1, max_size=10, unique_by=lambda row: row[0])


@settings(max_examples=25)
@given(titles, rows, st.sampled_from(["stay", "move_inside", "leave", "get_ready"]), st.floats(0, 10))
def test_any_week_any_aim_any_hours_gives_a_plan_within_the_rules(
    title: str, tasks: list[tuple[str, float]], aim: str, hours: float
) -> None:
    from tests.workers import worker

    profile = worker(title, *tasks, aim=aim)
    plan = build_plan(profile, LIBRARY, TODAY, hours=hours)
    assert plan.hours_planned <= USED * hours * 12 + 1e-9
    assert len({move.move for move in plan.moves}) == len(plan.moves)
    if hours >= 4 and profile.listed_hours >= 10:
        assert len(plan.moves) >= 3


def test_steps_that_took_longer_than_our_guess_stretch_the_next_plan() -> None:
    plan = build_plan(COORDINATOR, LIBRARY, TODAY)
    assert plan.pace == 1.0
    slow = tuple(
        replace(move, milestones=tuple(replace(s, state="done", actual_hours=2 * s.hours) for s in move.milestones))
        for move in plan.moves
    )
    again = build_plan(COORDINATOR, LIBRARY, TODAY + timedelta(days=60), previous=replace(plan, moves=slow))
    assert 1.5 < again.pace < 2.0
    assert again.hours_planned <= USED * 4 * 12 + 1e-9
    for move in again.moves:
        guess = sum(step.hours for step in LIBRARY.moves[move.move].milestones)
        if not any(step.state == "done" for step in move.milestones):
            assert move.hours == pytest.approx(guess * again.pace, abs=0.05)


def test_one_slow_step_does_not_stretch_everything() -> None:
    plan = build_plan(COORDINATOR, LIBRARY, TODAY)
    first = plan.moves[0]
    step = replace(first.milestones[0], state="done", actual_hours=3 * first.milestones[0].hours)
    started = replace(plan, moves=(replace(first, milestones=(step, *first.milestones[1:])), *plan.moves[1:]))
    assert build_plan(COORDINATOR, LIBRARY, TODAY, previous=started).pace < 1.4


def friday(day: date) -> date:
    """The Friday of the week a step is due in: round the turn of the year it is due before that."""
    return day + timedelta(days=4 - day.weekday())


def test_a_step_that_counts_for_weeks_is_due_weeks_after_the_one_before() -> None:
    waits = 0
    for name in EVERYONE:
        plan = plan_of(name)
        end = TODAY + timedelta(days=7 * plan.horizon_weeks - 14)
        for move in plan.moves:
            for before, step in pairwise(move.milestones):
                if step.lasts and friday(before.due) + timedelta(days=7 * step.lasts) <= end:
                    waits += 1
                    assert friday(step.due) >= friday(before.due) + timedelta(days=7 * step.lasts), (name, step.id)
                assert step.due >= before.due
    assert waits >= 3
