"""The kernel ends a save, or fails it, at its system calls: strace does it, without a change to the program."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def trace(tmp_path: Path, name: str, kind: str, every: int = 1) -> int:
    """Go through the system calls of an operation (every so many of them); gives how many were looked at. Skips,
    saying so, where strace is missing or may not trace."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    words = [sys.executable, "-m", "tests.storage.keeping.tracing", name, str(tmp_path), kind, str(every)]
    ran = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    report = json.loads(ran.stdout)
    if "cannot" in report:
        pytest.skip(f"strace cannot trace here: {report['cannot']}")
    assert report["wrong"] == []
    if report["points"] >= 40:
        assert report["after"] > 0
        assert report["before"] > 0 or kind == "EINTR"  # an interrupted call is made again, and the save goes on
    return int(report["points"])


@pytest.mark.parametrize("kind", ["KILL", "EIO"])
def test_a_save_stopped_by_the_kernel_loses_nothing(tmp_path: Path, kind: str) -> None:
    assert trace(tmp_path, "one file", kind, every=12) >= 8
