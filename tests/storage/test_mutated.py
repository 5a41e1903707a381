"""Damaged files of every kind: no unhandled exception, no rewrite of what was not understood, file and line named."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from coach.base.failures import Failure
from coach.base.toml import TomlFile, read_toml
from coach.storage.folder import CareerFolder
from coach.storage.kinds.checkins import read_checkins
from coach.storage.kinds.entries import read_entries
from coach.storage.kinds.measurements import read_snapshots
from coach.storage.kinds.plans import read_plan
from coach.storage.kinds.profiles import read_profile, write_profile
from coach.storage.kinds.settings import read_settings
from tests.storage.harness import LEDGER, PROFILE, WHEN, snapshot
from tests.storage.mutating import mutated

_FSYNC = os.fsync

FIXTURE = Path(__file__).parent / "fixtures" / "schema-1"
CHECKINS, MEASUREMENTS, SETTINGS, PLAN_FILE = (
    "checkins/2026.toml",
    "measurements/2026.toml",
    "settings.toml",
    "plan.toml",
)
PLACE = re.compile(r"((?:profile|plan|settings|(?:ledger|checkins|measurements)/2026)\.toml)(:\d+)?: ")
READERS: dict[str, Callable[[TomlFile], Any]] = {
    PROFILE: read_profile,
    PLAN_FILE: read_plan,
    LEDGER: read_entries,
    CHECKINS: read_checkins,
    MEASUREMENTS: read_snapshots,
    SETTINGS: read_settings,
}
NAMES = [*READERS, "journal/2026.jsonl", "journal/done"]


def whole(path: Path) -> Path:
    """A folder with every kind of file, each saved by this program."""
    folder = CareerFolder.open(path, create=True)
    documents = {name: read_toml(FIXTURE / name).data for name in READERS}
    folder.save("all", documents, base={}, when=WHEN)
    return path


def damage(start: Path, path: Path, name: str, rounds: int, seed: int) -> int:
    """Damage a file, then open, read, change and undo as the program would, so many times. Gives how often the file
    was refused."""
    os.fsync = lambda fd: None  # what the disk does is not the question here, and it takes most of the time
    try:
        return _damage(start, path, name, rounds, random.Random(f"{name} {seed}"))
    finally:
        os.fsync = _FSYNC


def _damage(start: Path, path: Path, name: str, rounds: int, chance: random.Random) -> int:
    raw = (start / name).read_bytes()
    refused = 0
    for number in range(rounds):
        shutil.copytree(start, path)
        (path / name).write_bytes(mutated(raw, chance))
        before = snapshot(path)
        no_toml, misfits = _use(path)
        refused += bool(no_toml or misfits)
        now = snapshot(path)
        for complaint in (*no_toml, *misfits):
            place = PLACE.match(complaint)
            assert place, f"{name}, round {number}: {complaint}"
            assert now[place[1]] == before[place[1]], f"{name}, round {number}: rewritten though not understood"
        if number % 3 == 0:
            with suppress(Failure):  # what the journal says may not fit any more
                CareerFolder.open(path).undo(WHEN)
            now = snapshot(path)
            for complaint in no_toml:
                file = complaint.partition(":")[0]
                assert now[file] == before[file], f"{name}, round {number}: rewritten by an undo though no TOML"
        shutil.rmtree(path)
    return refused


def _use(path: Path) -> tuple[list[str], list[str]]:
    """Read everything and change the title. Gives the words for what is no TOML, and for TOML that does not fit."""
    no_toml, misfits = [], []
    folder = CareerFolder.open(path)
    for name, reader in READERS.items():
        try:
            file = folder.read(name)
        except Failure as failure:
            no_toml.append(failure.what)
            continue
        try:
            understood = reader(file) if file is not None else None
        except Failure as failure:
            misfits.append(failure.what)
            continue
        if name == PROFILE and file is not None and understood is not None:
            changed = write_profile(understood.profile, file.data)
            changed["worker"] = {**changed["worker"], "title": "Changed"}
            with suppress(Failure):  # the folder is read-only, where another file is newer
                folder.save("change", {name: changed}, base={name: file.data}, when=WHEN)
    return no_toml, misfits


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_is_named_and_never_rewritten(tmp_path: Path, name: str) -> None:
    rounds = 3000 // len(NAMES)
    refused = damage(whole(tmp_path / "start"), tmp_path / "c", name, rounds, seed=1)
    if name in READERS:
        assert refused > rounds // 3
    else:
        assert refused < rounds
