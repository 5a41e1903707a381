"""Every call of a save, a roll-forward and an undo fails in turn: nothing is torn, nothing acknowledged is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder, Saved
from coach.storage.texts.items import copied
from tests.storage.harness import (
    LEDGER,
    PROFILE,
    PROFILE_DOCUMENT,
    WHEN,
    Faults,
    add_entry,
    change,
    entries,
    set_title,
    snapshot,
    started,
    temps,
)

Operation = Callable[[CareerFolder], Saved | None]


def _two_files(folder: CareerFolder) -> Saved:
    """A change of the profile and a ledger of another year, whose file is new."""
    file = folder.read(PROFILE)
    assert file is not None
    document = copied(file.data)
    document["worker"]["title"] = "Head nurse"
    return folder.save(
        "two files",
        {PROFILE: document, "ledger/2027.toml": {"entries": [{"id": "new", "text": "new"}]}},
        base={PROFILE: file.data, "ledger/2027.toml": None},
        when="2027-01-02T09:00:00",
    )


@cache
def _other_copy() -> bytes:
    """A copy in which the title and the entries differ, and that has no ledger of this year."""
    with TemporaryDirectory() as place:
        other = CareerFolder.open(Path(place) / "c")
        document = {**PROFILE_DOCUMENT, "worker": {"title": "Head nurse"}}
        ledger = {"ledger/2025.toml": {"entries": [{"id": "old", "text": "old"}]}}
        other.save("another", {PROFILE: document, **ledger}, base={}, when=WHEN)
        return other.packed().raw


def _bring_back(folder: CareerFolder) -> Saved:
    folder.restore(_other_copy(), "copy.zip", WHEN)
    return Saved("brought back", {})


OPERATIONS: dict[str, Operation] = {
    "one file": lambda folder: change(folder, PROFILE, set_title("Head nurse")),
    "two files": _two_files,
    "undo": lambda folder: folder.undo(WHEN),
    "bring back": _bring_back,
}


def _points(tmp_path: Path, operation: Operation) -> int:
    """How many calls the operation makes when nothing fails."""
    path = tmp_path / "count"
    started(path)
    with Faults(path, "none", 10**9).on() as faults:
        operation(CareerFolder.open(path))
    return faults.count


def _outcome(path: Path, operation: Operation) -> str:
    """What an operation, from opening on, says came of it: saved, or the code of its failure."""
    try:
        saved = operation(CareerFolder.open(path))
    except Failure as failure:
        return failure.code
    assert saved is not None
    return "saved" if saved.confirmed else "saved, not confirmed"


@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("kind", ["EIO", "ENOSPC", "EINTR", "short"])
@pytest.mark.parametrize("name", ["one file"])
def test_no_fault_point_tears_or_loses_anything(tmp_path: Path, name: str, kind: str, stays: bool) -> None:
    fail_everywhere(tmp_path, name, kind, stays)


@pytest.mark.parametrize(
    ("name", "stays"),
    [("two files", False), ("two files", True), ("undo", False), ("bring back", False), ("bring back", True)],
)
def test_no_fault_point_of_a_longer_change_tears_or_loses_anything(tmp_path: Path, name: str, stays: bool) -> None:
    fail_everywhere(tmp_path, name, "EIO", stays)


def fail_everywhere(tmp_path: Path, name: str, kind: str, stays: bool) -> None:
    """Make every call of an operation fail in turn, and look at what it says and leaves."""
    operation = OPERATIONS[name]
    points = _points(tmp_path, operation)
    assert points > 25
    started(tmp_path / "start")
    before = snapshot(tmp_path / "start")
    shutil.copytree(tmp_path / "start", tmp_path / "after")
    operation(CareerFolder.open(tmp_path / "after"))
    after = snapshot(tmp_path / "after")
    assert before != after
    seen = set()
    for at in range(1, points + 1):
        path = tmp_path / f"at-{at}"
        shutil.copytree(tmp_path / "start", path)
        with Faults(path, kind, at, stays=stays).on() as faults:
            outcome = _outcome(path, operation)
        here = f"{kind} at call {at} ({faults.hit}): {outcome}"
        seen.add(outcome)
        now = snapshot(path)
        for file in now.keys() | before.keys() | after.keys():
            assert now.get(file) in (before.get(file), after.get(file)), f"{here}: {file} is torn"
        if outcome not in ("saved", "saved, not confirmed", "unfinished"):
            assert now == before, f"{here}: the files were touched"
        again = CareerFolder.open(path)
        then = snapshot(path)
        assert then == (before if outcome not in ("saved", "saved, not confirmed", "unfinished") else after), here
        assert temps(path) == [], here
        add_entry(again, "next")
        assert "enext" in entries(again), here
        shutil.rmtree(path)
    assert seen >= ({"saved"} if kind == "short" else {"saved", "not-saved"})


@pytest.mark.parametrize("kind", ["EIO", "short"])
def test_a_roll_forward_that_fails_is_made_at_the_next_opening(tmp_path: Path, kind: str) -> None:
    start = tmp_path / "start"
    folder = started(start)
    before = snapshot(start)
    _two_files(folder)
    after = snapshot(start)
    # as if the process had died right after the journal line was on the disk
    done = json.loads((start / "journal" / "done").read_text())
    del done["sizes"]["2027"]
    (start / "journal" / "done").write_text(json.dumps(done) + "\n")
    (start / PROFILE).write_bytes(before[PROFILE])
    (start / "ledger" / "2027.toml").unlink()
    shutil.copytree(start, tmp_path / "count")
    with Faults(tmp_path / "count", "none", 10**9).on() as faults:
        CareerFolder.open(tmp_path / "count")
    for at in range(1, faults.count + 1):
        path = tmp_path / f"at-{at}"
        shutil.copytree(start, path)
        with Faults(path, kind, at).on():
            CareerFolder.open(path)
        for file, raw in snapshot(path).items():
            assert raw in (before.get(file), after.get(file)), f"{kind} at {at}: {file} is torn"
        CareerFolder.open(path)
        assert snapshot(path) == after, f"{kind} at {at}"
        assert temps(path) == []
        shutil.rmtree(path)


@pytest.mark.parametrize("name", ["one file", "two files", "bring back"])
def test_killed_at_every_call_nothing_acknowledged_is_lost(tmp_path: Path, name: str) -> None:
    kill_everywhere(tmp_path, name)


def kill_everywhere(tmp_path: Path, name: str) -> None:
    """End a process at every call of an operation in turn, and look at what is left."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.storage.keeping.killing", name, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    report = json.loads(ran.stdout)
    assert report["points"] > 25
    assert report["wrong"] == []
    assert report["before"] > 0  # some were killed before the change was in the journal
    assert report["after"] > 0


def _kept(folder: CareerFolder, text: str) -> bool:
    try:
        folder.keep_draft("week", text)
    except Failure as failure:
        return failure.code != "not-saved"
    return True


def test_a_full_disk_leaves_drafts_as_they_were(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    folder.keep_draft("week", "first")
    at = 1
    while True:
        with Faults(tmp_path / "c", "ENOSPC", at).on() as faults:
            kept = _kept(folder, "second")
        if faults.hit is None:
            break
        assert folder.draft("week") == ("second" if kept else "first")
        folder.keep_draft("week", "first")
        at += 1
    assert at > 4


def test_a_ledger_file_is_what_the_other_tests_think_it_is(tmp_path: Path) -> None:
    assert LEDGER in snapshot(started(tmp_path / "c").path)
