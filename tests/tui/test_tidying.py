"""Garbage is looked for in quiet moments: never while somebody waits for a key, and not never."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from coach.tui import tidying


class Page:
    """Something that holds on to itself, as screens do."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def as_in_the_app() -> Iterator[None]:
    before = gc.get_threshold()
    gc.collect()
    gc.disable()
    tidying.begin()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("as_in_the_app")
def test_no_full_look_comes_by_itself_and_a_quiet_moment_finds_what_went() -> None:
    full = []
    gc.callbacks.append(told := lambda phase, info: full.append(info) if info["generation"] == 2 else None)
    page = Page()
    gone = weakref.ref(page)
    gc.freeze()  # an old one, as a place one has been to
    del page
    kept = [[number] for number in range(200_000)]
    assert full == []
    assert gone() is not None
    tidying.tidy()
    gc.callbacks.remove(told)
    assert full
    assert gone() is None
    assert len(kept) == 200_000


@pytest.mark.usefixtures("as_in_the_app")
def test_where_little_happened_nothing_is_looked_through() -> None:
    gc.collect()
    full = []
    gc.callbacks.append(told := lambda phase, info: full.append(info) if info["generation"] == 2 else None)
    tidying.tidy()
    gc.callbacks.remove(told)
    assert full == []
