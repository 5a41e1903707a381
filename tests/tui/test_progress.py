"""Progress: charts that say what was measured and nothing between, what moved it, and a kind empty page."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.decade import write_history
from coach.session import settings
from coach.session.months import history
from coach.session.opening import home_folder, open_demo, open_own
from coach.session.weeks import week
from coach.tui.screens.progress import Progress
from coach.tui.sheets.sheet import Note
from coach.tui.widgets.chart import Point, chart, levels
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive

TODAY = date(2026, 11, 21)
BRAILLE = {chr(0x2800 + bits) for bits in range(256)}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after two years, made once."""
    return write_history(tmp_path_factory.mktemp("made") / "career", months=24, day=TODAY - timedelta(days=30))


@pytest.fixture
def two_years(years: Path) -> Path:
    """The same as one's own folder."""
    home = home_folder(None)
    shutil.copytree(years, home)
    return home


share = st.floats(0, 1)
points = st.lists(st.tuples(st.integers(0, 3000), share, share, share), min_size=1, max_size=30).map(
    lambda rows: [
        Point(TODAY - timedelta(days=days), sorted(three)[1], min(three), max(three))
        for days, *three in sorted(rows, reverse=True)
    ]
)


@given(points, st.integers(1, 130), st.integers(1, 30), st.booleans())
def test_a_chart_fills_its_cells_exactly_and_never_fails(
    told: list[Point], width: int, height: int, plain: bool
) -> None:
    drawn = chart(told, width, height, until=TODAY, plain=plain)
    lines = drawn.plain.split("\n") if drawn.plain else []
    assert len(lines) in (0, height)
    assert all(len(line) <= width for line in lines)
    if lines and plain:
        assert set("".join(line[4:] for line in lines[:-1])) <= set(" *:")
    elif lines:
        assert set("".join(line[4:] for line in lines[:-1])) <= BRAILLE | {" "}


def column(drawn: str, at: int) -> str:
    return "".join(line[4 + at] for line in drawn.split("\n")[:-1])


def test_the_line_is_where_the_figure_is_its_shade_where_the_range_is_and_they_differ_without_colour() -> None:
    told = [Point(TODAY - timedelta(days=100), 1.0, 0.5, 1.0), Point(TODAY - timedelta(days=50), 0.0, 0.0, 0.5)]
    drawn = chart(told, 24, 12, until=TODAY, plain=True).plain
    assert column(drawn, 0) == "*:::::     "
    assert column(drawn, 19) == "     :::::*"
    assert column(drawn, 8) == column(drawn, 0), "between two measurements the last one holds"
    assert drawn.split("\n")[-1].split() == ["Aug", "2026", "Nov", "2026"]


def test_what_was_unknown_is_drawn_as_nothing_and_as_a_point() -> None:
    told = [Point(TODAY - timedelta(days=100), None), Point(TODAY - timedelta(days=50), 0.5, 0.4, 0.6)]
    drawn = chart(told, 24, 12, until=TODAY, plain=True).plain
    assert column(drawn, 0).strip() == ""
    assert "*" in column(drawn, 19)
    steps = [(TODAY - timedelta(days=100), None), (TODAY - timedelta(days=50), 0), (TODAY, 4)]
    assert levels(steps, 11, since=steps[0][0], until=TODAY).plain == "·····▁▁▁▁▁█"


def test_plain_letters_where_braille_cannot_be_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    told = [Point(TODAY - timedelta(days=10), 0.5, 0.4, 0.6)]
    assert not set(chart(told, 30, 8, until=TODAY).plain) & BRAILLE
    assert levels([(TODAY, 3)], 4, since=TODAY, until=TODAY).plain == "3333"


def said(driver: Driver, selector: str = "#progress-rows") -> str:
    if selector == "#progress-rows":
        rows = driver.app.screen.query_one(Rows)
        return "\n".join(str(option.prompt) for option in rows.options)
    return driver.words(selector)


