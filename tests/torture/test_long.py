"""The storage tests at full length: run with `make torture`, which takes some tens of minutes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.storage.test_faults import OPERATIONS, fail_everywhere, kill_everywhere
from tests.storage.test_mutated import NAMES, damage, whole
from tests.storage.test_powerloss import lose_power
from tests.storage.test_processes import kill_at_random

pytestmark = pytest.mark.timeout(7200)
# a part of it, as a fraction, for trying the tests themselves
SCALE = float(os.environ.get("COACH_TORTURE_SCALE", "1"))


def test_a_thousand_kills_lose_nothing(tmp_path: Path) -> None:
    kill_at_random(tmp_path / "c", rounds=int(1000 * SCALE), seed=2)


@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("kind", ["EIO", "ENOSPC", "EINTR", "EACCES", "short"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_fault_at_every_call(tmp_path: Path, name: str, kind: str, stays: bool) -> None:
    fail_everywhere(tmp_path, name, kind, stays)


@pytest.mark.parametrize("name", OPERATIONS)
def test_killed_at_every_call(tmp_path: Path, name: str) -> None:
    kill_everywhere(tmp_path, name)


def test_power_losses(tmp_path: Path) -> None:
    assert lose_power(tmp_path, rounds=int(200 * SCALE), seed=3) > 80 * int(200 * SCALE)


@pytest.mark.parametrize("name", NAMES)
def test_sixty_thousand_damaged_files(tmp_path: Path, name: str) -> None:
    damage(whole(tmp_path / "start"), tmp_path / "c", name, rounds=int(12_000 * SCALE), seed=4)
