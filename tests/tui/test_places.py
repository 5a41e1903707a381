"""The places, their keys, the palette, the help; and that the first paint loads little."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from textual.command import CommandPalette
from textual.widgets import Static

from coach.session.opening import Session, open_demo
from coach.session.plan import plans
from coach.tui.actions import ACTIONS, EVERYWHERE, PLACES, bindings, for_scope
from coach.tui.palette import Actions
from coach.tui.screens.exposure import Exposure
from coach.tui.screens.plan import Plan
from coach.tui.sheets.help import Help
from coach.tui.sheets.sheet import Note
from coach.tui.sheets.steps import OfPlan
from coach.tui.theme import THEMES
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.places import PlacesLine
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive
from tests.tui.terminal import CTRL_C, Terminal


def sample() -> Session:
    return open_demo("support-specialist")


def planned() -> Session:
    session = sample()
    plans.current_plan(session)
    return session


def test_number_keys_and_clicks_go_to_the_places() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape")
        for number, (place, _name) in enumerate(PLACES, 1):
            await driver.press(str(number))
            assert driver.place == place
        line = str(driver.app.screen.query_one(PlacesLine).render())
        for place, name in reversed(PLACES):
            await driver.pilot.click(PlacesLine, offset=(line.index(name) + 2, 0))
            await driver.settle()
            assert driver.place == place

    drive(act, sample)


def test_one_opens_on_home_once_there_is_a_plan_and_on_the_week_before() -> None:
    async def at_home(driver: Driver) -> None:
        assert driver.place == "home"
        assert "could run without you" in driver.words("#home-week")
        assert "THIS WEEK" in driver.words("#home-head")

    async def at_week(driver: Driver) -> None:
        assert driver.place == "week"

    drive(at_home, planned)
    drive(at_week, sample)


def test_exposure_puts_most_hours_at_stake_first_and_opens_its_reasons() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("3")
        place = driver.app.place
        assert isinstance(place, Exposure)
        measured = place.measured
        assert measured is not None
        at_stake = {task.id: task.hours * task.displaceable for task in measured.tasks}
        ids = [option.id or "" for option in place.query_one(Rows).options]
        assert [at_stake[one] for one in ids] == sorted(at_stake.values(), reverse=True)
        await driver.press("enter")
        assert isinstance(driver.app.screen, Note)
        said = str(driver.app.screen.query_one("#sheet-body Static", Static).render())
        assert "IT RESTS ON" in said
        assert "Source:" in said
        await driver.press("escape", "r")
        assert "strict" in driver.words("#exposure-top").splitlines()[0]
        await driver.press("o")
        said = str(driver.app.screen.query_one("#sheet-body Static", Static).render())
        assert "2023" in said
        assert "not averaged or compared" in said

    drive(act, sample)


def test_the_first_plan_is_saved_and_a_step_is_closed_with_evidence_and_undone() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "p")
        place = driver.app.place
        assert isinstance(place, Plan)
        assert driver.session.plan is not None
        driver.session.load()
        assert driver.session.plan is not None, "the first plan is on disk"
        found = place.hand()
        assert found is not None
        step = found[1]
        assert step is not None
        await driver.press("d")
        await driver.type("told Ana")
        await driver.press("enter", *"45m", "enter")
        closed = next(one for _move, one in driver.session.plan.milestones() if one.id == step.id)
        assert (closed.state, closed.evidence, closed.actual_hours) == ("done", "told Ana", 0.75)
        await driver.press("u")
        opened = next(one for _move, one in driver.session.plan.milestones() if one.id == step.id)
        assert opened.state == "open"

    drive(act, sample)


def test_a_step_on_home_opens_the_plan_at_that_step() -> None:
    async def act(driver: Driver) -> None:
        step = driver.app.screen.query_one(Rows).here
        await driver.press("enter")
        place = driver.app.place
        assert isinstance(place, Plan)
        found = place.hand()
        assert found is not None
        assert found[1] is not None
        assert found[1].id == step

    drive(act, planned)


def test_a_result_is_logged_in_one_line() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("l")
        await driver.type("saved [b]")
        await driver.press("enter")
        assert [entry.text for entry in driver.session.entries] == ["saved [b]"]
        assert "saved [b]" in driver.words("#home-year")

    drive(act, planned)


def test_before_there_is_anything_every_place_says_what_to_do() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape")
        said = ("#home-week", "", "#exposure-top", "#whatif-top", "#plan-top", "", "#progress-top", "#evidence-top")
        for key, selector in ((str(at), one) for at, one in enumerate(said, 1) if one):
            await driver.press(key)
            assert "2" in driver.words(selector)
        for key in ("d", "m", "b", "r", "o", "u", "enter", "escape"):
            await driver.press(key)
        await driver.press("1", "l")
        await driver.type("a win before any week")
        await driver.press("enter")
        assert "a win before any week" in driver.words("#home-year")

    drive(act)


def test_every_action_is_found_by_name_and_does_what_it_says() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "ctrl+p")
        palette = driver.app.screen
        assert isinstance(palette, CommandPalette)
        provider = Actions(driver.app.screen_stack[-2])
        listed = {hit.text async for hit in provider.discover() if hasattr(hit, "text")}
        for action in ACTIONS:
            same = next(one for one in ACTIONS if (one.scope, one.call) == (action.scope, action.call))
            if action.call and action.scope in dict(PLACES) and not action.call.startswith("app.go") and same is action:
                assert any(action.about.casefold() in str(one).casefold() for one in listed), action.id
        await driver.type("first look")
        await driver.pilot.pause(0.5)
        await driver.press("enter")
        await driver.settle()
        assert not isinstance(driver.app.screen, CommandPalette)

    drive(act, sample)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("trial", "toss a coin"),
        ("time it", "toss a coin"),
        ("stopwatch", "toss a coin"),
        ("coin", "toss a coin"),
        ("occupation", "change what I do"),
        ("undo", "take the last change back"),
        ("redo", "make again"),
        ("export", "take along"),
        ("quit", "leave; everything"),
        ("vacation", "pause the plan"),
    ],
)
def test_actions_are_found_by_how_words_begin_and_by_other_words_for_them(typed: str, first: str) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "ctrl+p")
        provider = Actions(driver.app.screen_stack[-2])
        hits = sorted([hit async for hit in provider.search(typed)], key=lambda hit: -getattr(hit, "score", 0.0))
        assert first.casefold() in str(hits[0].text).casefold(), [hit.text for hit in hits[:4]]
        assert len(hits) < 8, "scattered letters are no match"
        listed = [str(hit.text) async for hit in provider.discover()]
        assert len(listed) == len(set(listed))
        assert not any("while typing" in one for one in listed)
        keys = [str(hit.match_display) async for hit in provider.search("undo")]  # type: ignore[union-attr]
        assert keys[0].endswith(" u"), "the key stands on the line"
        assert "\n" not in keys[0]

    drive(act, sample)


def test_help_explains_the_screen_and_lists_its_keys() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape")
        for number, (place, _name) in enumerate(PLACES, 1):
            await driver.press(str(number), "question_mark")
            assert isinstance(driver.app.screen, Help)
            said = str(driver.app.screen.query_one("#sheet-body Static", Static).render())
            for action in (*for_scope(place), *for_scope(EVERYWHERE)):
                assert action.about in " ".join(said.split())
            await driver.press("escape")

    drive(act, sample)


def test_no_two_actions_of_a_scope_share_a_key() -> None:
    everywhere = [key for action in for_scope(EVERYWHERE) for key in action.keys.split(",")]
    for place, _name in PLACES:
        bound = [key for action in for_scope(place) if action.call for key in action.keys.split(",")]
        assert len(bound) == len(set(bound))
        assert not set(bound) & set(everywhere)
    assert all(bindings(place) for place, _name in PLACES)


FIRST_PAINT = """
import sys
from coach.tui.app import run
import coach.tui.program
from coach.tui.screens.opening import Opening
heavy = [name for name in sys.modules if name.split(".")[0] in ("pydantic", "pydantic_core", "tomllib")
         or name.startswith(("coach.library", "coach.storage", "coach.measure", "coach.planning", "coach.session."))]
