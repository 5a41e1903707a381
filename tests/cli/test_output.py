"""What reaches the terminal: nothing raw, nothing lost to an encoding, no traceback when the reader has gone."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

CONTROL = "\x1b]0;owned\x07\x1b[31m\x9b31m\u202e\x00"
HOSTILE = f"see {CONTROL}[/etc/passwd] [/] [link=http://a b]"


def assert_harmless(text: str) -> None:
    """Nothing a terminal would obey."""
    assert not [letter for letter in text if letter in "\x1b\x07\x9b\u202e\x00"], repr(text)


def test_hostile_text_comes_out_harmless_and_whole(coach: Any, tmp_path: Path) -> None:
    profile = tmp_path / "week.toml"
    escaped = HOSTILE.encode("unicode_escape").decode().replace("\\x", "\\u00")
    profile.write_text(f'schema = 1\n[worker]\ntitle = "{escaped}"\n[[tasks]]\ntext = "{escaped}"\nhours = 5\n')
    for words in (("measure", str(profile)), ("plan", str(profile)), ("estimate", HOSTILE.replace("\x00", ""))):
        for answer in (coach(*words), coach(*words, "--json")):
            assert answer.status == 0
            assert_harmless(answer.out + answer.err)
            assert "[/etc/passwd]" in answer.out


@pytest.mark.parametrize("words", [(f"mea{CONTROL}sure",), (f"--x{CONTROL}",), ("measure", f"s{CONTROL}")])
def test_hostile_words_on_the_command_line(coach: Any, words: tuple[str, ...]) -> None:
    words = tuple(word.replace("\x00", "") for word in words)
    answer = coach(*words)
    assert answer.status == 2
    assert_harmless(answer.err)


def test_bytes_that_are_no_text(coach: Any) -> None:
    answer = coach("estimate", "-", "--json", stdin=b"write \xff\xfe reports\n")
    assert answer.status == 0
    assert len(answer.json["tasks"]) == 1


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_of_another_encoding(coach: Any, encoding: str) -> None:
    for words in (("measure", "support-specialist"), ("plan", "support-specialist"), ("sources",)):
        answer = coach(*words, PYTHONIOENCODING=encoding)
        assert answer.status == 0
        assert "Traceback" not in answer.err
    # JSON loses no letter in any encoding.
    answer = coach("estimate", "écrire des rapports – ✓", "--json", PYTHONIOENCODING=encoding)
    assert answer.json["tasks"][0]["text"] == "écrire des rapports – ✓"


@pytest.mark.parametrize("words", [("plan", "support-specialist"), ("--help",), ("sources", "--json")])
def test_a_reader_that_has_gone(words: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([sys.executable, "-m", "coach", *words], stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    assert done.stderr == b""
    assert done.returncode == 141


def in_terminal(words: tuple[str, ...], typed: bytes = b"") -> tuple[int, str]:
    """A command with a real terminal on all three sides, at which somebody types once; its status and what it wrote.

    A command that waits for an answer fails the test by never ending.
    """
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "coach", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(theirs)
    written = b""
    if typed:
        os.write(ours, typed)
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        if select.select([ours], [], [], 1.0)[0]:
            try:
                chunk = os.read(ours, 1 << 16)
            except OSError:
                break
            if not chunk:
                break
            written += chunk
    else:
        program.kill()
        program.wait()
        pytest.fail(f"still waiting: {written.decode(errors='replace')}")
    os.close(ours)
    return program.wait(), written.decode()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("measure", "support-specialist"), 0),
        (("plan", "support-specialist"), 0),
        (("occupations", "nurse"), 0),
        (("estimate", "write reports"), 0),
        (("estimate",), 2),
        (("win", "a result"), 0),
        (("--no-input", "win"), 2),
        (("export",), 2),
        (("done", "x"), 2),
        (("doctor",), 0),
        (("sources",), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_no_command_asks_anything(words: tuple[str, ...], status: int) -> None:
    assert in_terminal(words)[0] == status


def test_win_asks_for_the_words_where_there_is_somebody_to_ask(coach: Any, own_week: Path) -> None:
    status, written = in_terminal(("win",), b"refunds settled the same day\n")
    assert status == 0
    assert "One line" in written
    assert coach("export", "--json").json["impacts"][0]["text"] == "refunds settled the same day"


def test_a_dumb_terminal_is_told_about_the_plain_commands(career: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "coach"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert "coach measure" in answer.stderr


def test_demo_without_a_terminal_prints_measurement_and_plan(coach: Any, throwaway_places: Path) -> None:
    for words, sample in ((("demo",), "support-specialist"), (("demo", "backend-developer"), "backend-developer")):
        answer = coach(*words)
        assert answer.status == 0
        assert answer.err == ""
        shown = " ".join(answer.out.split())
        assert "could mostly run without you" in shown
        for task in coach("measure", sample, "--json").json["tasks"]:
            assert task["text"] in shown
        for move in coach("plan", sample, "--json").json["moves"]:
            assert move["title"] in shown
            assert move["milestones"][0]["done_when"] in shown
    assert not (throwaway_places / "career").exists()
    assert coach("demo", "nobody").status == 2


def test_a_task_over_several_lines_is_one_line_of_a_table(coach: Any, tmp_path: Path) -> None:
    profile = tmp_path / "week.toml"
    profile.write_text(
        '[worker]\ntitle = "x\\ny"\n[[tasks]]\ntext = "a report\\nfor the board\\nof trade"\nhours = 5\n'
        '[[tasks]]\ntext = "ctrl \\u001b[2J\\u001b]0;own\\u0007 chars"\nhours = 5\n'
    )
    told = coach("measure", str(profile))
    assert "  a report for the board of trade" in told.out
    assert "ctrl  chars" in told.out
    assert coach("measure", str(profile), "--json").json["tasks"][1]["id"] == "ctrl-chars"
