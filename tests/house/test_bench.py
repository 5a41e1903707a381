"""`make bench` prints every budget with what was measured. Whether a budget is kept is for people to read: a test on a
busy machine would only measure the machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ROWS = (
    "coach --help",
    "first screen",
    "its figures",
    "one estimate",
    "measure of 40 tasks",
    "measuring again after one change",
    "a plan over 40 tasks",
    "all content loaded",
    "its largest kind",
    "durable save",
)


@pytest.mark.slow
def test_every_budget_has_its_row() -> None:
    command = [sys.executable, str(CHECKOUT / "bench" / "run.py"), "--runs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode in (0, 1)
    _, *lines = done.stdout.splitlines()
    for row in ROWS:
        (line, *_) = [line for line in lines if line.startswith(row)] or [""]
        assert re.search(r"≤ [\d.]+ (×|ms|µs)\s+(ok|OVER)", line), f"{row}: {line or 'no row'}"
    for compared in ("coach --help", "first screen", "its figures"):
        (line,) = [line for line in lines if line.startswith(compared)]
        assert re.search(r"[\d.]+ ×\s+≤", line), "as a ratio"
