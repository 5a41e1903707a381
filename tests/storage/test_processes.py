"""Several real processes in one folder, and processes that are killed at any moment."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.storage.folder import CareerFolder
from tests.storage.harness import PROFILE, add_entry, change, entries, set_title, started, temps

ROOT = Path(__file__).parents[2]


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.parametrize(("writers", "saves"), [(2, 20), (4, 10)])
def test_every_change_of_several_processes_is_kept(tmp_path: Path, writers: int, saves: int) -> None:
    path = tmp_path / "c"
    app = started(path)
    running = [writer(path, str(number), saves) for number in range(writers)]
    mine = {"e0"}
    for number in range(10):  # the app is open meanwhile, and saves too
        add_entry(app, f"app-{number}")
        mine.add(f"eapp-{number}")
        change(app, PROFILE, set_title(f"Title {number}"))
    said = {line for process in running for line in process.communicate()[0].split()}
    assert [process.returncode for process in running] == [0] * writers
    assert len(said) == writers * saves  # nobody waited five seconds
    assert app.changed()
    assert entries(app) == mine | said
    assert len(app.history()) == 2 + 20 + writers * saves
    assert [line.n for line in app.history()] == list(range(1, 23 + writers * saves))
    file = app.read(PROFILE)
    assert file is not None
    assert file.data["worker"]["title"] == "Title 9"
    assert CareerFolder.open(path).notes == ()


def kill_at_random(path: Path, rounds: int, seed: int) -> None:
    """Start a writer, kill it at a random moment, look; so many times. What was said to be saved must be there."""
    chance = random.Random(seed)
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
