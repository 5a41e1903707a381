"""What if: sliders and moves, the difference at once, nothing saved until one says so."""

from __future__ import annotations

import re
from math import ceil

import pytest

from coach.session.opening import Session, open_demo, open_own
from coach.session.plan import plans
from coach.session.weeks import week
from coach.tui.screens.whatif import ROOM, Whatif
from coach.tui.sheets.sheet import Note
from coach.tui.widgets.rows import Rows
from coach.tui.widgets.side import Side
from coach.tui.widgets.sliders import Sliders, track_room
from tests.tui.driving import Driver, drive


def sample() -> Session:
    return open_demo("support-specialist")


def planned() -> Session:
    session = sample()
    plans.current_plan(session)
    return session


def here(driver: Driver) -> Whatif:
    place = driver.app.place
    assert isinstance(place, Whatif)
    return place


def test_arrows_move_hours_and_the_difference_is_live_but_not_saved() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4")
        profile = driver.session.profile
        assert profile is not None
        task = profile.tasks[0]
        await driver.press("left", "left", "shift+left")
        outcome = here(driver).outcome
        assert outcome is not None
        changed = outcome.profile.task(task.id)
        assert changed is not None
        assert changed.hours == pytest.approx(task.hours - 2)
        assert outcome.unassigned == pytest.approx(2)
        assert "2 h" in driver.words("#whatif-top").splitlines()[4]
        assert driver.session.profile is profile, "nothing is saved yet"
        await driver.press("right", "right", "shift+right")
        assert not here(driver).changes, "back where it was is no change"

    drive(act, planned)


def test_hours_stay_within_a_week() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4")
        profile = driver.session.profile
        assert profile is not None
        await driver.press(*["shift+left"] * 20)
        assert here(driver).told[profile.tasks[0].id] == 0.0

    drive(act, planned)


def test_a_move_is_ticked_its_side_effect_told_and_what_needs_a_yes_is_apart() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4")
        place = here(driver)
        move = next(one for one in place.offered if one.control == "ask" and one.gain.hours > 0 and one.side_effect)
        assert place.query_one(Rows).go_to(f"move/{move.id}")
        await driver.press("space")
        assert place.ticked == [move.id]
        foot = driver.words("#whatif-foot")
        assert "need a yes" in foot
        assert "yours to decide" not in foot
        assert move.side_effect[:30] in foot
        await driver.press("o")
        assert isinstance(driver.app.screen, Note)
        await driver.press("escape", "space")
        assert not place.changes

    drive(act, planned)


def test_enter_makes_it_the_plan_and_undo_takes_it_back() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4", "enter")
        before, plan = driver.session.profile, driver.session.plan
        assert before is not None
        assert plan is not None
        place = here(driver)
        other = next(one for one in place.offered if one.id not in {move.id for move in plan.moves})
        assert place.query_one(Rows).go_to(f"move/{other.id}")
        await driver.press("space")
        assert place.query_one(Rows).go_to(f"task/{before.tasks[0].id}")
        await driver.press("left", "enter")
        driver.session.load()
        assert driver.session.profile == before, "what is in the week stays until it has happened"
        made = driver.session.plan
        assert made is not None
        assert other.id in {move.id for move in made.moves}
        own = [step.title for move in made.moves if move.own for step in move.milestones]
        assert len(own) == 1
        assert before.tasks[0].text in own[0]
        assert not place.changes
        await driver.press("u")
        assert driver.session.plan == plan

    drive(act, planned)


def test_what_is_so_already_becomes_the_week_and_undo_takes_it_back() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4")
        before = driver.session.profile
        assert before is not None
        await driver.press("left", "w")
        driver.session.load()
        after = driver.session.profile
        assert after is not None
        assert after.tasks[0].hours == pytest.approx(before.tasks[0].hours - 0.5)
        assert after.unassigned == pytest.approx(0.5)
        assert not here(driver).changes
        await driver.press("u")
        again = driver.session.profile
        assert again is not None
        assert again.tasks[0].hours == before.tasks[0].hours

    drive(act, planned)


