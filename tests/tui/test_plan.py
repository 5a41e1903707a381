"""Plan: everything a person may do with a step, saved at once and undone with one key."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from coach.model.plan import PHASE_NAMES, Milestone
from coach.session import settings
from coach.session.opening import Session, open_demo
from coach.session.plan import plans
from coach.tui.entry import read_day
from coach.tui.screens.plan import Plan
from coach.tui.sheets.done import Done
from coach.tui.sheets.steps import Enough, OfPlan, PutOff, Settle
from coach.tui.widgets.rows import Rows
from coach.tui.words import duration
from tests.tui.driving import Driver, drive

TODAY = date(2026, 11, 21)


def planned() -> Session:
    session = open_demo("support-specialist")
    plans.current_plan(session)
    return session


def here(driver: Driver) -> Plan:
    place = driver.app.place
    assert isinstance(place, Plan)
    return place


def in_hand(driver: Driver) -> Milestone:
    found = here(driver).hand()
    assert found is not None
    assert found[1] is not None
    return found[1]


def saved(driver: Driver, name: str) -> Milestone:
    driver.session.load()
    assert driver.session.plan is not None
    return next(step for _move, step in driver.session.plan.milestones() if step.id == name)


def rows_of(driver: Driver) -> list[str]:
    return [str(option.prompt) for option in here(driver).query_one(Rows).options]


def test_a_step_is_put_off_a_week_or_until_a_day_and_taken_back() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        step = in_hand(driver)
        await driver.press("s", "enter")
        assert saved(driver, step.id).snoozed_until == TODAY + timedelta(days=7)
        assert here(driver).query_one(Rows).go_to(f"step/{step.id}")
        await driver.press("r")
        assert saved(driver, step.id).state == "open"
        await driver.press("s", "G", "enter")
        assert isinstance(driver.app.screen, PutOff)
        await driver.type("sometime")
        await driver.press("enter")
        assert isinstance(driver.app.screen, PutOff), "what says no day is said, and nothing is saved"
        await driver.press("ctrl+u")
        await driver.type("5 Dec")
        await driver.press("enter")
        assert saved(driver, step.id).snoozed_until == date(2026, 12, 5)
        assert any("from Sat 5 Dec" in row for row in rows_of(driver))
        await driver.press("u")
        assert saved(driver, step.id).state == "open"

    drive(act, planned)


def test_a_step_is_said_in_own_words_and_one_is_added() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5", "e")
        step_id = in_hand(driver).id
        await driver.press("ctrl+u")
        await driver.type("ask Anna [b] for ten minutes")
        await driver.press("enter")
        worded = saved(driver, step_id)
        assert (worded.title, worded.own_words) == ("ask Anna [b] for ten minutes", True)
        await driver.press("n")
        await driver.type("write to Ben")
        await driver.press("enter")
        await driver.type("Fri")
        await driver.press("enter", *"45m", "enter", "enter")
        assert driver.session.plan is not None
        own = next(move for move in driver.session.plan.moves if move.own)
        (step,) = own.milestones
        assert (step.title, step.due, step.hours) == ("write to Ben", date(2026, 11, 27), 0.75)
        assert any("yours" in row and "write to Ben" in row for row in rows_of(driver))

    drive(act, planned)


def test_a_move_is_left_out_named_as_left_out_and_taken_back() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        assert driver.session.plan is not None
        move = driver.session.plan.moves[-1]
        assert here(driver).query_one(Rows).go_to(f"move/{move.id}")
        await driver.press("x")
        assert move.id not in {one.id for one in driver.session.plan.moves}
        assert here(driver).query_one(Rows).go_to(f"dropped/{move.move}")
        assert not any("{" in row for row in rows_of(driver)), "no word of the shelf's own making"
        await driver.press("r")
        assert move.move in {one.move for one in driver.session.plan.moves}

    drive(act, planned)


def test_what_waits_says_why_and_can_be_taken_up() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        assert driver.session.plan is not None
        waiting = next(one for one in driver.session.plan.not_now if one.id != "ai")
        assert here(driver).query_one(Rows).go_to(f"wait/{waiting.id}")
        await driver.press("enter")
        assert isinstance(driver.app.screen, OfPlan)
        await driver.press("escape", "r")
        assert waiting.id in {move.id for move in driver.session.plan.moves}

    drive(act, planned)


def test_week_by_week_every_step_stands_once_and_the_cursor_stays() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        step = in_hand(driver)
        await driver.press("t")
        assert in_hand(driver).id == step.id
        rows = rows_of(driver)
        assert driver.session.plan is not None
        ids = [(option.id or "").partition("/")[2] for option in here(driver).query_one(Rows).options if option.id]
        assert sorted(ids) == sorted(one.id for _move, one in driver.session.plan.milestones())
        assert sum(row.startswith("WEEK ") for row in rows) == 12
        assert any("this week" in row for row in rows)
        await driver.press("d")
        await driver.press("enter", "enter")
        assert saved(driver, step.id).state == "done"
        await driver.press("t")
        assert in_hand(driver).id == step.id

    drive(act, planned)


def test_a_pause_asks_for_nothing_and_ends_when_one_likes() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5", "z")
        await driver.type("4 Dec")
        await driver.press("enter")
        await driver.type("[holiday]")
        await driver.press("enter")
        assert plans.paused_until(driver.session) == date(2026, 12, 4)
        assert any("nothing is asked for until Fri 4 Dec" in row for row in rows_of(driver))
        await driver.press("t")
        assert any("away, [holiday]" in row for row in rows_of(driver))
        await driver.press("t", "z")
        assert plans.paused_until(driver.session) is None

    drive(act, planned)


def test_done_steps_show_their_evidence_are_opened_again_and_a_closed_move_can_be_taken_over() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        assert driver.session.plan is not None
        move = next(one for one in driver.session.plan.moves if one.changes)
        for step in move.milestones[:-1]:
            plans.mark_done(driver.session, step.id)
        await driver.app.changed()
        last = move.milestones[-1]
        assert here(driver).query_one(Rows).go_to(f"step/{last.id}")
        await driver.press("d")
        await driver.type("in our folder")
        await driver.press("enter", "enter")
        assert isinstance(driver.app.screen, Settle)
        before = driver.session.profile
        await driver.press("enter")
        assert driver.session.profile != before
        assert any("shown by in our folder" in " ".join(row.split()) for row in rows_of(driver))
        assert here(driver).query_one(Rows).go_to(f"step/{last.id}")
        await driver.press("u", "r")
        assert saved(driver, last.id).state == "open"

    drive(act, planned)


def test_missed_steps_move_along_without_blame(monkeypatch: pytest.MonkeyPatch) -> None:
    def missed() -> Session:
        session = planned()
        monkeypatch.setenv("COACH_TODAY", "2027-01-10")
        session.today = date(2027, 1, 10)
        return session

    async def act(driver: Driver) -> None:
        await driver.press("5")
        top = driver.words("#plan-top")
        assert "moved along; nothing is lost" in top
        assert driver.session.plan is not None
        steps = [one for _move, one in driver.session.plan.milestones() if one.state == "open"]
        assert all(one.due >= driver.session.today for one in steps)
        assert not any(re.search(r"since (Mon|Tue|Wed|Thu|Fri|Sat|Sun)", row) for row in rows_of(driver))
        assert not re.search(r"missed|overdue|late\b|behind|failed", top)

    drive(act, missed)


def test_enough_for_today_says_what_was_done_and_what_comes() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        step = in_hand(driver)
        await driver.press("d", "enter", "enter", "full_stop")
        assert isinstance(driver.app.screen, Enough)
        said = driver.words("#sheet-body Static")
        assert f"✓ {step.title}" in said
        assert "Everything is saved" in said
        await driver.press("escape")
        assert driver.place == "plan"

    drive(act, planned)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-02", date(2026, 12, 2)),
        ("2 Dec", date(2026, 12, 2)),
        ("Wed 2 december", date(2026, 12, 2)),
        ("Dec 2, 2027", date(2027, 12, 2)),
        ("3 jan", date(2027, 1, 3)),
        ("fri", date(2026, 11, 27)),
        ("Saturday", date(2026, 11, 28)),
        ("in 10 days", date(2026, 12, 1)),
        ("+3", date(2026, 11, 24)),
        ("2w", date(2026, 12, 5)),
        ("10", None),
        ("31 Feb", None),
        ("soon", None),
        ("", None),
        ("9999999-01-01", None),
    ],
)
def test_days_as_people_write_them(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day


def hours_in(words: str) -> str:
    return re.search(r"\d+ h \d\d|\d+ h\b|\d+ min", words).group()  # type: ignore[union-attr]


def test_this_week_comes_to_the_same_by_phase_and_by_week() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        steps = plans.this_week(driver.session)
        assert len(steps) > 3, "else there is nothing to see here"
        by_phase = next(row for row in rows_of(driver) if row.startswith("THIS WEEK"))
        assert f"the first 3 of {len(steps)} steps" in by_phase
        await driver.press("t")
        by_week = next(row for row in rows_of(driver) if "this week" in row)
        assert hours_in(by_phase.partition(",")[2]) in by_week
        assert "esc by phase" in driver.words("KeyLine")
        await driver.press("escape")
        assert any(row.startswith("THIS WEEK") for row in rows_of(driver))
        for _move, step in steps:
            plans.snooze(driver.session, step.id, TODAY + timedelta(days=20))
        await driver.app.changed()
        at = next(number for number, row in enumerate(rows_of(driver)) if row.startswith("THIS WEEK"))
        assert "no step; the next one is on" in rows_of(driver)[at]
        assert not rows_of(driver)[at + 1].strip().startswith("▸"), "what is due in weeks is not of this week"

    drive(act, planned)


def test_what_is_left_out_leaves_the_hours_of_its_move_and_phase() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        assert driver.session.plan is not None
        move = next(one for one in driver.session.plan.moves if len(one.milestones) > 2)
        head = f"{PHASE_NAMES[move.phase].upper()}   "
        before = next(row for row in rows_of(driver) if row.startswith(head))
        here(driver).go_to(move.milestones[-1].id)
        await driver.press("x")
        left = next(one for one in driver.session.plan.moves if one.id == move.id)
        assert left.hours_in == pytest.approx(move.hours_in - move.milestones[-1].hours)
        assert next(row for row in rows_of(driver) if row.startswith(head)) != before
        assert here(driver).query_one(Rows).go_to(f"move/{move.id}")
        assert duration(left.hours_in) in rows_of(driver)[here(driver).query_one(Rows).highlighted or 0]

    drive(act, planned)


def test_the_sheet_of_a_step_does_what_the_plan_does() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        step = in_hand(driver)
        assert here(driver).open_step(step.id)
        await driver.settle()
        assert "d done  s put off  x leave out  e reword" in driver.words("KeyLine")
        await driver.press("s")
        assert isinstance(driver.app.screen, PutOff)
        await driver.press("escape", "enter", "d")
        assert isinstance(driver.app.screen, Done)
        await driver.press("enter", "3", "h", "enter")
        assert saved(driver, step.id).actual_hours == 3
        here(driver).go_to(step.id)
        assert "3 h" in rows_of(driver)[here(driver).query_one(Rows).highlighted or 0], "what it took, not our guess"
        await driver.press("enter", "d", "r")
        assert saved(driver, step.id).state == "open", "d does nothing to what is done, r opens it again"
        assert not here(driver).open_step("no-such-step")

    drive(act, planned)


def test_planning_anew_says_what_came_of_it_and_hints_follow_the_key_map() -> None:
    async def act(driver: Driver) -> None:
        said: list[str] = []
        driver.app.say = lambda words, *_told, **_named: said.append(words)  # type: ignore[method-assign]
        await driver.press("5", "b")
        assert said[-1].startswith("Planned anew: ")
        assert "f9 takes it back" in said[-1]
        await driver.press("x")
        assert "f7 takes it back, f9 too" in said[-1]
        assert not any(re.search(r"\b[ur] takes", row) for row in [*rows_of(driver), *said])

    def with_own_keys() -> Session:
        session = planned()
        settings.change_keys(session, {"app.undo": "f9", "plan.back": "f7"})
        return session

    drive(act, with_own_keys)


def test_the_heading_comes_back_with_the_first_row() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5", "G")
        rows = here(driver).query_one(Rows)
        assert rows.scroll_offset.y > 0
        await driver.press("g")
        assert rows.scroll_offset.y == 0

    drive(act, planned)
