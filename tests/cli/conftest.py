"""Running the real command, as a person or a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """stdout as JSON; the whole of it has to be one document."""
        return json.loads(self.out)


Coach = Callable[..., Answer]


@pytest.fixture
def coach() -> Coach:
    """`coach("measure", "x", stdin="…")` → Answer, in the throwaway folder of this test."""

    def run(*words: str, stdin: str | bytes | None = None, cwd: Path | None = None, **environment: str) -> Answer:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "coach", *words],
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            cwd=cwd,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
        )
        encoding = environment.get("PYTHONIOENCODING", "utf-8").split(":")[0]
        return Answer(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run


@pytest.fixture
def career(throwaway_places: Path) -> Path:
    """One's own career folder in this test; not made yet."""
    return throwaway_places / "career"


@pytest.fixture
def own_week(career: Path) -> Path:
    """A career folder with a week in it, as its owner might have written it by hand."""
    career.mkdir(mode=0o700)
    profile = career / "profile.toml"
    profile.write_text(
        """schema = 1
[worker]
title = "office manager"
[[tasks]]
text = "answer the phone and put people through"
hours = 8
[[tasks]]
text = "book travel and hotels"
hours = 6
[[tasks]]
text = "check invoices against orders"
hours = 10
[[tasks]]
text = "write minutes of the Monday meeting"
hours = 3
[[tasks]]
text = "show new colleagues around"
hours = 2
"""
    )
    profile.chmod(0o600)
    return career
