"""The lock by itself: how long it is waited for, and how."""

from __future__ import annotations

import fcntl
import os
import time
from itertools import cycle
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.keeping.lock import held


class Clock:
    """A clock that only moves while somebody sleeps, and a lock that another coach lets go of at a certain moment."""

    def __init__(self, patch: pytest.MonkeyPatch, free_at: float) -> None:
        self.now, self.free_at = 1000.0, 1000.0 + free_at
        self.pauses: list[float] = []
        self.tries = 0
        dice = cycle(range(256))
        patch.setattr(fcntl, "flock", self._flock)
        patch.setattr(time, "monotonic", lambda: self.now)
        patch.setattr(time, "sleep", self._sleep)
        patch.setattr(os, "urandom", lambda count: bytes(next(dice) for _ in range(count)))

    @property
    def waited(self) -> float:
        return self.now - 1000.0

    def _flock(self, fd: int, operation: int) -> None:
        self.tries += 1
        assert self.tries < 10_000, "no pause between two tries"
        if self.now < self.free_at:
            raise BlockingIOError

    def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def test_a_lock_that_is_let_go_of_within_five_seconds_is_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch, free_at=4.9)
    with held(tmp_path) as locked:
        assert locked is True
    assert 4.9 <= clock.waited < 5.0


def test_a_lock_that_is_not_let_go_of_is_given_up_after_five_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch, free_at=60.0)
    with pytest.raises(Failure, match="5 seconds") as caught, held(tmp_path):
        pass
    assert caught.value.code == "busy"
    assert 5.0 <= clock.waited < 5.1
    # short, and uneven, so that several that wait do not stay in step
    assert all(0.001 <= pause < 0.1 for pause in clock.pauses)
    assert len(set(clock.pauses)) > 5


def test_a_lock_that_is_not_to_be_waited_for_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch, free_at=60.0)
    with pytest.raises(Failure), held(tmp_path, 0.0):
        pass
    assert (clock.tries, clock.pauses) == (1, [])
