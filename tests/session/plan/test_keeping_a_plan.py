"""Keeping a plan: steps put off, dropped, worded anew, added; pauses and holidays; missed weeks. All of it is saved."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.measure.meter import measure
from coach.model.plan import Plan
from coach.planning.candidates import realise
from coach.planning.weeks import USED
from coach.session.opening import Session, open_demo, open_own
from coach.session.plan import plans
from coach.session.weeks.week import set_facts, undo

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """One's own folder with a sample worker in it and the first plan."""
    monkeypatch.setenv("COACH_TODAY", TODAY.isoformat())
    demo = open_demo("support-specialist")
    own = open_own(tmp_path / "career")
    assert demo.profile is not None
    own.save_profile("a week", demo.profile)
    demo.close()
    plans.current_plan(own)
    return own


def again(session: Session, day: date | None = None, monkeypatch: pytest.MonkeyPatch | None = None) -> Session:
    """The same folder opened anew, perhaps on another day."""
    if day is not None and monkeypatch is not None:
        monkeypatch.setenv("COACH_TODAY", day.isoformat())
    return open_own(Path(session.place))


def plan_of(session: Session) -> Plan:
    assert session.plan is not None
    return session.plan


def first_step(session: Session) -> str:
    return plan_of(session).milestones()[0][1].id


def due_days(plan: Plan) -> list[date]:
    return [step.due for _, step in plan.milestones() if step.state in ("open", "snoozed")]


