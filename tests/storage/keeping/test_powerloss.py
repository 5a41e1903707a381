"""The power goes at any moment, and what was not synced is lost or reordered: nothing acknowledged is missing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from coach.storage.copies.archive import unpack
from coach.storage.folder import CareerFolder
from coach.storage.keeping.journal import FileEdit, JournalLine, encoded
from coach.storage.texts.items import Edit
from tests.storage.harness import PROFILE, PROFILE_DOCUMENT, WHEN, add_entry, change, entries, set_title
from tests.storage.keeping.powerloss import Recorder, after_power_loss


def outcomes(
    recorder: Recorder, begun: int, rounds: int, seed: int, tmp_path: Path
) -> Iterator[tuple[CareerFolder, set[str], str]]:
    """Folders as the power may leave them after every step from `begun` on, `rounds` times each: the folder opened
    again, what had been acknowledged by then, and where this is, in words. Each goes when the next is asked for."""
    chance = random.Random(seed)
    for upto in range(begun, len(recorder.steps) + 1):
        for _ in range(rounds):
            target = tmp_path / "after"
            target.mkdir()
            said = after_power_loss(recorder, upto, target, chance)
            left = CareerFolder.open(target / "c")
            step = recorder.steps[upto - 1][:2] if upto else "none"
            yield left, said, f"after {upto} steps ({step}), said {said}, {left.notes}"
            shutil.rmtree(target)


def goes_on(folder: CareerFolder, here: str) -> None:
    """A folder that can be saved in, and opened again."""
    add_entry(folder, "next")
    assert "enext" in entries(CareerFolder.open(folder.path)), here


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
    looked = 0
    for again, said, here in outcomes(recorder, 0, rounds, seed, tmp_path):
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
        goes_on(again, here)
        looked += 1
    return looked


def lose_power_bringing_back(tmp_path: Path, rounds: int, seed: int) -> int:
    """Record a copy being brought back over another folder and a save after that, and let the power go after every
    step: what is left is the folder as it was, or as the copy has it, never some of each; and what was saved on top of
    the copy stays. Gives how many outcomes were looked at."""
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
        add_entry(folder, "later")
        recorder.mark("later")
    looked = 0
    for again, said, here in outcomes(recorder, begun + 1, rounds, seed, tmp_path):
        file = again.read(PROFILE)
        assert file is not None, here
        found = (file.data["worker"]["title"], *sorted(entries(again)))
        fitting: list[tuple[str, ...]] = [("Baker", "eb", "elater")]
        if "later" not in said:
            fitting += [("Baker", "eb")] + [("Nurse", "en")] * ("baker" not in said)
        assert found in fitting, here
        kept = list((again.path / "backups").glob("folder.*.zip"))
        assert found[0] == "Nurse" or unpack(kept[0].read_bytes(), "kept").files.keys() > {PROFILE}, here
        goes_on(again, here)
        looked += 1
    return looked


def lose_power_after_a_kill(tmp_path: Path, rounds: int, seed: int) -> int:
    """A save was killed when its line was written and not yet on the disk; the next opening finds the line, finishes
    the save and says so; then the power goes after every step. What was finished is in the files and in the journal or
    in neither, and once something was saved on top of it, in both. Gives how many outcomes were looked at."""
    path = tmp_path / "disk"
    path.mkdir(mode=0o700)
    recorder = Recorder(path)
    with recorder.on():
        folder = CareerFolder.open(path / "c")
        folder.save("start", {PROFILE: PROFILE_DOCUMENT}, base={}, when=WHEN)
        add_entry(folder, "n")
        begun = len(recorder.steps)
        line = JournalLine(
            "3-a", 3, WHEN, "title Head nurse", (FileEdit(PROFILE, Edit("worker/title", "Nurse", "Head nurse")),)
        )
        fd = os.open(path / "c" / "journal" / "2026.jsonl", os.O_WRONLY | os.O_APPEND)
        os.write(fd, encoded(line))
        os.close(fd)
        again = CareerFolder.open(path / "c")
        assert again.notes, "it says what it finished"
        add_entry(again, "later")
        recorder.mark("later")
    looked = 0
    for left, said, here in outcomes(recorder, begun + 1, rounds, seed, tmp_path):
        file = left.read(PROFILE)
        assert file is not None, here
        finished = "3-a" in {each.id for each in left.history()}
        assert (file.data["worker"]["title"] == "Head nurse") == finished, here
        assert entries(left) >= ({"en", "elater"} if "later" in said else {"en"}), here
        assert finished or "later" not in said, here
        looked += 1
    return looked


def test_no_power_loss_parts_a_save_finished_after_a_kill_from_its_line(tmp_path: Path) -> None:
    assert lose_power_after_a_kill(tmp_path, rounds=3, seed=5) > 60


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
