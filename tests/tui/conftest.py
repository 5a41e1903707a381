"""What holds for every test of the app: it writes days and numbers in one way, whatever the tests before chose."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.decade import write_history
from coach.session.opening import home_folder
from coach.tui import action, words


@pytest.fixture(autouse=True)
def one_way_of_writing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days as `Wed 2 Dec`, numbers as `1,500.5`, figures shown, the usual keys; here and in programs started."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield
    words.use()
    action.use_keys({})


@pytest.fixture(scope="session")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after three months, made once; a week ago."""
    return write_history(tmp_path_factory.mktemp("made") / "career", months=3, day=date(2026, 11, 13))


@pytest.fixture
def mid_way(months: Path) -> Path:
    """The same as one's own folder."""
    home = home_folder(None)
    shutil.copytree(months, home)
    return home
