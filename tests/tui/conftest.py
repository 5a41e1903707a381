"""What holds for every test of the app: it writes days and numbers in one way, whatever the tests before chose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.tui import action, words


@pytest.fixture(autouse=True)
def one_way_of_writing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days as `Wed 2 Dec`, numbers as `1,500.5`, figures shown, the usual keys; here and in programs started."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield
    words.use()
    action.use_keys({})
