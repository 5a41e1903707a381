"""Whatever is pressed, clicked, pasted, in a window of whatever size: the app goes on."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest

from coach.session.opening import Session, open_demo, open_own
from tests.tui.driving import Driver, drive
from tests.tui.monkey import let_loose

LONG = bool(os.environ.get("COACH_TORTURE"))
SEEDS = range(10 if LONG else 2)
PRESSES = 400 if LONG else 90
PLACES = ("home", "week", "exposure", "whatif", "plan", "ledger", "progress", "evidence", "settings")


def sample() -> Session:
    return open_demo("support-specialist")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_newcomer_presses_anything(seed: int) -> None:
    let_loose(seed, PRESSES)


@pytest.mark.parametrize("seed", SEEDS)
def test_somebody_with_a_week_presses_anything(seed: int) -> None:
    let_loose(100 + seed, PRESSES, sample)


@pytest.mark.parametrize("seed", SEEDS)
def test_somebody_after_months_presses_anything(seed: int, mid_way: Path) -> None:
    let_loose(200 + seed, PRESSES)


@pytest.mark.parametrize("size", [(30, 8), (5, 2), (60, 6)])
def test_a_list_is_paged_through_in_a_window_that_shows_none_of_it(size: tuple[int, int]) -> None:
    """Textual's own paging failed there: it counted lines that had never been laid out."""

    async def act(driver: Driver) -> None:
        for place in PLACES:
            await driver.app.action_go(place)
            await driver.press("pagedown", "pageup", "end", "pagedown", "home", "pageup")
            assert driver.app.fault is None, place
        await driver.press("ctrl+p", "pagedown", "pageup", "down", "escape")
        assert driver.app.fault is None

    drive(act, sample, size=size)


@pytest.mark.parametrize("seed", SEEDS)
def test_anything_is_pressed_while_the_disk_takes_only_some_of_it(
    seed: int, mid_way: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, sync = random.Random(seed), os.fsync

    def sometimes_full(fd: int) -> None:
        if chance.random() < 0.25:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(fd)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", sometimes_full)
        let_loose(300 + seed, PRESSES)
    assert open_own().profile is not None
