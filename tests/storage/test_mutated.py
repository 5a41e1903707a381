"""Damaged files of every kind: no unhandled exception, no rewrite of what was not understood, file and line named."""

from __future__ import annotations

import random
import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.base.toml import read_toml
from coach.storage.entries import read_entries
from coach.storage.folder import CareerFolder
from coach.storage.plans import read_plan, write_plan
from coach.storage.profiles import read_profile, write_profile
from tests.storage.harness import LEDGER, PROFILE, WHEN, snapshot
from tests.storage.model_strategy import PLAN
from tests.storage.mutating import mutated

FIXTURE = Path(__file__).parent / "fixtures" / "schema-1"
PLACE = re.compile(r"(profile|plan|ledger/2026)\.toml(:\d+)?: ")
READERS = {PROFILE: read_profile, "plan.toml": read_plan, LEDGER: read_entries}


def whole(path: Path) -> Path:
    """A folder with every kind of file."""
    folder = CareerFolder.open(path, create=True)
    profile = read_toml(FIXTURE / PROFILE)
    ledger = read_toml(FIXTURE / LEDGER)
    folder.save(
        "all",
        {PROFILE: profile.data, "plan.toml": write_plan(PLAN), LEDGER: ledger.data},
        base={},
        when=WHEN,
    )
    return path


def damage(start: Path, path: Path, name: str, rounds: int, seed: int) -> int:
    """Damage a file, then open, read, change and undo as the program would, so many times. Gives how often the file
    was refused."""
    chance = random.Random(f"{name} {seed}")
    raw = (start / name).read_bytes()
    refused = 0
    for number in range(rounds):
        shutil.copytree(start, path)
        (path / name).write_bytes(mutated(raw, chance))
        before = snapshot(path)
        complaints = _use(path)
        refused += bool(complaints)
        for complaint in complaints:
            place = PLACE.match(complaint)
            assert place, f"{name}, round {number}: {complaint}"
            file = f"{place[1]}.toml"
            assert snapshot(path)[file] == before[file], f"{name}, round {number}: rewritten though not understood"
        with suppress(Failure):  # what the journal says may not fit any more
            CareerFolder.open(path).undo(WHEN)
        shutil.rmtree(path)
    return refused


def _use(path: Path) -> list[str]:
    """Read everything and change the title. Gives the words of what was refused as not readable."""
    complaints = []
    folder = CareerFolder.open(path)
    for name, reader in READERS.items():
        try:
            file = folder.read(name)
            if file is None:
                continue
            understood = reader(file)
            if name == PROFILE:
                changed = write_profile(understood.profile, file.data)
                changed["worker"] = {**changed["worker"], "title": "Changed"}
                folder.save("change", {name: changed}, base={name: file.data}, when=WHEN)
        except Failure as failure:
            if failure.code in ("unreadable", "newer"):
                complaints.append(failure.what)
    return complaints


NAMES = [PROFILE, "plan.toml", LEDGER, "journal/2026.jsonl", "journal/done"]


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_is_named_and_never_rewritten(tmp_path: Path, name: str) -> None:
    refused = damage(whole(tmp_path / "start"), tmp_path / "c", name, rounds=60, seed=1)
    assert refused > 30 if name in READERS else refused < 60
