"""The storage tests at full length: run with `make torture`, which takes some tens of minutes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.storage.folder import CareerFolder
from tests.storage.copies.test_archive import damage_copies
from tests.storage.keeping.test_faults import OPERATIONS, fail_everywhere, kill_everywhere
from tests.storage.keeping.test_powerloss import lose_power, lose_power_after_a_kill, lose_power_bringing_back
from tests.storage.keeping.test_processes import kill_at_random, write_together
from tests.storage.keeping.test_tracing import trace
from tests.storage.test_mutated import NAMES, damage, whole

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


@pytest.mark.parametrize("kind", ["KILL", "EIO", "ENOSPC", "EINTR"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_stopped_by_the_kernel_at_every_system_call(tmp_path: Path, name: str, kind: str) -> None:
    assert trace(tmp_path, name, kind, every=max(1, round(1 / SCALE))) > 100 * SCALE


def test_power_losses_while_a_copy_is_brought_back(tmp_path: Path) -> None:
    assert lose_power_bringing_back(tmp_path, rounds=int(200 * SCALE), seed=3) > 30 * int(200 * SCALE)


def test_power_losses_after_a_kill(tmp_path: Path) -> None:
    assert lose_power_after_a_kill(tmp_path, rounds=int(200 * SCALE), seed=3) > 20 * int(200 * SCALE)


def test_power_losses(tmp_path: Path) -> None:
    assert lose_power(tmp_path, rounds=int(200 * SCALE), seed=3) > 80 * int(200 * SCALE)


@pytest.mark.parametrize("name", NAMES)
def test_sixty_thousand_damaged_files(tmp_path: Path, name: str) -> None:
    damage(whole(tmp_path / "start"), tmp_path / "c", name, rounds=int(60_000 / len(NAMES) * SCALE), seed=4)


def test_ten_thousand_damaged_copies(tmp_path: Path) -> None:
    raw = CareerFolder.open(whole(tmp_path / "c")).packed().raw
    assert damage_copies(raw, rounds=int(10_000 * SCALE), seed=5) > 8_000 * SCALE


@pytest.mark.parametrize("writers", [2, 4])
def test_many_changes_of_several_processes_are_all_kept(tmp_path: Path, writers: int) -> None:
    write_together(tmp_path / "c", writers, saves=int(250 * SCALE), mine=int(100 * SCALE))
