"""Several coaches at once, the app among them: every change said to be saved is there, and the app shows it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from coach.session import Status
from coach.storage.keeping.lock import held
from tests.cli.conftest import Coach
from tests.tui.terminal import ENTER, Terminal

EACH = 4
WRITER = f'for n in $(seq {EACH}); do "$0" -m coach win "result $n of $1" || exit $?; done'


@pytest.mark.parametrize("writers", [2, 4])
def test_commands_save_while_the_app_is_open_and_saves_too(own_week: Path, writers: int) -> None:
    with Terminal(size=(120, 40)) as window:
        window.wait_for("5 tasks")
        running = [
            subprocess.Popen(
                ["/bin/sh", "-c", WRITER, sys.executable, str(number)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for number in range(writers)
        ]
        window.type("n")
        for number in range(EACH):
            window.type(f"{number + 1} task typed meanwhile {'abcdefgh'[number]}" + ENTER)
        ended = [process.communicate() for process in running]
        assert [process.returncode for process in running] == [0] * writers, ended
        window.wait_for(f"{5 + EACH} tasks")
        window.type("\x1b")
        window.type("6")  # the ledger
        window.wait_for(f"{writers * EACH} results")
        window.type("q")
        assert window.wait() == 0
    with (own_week / "ledger" / "2026.toml").open("rb") as file:
        texts = {entry["text"] for entry in tomllib.load(file)["entries"]}
    assert texts == {f"result {n} of {number}" for n in range(1, EACH + 1) for number in range(writers)}
    with (own_week / "profile.toml").open("rb") as file:
        tasks = [task["text"] for task in tomllib.load(file)["tasks"]]
    assert len(tasks) == 5 + EACH


def test_a_refused_change_says_so_and_exits_5(coach: Coach, own_week: Path) -> None:
    assert coach("win", "the first").status == 0
    with held(own_week):
        told = coach("win", "while somebody saves")
    assert told.status == Status.BUSY == 5
    assert "did not finish within 5 seconds" in told.err
    assert "Nothing was changed." in told.err
    assert "while somebody saves" not in (own_week / "ledger" / "2026.toml").read_text()
    assert coach("win", "afterwards").status == 0
    assert os.path.exists(own_week / "lock")
