"""The check-in: two minutes, everything skippable, nothing lost half-way, and what it leads to."""

from __future__ import annotations

from pathlib import Path

from coach.session import settings
from coach.session.months import begun, kept
from coach.session.opening import open_own
from coach.tui.screens.checkin import Checkin
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive


def page(driver: Driver) -> str:
    return driver.words("#checkin-top")


def test_two_minutes_of_keys_keep_a_check_in_and_say_what_it_came_to(mid_way: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("1", "c")
        place = driver.app.place
        assert isinstance(place, Checkin)
        assert place.asking is not None
        step = place.asking.steps[0][1]
        assert "What came of these steps?" in page(driver)
        await driver.press("1", "enter")
        assert "How many hours" in page(driver)
        await driver.press("3")
        assert "someone could confirm" in page(driver)
        await driver.type("fewer repeats")
        await driver.press("enter")
        while "How sure" not in page(driver):
            await driver.press("enter" if "find again" in page(driver) else "s")
        await driver.press("4")
        while place.answered is None:
            await driver.press("s")
        assert "KEPT" in page(driver)
        assert place.answered is not None
        name = place.answered.checkin.id
        found = next(one for one in kept.checkins(open_own()) if one.id == name)
        assert (found.done, found.hours, found.result, found.confidence) == ((step.id,), 1.0, "fewer repeats", 3)
        assert any(entry.text == "fewer repeats" for entry in open_own().entries)
        await driver.press("u")
        assert all(entry.text != "fewer repeats" for entry in open_own().entries), "one undo takes all of it back"
        assert all(one.id != name for one in kept.checkins(open_own()))

    drive(act)


def test_everything_can_be_skipped(mid_way: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("1", "c")
        place = driver.app.place
        assert isinstance(place, Checkin)
        for _ in range(12):
            if place.answered is None:
                await driver.press("enter" if place.page is not None and place.page.kind == "line" else "s")
        assert place.answered is not None
        found = place.answered.checkin
        assert (found.done, found.hours, found.result, found.obstacles, found.confidence) == ((), None, None, (), None)

    drive(act)


def test_left_in_the_middle_it_goes_on_where_it_was(mid_way: Path) -> None:
    async def leave(driver: Driver) -> None:
        await driver.press("1", "c", "1", "enter", "5")
        await driver.type("half a result")
        await driver.press("escape")
        assert driver.place == "home"

    async def come_back(driver: Driver) -> None:
        await driver.press("1", "c")
        place = driver.app.place
        assert isinstance(place, Checkin)
        assert "someone could confirm" in page(driver)
        assert place.said.result == "half a result"
        assert place.said.hours == 2.0
        await driver.press("up")
        assert "How many hours" in page(driver)
        assert "● 2 h" in str(place.query_one(Rows).get_option_at_index(4).prompt)

    drive(leave)
    assert begun.draft(open_own(), "checkin")["hours"] == 2.0
    drive(come_back)


def test_an_obstacle_named_twice_brings_offers_and_one_is_taken(mid_way: Path) -> None:
    async def act(driver: Driver) -> None:
        for _round in range(2):
            await driver.press("1", "c")
            place = driver.app.place
            assert isinstance(place, Checkin)
            while place.page is not None and place.page.id != "obstacles":
                await driver.press("enter" if place.page.kind == "line" else "s")
            await driver.press("3", "enter")
            while place.answered is None:
                await driver.press("enter" if place.page is not None and place.page.kind == "line" else "s")
            if _round == 0:
                await driver.press("escape")
        assert "Would one of these help?" in page(driver)
        rows = driver.app.screen.query_one(Rows)
        offered = [option.id or "" for option in rows.options]
        offer = next(name for name in offered if name.partition(":")[0] in ("if_then", "smaller"))
        before = driver.session.plan
        await driver.press(str(offered.index(offer) + 1))
        assert driver.session.plan != before, "what is taken is in the plan"
        assert offer not in [option.id for option in rows.options], "and is not offered again"

    drive(act)


def test_a_situation_missed_before_is_asked_again_and_says_why(mid_way: Path) -> None:
    from dataclasses import replace
    from datetime import timedelta
    from types import MappingProxyType

    from coach.model.profile import Known

    session = open_own()
    assert session.profile is not None
    item = next(iter(session.library.load("knowledge").items.values()))
    known = {item.id: Known(right=False, on=session.today - timedelta(days=30))}
    session.save_profile("missed", replace(session.profile, knowledge=MappingProxyType(known)))

    async def act(driver: Driver) -> None:
        await driver.press("1", "c")
        place = driver.app.place
        assert isinstance(place, Checkin)
        while place.page is not None and place.page.kind != "recall":
            await driver.press("enter" if place.page.kind == "line" else "s")
        wrong = next(at for at, option in enumerate(item.options, 1) if not option.right)
        await driver.press(str(wrong))
        said = page(driver)
        assert item.options[wrong - 1].why[:40] in said
        assert next(option for option in item.options if option.right).text[:40] in said
        await driver.press("enter")
        assert place.page is not None
        assert place.page.kind == "recall", "and one not met yet, which may be passed over"
        await driver.press("s")
        assert place.answered is not None
        assert [(one.item, one.right) for one in place.answered.checkin.recalled] == [(item.id, False)]

    drive(act)
    settings.change(open_own(), recall=False)

    async def off(driver: Driver) -> None:
        await driver.press("1", "c")
        place = driver.app.place
        assert isinstance(place, Checkin)
        assert not any(one.kind == "recall" for one in place._pages)

    drive(off)


def test_before_there_is_a_week_it_says_what_comes_first() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "1", "c")
        assert "Your tasks come first" in page(driver)
        await driver.press("1", "s", "space", "enter", "b", "escape")
        assert driver.place == "home"

    drive(act)


def test_a_torn_draft_is_no_obstacle(mid_way: Path) -> None:
    folder = open_own().folder
    assert folder is not None
    for torn in ("{", '{"on": "2026-11-21", "said": {"steps": [], "hours": "x", "page": 3}}', '{"on": 5}', "[]"):
        folder.keep_draft("checkin.json", torn)

        async def act(driver: Driver) -> None:
            await driver.press("1", "c")
            assert "CHECK-IN" in page(driver)

        drive(act)
