"""The ledger: kinds never added, entries newest first, one field at a time, the sentence while typing."""

from __future__ import annotations

from coach.session import ledger
from coach.session.opening import Session, open_demo
from coach.tui.screens.entry import EntrySheet
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive


def sample() -> Session:
    session = open_demo("support-specialist")
    ledger.log_win(session, "first replies in 5 h [/] not 9 h")
    return session


def field(driver: Driver, name: str) -> None:
    assert driver.app.screen.query_one(Rows).go_to(name)


def test_an_entry_is_made_to_convince_one_field_at_a_time() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6")
        assert "no figure yet" in driver.words("#ledger-top")
        await driver.press("enter")
        assert isinstance(driver.app.screen, EntrySheet)
        field(driver, "kind")
        await driver.press("enter", "enter")
        field(driver, "baseline")
        await driver.press("enter")
        await driver.type("9 h")
        await driver.press("enter")
        assert driver.app.screen.query_one(Rows).here == "result", "on to the next field"
        await driver.press("enter")
        await driver.type("5 h")
        assert "from 9 h to 5 h" in driver.words("#entry-words"), "the sentence as one types"
        await driver.press("enter")
        for name, words in (("at_least", "40"), ("likely", "60"), ("unit", "h"), ("use", "calls")):
            field(driver, name)
            await driver.press("enter")
            await driver.type(words)
            await driver.press("enter")
        await driver.press("escape")
        driver.session.load()
        (entry,) = driver.session.entries
        assert (entry.kind, entry.baseline, entry.result, entry.at_least, entry.use) == (
            "capacity", "9 h", "5 h", 40.0, "calls",
        )  # fmt: skip
        assert "at least 40 h, likely 60 h" in driver.words("#ledger-top")
        await driver.press("u")
        assert driver.session.entries[0].use is None

    drive(act, sample)


def test_what_does_not_fit_is_said_and_nothing_is_changed() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6", "enter")
        field(driver, "at_least")
        await driver.press("enter")
        await driver.type("lots")
        await driver.press("enter")
        assert any("no amount" in note.message for note in driver.app._notifications)
        await driver.press("escape", "escape")
        assert driver.session.entries[0].at_least is None
        assert driver.place == "ledger"

    drive(act, sample)


def test_the_newest_entry_comes_first_and_a_new_one_is_logged_here() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6", "l")
        await driver.type("a second result")
        await driver.press("enter")
        texts = [str(option.prompt) for option in driver.app.screen.query_one(Rows).options]
        assert len(texts) == 2
        assert "2 results" in driver.words("#ledger-top")

    drive(act, sample)
