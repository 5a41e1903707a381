"""The power goes at any moment, and what was not synced is lost or reordered: nothing acknowledged is missing."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from coach.storage.copies.archive import unpack
from coach.storage.folder import CareerFolder
from tests.storage.harness import PROFILE, PROFILE_DOCUMENT, WHEN, add_entry, change, entries, set_title
from tests.storage.keeping.powerloss import Recorder, after_power_loss


def lose_power(tmp_path: Path, rounds: int, seed: int) -> int:
    """Record a few saves from an empty disk on, then let the power go after every step, `rounds` times each. Gives
    how many outcomes were looked at."""
    path = tmp_path / "disk"
    path.mkdir(mode=0o700)
    recorder = Recorder(path)
    with recorder.on():
        folder = CareerFolder.open(path / "c")
        folder.save("start", {PROFILE: PROFILE_DOCUMENT}, base={}, when=WHEN)
        recorder.mark("profile")
        for number in range(3):
            add_entry(folder, number)
            recorder.mark(f"e{number}")
        change(folder, PROFILE, set_title("Head nurse"))
        recorder.mark("title")
        folder.undo(WHEN)
        recorder.mark("undo")
        folder.redo(WHEN)
        recorder.mark("redo")
    chance = random.Random(seed)
    looked = 0
    for upto in range(len(recorder.steps) + 1):
        for _ in range(rounds):
            target = tmp_path / "after"
            target.mkdir()
            said = after_power_loss(recorder, upto, target, chance)
            again = CareerFolder.open(target / "c")
            here = f"after {upto} steps ({recorder.steps[upto - 1][:2] if upto else 'none'}), said {said}"
            file = again.read(PROFILE)
            assert file is not None or "profile" not in said, here
            assert {each for each in said if each.startswith("e")} <= entries(again), here
            title = file.data["worker"]["title"] if file else None
            if "redo" in said:
                assert title == "Head nurse", here
            elif "undo" in said:
                assert title in ("Nurse", "Head nurse"), here
            elif "title" in said:
                assert title in ("Head nurse", "Nurse"), here  # the undo may have been on its way
            add_entry(again, "next")
            assert "enext" in entries(CareerFolder.open(target / "c")), here
            shutil.rmtree(target)
            looked += 1
    return looked


def lose_power_bringing_back(tmp_path: Path, rounds: int, seed: int) -> int:
    """Record a copy being brought back over another folder, and let the power go after every step: what is left is
    the folder as it was, or as the copy has it, never some of each. Gives how many outcomes were looked at."""
    other = CareerFolder.open(tmp_path / "other")
    other.save("start", {PROFILE: {"worker": {"title": "Baker"}}}, base={}, when=WHEN)
    add_entry(other, "b")
    copy = other.packed().raw
    path = tmp_path / "disk"
    path.mkdir(mode=0o700)
    recorder = Recorder(path)
    with recorder.on():
        folder = CareerFolder.open(path / "c")
        folder.save("start", {PROFILE: PROFILE_DOCUMENT}, base={}, when=WHEN)
        add_entry(folder, "n")
        begun = len(recorder.steps)
        recorder.mark("nurse")
        folder.restore(copy, "copy.zip", WHEN)
        recorder.mark("baker")
    chance = random.Random(seed)
    looked = 0
    for upto in range(begun + 1, len(recorder.steps) + 1):
        for _ in range(rounds):
            target = tmp_path / "after"
            target.mkdir()
            said = after_power_loss(recorder, upto, target, chance)
            again = CareerFolder.open(target / "c")
            file = again.read(PROFILE)
            here = f"after {upto} steps ({recorder.steps[upto - 1][:2]}), said {said}, {again.notes}"
            assert file is not None, here
            found = (file.data["worker"]["title"], *entries(again))
            assert found in ([("Baker", "eb")] if "baker" in said else [("Nurse", "en"), ("Baker", "eb")]), here
            kept = list((target / "c" / "backups").glob("folder.*.zip"))
            assert found[0] == "Nurse" or unpack(kept[0].read_bytes(), "kept").files.keys() > {PROFILE}, here
            add_entry(again, "next")
            assert "enext" in entries(CareerFolder.open(target / "c")), here
            shutil.rmtree(target)
            looked += 1
    return looked


def test_no_power_loss_leaves_a_copy_half_brought_back(tmp_path: Path) -> None:
    assert lose_power_bringing_back(tmp_path, rounds=3, seed=11) > 100


def test_no_power_loss_loses_what_was_acknowledged(tmp_path: Path) -> None:
    assert lose_power(tmp_path, rounds=2, seed=7) > 150


def test_the_model_bites_a_save_without_fsync(tmp_path: Path) -> None:
    path = tmp_path / "disk"
    path.mkdir()
    recorder = Recorder(path)
    with recorder.on():
        import os

        fd = os.open(path / "a", os.O_CREAT | os.O_WRONLY, 0o600)
        os.write(fd, b"said")
        os.close(fd)
    recorder.mark("a")
    outcomes = set()
    for seed in range(300):
        target = tmp_path / f"after-{seed}"
        target.mkdir()
        after_power_loss(recorder, len(recorder.steps), target, random.Random(seed))
        file = target / "a"
        outcomes.add(file.read_bytes() if file.exists() else None)
    assert {None, b"said", b"", b"\0\0\0\0"} <= outcomes
