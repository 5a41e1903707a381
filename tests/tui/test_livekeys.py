"""The footer names the keys that do something now, and no other; `?` explains sheets too."""

from __future__ import annotations

from pathlib import Path

from coach.session.opening import Session, open_demo
from coach.tui.screens.checkin import Checkin
from coach.tui.screens.questions import Questions
from coach.tui.sheets.help import Help
from coach.tui.sheets.timing import Timing
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive
from tests.tui.test_ledger import with_way


def keys(driver: Driver) -> str:
    return driver.words("KeyLine")


def sample() -> Session:
    return open_demo("support-specialist")


def test_between_two_blocks_the_keys_are_those_of_the_ways_on() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("i")
        place = driver.app.place
        assert isinstance(place, Questions)
        assert "choose" in keys(driver)
        assert "skip" in keys(driver)
        while place.asked is not None:
            await driver.press("1")
        assert "CHANGED" in driver.words("#questions-top")
        for dead in ("1–6", "skip", "what it counts"):
            assert dead not in keys(driver)
        assert "enter go there" in keys(driver)
        place._ended = 0.0  # long after the last answer
        await driver.press("3")
        assert driver.place == "exposure", "the places are reached by their numbers"

    drive(act, sample)


def test_enter_answers_nothing_for_the_person(mid_way: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("1", "c")
        place = driver.app.place
        assert isinstance(place, Checkin)
        seen = set()
        for _ in range(15):
            if place.answered is None and place.page is not None:
                seen.add(place.page.kind)
                assert ("leave it open" in keys(driver)) == (place.page.kind in ("one", "recall"))
                await driver.press("enter")
        assert {"one", "line", "recall"} <= seen
        assert place.answered is not None
        kept = place.answered.checkin
        assert (kept.hours, kept.confidence, kept.recalled) == (None, None, ())
        for dead in ("skip", "back", "1–9"):
            assert dead not in keys(driver), "what is kept has no question to skip"

    drive(act, size=(120, 40))


def test_an_arrow_and_enter_answer_and_a_figure_is_no_result(mid_way: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("1", "c", "enter", "down", "down", "enter")
        place = driver.app.place
        assert isinstance(place, Checkin)
        assert place.said.hours == 0.5
        await driver.press("3", "enter")
        assert "someone could confirm" in driver.words("#checkin-top"), "a stray figure is asked about"
        await driver.press("backspace", "enter", "s")
        while place.answered is None:
            await driver.press("enter")
        assert place.answered.entry is None
        assert place.answered.checkin.hours == 0.5

    drive(act)


def test_the_watch_names_the_keys_of_what_it_does_and_explains_itself() -> None:
    async def act(driver: Driver) -> None:
        assert driver.session.profile is not None
        await driver.press("6")
        way = driver.session.profile.workflows[0].id
        assert driver.app.screen.query_one("#ledger-rows", Rows).go_to(f"way/{way}")
        await driver.press("t")
        assert isinstance(driver.app.screen, Timing)
        assert set(keys(driver).split("  ")) == {"enter start", "esc close", "? help"}
        assert "pair 1 of 6, first item" in driver.words("#timing-words")
        await driver.press("enter")
        assert "enter stop" in keys(driver)
        assert "c checking" in keys(driver)
        assert "0:00 of it checking" in driver.words("#timing-words")
        await driver.press("enter")
        assert "1–3 how good" in keys(driver)
        assert "stop" not in keys(driver)
        assert "checking" not in keys(driver)
        await driver.press("question_mark")
        assert isinstance(driver.app.screen, Help)
        assert "A fair trial" in driver.words("#sheet-body Static")
        await driver.press("escape")
        assert isinstance(driver.app.screen, Timing)

    drive(act, with_way)


def test_before_there_is_a_week_no_place_names_a_key_that_does_nothing() -> None:
    dead = {
        "exposure": ("why", "reading", "others' figures", "questions", "my plan"),
        "progress": ("open", "compare", "measure now", "check in"),
        "ledger": ("my plan", "open"),
        "evidence": ("my plan",),
    }

    async def act(driver: Driver) -> None:
        for place, words in dead.items():
            await driver.app.action_go(place)
            await driver.settle()
            for word in words:
                assert word not in keys(driver), f"{place}: {word}"

    drive(act, size=(160, 24))


def test_a_mark_is_offered_on_a_measurement_only_and_taken_off_by_the_same_key(mid_way: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("7")
        rows = driver.app.screen.query_one(Rows)
        kinds = {(option.id or "").partition("/")[0] for option in rows.options} - {""}
        assert {"measured", "checkin"} <= kinds
        for kind in kinds:
            rows.go_to(next(str(option.id) for option in rows.options if str(option.id).startswith(kind)))
            await driver.settle()
            assert ("compare from here" in keys(driver)) == (kind == "measured"), kind
        rows.go_to(next(str(option.id) for option in rows.options if str(option.id).startswith("measured")))
        await driver.press("space")
        assert "space unmark" in keys(driver)
        await driver.press("space")
        assert "compare from here" in keys(driver)

    drive(act)
