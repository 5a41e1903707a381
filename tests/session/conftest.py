"""A folder with a week and a plan in it, and opening it on another day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from coach.session.opening import Session, open_own
from tests.session.manager import MONDAY, Opened, with_plan


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office manager on the day of their first plan; made once, to be copied."""
    home = tmp_path_factory.mktemp("planned") / "career"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("COACH_TODAY", MONDAY.isoformat())
        with_plan(home)
    return home


@pytest.fixture
def on(planned: Path, throwaway_places: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """`on(day)` opens the folder of an office manager, planned on a Monday, as on that day."""
    home = throwaway_places / "career"
    shutil.copytree(planned, home)

    def opened(day: date) -> Session:
        monkeypatch.setenv("COACH_TODAY", day.isoformat())
        return open_own(home)

    return opened
