"""Settings: chosen at once, saved, undone; keys that meet are named; a bad file never stops the app."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from coach.model.settings import SETTINGS
from coach.session import settings
from coach.session.opening import open_demo, open_own
from coach.tui import words
from coach.tui.action import Action
from coach.tui.actions import ACTIONS, EVERYWHERE, PLACES, checked_keys
from coach.tui.screens.settings import Settings
from coach.tui.sheets.keys import Keys
from coach.tui.theme import DARK, own_theme
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive
from tests.tui.terminal import Terminal


def written(name: str, text: str) -> Path:
    path = Path(os.environ["COACH_HOME"]) / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(text, encoding="utf-8")
    return path


def rows(driver: Driver) -> Rows:
    return driver.app.screen.query_one(Rows)


def test_every_setting_is_a_row_that_can_be_chosen_with_keys_and_is_saved() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "comma")
        for setting in SETTINGS:
            rows(driver).go_to(setting.name)
            was = getattr(driver.app.settings, setting.name)
            last = was == setting.choices[-1][0]
            await driver.press("left" if last else "right")
            now = getattr(settings.settings(open_own()), setting.name)
            values = [value for value, _words in setting.choices]
            assert now == values[values.index(was) + (-1 if last else 1)], setting.name
            assert setting.words(now) in str(rows(driver).highlighted_option.prompt)  # type: ignore[union-attr]
            await driver.press("u")
            assert getattr(driver.app.settings, setting.name) == was, "u takes it back"

    drive(act)


def test_the_mouse_chooses_too_and_escape_goes_back() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "3", "comma")
        line = str(rows(driver).get_option("theme").prompt)
        await driver.pilot.click(Rows, offset=(line.index("›"), 1))
        await driver.settle()
        assert driver.app.theme == "coach-light"
        await driver.press("escape")
        assert driver.place == "exposure"

    drive(act)


def test_what_is_chosen_holds_at_once() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "comma")
        assert await driver.app.set(dates="iso", numbers="comma", motion=False, theme="coach-contrast")
        assert words.day(date(2026, 12, 2)) == "2026-12-02"
        assert words.number(1.5) == "1,5"
        assert words.amount(9000, "EUR") == "9.000 EUR"
        assert driver.app.animation_level == "none"
        assert driver.app.theme == "coach-contrast"

    drive(act)


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en_GB.UTF-8", "Wed 2 Dec", "1,500"),
        ("en_US.UTF-8", "Wed, Dec 2", "1,500"),
        ("de_DE.UTF-8", "Wed 2 Dec", "1.500"),
        ("sv_SE.UTF-8", "2026-12-02", "1.500"),
        ("C.UTF-8", "Wed 2 Dec", "1,500"),
        ("", "Wed 2 Dec", "1,500"),
    ],
)
def test_days_and_numbers_follow_the_computers_language(
    monkeypatch: pytest.MonkeyPatch, language: str, day: str, number: str
) -> None:
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        monkeypatch.setenv(name, language)
    words.use(dates="auto", numbers="auto")
    assert words.day(date(2026, 12, 2)) == day
    assert words.amount(1500, "").strip() == number
    assert words.duration(1.5) == "1 h 30"


def test_a_key_of_ones_own_works_is_shown_and_can_be_given_back() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "comma", "G", "enter")
        assert isinstance(driver.app.screen, Keys)
        rows(driver).go_to("home.log")
        await driver.press("enter", "R")
        assert dict(settings.settings(open_own()).keys) == {"home.log": "R"}
        await driver.press("escape", "1")
        assert "R log a result" in driver.words("KeyLine")
        await driver.press("l")
        assert not driver.app.screen.is_modal, "the usual key does nothing now"
        await driver.press("R")
        assert driver.app.screen.is_modal
        await driver.press("escape", "comma", "G", "enter")
        rows(driver).go_to("home.log")
        await driver.press("enter", "backspace")
        assert dict(settings.settings(open_own()).keys) == {}

    drive(act, lambda: open_own())


def test_a_key_that_is_taken_is_named_and_not_given_twice() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "comma", "G", "enter")
        rows(driver).go_to("home.log")
        await driver.press("enter", "d")
        said = driver.words("#keys-say")
        assert "Mark the step under the cursor done" in said
        assert "home.log keeps l" in said
        assert dict(settings.settings(open_own()).keys) == {}
        await driver.press("enter", "escape")
        assert isinstance(driver.app.screen, Keys), "escape leaves the key, not the list"

    drive(act)


def test_keys_meet_where_both_can_be_pressed_and_nowhere_else() -> None:
    taken, doubts = checked_keys({"home.log": "x", "week.add": "x", "ledger.log": "ctrl+x"})
    assert (len(taken), doubts) == (3, []), "another place is another key"
    _taken, doubts = checked_keys({"home.log": "u"})
    assert [name for name, _why in doubts] == ["home.log"]
    _taken, doubts = checked_keys({"app.undo": "ctrl+t", "home.log": "ctrl+t"})
    assert [name for name, _why in doubts] == ["home.log"], "two of one's own can meet as well"
    taken, doubts = checked_keys({"home.log": "d", "home.done": "L"})
    assert (len(taken), doubts) == (2, []), "two keys can change places"
    taken, doubts = checked_keys({"home.log": "d", "home.done": "u"})
    assert (taken, len(doubts)) == ({}, 2), "what gives way has its usual key again"
    for name, key, words_ in (("home.lg", "x", "home.log"), ("home.log", "no such key", "is no key")):
        _taken, doubts = checked_keys({name: key})
        assert words_ in doubts[0][1]


def test_no_usual_key_meets_another() -> None:
    def reach(one: Action) -> set[str]:
        return {one.scope, EVERYWHERE} if one.scope in (*dict(PLACES), "settings", "checkin") else {one.scope}

    for one in ACTIONS:
        for other in ACTIONS:
            if one is other or not one.call or not other.call or other.scope not in reach(one):
                continue
            if "field" in (one.hand, other.hand) and one.hand != other.hand:
                continue
            keys = {key for key in one.keys.split(",") if key} & set(other.keys.split(","))
            assert not keys, (one.id, other.id)


BAD = """\
theme = "coach-lihgt"
checkin_day = 9
[keys.home]
log = "u"
"""


def test_a_bad_settings_file_is_named_with_its_lines_and_the_app_goes_on() -> None:
    written("settings.toml", BAD)

    async def act(driver: Driver) -> None:
        said = "\n".join(note.message for note in driver.app._notifications)
        assert "settings.toml:2: checkin_day" in said
        assert "settings.toml:4: “u”" in said
        assert "no colours called “coach-lihgt”" in said
        await driver.press("escape", "comma")
        assert driver.app.theme == "coach-dark"
        rows(driver).go_to("theme")
        await driver.press("right")

    drive(act, size=(120, 60))


def test_a_settings_file_that_is_no_toml_stops_nothing_and_is_never_written_over() -> None:
    path = written("settings.toml", "theme = \n")
    with Terminal() as window:
        window.wait_for("What do you do?", "settings.toml:1")
        window.type("\x1b")
        window.type(",")
        window.wait_for("Colours")
        window.type("\x1b[C")
        window.wait_for("settings.toml:1")
        window.type("q")
        assert window.wait() == 0
    assert path.read_text(encoding="utf-8") == "theme = \n"


def test_colours_of_ones_own_are_used_from_the_first_paint_and_what_is_wrong_in_them_is_named() -> None:
    written("settings.toml", 'theme = "kitchen"\n')
    written("themes/kitchen.toml", 'ground = "#203040"\ntext = "#334455"\naccent = "tealish"\nfont = "serif"\n')
    with Terminal(command=["/usr/bin/env", "COLORTERM=truecolor", sys.executable, "-m", "coach"]) as window:
        window.wait_for("themes/kitchen.toml:2", "4.5:1")
        window.type("\x03")
        assert window.wait() == 0
    ground = b"48;2;32;48;64"
    first = window.raw.find(b"48;2;")
    assert window.raw[first : first + len(ground)] == ground, "no flash of other colours"
    _theme, doubts = own_theme("kitchen", {"accent": "tealish", "font": "serif", "text": "#334455"})
    assert {key for key, _why in doubts} >= {"accent", "font", "text"}
    made, doubts = own_theme("mine", {"accent": DARK.accent})
    assert (made.name, doubts) == ("mine", ())


def test_no_figures_one_key_and_back_while_typing_too() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("ctrl+o")
        assert not driver.app.settings.figures
        assert not words.figures_shown()
        await driver.press("ctrl+o")
        assert driver.app.settings.figures

    drive(act)


def test_settings_of_a_demo_are_its_own() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "comma")
        assert isinstance(driver.app.place, Settings)
        await driver.press("right")
        assert driver.app.theme == "coach-light"

    drive(act, lambda: open_demo("support-specialist"))
    assert settings.settings(open_own()).theme == "coach-dark"
