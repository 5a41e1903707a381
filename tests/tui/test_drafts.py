"""What is typed and not entered, on a sheet above all, is on the disk within a second, and there again."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from textual.events import Key

from coach.session import unentered
from coach.session.opening import open_own
from coach.session.results import assets, ledger, workflows
from coach.session.weeks import week
from coach.tui.screens.place import Place
from coach.tui.sheets.keeping import BACK, PAUSE, KeepingSheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive
from tests.tui.terminal import CTRL_C, ENTER, Terminal

# how one comes to each sheet, and to a field on it
WAYS = {
    "a result": ("6", "l"),
    "a way of working": ("6", "n"),
    "what stops": ("6", "a"),
    "the evidence of a step": ("5", "d"),
    "a step in own words": ("5", "e"),
    "a step of one's own": ("5", "n"),
    "a pause": ("5", "z"),
}
TYPED = "half a sent"


async def pause(driver: Driver) -> None:
    await driver.pilot.pause(PAUSE + 0.2)
    await driver.settle()


def in_hand(driver: Driver) -> Field:
    field = driver.app.screen.focused
    assert isinstance(field, Field)
    return field


@pytest.mark.parametrize("keys", WAYS.values(), ids=WAYS.keys())
def test_on_every_sheet_what_is_typed_is_kept_and_comes_back(mid_way: Path, keys: tuple[str, ...]) -> None:
    async def leave_in_the_middle(driver: Driver) -> None:
        await driver.press(*keys)
        assert isinstance(driver.app.screen, KeepingSheet)
        in_hand(driver).put("")
        await driver.type(TYPED)
        await pause(driver)
        assert TYPED in unentered.typed_on(open_own(), driver.app.screen.kept_as).values()

    async def come_back(driver: Driver) -> None:
        await driver.press(*keys)
        sheet = driver.app.screen
        assert isinstance(sheet, KeepingSheet)
        assert in_hand(driver).value == TYPED
        assert in_hand(driver).cursor_position == len(TYPED)
        assert BACK in {one.message for one in driver.app._notifications}
        await driver.press("escape")
        assert isinstance(driver.app.screen, Place)
        assert unentered.typed_on(open_own(), sheet.kept_as) == {}, "closed on purpose, it is given up"
        await driver.press(*keys[1:])
        assert in_hand(driver).value != TYPED

    drive(leave_in_the_middle)
    drive(come_back)


def test_what_is_entered_is_no_draft_any_more(mid_way: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6", "l")
        await driver.type("refund queue under a day")
        await pause(driver)
        assert unentered.typed_on(open_own(), "log")
        await driver.press("enter")
        await driver.settle()
        assert unentered.typed_on(open_own(), "log") == {}
        assert "refund queue under a day" in {entry.text for entry in open_own().entries}

    drive(act)


def test_the_field_of_a_list_is_asked_for_again_with_what_stood_in_it(mid_way: Path) -> None:
    entry = ledger.log_win(open_own(), "quarter-end closed two days early")
    way = workflows.add_workflow(open_own(), "draft from the macro, check, send")
    asset = assets.add_asset(open_own(), "the price list of 400 parts", groups=1)
    cases = {
        entry.id: ("how", f"result {entry.id}"),
        way.id: ("guardrail", f"way {way.id}"),
        asset.id: ("title", f"asset {asset.id}"),
    }

    async def to_field(driver: Driver, thing: str, name: str) -> None:
        await driver.press("6")
        rows = driver.app.screen.query_one(Rows)
        rows.go_to(next(option.id for option in rows.options if (option.id or "").endswith(thing)))
        await driver.press("enter")
        if not isinstance(driver.app.screen.focused, Field):
            driver.app.screen.query_one(Rows).go_to(name)

    async def begin(driver: Driver) -> None:
        for thing, (name, kept_as) in cases.items():
            await to_field(driver, thing, name)
            await driver.press("enter")
            in_hand(driver).put("")
            await driver.type(TYPED)
            await driver.app.keep_draft()
            assert unentered.typed_on(open_own(), kept_as) == {name: TYPED}
            # as if the window had gone: neither entered nor given up
            sheet = driver.app.screen
            assert isinstance(sheet, KeepingSheet)
            sheet._on_disk = False
            await driver.press("escape", "escape")

    async def come_back(driver: Driver) -> None:
        for thing, (name, kept_as) in cases.items():
            await to_field(driver, thing, name)
            assert in_hand(driver).value == TYPED
            await driver.press("escape")
            assert unentered.typed_on(open_own(), kept_as) == {}
            await driver.press("escape")

    drive(begin)
    drive(come_back)


def test_money_of_the_drill_is_on_no_disk_before_one_says_so(mid_way: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.app.run_action("app.drill")
        await driver.settle()
        rows = driver.app.screen.query_one(Rows)
        for name, kept in (("runway", {}), ("people", {"people": "7"})):
            rows.go_to(name)
            await driver.press("enter")
            await driver.type("7")
            await driver.app.keep_draft()
            assert unentered.typed_on(open_own(), "drill") == kept
            await driver.press("escape")

    drive(act)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, None])
def test_a_result_half_typed_when_the_window_goes_is_there_next_time(
    mid_way: Path, number: signal.Signals | None
) -> None:
    with Terminal() as window:
        window.wait_for("THIS WEEK")
        window.type("6l")
        window.wait_for("Log a result")
        window.type("cut first replies from 9 h to")
        window.wait_for("9 h to")
        if number is None:
            window.type(CTRL_C)
            assert window.wait() == 0
        else:
            window.send(number)
            assert window.wait() == 128 + number
    with Terminal() as again:
        again.wait_for("THIS WEEK")
        again.type("6l")
        again.wait_for("cut first replies from 9 h to", BACK)
        again.type(" 5 h" + ENTER)
        again.wait_for("Logged, and saved")
        again.type("q")
        assert again.wait() == 0
    assert "cut first replies from 9 h to 5 h" in {entry.text for entry in open_own().entries}


def test_keys_that_wait_their_turn_when_the_program_is_ended_are_in_the_draft() -> None:
    typed = "calm down angry callers from the north and the south"

    async def act(driver: Driver) -> None:
        await driver.type("helpdesk")
        await driver.press("down", "enter")
        for one in typed:
            driver.app.post_message(Key("space" if one == " " else one, one))
        driver.app._signalled(signal.SIGTERM)
        while driver.app.is_running:
            await driver.pilot.pause(0.01)
        assert driver.app.return_code == 128 + signal.SIGTERM

    drive(act)
    assert week.draft(open_own())["task"] == typed
