"""Planning again: whatever changes in hours, aim, situation, job or rules, nothing that was done or decided is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.model.plan import Milestone, Plan, PlannedMove
from coach.model.profile import Away, Profile
from coach.planning.keeping import carried, respread
from coach.planning.plan import build_plan
from coach.planning.replan import TASK_GONE, open_hours
from coach.planning.scheduling import is_coming
from coach.planning.weeks import USED, due_day, due_days
from tests.workers import COORDINATOR, DEVELOPER, EVERYONE, LAWYER, SUPPORT

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 23)

people = st.sampled_from(sorted(EVERYONE))
ages = st.integers(0, 200)
marks = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["done", "drop", "word", "snooze"])), max_size=12)
facts = st.fixed_dictionaries(
    {},
    optional={
        "learning_hours_per_week": st.sampled_from([0.0, 0.5, 1.0, 2.0, 4.0, 8.0]),
        "aim": st.sampled_from(["stay", "move_inside", "leave", "get_ready"]),
        "situation": st.sampled_from(["employed", "self_employed", "notice", "laid_off", "returning"]),
        "ai_rules": st.sampled_from(["none", "approved", "open"]),
        "record_rules": st.sampled_from(["free", "masked", "none"]),
        "occupation": st.sampled_from(["43-4051.00", "47-2152.00", "29-1141.00", "15-1252.00"]),
    },
)
absences = st.lists(
    st.tuples(st.integers(-20, 120), st.integers(0, 45)).map(
        lambda one: Away(
            id=f"a{one[0]}-{one[1]}", since=TODAY + timedelta(days=one[0]), until=TODAY + timedelta(days=sum(one))
        )
    ),
    max_size=3,
).map(tuple)


@cache
def plan_of(name: str) -> Plan:
    return build_plan(EVERYONE[name], LIBRARY, TODAY)


def marked(plan: Plan, told: list[tuple[int, str]], today: date = TODAY) -> Plan:
    """The plan after the worker's hand: steps done with evidence and hours, dropped, worded anew, put off."""
    steps = [step for _, step in plan.milestones()]
    new: dict[str, Milestone] = {}
    for place, what in told:
        if not steps:
            break
        step = steps[place % len(steps)]
        if what == "done":
            evidence = f"proof of {step.id}"
            new[step.id] = replace(step, state="done", done_on=today, evidence=evidence, actual_hours=1.5, guess=1.0)
        elif what == "drop":
            new[step.id] = replace(step, state="dropped")
        elif what == "word":
            new[step.id] = replace(step, title="in my words", own_words=True)
        else:
            new[step.id] = replace(step, state="snoozed", snoozed_until=today + timedelta(days=40))
    moves = tuple(
        replace(move, milestones=tuple(new.get(step.id, step) for step in move.milestones)) for move in plan.moves
    )
    dropped = tuple(sorted(name for name, step in new.items() if step.state == "dropped"))
    return replace(plan, moves=moves, dropped=(*plan.dropped, *dropped))


def steps_of(plan: Plan) -> dict[str, Milestone]:
    return {step.id: step for _, step in plan.milestones()}


def check_kept(before: Plan, after: Plan) -> None:
    was, now = steps_of(before), steps_of(after)
    for name, step in was.items():
        if step.state == "done":
            assert now[name] == step  # its hours, its evidence, its day
        elif step.own_words and step.state == "open":
            assert now[name].title.startswith(step.title)  # in sittings where hours are few
        if step.state == "dropped" and name in now:
            assert now[name].state == "dropped"
    started = {move.id for move in before.moves if any(step.state == "done" for step in move.milestones)}
    assert started <= {move.id for move in after.moves}
    moves = [move.move for move in after.moves if not move.own]
    assert len(set(moves)) == len(moves)
    ids = [step.id for _, step in after.milestones()]
    assert len(set(ids)) == len(ids)


def check_hours(plan: Plan, away: tuple[Away, ...]) -> None:
    """No step while away, no week over its hours by more than one step, no more than 70% in all."""
    coming = [step for _, step in plan.milestones() if is_coming(step)]
    there = len(due_days(plan.start, plan.horizon_weeks, away))
    assert sum(step.hours for step in coming) <= USED * plan.hours_per_week * there + 1e-6
    longest = max((step.hours for step in coming), default=0.0)
    load: dict[date, float] = {}
    for step in coming:
        assert not any(one.covers(step.due) for one in away), step
        load[step.due] = load.get(step.due, 0.0) + step.hours
    assert all(hours <= USED * plan.hours_per_week + longest + 1e-6 for hours in load.values())


@settings(max_examples=20)
@given(people, marks, facts, ages, absences)
def test_whatever_changes_what_was_done_and_decided_stays(
    name: str, told: list[tuple[int, str]], changed: dict[str, object], age: int, away: tuple[Away, ...]
) -> None:
    profile = EVERYONE[name]
    plan = marked(plan_of(name), told)
    today = TODAY + timedelta(days=age)
    worker = replace(profile.worker, **changed)  # type: ignore[arg-type]
    other = replace(profile, worker=worker, away=away)
    again = build_plan(other, LIBRARY, today, previous=plan)
    check_kept(plan, again)
    check_hours(again, away)
    assert all(step.due >= today for _, step in again.milestones() if is_coming(step))
    if other.worker.ai_rules == "none":
        assert not [move.id for move in again.moves if move.needs_ai and open_hours([move]) > 0]
    # and once more, with nothing changed: the same steps are done, and nothing is twice
    check_kept(again, build_plan(other, LIBRARY, today, previous=again))