def test_a_newcomer_sees_what_will_be_here_and_what_comes_first() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "7")
        words = driver.words("#progress-top")
        assert "nothing to catch up with" in words
        assert "Your week comes first: 2" in words
        await driver.press("enter", "space", "m")
        assert driver.place == "progress"

    drive(act)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_what_two_years_came_to_is_told_in_figures_too(two_years: Path, size: tuple[int, int]) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("7")
        place = driver.app.place
        assert isinstance(place, Progress)
        back = place.back
        assert back is not None
        assert f"{back.checkins} check-ins" in driver.words("#progress-top")
        now = back.now
        assert now is not None
        assert f"{round(100 * now.exposure.value)} (" in driver.words("#progress-exposure")
        assert "WHAT HAPPENED" in said(driver)

    drive(act, size=size)


def test_any_two_measurements_are_compared_and_the_causes_are_named(two_years: Path) -> None:
    session = open_own()
    assert session.profile is not None
    first = session.profile.tasks[0]
    week.change_task(session, first.id, hours=first.hours - 4)
    week.add_task(session, "decide refunds outside the rules", 4)
    history.remeasure(session)

    async def act(driver: Driver) -> None:
        await driver.press("7")
        place = driver.app.place
        assert isinstance(place, Progress)
        rows = place.query_one(Rows)
        assert place.back is not None
        ids = [one.id for one in place.back.snapshots]
        assert "decide refunds" in said(driver).lower()
        rows.go_to(f"measured/{ids[-1]}")
        await driver.press("enter")
        assert isinstance(driver.app.screen, Note)
        words = str(driver.app.screen.query_one("#sheet-body Static").render())
        assert "WHAT MOVED IT" in words
        assert "decide refunds" in words.lower()
        await driver.press("escape")
        rows.go_to(f"measured/{ids[-2]}")
        await driver.press("space", "up", "enter")
        again = str(driver.app.screen.query_one("#sheet-body Static").render())
        assert again == words, "the marked one and the one before are the same two"

    drive(act)


def test_measuring_again_too_soon_says_why_not(two_years: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("7", "m")
        kept = len(history.snapshots(open_own()))
        await driver.press("m")
        assert len(history.snapshots(open_own())) == kept
        assert any("it is the same week" in note.message for note in driver.app._notifications)

    drive(act)


def test_a_check_in_opens_in_full(two_years: Path) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("7")
        rows = driver.app.screen.query_one(Rows)
        name = next(option.id for option in rows.options if (option.id or "").startswith("checkin/"))
        rows.go_to(str(name))
        await driver.press("enter")
        assert isinstance(driver.app.screen, Note)
        assert "put in" in str(driver.app.screen.query_one("#sheet-body Static").render())

    drive(act)


def test_how_far_off_our_guesses_were_is_told() -> None:
    session = open_demo("support-specialist")
    from coach.session.plan import plans

    plan = plans.current_plan(session)
    step = plan.milestones()[0][1]
    plans.mark_done(session, step.id, hours=step.hours * 4)

    async def act(driver: Driver) -> None:
        await driver.press("7")
        assert "× our guess" in driver.words("#progress-top")

    drive(act, lambda: session)


def test_with_figures_off_the_page_tells_what_was_done_and_no_figure(two_years: Path) -> None:
    settings.change(open_own(), figures=False)

    async def act(driver: Driver) -> None:
        await driver.press("7")
        assert "Figures are off" in driver.words("#progress-exposure")
        assert driver.words("#progress-standing") == ""
        text = said(driver)
        assert "(3" not in text
        assert "check-in" in text

    drive(act)


def test_a_history_of_thousands_is_drawn_a_part_at_a_time(two_years: Path) -> None:
    session = open_own()
    session.load()
    many = len(history.timeline(session))
    assert many > 250

    async def act(driver: Driver) -> None:
        await driver.press("7")
        rows = driver.app.screen.query_one(Rows)
        before = rows.option_count
        rows.go_to("more/happened")
        await driver.press("enter")
        assert rows.option_count > before

    drive(act)
