"""Search, jump labels, a copy as text, undo and redo: the same on every screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Static

from coach.session import Failure, searching
from coach.session.months import lookback
from coach.session.opening import Session, open_demo, open_own
from coach.session.plan import plans
from coach.session.results import ledger
from coach.session.searching import Found, Index
from coach.session.weeks import week
from coach.tui.sheets.jump import Jump, labels
from coach.tui.sheets.search import Search
from coach.tui.sheets.sheet import Note
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive


def planned() -> Session:
    session = open_demo("support-specialist")
    plans.current_plan(session)
    ledger.log_win(session, "first replies in 5 h [/] not 9 h")
    return session


def own() -> Session:
    session = open_own()
    if session.profile is None:
        week.set_title(session, "nurse")
        week.add_tasks(session, [("ward rounds", 20.0), ("handover [b]", 5.0)])
    return session


async def look_for(driver: Driver, words: str) -> Search:
    await driver.press("slash")
    await driver.type(words)
    screen = driver.app.screen
    assert isinstance(screen, Search)
    return screen


def test_what_is_typed_is_found_by_its_words_best_first() -> None:
    index = Index(
        [
            Found("task", "a", "write the weekly Café report"),
            Found("task", "b", "report"),
            Found("result", "c", "misreported hours"),
        ]
    )
    assert [one.id for one in index.find("REPORT")] == ["b", "a", "c"]
    assert [one.id for one in index.find("cafe rep")] == ["a"]
    assert index.find("  ") == index.find("zebra") == []


def test_search_goes_to_a_task_a_step_a_result_and_a_recipe() -> None:
    async def act(driver: Driver) -> None:
        profile, plan = driver.session.profile, driver.session.plan
        assert profile is not None
        assert plan is not None
        await look_for(driver, profile.tasks[2].text)
        await driver.press("enter")
        assert driver.place == "week"
        assert driver.app.screen.query_one(Rows).here == profile.tasks[2].id
        step = plan.moves[-1].milestones[-1]
        await look_for(driver, step.title)
        await driver.press("enter")
        assert driver.place == "plan"
        assert driver.app.screen.query_one("#plan-rows", Rows).here in (f"step/{step.id}", f"now/{step.id}")
        await look_for(driver, "5 h [/] not")
        await driver.press("enter")
        assert driver.place == "ledger"
        assert (driver.app.screen.query_one("#ledger-rows", Rows).here or "").endswith(driver.session.entries[0].id)
        found = next(one for one in driver.app.screen.query_one("#ledger-rows", Rows).options if one.id)
        assert found
        recipe = next(one for one in searching.index_of(driver.session).find("the") if one.kind == "recipe")
        await look_for(driver, recipe.words)
        await driver.press("enter")
        assert isinstance(driver.app.screen, Note)
        assert recipe.words[:20] in str(driver.app.screen.query_one("#sheet-body Static", Static).render())

    drive(act, planned)


def test_search_does_what_is_found_and_the_arrows_pick_while_one_types() -> None:
    async def act(driver: Driver) -> None:
        screen = await look_for(driver, "log a result")
        rows = screen.query_one(Rows)
        first = rows.highlighted
        await driver.press("down")
        assert isinstance(screen.focused, Field), "the field stays in hand"
        assert rows.highlighted == (first or 0) + 1
        await driver.press("up", "enter")
        assert driver.app.screen.query(Field)
        await driver.press("escape")
        screen = await look_for(driver, "no such words anywhere")
        assert not screen.query_one(Rows).display
        await driver.press("enter", "escape")
        assert not isinstance(driver.app.screen, Search)

    drive(act, planned)


def test_a_letter_goes_to_the_row_it_stands_at() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("3")
        rows = driver.app.screen.query_one(Rows)
        ids = [option.id for option in rows.options if option.id is not None]
        await driver.press("f")
        screen = driver.app.screen
        assert isinstance(screen, Jump)
        assert len(screen.targets) >= len(ids) > 3
        label = list(screen.targets)[2]
        await driver.press(label)
        assert rows.here == ids[2]
        assert rows.has_focus
        await driver.press("f", "1")
        assert not isinstance(driver.app.screen, Jump), "any other key takes the letters away"
        await driver.press("3")
        assert driver.place == "exposure"

    drive(act, planned, size=(120, 40))


def test_labels_are_told_apart_by_their_letters() -> None:
    assert labels(3) == ["a", "s", "d"]
    many = labels(60)
    assert len(set(many)) == 60
    assert {len(one) for one in many} == {2}


def test_a_screen_is_copied_whole_and_kept_where_it_says() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("2", "escape", "y")
        file = Path(os.environ["COACH_HOME"]) / "copies" / "week-2026-11-21.txt"
        text = file.read_text(encoding="utf-8")
        assert "ward rounds" in text
        assert "handover [b]" in text
        assert driver.app.clipboard == text
        assert file.stat().st_mode & 0o077 == 0
        assert any(str(file) in note.message for note in driver.app._notifications)

    drive(act, own)


def test_undo_and_redo_reach_across_screens() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("2", "escape", "g", "d", "3", "u")
        assert driver.session.profile is not None
        assert len(driver.session.profile.tasks) == 2
        await driver.press("6", "U")
        assert len(driver.session.profile.tasks) == 1
        await driver.press("u")
        assert len(driver.session.profile.tasks) == 2

    drive(act, own)


def test_letters_stand_at_their_rows_when_the_place_was_gone_to_in_the_same_breath() -> None:
    async def act(driver: Driver) -> None:
        await driver.pilot.press("3", "f")
        await driver.settle()
        jump = driver.app.screen
        assert isinstance(jump, Jump)
        rows = driver.app.place.query_one(Rows) if driver.app.place is not None else None
        assert rows is not None
        tops = {rows.content_region.y + top for _name, top in rows.tops()}
        assert {target.at.y for target in jump.targets.values()} <= tops
        assert len({target.at.y for target in jump.targets.values()}) == len(jump.targets)

    drive(act, lambda: open_demo("support-specialist"))


def test_a_click_on_words_leaves_the_field_in_hand() -> None:
    from coach.tui.sheets.log import Log
    from coach.tui.widgets.field import Field

    async def act(driver: Driver) -> None:
        await driver.press("1", "l")
        assert isinstance(driver.app.screen, Log)
        await driver.pilot.click("#sheet-body Static")
        await driver.type("kept")
        assert driver.app.screen.query_one(Field).value == "kept"

    drive(act, lambda: open_demo("support-specialist"))


def test_work_that_nobody_waits_for_tells_of_its_failure_and_all_else_goes_on() -> None:
    async def act(driver: Driver) -> None:
        async def refused() -> None:
            raise Failure("not-saved", why="No space left.", folder="/home/ana/career")

        driver.app.run_worker(refused())
        await driver.pilot.pause(0.1)
        assert driver.app.fault is None
        assert "/home/ana/career" in " ".join(one.message for one in driver.app._notifications)
        await driver.press("3")
        assert driver.place == "exposure"

    drive(act, lambda: open_demo("support-specialist"))


def test_the_week_taken_back_while_the_first_look_is_narrowed_ends_nothing() -> None:
    async def act(driver: Driver) -> None:
        assert driver.place == "week"
        week_place = driver.app.screen
        await driver.press("escape")
        driver.session.profile = None
        await week_place._narrow()  # type: ignore[attr-defined]

    drive(act, lambda: open_demo("support-specialist"))


def refused(*_told: object) -> None:
    raise Failure("not-saved", why="No space left.", folder="/home/ana/career")


def last_told(driver: Driver) -> str:
    return [one.message for one in driver.app._notifications][-1]


def test_what_an_action_cannot_do_is_told_and_all_else_goes_on(mid_way: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        with monkeypatch.context() as patch:
            patch.setattr(plans, "paused_until", refused)
            await driver.press("z")
        assert "/home/ana/career" in last_told(driver)
        await driver.press("3")
        assert driver.place == "exposure"

    drive(act)


def test_a_check_in_that_cannot_be_shown_is_told_and_all_else_goes_on(
    mid_way: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("7")
        rows = driver.app.screen.query_one(Rows)
        rows.go_to(next(str(one.id) for one in rows.options if str(one.id).startswith("checkin/")))
        with monkeypatch.context() as patch:
            patch.setattr(lookback, "checkin_of", refused)
            await driver.press("enter")
        assert "/home/ana/career" in last_told(driver)
        await driver.press("enter")
        assert isinstance(driver.app.screen, Note)

    drive(act)