@settings(max_examples=12)
@given(people, absences, st.integers(0, 30))
def test_no_step_is_due_and_no_hours_are_planned_while_away(name: str, away: tuple[Away, ...], later: int) -> None:
    profile = replace(EVERYONE[name], away=away)
    plan = build_plan(profile, LIBRARY, TODAY, start=TODAY + timedelta(days=later))
    check_hours(plan, away)
    assert plan.start == TODAY + timedelta(days=later)
    there = len(due_days(plan.start, plan.horizon_weeks, away))
    assert there >= 12  # the horizon stretches over the weeks away


@settings(max_examples=12)
@given(people, marks, absences, absences, ages)
def test_times_away_that_come_and_go_leave_no_week_too_full(
    name: str, told: list[tuple[int, str]], before: tuple[Away, ...], after: tuple[Away, ...], age: int
) -> None:
    profile = replace(EVERYONE[name], away=before)
    plan = marked(build_plan(profile, LIBRARY, TODAY), told)
    today = TODAY + timedelta(days=age)
    moved = respread(plan, before, after, today)
    check_hours(moved, after)
    check_kept(plan, moved)
    assert all(step.due >= today for _, step in moved.milestones() if is_coming(step))


@settings(max_examples=12)
@given(people, marks, ages)
def test_missed_weeks_move_on_in_order_and_no_week_gets_too_full(
    name: str, told: list[tuple[int, str]], age: int
) -> None:
    plan = marked(plan_of(name), told)
    today = TODAY + timedelta(days=age)
    moved = carried(plan, (), today)
    check_kept(plan, moved)
    check_hours(moved, ())
    assert all(step.due >= today for _, step in moved.milestones() if step.state == "open")
    was = steps_of(plan)
    for _, step in moved.milestones():
        if is_coming(step):
            assert step.due >= was[step.id].due
    for move in moved.moves:
        days = [step.due for step in move.milestones if is_coming(step)]
        assert days == sorted(days)
    assert carried(moved, (), today) == moved


def with_first_done(plan: Plan, place: int = 0) -> Plan:
    move = plan.moves[place]
    done = replace(move.milestones[0], state="done", done_on=TODAY, evidence="yes", actual_hours=0.5)
    changed = replace(move, milestones=(done, *move.milestones[1:]))
    return replace(plan, moves=tuple(changed if one.id == move.id else one for one in plan.moves))


def test_a_move_whose_task_is_gone_rests_and_goes_on_when_the_task_is_back() -> None:
    plan = build_plan(SUPPORT, LIBRARY, TODAY)
    place = next(number for number, move in enumerate(plan.moves) if move.task_ids and len(move.milestones) > 1)
    started = with_first_done(plan, place)
    gone = started.moves[place].task_ids[0]
    less = replace(SUPPORT, tasks=tuple(task for task in SUPPORT.tasks if task.id != gone))
    again = build_plan(less, LIBRARY, TODAY, previous=started)
    kept = next(move for move in again.moves if move.id == started.moves[place].id)
    assert kept.rests == TASK_GONE
    assert kept.milestones[0].state == "done"
    assert all(step.state == "snoozed" for step in kept.milestones[1:])
    assert open_hours([kept]) == 0.0
    back = build_plan(SUPPORT, LIBRARY, TODAY, previous=again)
    kept = next(move for move in back.moves if move.id == kept.id)
    assert kept.rests == ""
    assert all(step.state == "open" for step in kept.milestones[1:])


def test_a_started_move_that_needs_ai_rests_where_ai_becomes_forbidden() -> None:
    plan = build_plan(DEVELOPER, LIBRARY, TODAY)
    place = next(number for number, move in enumerate(plan.moves) if move.needs_ai and len(move.milestones) > 1)
    started = with_first_done(plan, place)
    banned = replace(DEVELOPER, worker=replace(DEVELOPER.worker, ai_rules="none"))
    again = build_plan(banned, LIBRARY, TODAY, previous=started)
    kept = next(move for move in again.moves if move.id == started.moves[place].id)
    assert "not allow" in kept.rests
    assert kept.milestones[0].state == "done"


def test_fewer_hours_stretch_the_weeks_of_what_was_started_and_none_let_it_rest() -> None:
    plan = build_plan(COORDINATOR, LIBRARY, TODAY)
    started = plan
    for place in range(len(plan.moves)):
        started = with_first_done(started, place)
    little = replace(COORDINATOR, worker=replace(COORDINATOR.worker, learning_hours_per_week=1))
    again = build_plan(little, LIBRARY, TODAY, previous=started)
    assert again.horizon_weeks > 12
    assert not [move.id for move in again.moves if move.rests]
    nothing = replace(COORDINATOR, worker=replace(COORDINATOR.worker, learning_hours_per_week=0))
    none = build_plan(nothing, LIBRARY, TODAY, previous=again)
    assert open_hours(none.moves) == 0.0
    check_kept(started, none)


