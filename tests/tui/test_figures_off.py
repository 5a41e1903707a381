"""With figures off no figure about exposure or where one stands is on any screen; the plan stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bench.decade import write_history
from coach.session import settings
from coach.session.months import history
from coach.session.opening import Session, home_folder, open_own
from coach.session.plan import plans
from coach.session.weeks import week
from coach.tui.actions import PLACES
from coach.tui.program import CoachApp
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive

# what a figure about exposure, the classes or a pillar looks like, in numbers, bars and dots
FIGURE = re.compile(
    r"\d+ \(\d+–\d+\)|[█▓░]{2}|[●○]{4}|exposure \d|(?:strict|wide)(?: reading)? \d|without you \d|\d+ of 7 known"
    r"|good in \d|\d+(?:\.\d)? h \(\d|could mostly run without you,? [^.]*\d|\d+ of your \d+ hours could"
    r"|raise[sd]? .* by \d"
    r"|\d+ h (?:could|in tasks that could)|[−+]\d+(?:\.\d)? (?:h )?(?:run without|not reached|exposure|where you stand)"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after half a year, with a change since the last measurement; made once."""
    return write_history(tmp_path_factory.mktemp("made") / "career", months=6)


@pytest.fixture
def worked(made: Path) -> Session:
    home = home_folder(None)
    shutil.copytree(made, home)
    session = open_own()
    assert session.profile is not None
    week.change_task(session, session.profile.tasks[0].id, hours=4)
    history.remeasure(session)
    plans.current_plan(session)
    return session


def shown(app: CoachApp) -> str:
    """Every cell of the screen as text, and the lists beyond what is in view."""
    lines = []
    screen = app.screen
    width, height = app.size
    for strip in screen._compositor.render_strips(screen.size):
        lines.append(strip.text)
    assert len(lines) == height
    assert width
    for rows in screen.query(Rows):
        lines += [str(option.prompt) for option in rows.options]
    return "\n".join(lines)


async def visit(driver: Driver, seen: dict[str, str]) -> None:
    """The place in view, and a sheet for each kind of row in it."""
    place = driver.app.place
    assert place is not None
    seen[place.scope] = shown(driver.app)
    kinds: set[str] = set()
    rows = next(iter(place.query(Rows)), None)
    if place.scope in ("checkin", "questions", "home", "settings", "week") or rows is None:
        return
    for option in list(rows.options):
        kind = (option.id or "").partition("/")[0]
        if option.id is None or kind in kinds or len(kinds) > 4:
            continue
        kinds.add(kind)
        rows.focus()
        rows.go_to(option.id)
        await driver.press("enter")
        if driver.app.screen is not place:
            seen[f"{place.scope} > {kind}"] = shown(driver.app)
        for _ in range(2):
            if driver.app.screen.is_modal:
                await driver.press("escape")
        if driver.app.place is not place:
            await driver.app.action_go(place.scope)
            await driver.settle()


OTHERS = {"exposure": ("o", "r"), "plan": ("m", "t"), "whatif": ("o",), "home": ("d",)}


async def walk(driver: Driver) -> dict[str, str]:
    seen: dict[str, str] = {}
    await driver.press("escape")
    for name, _words in PLACES:
        await driver.app.action_go(name)
        await driver.settle()
        await visit(driver, seen)
        for key in OTHERS.get(name, ()):
            await driver.press(key)
            seen[f"{name} > {key}"] = shown(driver.app)
            for _ in range(2):
                if driver.app.screen.is_modal:
                    await driver.press("escape")
    for name in ("checkin", "questions"):
        await driver.app.action_go(name)
        await driver.settle()
        await visit(driver, seen)
    await driver.app.action_go("questions")
    for _ in range(12):  # to the end of a block, where what changed is told
        await driver.press("1")
        seen["questions > changed"] = seen.get("questions > changed", "") + shown(driver.app)
    return seen


def test_with_figures_off_no_figure_is_on_any_screen(worked: Session) -> None:
    settings.change(worked, figures=False)
    seen: dict[str, str] = {}

    async def act(driver: Driver) -> None:
        seen.update(await walk(driver))

    drive(act, open_own, size=(120, 40))
    assert {name for name, _words in PLACES} <= seen.keys()
    told = {name: sorted({found[0] for found in FIGURE.finditer(text)}) for name, text in seen.items()}
    assert {name: found for name, found in told.items() if found} == {}
    assert "THIS WEEK" in seen["plan"], "the plan stays"


def test_the_same_walk_finds_figures_where_they_are_on(worked: Session) -> None:
    seen: dict[str, str] = {}

    async def act(driver: Driver) -> None:
        seen.update(await walk(driver))

    drive(act, open_own, size=(120, 40))
    for name in ("home", "week", "exposure", "whatif", "progress"):
        assert FIGURE.search(seen[name]), name


def test_a_newcomer_who_wants_no_figures_gets_a_plan_and_sees_none() -> None:
    seen: list[str] = []

    async def act(driver: Driver) -> None:
        assert "ctrl+o" in shown(driver.app), "the way in is on the first screen"
        await driver.press("ctrl+o")
        await driver.type("helpdesk")
        await driver.press("enter")
        for line in ("14 answer tickets", "8 answer chats", "3 weekly report"):
            await driver.type(line)
            seen.append(shown(driver.app))
            await driver.press("enter")
        await driver.press("escape", "p")
        seen.append(shown(driver.app))
        assert driver.session.plan is not None

    drive(act)
    assert not any(FIGURE.search(text) for text in seen)
