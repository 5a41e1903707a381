"""The ledger: kinds never added, entries newest first, one field at a time, the sentence while typing; trials by coin
and stopwatch, what stops without one, skills, a second opinion."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.events import Paste

from coach.session import settings
from coach.session.opening import Session, open_demo, open_own
from coach.session.questions import asking, opinion
from coach.session.results import ledger, trials, workflows
from coach.session.weeks import week
from coach.tui.sheets.entry import EntrySheet
from coach.tui.sheets.owned import SkillSheet, WaySheet
from coach.tui.sheets.timing import Timing
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Rows
from coach.tui.widgets.side import Side
from tests.tui.driving import Driver, drive


def sample() -> Session:
    session = open_demo("support-specialist")
    ledger.log_win(session, "first replies in 5 h [/] not 9 h")
    return session


def with_way() -> Session:
    session = sample()
    assert session.profile is not None
    for one in session.profile.workflows:
        workflows.remove_workflow(session, one.id)
    week.set_facts(session, record_rules="free")
    workflows.add_workflow(session, "draft [b], check, send", task_id=session.profile.tasks[0].id)
    return session


def field(driver: Driver, name: str) -> None:
    assert driver.app.screen.query_one(Rows).go_to(name)


def rows_of(driver: Driver) -> list[str]:
    return [str(option.prompt) for option in driver.app.screen.query_one("#ledger-rows", Rows).options]


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
        for name, words in (("at_least", "40"), ("unit", "h"), ("use", "calls")):
            field(driver, name)
            await driver.press("enter")
            await driver.type(words)
            await driver.press("enter")
        field(driver, "likely")
        await driver.press("enter")
        await driver.type("60")
        assert "likely 60 h" in driver.words("#entry-words"), "what it comes to as one types"
        await driver.press("enter", "escape")
        driver.session.load()
        (entry,) = driver.session.entries
        assert (entry.kind, entry.baseline, entry.result, entry.at_least, entry.use) == (
            "capacity", "9 h", "5 h", 40.0, "calls",
        )  # fmt: skip
        assert "at least 40 h, likely 60 h" in driver.words("#ledger-top")
        await driver.press("u")
        assert driver.session.entries[0].likely is None

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


def test_the_newest_entry_comes_first_and_one_is_taken_out_and_brought_back() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6", "l")
        await driver.type("a second result")
        await driver.press("enter")
        assert sum("not sorted" in row for row in rows_of(driver)) == 2
        assert "2 results" in driver.words("#ledger-top")
        await driver.press("g", "x")
        assert len(driver.session.entries) == 1
        await driver.press("u")
        assert len(driver.session.entries) == 2
        await driver.press("enter", "x")
        assert len(driver.session.entries) == 1

    drive(act, sample)


def test_a_way_is_added_for_a_task_guarded_and_taught() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6", "n")
        await driver.type("read two of ten in full")
        await driver.press("enter")
        await driver.type("tickets")
        await driver.press("enter", "enter")
        assert driver.session.profile is not None
        way = driver.session.profile.workflows[-1]
        assert (way.title, way.needs_ai) == ("read two of ten in full", False)
        assert way.task is not None
        assert driver.app.screen.query_one("#ledger-rows", Rows).go_to(f"way/{way.id}")
        await driver.press("enter")
        assert isinstance(driver.app.screen, WaySheet)
        field(driver, "guardrail")
        await driver.press("enter")
        await driver.type("nothing leaves unread [/]")
        await driver.press("enter")
        assert driver.app.screen.query_one(Rows).here == "taught"
        await driver.press("enter", "ctrl+u")
        await driver.type("three")
        await driver.press("enter")
        assert any("whole number" in note.message for note in driver.app._notifications)
        await driver.press("ctrl+u", "3", "enter", "escape")
        way = driver.session.profile.workflows[-1] if driver.session.profile else way
        assert (way.guardrail, way.taught_to) == ("nothing leaves unread [/]", 3)
        assert any("taught to 3" in row for row in rows_of(driver))

    drive(act, sample)


def test_a_pair_is_timed_by_the_coin_and_the_watch_stays_when_the_sheet_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [1_000_000.0]
    monkeypatch.setattr(trials, "now", lambda: moment[0])

    async def act(driver: Driver) -> None:
        assert driver.session.profile is not None
        way = driver.session.profile.workflows[0].id
        await driver.press("6")
        assert driver.app.screen.query_one("#ledger-rows", Rows).go_to(f"way/{way}")
        await driver.press("t")
        screen = driver.app.screen
        assert isinstance(screen, Timing)
        assert "The coin says" in driver.words("#timing-words")
        first = screen.toss
        await driver.press("enter")
        moment[0] += 600
        await driver.press("c")
        moment[0] += 120
        await driver.press("p", "escape")
        moment[0] += 9999
        await driver.press("t")
        assert "12:00" in driver.words("#timing-words"), "paused, with the sheet closed, it stood still"
        await driver.press("enter", "2")
        assert "The coin says" in driver.words("#timing-words")
        second = driver.app.screen
        assert isinstance(second, Timing)
        assert second.toss.with_it is not first.with_it
        await driver.press("enter")
        moment[0] += 900
        await driver.press("enter", "3")
        assert "1 pair so far" in driver.words("#timing-words")
        flow = driver.session.profile.workflows[0] if driver.session.profile else None
        assert flow is not None
        (pair,) = flow.trial
        assert {pair.minutes_with, pair.minutes_without} == {12.0, 15.0}
        await driver.press("enter", "x", "escape")
        assert any("1 pair of 6" in row for row in rows_of(driver))

    drive(act, with_way)


def test_what_stops_without_one_is_added_changed_and_taken_out() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6", "a")
        await driver.type("the list of odd cases")
        await driver.press("enter", "2", "enter")
        assert driver.session.profile is not None
        asset = driver.session.profile.assets[-1]
        assert (asset.title, asset.groups, asset.named_owner) == ("the list of odd cases", 2, False)
        assert driver.app.screen.query_one("#ledger-rows", Rows).go_to(f"asset/{asset.id}")
        await driver.press("enter")
        field(driver, "owner")
        await driver.press("enter", "escape")
        assert driver.session.profile.assets[-1].named_owner
        many = len(driver.session.profile.assets)
        await driver.press("x")
        assert len(driver.session.profile.assets) == many - 1

    drive(act, sample)


def test_a_skill_is_rated_by_what_one_can_be_seen_to_do() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6")
        rows = driver.app.screen.query_one("#ledger-rows", Rows)
        name = next(option.id for option in rows.options if (option.id or "").startswith("skill/"))
        assert rows.go_to(name or "")
        await driver.press("enter")
        sheet = driver.app.screen
        assert isinstance(sheet, SkillSheet)
        shown = [str(option.prompt) for option in sheet.query_one(Rows).options]
        assert len(shown) == 5
        assert any("for example" in row for row in shown)
        await driver.press("g", "down", "down", "enter")
        assert driver.session.profile is not None
        assert driver.session.profile.skills[sheet.rated.skill.id] == 2
        await driver.press("u")
        assert driver.session.profile.skills.get(sheet.rated.skill.id) == sheet.rated.level

    drive(act, sample)


def test_a_second_opinion_goes_out_comes_back_and_is_kept() -> None:
    begin = open_own()
    week.set_title(begin, "Customer support agent", "43-4051.00")
    week.add_tasks(begin, [("answer tickets", 20.0)])
    question = begin.library.questions["P1"]
    asking.answer(begin, "P1", question.options[1].id)
    filled = opinion.form(begin).replace("(name or initials):", "(name or initials): Ana B")
    filled = filled.replace("[ ] b", "[x] b", 1)

    async def act(driver: Driver) -> None:
        await driver.press("6", "o", "ctrl+s")
        page = Path(os.environ["COACH_HOME"]) / "copies" / "second-opinion-2026-11-21.txt"
        assert page.read_text(encoding="utf-8") == opinion.form(begin)
        driver.app.screen.query_one(Field).post_message(Paste(filled))
        await driver.settle()
        assert "How Ana B sees it" in driver.words("#opinion-words")
        await driver.press("enter")
        assert driver.session.profile is not None
        assert driver.session.profile.answers["P1"].vouched_by == "Ana B"
        assert any("Ana B" in row for row in rows_of(driver))

    drive(act, open_own)


def test_ten_years_of_results_are_shown_a_page_at_a_time() -> None:
    def long() -> Session:
        session = sample()
        for number in range(60):
            ledger.log_win(session, f"result number {number}")
        return session

    async def act(driver: Driver) -> None:
        await driver.press("6")
        assert sum("result number" in row for row in rows_of(driver)) <= 10
        rows = driver.app.screen.query_one("#ledger-rows", Rows)
        assert rows.go_to("earlier")
        await driver.press("enter")
        assert sum("result number" in row for row in rows_of(driver)) == 60

    drive(act, long)


def test_what_was_added_is_under_the_cursor_so_that_what_is_said_of_it_holds() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("6", "G", "n")
        await driver.type("answer from the list")
        await driver.press("enter", "enter", "enter")
        rows = driver.app.screen.query_one("#ledger-rows", Rows)
        assert (rows.here or "").startswith("way/answer-from-the-list")
        await driver.press("t")
        assert isinstance(driver.app.screen, Timing)
        await driver.press("escape", "a")
        await driver.type("the price list")
        await driver.press("enter", "enter")
        assert (rows.here or "").startswith("asset/the-price-list")
        await driver.press("l")
        await driver.type("a result of today")
        await driver.press("enter")
        assert (rows.here or "").startswith("result/a-result-of-today")

    drive(act, with_way)


def test_many_results_fold_and_keys_go_from_heading_to_heading() -> None:
    def many() -> Session:
        session = with_way()
        for number in range(30):
            ledger.log_win(session, f"result number {number}")
        return session

    async def act(driver: Driver) -> None:
        await driver.press("6", "g")
        rows = driver.app.screen.query_one("#ledger-rows", Rows)
        assert sum((one.id or "").startswith("result/") for one in rows.options) == 10
        await driver.press("right_square_bracket")
        assert (rows.here or "").startswith("way/")
        await driver.press("right_square_bracket")
        assert (rows.here or "").startswith(("asset/", "add-asset"))
        await driver.press("left_square_bracket", "left_square_bracket")
        assert (rows.here or "").startswith("result/")

    drive(act, many)


def test_kinds_are_in_view_and_what_counts_otherwise_says_so_everywhere() -> None:
    def cash() -> Session:
        session = with_way()
        one = session.entries[0]
        ledger.change_entry(session, one.id, kind="cash")
        return session

    async def act(driver: Driver) -> None:
        assert ledger.as_read(driver.session.entries[0]).counts_as == "unsorted", "else there is nothing to see here"
        await driver.press("6")
        assert "not sorted" in rows_of(driver)[0]
        await driver.press("enter")
        said = str(driver.app.screen.query_one(Rows).options[0].prompt)
        assert "● cash" in said
        assert "○ capacity" in said
        assert "ENTERED AS CASH, COUNTS AS NOT SORTED YET" in driver.words("#entry-words")
        await driver.press("escape", "1")
        assert "not sorted" in driver.words("#home-year")

    drive(act, cash)


def test_a_line_that_adds_something_says_what_for_and_hints_follow_the_key_map() -> None:
    def own_keys() -> Session:
        session = with_way()
        settings.change_keys(session, {"ledger.trial": "f6", "ledger.log": "f7"})
        return session

    async def act(driver: Driver) -> None:
        await driver.press("6")
        rows = driver.app.screen.query_one("#ledger-rows", Rows)
        rows.go_to("add-asset")
        await driver.settle()
        assert "What would others wait for" in str(driver.app.screen.query_one(Side).words)
        assert any("f6 tosses a coin" in row for row in rows_of(driver))
        assert "f6 time it" not in driver.words("KeyLine"), "here is nothing to time"

    drive(act, own_keys, size=(120, 40))