def test_the_week_as_it_is_comes_back_with_one_key() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4", "left", "down", "right", "x")
        assert not here(driver).changes
        outcome = here(driver).outcome
        assert outcome is not None
        assert outcome.after.exposure == outcome.before.exposure

    drive(act, sample)


def test_the_knob_is_dragged_and_names_are_shown_in_full() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4")
        place = here(driver)
        profile = driver.session.profile
        assert profile is not None
        rows = place.query_one(Sliders)
        shown = " ".join(str(option.prompt) for option in rows.options)
        assert "…" not in shown
        task = profile.tasks[0]
        width = rows.scrollable_content_region.width
        start = width - 8 - 1 - track_room(width)
        y = dict(rows.tops())[f"task/{task.id}"]
        await driver.pilot.mouse_down(rows, offset=(start + track_room(width) - 1, y))
        await driver.settle()
        most = ceil(ROOM * max(one.hours for one in profile.tasks))
        assert place.told.get(task.id, task.hours) == pytest.approx(most)
        await driver.pilot.hover(rows, offset=(start + 3, y + 5))
        await driver.settle()
        dragged = place.told[task.id]
        assert 0 < dragged < most / 2, "it goes on following while the button is held"
        await driver.pilot.hover(rows, offset=(0, y))
        await driver.settle()
        assert place.told[task.id] == 0.0
        await driver.pilot.mouse_up(rows, offset=(0, y))
        await driver.pilot.hover(rows, offset=(start + 5, y))
        await driver.settle()
        assert place.told[task.id] == 0.0

    drive(act, planned, size=(80, 24))


def test_what_is_tried_is_there_again_when_one_comes_back() -> None:
    async def try_some(driver: Driver) -> None:
        await driver.press("4", "left", "left")
        place = here(driver)
        move = place.offered[0]
        assert place.query_one(Rows).go_to(f"move/{move.id}")
        await driver.press("space", "q")

    async def come_back(driver: Driver) -> None:
        await driver.press("4")
        place = here(driver)
        assert len(place.told) == 1
        assert len(place.ticked) == 1
        await driver.press("x")
        await driver.pilot.pause(0.6)
        await driver.settle()

    async def no_more(driver: Driver) -> None:
        await driver.press("4")
        assert not here(driver).changes

    begin = open_own()
    week.set_title(begin, "Customer support agent", "43-4051.00")
    week.add_tasks(begin, [("answer tickets from macros", 20.0), ("web chats", 10.0)])
    plans.current_plan(begin)
    drive(try_some, open_own)
    drive(come_back, open_own)
    drive(no_more, open_own)


def test_hours_that_come_from_nowhere_are_said_and_the_knob_has_room() -> None:
    def one_task() -> Session:
        session = open_own()
        week.set_title(session, "clerk")
        week.add_task(session, "answer letters", 10.0)
        return session

    async def act(driver: Driver) -> None:
        await driver.press("4", "right", "right", "left")
        outcome = here(driver).outcome
        assert outcome is not None
        assert (outcome.grown, outcome.unassigned) == (0.5, 0.0)
        assert "your week grew by 0.5 h" in driver.words("#whatif-foot")
        assert "longer than your week" in driver.words("#whatif-top")
        row = str(here(driver).query_one(Rows).options[0].prompt)
        assert "●─" in row, "more can be given yet"

    drive(act, one_task)


def test_the_main_figure_is_whole_in_a_small_window() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4", "left")
        top = driver.words("#whatif-top")
        assert "…" not in top
        assert re.search(r"exposure +\d+( \(\d+–\d+\))? → \d+ \(\d+–\d+\)", top)

    drive(act, planned)


def test_the_footer_and_the_hints_name_what_works_here() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("4")
        assert "I work so already" not in driver.words("KeyLine")
        await driver.press("left")
        assert "w I work so already" in driver.words("KeyLine")
        assert "IT RESTS ON" in str(here(driver).query_one(Side).words), "what the task under the cursor rests on"
        await driver.press("o")
        assert isinstance(driver.app.screen, Note)

    drive(act, planned, size=(120, 40))