def test_missed_weeks_move_on_in_order_and_within_the_hours(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [step.id for _, step in plan_of(session).milestones()]
    later = again(session, TODAY + timedelta(days=24), monkeypatch)
    plan = plans.current_plan(later)
    assert min(due_days(plan)) >= later.today
    assert [step.id for _, step in plan.milestones()][:6] == before[:6]
    assert f"over {plan.horizon_weeks} weeks" in plan.short_answer
    longest = max(step.hours for _, step in plan.milestones())
    for week in plans.timeline(plan):
        coming = sum(step.hours for _, step in week.steps if step.state == "open")
        assert coming <= USED * plan.hours_per_week + longest + 1e-9
    # It is saved, once: nothing more moves, and nothing is written.
    stamp = (Path(later.place) / "plan.toml").stat().st_mtime_ns
    assert plans.current_plan(again(later)) == plan
    assert (Path(later.place) / "plan.toml").stat().st_mtime_ns == stamp


def test_putting_off_far_says_over_how_many_weeks_the_plan_goes_now(session: Session) -> None:
    weeks = plan_of(session).horizon_weeks
    last = plan_of(session).milestones()[-1][1]
    plans.snooze(session, last.id, TODAY + timedelta(weeks=weeks + 2))
    plan = plan_of(session)
    assert plan.horizon_weeks > weeks
    assert f"over {plan.horizon_weeks} weeks" in plan.short_answer


def test_a_plan_that_is_up_to_date_is_not_saved_again(session: Session) -> None:
    file = Path(session.place) / "plan.toml"
    stamp = file.stat().st_mtime_ns
    fresh = again(session)
    assert plans.carry_forward(fresh) == ()
    plans.current_plan(fresh)
    assert file.stat().st_mtime_ns == stamp


def test_what_was_moved_on_can_be_taken_back_and_is_not_moved_again_at_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = due_days(plan_of(session))
    later = again(session, TODAY + timedelta(days=24), monkeypatch)
    plans.current_plan(later)
    assert undo(later)
    assert due_days(plans.current_plan(later)) == days


def test_a_step_put_off_comes_back_on_its_day(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    name, until = first_step(session), TODAY + timedelta(days=30)
    move = next(move for move, step in plan_of(session).milestones() if step.id == name)
    snoozed = plans.snooze(session, name, until)
    assert (snoozed.state, snoozed.snoozed_until) == ("snoozed", until)
    assert snoozed.due >= until
    kept = next(one for one in plan_of(again(session)).moves if one.id == move.id)
    days = [step.due for step in kept.milestones]
    assert days == sorted(days)  # what comes after it in its move waits too
    assert name not in [step.id for _, step in plans.this_week(session)]
    plans.rebuild(session)
    assert next(step for _, step in plan_of(session).milestones() if step.id == name).snoozed_until == until
    woken = again(session, until, monkeypatch)
    plans.current_plan(woken)
    assert next(step for _, step in plan_of(woken).milestones() if step.id == name).state == "open"


def test_a_dropped_step_stays_dropped_until_it_is_taken_back(session: Session) -> None:
    name = plan_of(session).moves[1].milestones[0].id
    hours = plan_of(session).hours_planned
    plans.drop(session, name)
    assert plan_of(session).hours_planned < hours
    plans.rebuild(session)
    steps = {step.id: step for _, step in plan_of(again(session)).milestones()}
    assert steps[name].state == "dropped"
    plans.take_back(session, name)
    steps = {step.id: step for _, step in plan_of(again(session)).milestones()}
    assert steps[name].state == "open"
    plans.rebuild(session)
    assert {step.id: step for _, step in plan_of(session).milestones()}[name].state == "open"


def test_a_dropped_move_stays_out_of_every_later_plan_until_it_is_taken_back(session: Session) -> None:
    plan = plan_of(session)
    told = {name for project in plan.projects for name in project.moves}
    move = next(move for move in plan.moves if move.id in told and move.gain.position > 0)
    plans.drop_move(session, move.id)
    left = plan_of(again(session))
    assert move.move in left.dropped
    assert move.move not in [one.move for one in left.moves]
    assert not any(move.id in project.moves for project in left.projects)
    assert not any(stage.move == move.id for project in left.projects for stage in project.stages)
    assert left.hours_planned == pytest.approx(plan.hours_planned - move.hours)
    assert session.profile is not None
    after = realise(session.profile, [one.changes for one in left.moves], session.library)
    assert left.expected.position == measure(after, session.library, on=TODAY, explain=True).position
    plans.rebuild(session)
    assert move.move not in [one.move for one in plan_of(session).moves]
    assert not any(one.id.startswith(move.move + ":") for one in plan_of(session).not_now)
    plans.take_back(session, move.move)
    assert move.move in [one.move for one in plan_of(again(session)).moves]


def test_dropping_a_move_that_was_begun_keeps_what_was_done(session: Session) -> None:
    move = next(move for move in plan_of(session).moves if len(move.milestones) > 1)
    plans.mark_done(session, move.milestones[0].id, evidence="the page", hours=1.25)
    plans.drop_move(session, move.id)
    plans.rebuild(session)
    kept = next(one for one in plan_of(session).moves if one.id == move.id)
    assert [step.state for step in kept.milestones] == ["done"] + ["dropped"] * (len(kept.milestones) - 1)
    assert (kept.milestones[0].actual_hours, kept.milestones[0].evidence) == (1.25, "the page")


def test_dropping_the_last_step_of_a_move_drops_the_move(session: Session) -> None:
    move = plan_of(session).moves[0]
    for step in move.milestones:
        plans.drop(session, step.id)
    assert move.move in plan_of(session).dropped
    assert move.id not in [one.id for one in plan_of(session).moves]


def test_own_words_and_own_steps_survive_planning_anew(session: Session) -> None:
    name = first_step(session)
    plans.reword(session, name, "Ask  Anna\nfor the list")
    step = plans.add_step(session, "Lunch with the new supplier", TODAY + timedelta(days=10), hours=1.0)
    assert step.due == TODAY + timedelta(days=10)
    plans.rebuild(session)
    steps = {one.id: one for _, one in plan_of(again(session)).milestones()}
    assert steps[name].title == "Ask Anna for the list"
    assert steps[step.id].due == TODAY + timedelta(days=10)
    assert steps[step.id].title == "Lunch with the new supplier"
    move = next(move for move, one in plan_of(session).milestones() if one.id == step.id)
    assert (move.move, move.id) == ("own", "own:lunch-with-the-new-supplier")
    plans.drop(session, step.id)
    plans.rebuild(session)
    assert {one.id: one for _, one in plan_of(session).milestones()}[step.id].state == "dropped"
    plans.take_back(session, move.id)
    assert {one.id: one for _, one in plan_of(session).milestones()}[step.id].state == "open"


@pytest.mark.parametrize(
    ("title", "days", "hours"), [("", 3, 1.0), ("  ", 3, 1.0), ("walk", -1, 1.0), ("walk", 3, 0.0), ("walk", 3, 41.0)]
)
def test_an_own_step_needs_words_a_day_to_come_and_hours(session: Session, title: str, days: int, hours: float) -> None:
    with pytest.raises(Failure):
        plans.add_step(session, title, TODAY + timedelta(days=days), hours=hours)


def test_a_pause_moves_every_step_behind_it_and_going_on_early_brings_them_back(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plan_of(session)
    until = TODAY + timedelta(days=27)
    plans.pause(session, until, "moving house")
    paused = again(session)
    assert plans.paused_until(paused) == until
    assert plans.this_week(paused) == []
    assert min(due_days(plan_of(paused))) > until
    assert plan_of(paused).horizon_weeks == before.horizon_weeks + 4
    early = again(session, TODAY + timedelta(days=7), monkeypatch)
    assert plans.resume(early)
    assert plans.paused_until(early) is None
    assert plan_of(early).horizon_weeks == before.horizon_weeks + 1
    assert min(due_days(plan_of(early))) < TODAY + timedelta(days=14)
    assert not plans.resume(early)


def test_one_undo_takes_a_pause_back_with_the_days_it_moved(session: Session) -> None:
    days = due_days(plan_of(session))
    plans.pause(session, TODAY + timedelta(days=20))
    undo(session)
    assert session.profile is not None
    assert session.profile.away == ()
    assert due_days(plan_of(session)) == days


def test_no_step_is_due_on_a_holiday_before_or_after_planning_anew(session: Session) -> None:
    first, last = TODAY + timedelta(days=28), TODAY + timedelta(days=41)
    time = plans.away(session, first, last, "Christmas")
    for plan in (plan_of(session), plans.rebuild(session)):
        assert not [day for day in due_days(plan) if first <= day <= last]
        assert plan.horizon_weeks == 14
        rows = plans.timeline(plan, session.profile.away if session.profile else ())
        assert [row.number for row in rows if row.away is not None] == [5, 6]
        assert {row.away for row in rows} == {None, "Christmas"}
        assert all(not row.steps for row in rows if row.away is not None)
    plans.not_away(session, time.id)
    assert plan_of(session).horizon_weeks == 12


def test_a_plan_may_start_next_monday_and_is_not_late_before(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    start = TODAY + timedelta(days=7)
    plan = plans.rebuild(session, start)
    assert plan.start == start
    assert min(due_days(plan)) >= start
    tomorrow = again(session, TODAY + timedelta(days=1), monkeypatch)
    assert plans.rebuild(tomorrow).start == start
    with pytest.raises(Failure):
        plans.rebuild(tomorrow, TODAY - timedelta(days=1))


def test_closing_a_move_notes_what_it_took_and_what_came_of_it(session: Session) -> None:
    move = next(move for move in plan_of(session).moves if move.gain.hours > 0.3 and not move.needs_ai)
    for step in move.milestones:
        plans.mark_done(session, step.id, evidence="the log, page 2", hours=2 * step.hours)
    (outcome,) = plan_of(again(session)).outcomes
    guess = sum(step.hours for step in move.milestones)
    assert outcome.guessed_hours == pytest.approx(guess, abs=0.02)
    assert outcome.actual_hours == pytest.approx(2 * guess, abs=0.02)
    assert outcome.predicted_gain == pytest.approx(move.gain.hours)
    assert outcome.actual_gain is None  # the week says what it said before: nothing is known yet
    plans.settle(session, move.id)
    (outcome,) = plan_of(again(session)).outcomes
    assert outcome.actual_gain == pytest.approx(move.gain.hours, abs=0.05)
    again_planned = plans.rebuild(session)
    assert again_planned.pace > 1.3
    assert [one.id for one in again_planned.outcomes] == [move.id]
    plans.reopen(session, move.milestones[0].id)
    assert plan_of(session).outcomes == ()


def test_other_hours_do_not_lose_what_was_done(session: Session) -> None:
    step = plan_of(session).moves[0].milestones[0]
    closed = plans.mark_done(session, step.id, evidence="yes", hours=0.5)
    set_facts(session, learning_hours_per_week=1)
    plan = plans.rebuild(session)
    assert closed in [one for _, one in plan.milestones()]


def test_a_what_if_made_the_plan_holds_its_moves_and_brings_the_hours_there(session: Session) -> None:
    from coach.session.plan.whatif import on_offer

    here = {move.move for move in plan_of(session).moves}
    other = next(move for move in on_offer(session) if move.move not in here)
    assert session.profile is not None
    task = session.profile.tasks[0]
    plan = plans.adopt(session, [other.id], [("1", task.hours - 2)])
    assert other.move in [move.move for move in plan.moves]
    own = next(move for move in plan.moves if move.own)
    assert task.text in own.title
    assert session.profile.tasks[0].hours == task.hours  # the week is what it is until it has happened
    rebuilt = plans.rebuild(session)
    assert other.move in [move.move for move in rebuilt.moves]
    assert own.id in [move.id for move in rebuilt.moves]


def test_a_step_closed_elsewhere_meanwhile_is_kept_and_known(session: Session) -> None:
    beside = again(session)
    moves = plan_of(session).moves
    plans.mark_done(beside, moves[0].milestones[0].id, evidence="from the command line")
    plans.mark_done(session, moves[-1].milestones[0].id)
    states = {step.id: step.state for _, step in plan_of(session).milestones()}
    assert states[moves[0].milestones[0].id] == states[moves[-1].milestones[0].id] == "done"


def test_a_week_made_mine_claims_nothing_that_was_not_done(session: Session) -> None:
    from coach.session.plan.whatif import make_it_mine, what_if

    assert session.profile is not None
    owning = next(move for move in plan_of(session).moves if move.gain.position > 0 and move.gain.hours > 0)
    outcome = what_if(session, moves=[owning.id])
    answers, assets = session.profile.answers, session.profile.assets
    make_it_mine(session, outcome)
    assert (session.profile.answers, session.profile.assets) == (answers, assets)
    assert session.profile.tasks == outcome.profile.tasks