def test_a_move_that_goes_by_another_name_today_keeps_its_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.library import retired

    plan = build_plan(COORDINATOR, LIBRARY, TODAY)
    started = with_first_done(plan)
    name = started.moves[0].move
    old = tuple(replace(move, move="old-name") if move.move == name else move for move in started.moves)
    monkeypatch.setattr(retired, "_retired", lambda _content: {"moves": {"old-name": name, "older": "old-name"}})
    again = build_plan(COORDINATOR, LIBRARY, TODAY, previous=replace(started, moves=old, dropped=("older",)))
    kept = next(move for move in again.moves if move.id == started.moves[0].id)
    assert (kept.move, kept.milestones[0].state) == (name, "done")
    assert again.dropped == (name,)
    assert sum(move.move == name for move in again.moves) == 1


def test_a_story_that_was_started_goes_on_even_when_all_of_it_is_begun() -> None:
    plan = build_plan(LAWYER, LIBRARY, TODAY)
    project = plan.projects[0]
    started = plan
    for place, move in enumerate(plan.moves):
        if move.id in project.moves:
            started = with_first_done(started, place)
    again = build_plan(LAWYER, LIBRARY, TODAY + timedelta(days=21), previous=started)
    told = next(one for one in again.projects if one.id == project.id)
    assert set(told.moves) >= set(project.moves)


def closed(plan: Plan, move: PlannedMove, hours: float) -> Plan:
    steps = tuple(
        replace(step, state="done", done_on=TODAY, actual_hours=hours * step.hours, guess=step.hours)
        for step in move.milestones
    )
    return replace(
        plan, moves=tuple(replace(one, milestones=steps) if one.id == move.id else one for one in plan.moves)
    )


def test_what_moves_brought_draws_what_is_promised_next() -> None:
    plan = build_plan(SUPPORT, LIBRARY, TODAY)
    move = next(move for move in plan.moves if move.gain.hours > 0.5)
    done = closed(plan, move, 1.0)
    untouched = build_plan(SUPPORT, LIBRARY, TODAY, previous=done)
    assert untouched.outcomes[0].actual_gain is None  # a week that says what it said before says nothing yet
    task = SUPPORT.task(move.task_ids[0])
    assert task is not None
    worse = replace(
        SUPPORT, tasks=tuple(replace(one, hours=one.hours + 2) if one.id == task.id else one for one in SUPPORT.tasks)
    )
    again = build_plan(worse, LIBRARY, TODAY, previous=done)
    (outcome,) = again.outcomes
    assert outcome.actual_gain is not None
    assert outcome.actual_gain < 0.0 < outcome.predicted_gain
    for one in again.moves:
        assert one.gain.hours_low - 1e-9 <= one.gain.hours <= one.gain.hours_high + 1e-9
    fresh = [one for one in again.moves if one.gain.hours > 0.05 and one.id not in {move.id for move in done.moves}]
    middle = [(one.gain.hours_low + one.gain.hours_high) / 2 for one in fresh]
    assert all(one.gain.hours < half + 1e-9 for one, half in zip(fresh, middle, strict=True))


def test_our_errors_are_kept_from_plan_to_plan() -> None:
    plan = build_plan(SUPPORT, LIBRARY, TODAY)
    done = closed(plan, plan.moves[0], 2.0)
    first = build_plan(SUPPORT, LIBRARY, TODAY, previous=done)
    second = build_plan(SUPPORT, LIBRARY, TODAY + timedelta(days=100), previous=first)
    assert first.pace == second.pace > 1.1
    assert [one.id for one in second.outcomes] == [plan.moves[0].id]
    assert second.outcomes[0].actual_hours == pytest.approx(2 * second.outcomes[0].guessed_hours, abs=0.02)


@pytest.mark.parametrize(
    ("since", "until", "gone"),
    [(0, 4, True), (0, 1, False), (2, 4, True), (3, 4, False), (-30, 30, True), (5, 6, False)],
)
def test_a_week_counts_as_away_where_one_is_there_for_less_than_half_of_it(since: int, until: int, gone: bool) -> None:
    away = (Away(id="a", since=TODAY + timedelta(days=since), until=TODAY + timedelta(days=until)),)
    day = due_day(TODAY, 0, away)
    assert (day is None) == gone
    assert day is None or not away[0].covers(day)


def profile_without_hours() -> Profile:
    return replace(SUPPORT, worker=replace(SUPPORT.worker, learning_hours_per_week=0))


def test_a_pause_without_end_in_sight_and_a_plan_without_hours_are_no_error() -> None:
    for_ever = (Away(id="a", since=TODAY, until=TODAY + timedelta(days=3000)),)
    plan = build_plan(replace(SUPPORT, away=for_ever), LIBRARY, TODAY)
    assert open_hours(plan.moves) == 0.0
    again = build_plan(profile_without_hours(), LIBRARY, TODAY, previous=plan)
    assert again.hours_planned == 0.0
