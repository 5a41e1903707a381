"""Several real processes in one folder, and processes that are killed at any moment."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from tests.storage.harness import PROFILE, add_entry, change, entries, set_title, started, temps

ROOT = Path(__file__).parents[3]


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.keeping.writer", str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def write_together(path: Path, writers: int, saves: int, mine: int) -> None:
    """So many processes save at once, and this one among them: everything acknowledged is there, by item and in order,
    and a refusal says that the folder is busy (and nothing else is ever refused)."""
    app = started(path)
    running = [writer(path, str(number), saves) for number in range(writers)]
    own, refused = {"e0"}, 0
    for number in range(mine):
        try:
            add_entry(app, f"app-{number}")
            own.add(f"eapp-{number}")
            change(app, PROFILE, set_title(f"Title {number}"))
        except Failure as failure:
            if failure.status != 5:
                raise
            refused += 1
    words = [process.communicate()[0].split() for process in running]
    assert [process.returncode for process in running] == [0] * writers
    said = {word for told in words for word in told if word.startswith("e")}
    assert len(said) + sum(told.count("busy") for told in words) == writers * saves
    assert entries(app) == own | said
    lines = app.history()
    assert [line.n for line in lines] == list(range(1, len(lines) + 1))
    there = [each.edit.item.removeprefix("entries/") for line in lines for each in line.edits]
    assert {item for item in there if item.startswith("e")} == own | said
    file = app.read(PROFILE)
    assert file is not None
    assert refused or file.data["worker"]["title"] == f"Title {mine - 1}"
    again = CareerFolder.open(path)
    assert again.notes == ()
    assert not app.changed()
    add_entry(again, "last")
    assert app.changed()


@pytest.mark.parametrize(("writers", "saves"), [(2, 20), (4, 10)])
def test_every_change_of_several_processes_is_kept(tmp_path: Path, writers: int, saves: int) -> None:
    write_together(tmp_path / "c", writers, saves, mine=10)


def kill_at_random(path: Path, rounds: int, seed: int) -> None:
    """Start a writer, kill it at a random moment, look; so many times, a hundred in each folder. What was said to be
    saved must be there."""
    chance = random.Random(seed)
    for first in range(0, rounds, 100):
        _kill_in(path / f"{first}", min(100, rounds - first), chance)


def _kill_in(path: Path, rounds: int, chance: random.Random) -> None:
    started(path)
    said = {"e0"}
    for number in range(rounds):
        process = writer(path, f"r{number}", 1000)
        assert process.stdout is not None
        first = process.stdout.readline()  # it is saving now
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        said |= {first.strip(), *rest.split()}
        folder = CareerFolder.open(path)
        there = entries(folder)
        assert said <= there, f"round {number}: {said - there} was said to be saved"
        assert temps(path) == []
        assert len(there - said) <= number + 1  # at most the one it was killed in, each time
        # and the history agrees with the files
        lines = [each.edit.item.removeprefix("entries/") for line in folder.history() for each in line.edits]
        assert there == {item for item in lines if item.startswith("e")}
        change(folder, PROFILE, set_title(f"after {number}"))


def test_killed_at_random_nothing_said_to_be_saved_is_lost(tmp_path: Path) -> None:
    kill_at_random(tmp_path / "c", rounds=40, seed=1)