print([name for name in heavy if name != "coach.session.early"])
"""


def test_the_first_paint_loads_no_validation_library_and_no_content() -> None:
    told = subprocess.run([sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_every_theme_shows_every_place() -> None:
    async def act(driver: Driver) -> None:
        for theme in THEMES:
            driver.app.theme = theme.name
            for number, (place, _name) in enumerate(PLACES, 1):
                await driver.press(str(number))
                assert driver.place == place

    drive(act, planned)


def test_the_mouse_alone_picks_opens_and_goes_on() -> None:
    async def act(driver: Driver) -> None:
        await driver.type("helpdesk")
        await driver.pilot.pause(0.3)
        await driver.settle()
        await driver.pilot.click("#occupations", offset=(20, 0))
        await driver.settle()
        assert driver.session.profile is not None
        assert driver.session.profile.worker.occupation == "15-1232.00"
        await driver.type("6 write articles")
        await driver.press("enter", "escape")
        keys = str(driver.app.screen.query_one(KeyLine).render())
        await driver.pilot.click(KeyLine, offset=(keys.index("my plan") + 2, 0))
        await driver.settle()
        assert driver.place == "plan"
        await driver.pilot.click("#plan-rows", offset=(8, 1))
        await driver.settle()
        assert isinstance(driver.app.screen, OfPlan)

    drive(act, size=(120, 40))


def test_what_takes_longer_says_so_and_nothing_typed_meanwhile_is_lost() -> None:
    import threading

    go_on = threading.Event()

    async def act(driver: Driver) -> None:
        line = driver.app.screen.query_one(KeyLine)
        slow = driver.app.desk.do(lambda _session: go_on.wait(10))
        task = asyncio.ensure_future(slow)
        for _ in range(60):
            await driver.pilot.pause(0.05)
            if line.working:
                break
        assert "working" in str(line.render())
        go_on.set()
        await task
        await driver.pilot.pause(0.5)
        await driver.settle()
        assert "working" not in str(line.render())

    drive(act, planned)


SLOW_FOLDER = """
import sys, time
from coach.session.opening import open_own
from coach.tui.app import run

def slow():
    time.sleep(float(sys.argv[1]))
    return open_own()

sys.exit(run(slow))
"""


def test_a_folder_that_takes_long_says_so_holds_what_is_typed_and_can_be_left() -> None:
    with Terminal(command=[sys.executable, "-c", SLOW_FOLDER, "3"]) as window:
        window.wait_for("Reading your folder")
        window.type("plumber")
        window.wait_for("What do you do?", "plumber")
    with Terminal(command=[sys.executable, "-c", SLOW_FOLDER, "2"]) as window:
        window.wait_for("Reading your folder")
        window.type(CTRL_C)
        assert window.wait() == 0
        assert window.restored
