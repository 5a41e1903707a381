"""Whatever is said to a command, with whatever on stdin: an answer or words about what is wrong, and a status that is
documented; with --json one document."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from bench.decade import write_history
from coach.cli.__main__ import run
from coach.cli.describing import Command, described
from coach.cli.table import COMMANDS
from coach.session.opening import home_folder

LONG = bool(os.environ.get("COACH_TORTURE"))
SEEDS = range(20 if LONG else 3)
CALLS = 1000 if LONG else 120
DOCUMENTED = {0, 1, 2, 3, 4, 5, 6}
VALUES = [
    *("", " ", "0", "1", "-1", "3", "1,5", "0.25", "999999999999", "1e308", "nan", "inf", "-", "--", "null", "true"),
    *("2026-11-21", "2026-13-45", "0001-01-01", "9999-12-31", "tomorrow", "fri", "1.hours=8", "1.text=x", "T1"),
    *("a" * 300, "a/" * 200, "~nosuch/x", "~", ".", "..", "/", "no/such/folder/x", "new.txt", "old.txt", "[bold]"),
    *("é\u202e\x1b[31mred", "%s{}", "\udcff", "😀", "answer tickets from macros", "support-specialist", "profile.toml"),
]
STDIN = [b"", b"1\n2\nq\n", b"\xff\xfe\n", b"schema = 1\n", b"{}\n", b"x" * 20_000]


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after a month, made once."""
    return write_history(tmp_path_factory.mktemp("made") / "career", months=1, day=date(2026, 11, 20))


def said(command: Command, chance: random.Random, place: Path) -> list[str]:
    """A command with some of its own words, most with values that do not fit them."""
    words = [command.name]
    values = [*VALUES, str(place), str(place / "profile.toml"), str(place / "plan.toml")]
    for _ in range(chance.choice([0, 1, 1, 2, 2, 3, 4])):
        word = chance.choice(command.words)
        if word.flags and chance.random() < 0.7:
            words.append(chance.choice(word.flags))
        if word.value and chance.random() < 0.9:
            words.append(chance.choice([*word.choices, *values]))
    return [*words, "--json"] if chance.random() < 0.3 else words


def ask(words: list[str], stdin: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    """The status, stdout and stderr of a command, run in this process."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (stdin, b"", b"")]
    with monkeypatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        try:
            status = run(words)
        except SystemExit as left:  # --help
            status = int(str(left.code or 0))
    for stream in streams[1:]:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode("utf-8", "replace") for stream in streams[1:])  # type: ignore[attr-defined]
    return status, out, err


@pytest.mark.parametrize("seed", SEEDS)
def test_any_words_are_answered(seed: int, months: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    commands = [described(name) for name in COMMANDS]
    home = home_folder(None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text("what was there", encoding="utf-8")
    for number in range(CALLS):
        if not home.exists():
            shutil.copytree(months, home)
        words = said(chance.choice(commands), chance, home)
        status, out, err = ask(words, chance.choice(STDIN), monkeypatch)
        here = f"seed {seed}, call {number}: coach {words!r} gave {status}, {out[-300:]!r}, {err[-300:]!r}"
        assert status in DOCUMENTED, here
        assert "Traceback" not in out + err, here
        assert "\x1b[31m" not in out + err, here
        assert out or err or status == 0, here
        if "--json" in words and not {"--", "--help", "-h"} & set(words):
            assert out.startswith("{"), here
            assert isinstance(json.loads(out), dict), here
