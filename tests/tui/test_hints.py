"""What a screen says of keys is the person's own key map; a notice is as loud as what happened, and no louder."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.notifications import Notification

import coach.tui
from coach.session import Failure, settings, usage
from coach.session.opening import Session, open_demo
from coach.tui.drawing.changed import week_change
from coach.tui.screens.home import Home
from coach.tui.sheets.log import Log
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive

TUI = Path(coach.tui.__file__).parent
# the actions' own tables, the keys that are no action's (a terminal's, a list's), and what other hands write
FREE = ("actions.py", "placeactions.py", "action.py", "keyqueue.py", "program.py", "opening.py", "terminal.py")
SCREENS = ("week", "waysin", "questions", "checkin", "home", "settings")
SHEETS = ("about", "sign", "starting", "timing", "jump", "help", "form", "fields", "importing", "log", "done", "search")
DRAWN = ("homewords", "weekwords", "changed", "changewords", "offering", "reasons")
KEY = re.compile(r"\bctrl\+\w|\b[a-zU] (takes|brings|logs|adds|makes|goes|shows|hides|answers|opens)\b|\besc\b")


def sample() -> Session:
    return open_demo("support-specialist")


def notices(driver: Driver) -> list[Notification]:
    return list(driver.app._notifications)


def said_in(file: Path) -> Iterator[str]:
    """The words in a file that can come on a screen: no docstring, no key of a binding."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Binding", "Action"):
            silent |= {id(one) for one in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


@pytest.mark.parametrize(
    "file",
    [
        *(TUI / "screens" / f"{name}.py" for name in SCREENS),
        *(TUI / "sheets" / f"{name}.py" for name in SHEETS),
        *(TUI / "drawing" / f"{name}.py" for name in DRAWN),
        *sorted((TUI / "widgets").glob("*.py")),
    ],
    ids=lambda file: str(file.stem),
)
def test_no_words_name_a_key_that_can_be_another(file: Path) -> None:
    named = [words for words in said_in(file) if KEY.search(words)]
    assert not named, f"{file.name} names keys without asking key_of: {named}"


def test_hints_and_notices_name_the_keys_one_has() -> None:
    async def act(driver: Driver) -> None:
        own = {"app.undo": "Z", "home.log": "R", "app.figures": "f9", "week.out": "f8", "week.about": "Q"}
        await driver.app.desk.do(settings.change_keys, own)
        await driver.app.changed()
        await driver.press("1")
        assert "R logs one in a line" in driver.words("#home-year")
        await driver.press("R")
        assert isinstance(driver.app.screen, Log)
        await driver.type("fewer calls")
        await driver.press("enter")
        assert any("Z takes it back" in one.message for one in notices(driver))
        await driver.press("f9")
        assert "figures are off: f9" in driver.words("#home-week")
        await driver.press("f9", "2", "n")
        assert "f8, then i" in driver.words("#look"), "in a field the way to a key leads out of it"

    drive(act, sample, size=(120, 40))


def test_only_what_was_not_saved_is_told_loudly_and_a_key_takes_the_rest_away() -> None:
    async def act(driver: Driver) -> None:
        app = driver.app
        app.tell(usage("It is the same week.", "Change a task."))
        await driver.settle()
        (told,) = notices(driver)
        assert told.severity == "information"
        app._told -= 5  # it could be read by now
        await driver.press("2")
        assert notices(driver) == []
        app.tell(Failure("not-saved", folder="career", why="The disk is full."))
        await driver.settle()
        (told,) = notices(driver)
        assert told.severity == "error"
        await driver.press("3")
        assert notices(driver), "what was not saved stays in view"

    drive(act, sample)


def test_what_was_taken_back_is_said_in_its_own_words_and_the_cursor_follows_it() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5")
        rows = driver.app.screen.query_one("#plan-rows", Rows)
        step = rows.here
        assert step is not None
        await driver.press("s", "enter")
        assert rows.here != step
        await driver.press("u")
        assert rows.here == step, "what is there again has the cursor again"
        said = " ".join(one.message for one in notices(driver))
        assert "Taken back: put off until Sat 28 Nov" in said

    drive(act, sample)


def test_home_says_how_many_steps_there_are_and_which_keys_do_something() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("5", "1")
        place = driver.app.place
        assert isinstance(place, Home)
        assert len(place.due) > len(place.steps)
        assert f"3 of {len(place.due)} steps" in driver.words("#home-head")
        keys = driver.words("KeyLine")
        for shown in ("enter open", "d done", "p plan"):
            assert shown in keys

    drive(act, sample, size=(60, 20))

    async def newcomer(driver: Driver) -> None:
        await driver.press("escape", "1")
        keys = driver.words("KeyLine")
        for dead in ("open", "done", "plan", "check in"):
            assert dead not in keys.replace("my plan", "")

    drive(newcomer)


def test_a_range_that_looks_as_wide_as_before_is_not_called_narrower() -> None:
    from dataclasses import replace

    from tests.tui.still import measured

    before = measured([str(at) for at in range(8)])
    one = replace(before.exposure, value=0.50, low=0.344, high=0.654)  # 50 (34–65)
    other = replace(before.exposure, value=0.53, low=0.38, high=0.685)  # 53 (38–68): half a point narrower
    said = week_change(replace(before, exposure=one), replace(before, exposure=other)).plain
    shown = (65 - 34) - (68 - 38)
    assert ("narrower" in said) == (shown > 0)
    same = replace(before.exposure, value=0.53, low=0.384, high=0.694)  # 53 (38–69), as wide in whole points
    said = week_change(replace(before, exposure=one), replace(before, exposure=same)).plain
    assert "narrower" not in said
    assert "moved the figure; its range is as wide as before" in said
