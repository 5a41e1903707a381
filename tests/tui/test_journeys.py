"""Whole ways through the app in a real pseudo-terminal: by keys alone, by mouse alone, and under hostile conditions."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.tui.terminal import DOWN, ENTER, ESC, RIGHT, Terminal, pasted


@pytest.fixture
def home() -> Path:
    return Path(os.environ["COACH_HOME"])


def document(home: Path, name: str) -> dict[str, Any]:
    with (home / name).open("rb") as file:
        return tomllib.load(file)


def place_of(window: Terminal, words: str, last: bool = False) -> tuple[int, int]:
    """Where words stand on the screen, as a terminal counts columns and rows."""
    found = [(line.index(words) + 1, row) for row, line in enumerate(window.lines, 1) if words in line]
    assert found, f"“{words}” is not on the screen:\n{window.text}"
    return found[-1 if last else 0]


def click(window: Terminal, words: str, *then: str, last: bool = False) -> None:
    """Press and let go of the mouse on words, then wait for what comes of it."""
    x, y = place_of(window, words, last)
    window.type(f"\x1b[<0;{x + 1};{y}M\x1b[<0;{x + 1};{y}m")
    window.wait_for(*then)


def test_a_newcomers_whole_path_by_keys_alone_ends_with_a_saved_plan(home: Path) -> None:
    with Terminal(size=(80, 24)) as window:
        window.wait_for("What do you do?", "ctrl+g shows your plan")
        window.type("customer support specialist")
        window.wait_for("43-4051.00")
        window.type(DOWN + ENTER)
        window.wait_for("counted as")
        window.type("14 answer tickets from macros\r8 answer web chats\r4 calm down angry callers\r")
        window.wait_for("3 tasks, 26 h", "FIRST LOOK")
        window.type(ESC)
        window.type("a")
        window.wait_for("Where do you stand?")
        window.type(RIGHT + DOWN + RIGHT + DOWN + RIGHT + RIGHT + ENTER)
        window.wait_for("3 tasks, 26 h", "employed")
        window.type("i")
        window.wait_for("1 of", "Why we ask")
        for _ in range(8):
            if "WHAT YOUR ANSWERS CHANGED" in window.text:
                break
            window.type("1")
        window.wait_for("WHAT YOUR ANSWERS CHANGED", "exposure", "→")
        window.type("p")
        window.wait_for("THIS WEEK", "Accept".upper())
        window.type("d")
        window.wait_for("What shows it?")
        window.type("told Ana" + ENTER + "20m" + ENTER)
        window.wait_for("Done, and saved")
        window.type("q")
        assert window.wait() == 0
        assert window.restored
    steps = [step for move in document(home, "plan.toml")["moves"] for step in move["milestones"]]
    assert [step["evidence"] for step in steps if step.get("state") == "done"] == ["told Ana"]
    worker = document(home, "profile.toml")["worker"]
    assert (worker["situation"], worker["aim"], worker["ai_rules"]) == ("employed", "stay", "approved")
    with Terminal(size=(80, 24)) as again:
        again.wait_for("THIS WEEK", "YOUR WEEK")


def test_a_newcomers_whole_path_by_mouse_alone_ends_with_a_saved_plan(home: Path) -> None:
    with Terminal(size=(120, 40)) as window:
        window.wait_for("What do you do?", "ctrl+t start from a role")
        click(window, "start from a role", "Starting points", "IT service desk analyst", last=True)
        click(window, "IT service desk analyst", "This is my week")
        click(window, "[x]", "[ ]")
        click(window, "This is my week", "9 tasks")
        click(window, "about me", "Where do you stand?")
        click(window, "on notice")
        click(window, "go elsewhere")
        click(window, "esc", "9 tasks", "on notice")
        click(window, "i questions", "Why we ask", last=True)
        click(window, " 1 ○")
        click(window, "my plan", "THIS WEEK", "ACCEPT")
        click(window, "What if", "Move its hours", "◂")
        x, y = place_of(window, "●")
        window.type(f"\x1b[<0;{x};{y}M\x1b[<32;{x - 4};{y}M\x1b[<0;{x - 4};{y}m")
        window.wait_for("not assigned yet")
        click(window, "x start over", "Move its hours or tick")
        click(window, "5 Plan", "THIS WEEK")
        click(window, "q quit")
        assert window.wait() == 0
        assert window.restored
    assert document(home, "plan.toml")["moves"]
    worker = document(home, "profile.toml")["worker"]
    assert (worker["situation"], worker["aim"]) == ("notice", "leave")
    assert len(document(home, "profile.toml")["tasks"]) == 9


HOSTILE = "see [/etc/passwd] [/] [b]x[/b] \x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b31m\u202eabc"
SIZES = ((200, 3), (20, 5), (1, 1), (60, 20), (250, 70), (61, 21), (80, 24))


def test_every_screen_stands_odd_bytes_hostile_text_huge_pastes_and_wild_sizes() -> None:
    with Terminal(command=[sys.executable, "-m", "coach", "demo"]) as window:
        window.wait_for("YOUR WEEK", "THIS YEAR")
        for number, words in enumerate(
            ("WHERE YOU STAND", "YOUR WEEK", "EXPOSURE", "WHAT IF", "ACCEPT", "WAYS OF WORKING", "", "SIGNS"), 1
        ):
            window.type(str(number))
            window.wait_for(words)
            window.type(b"\xff\xfe\x80")
            window.type(pasted(HOSTILE) + pasted("y" * 200_000))
            for size in SIZES:
                window.resize(*size)
                window.settle(0.1)
            window.wait_for(words)
        for open_sheet, words in (
            ("6l", "Log a result"),
            ("6n", "A way of working"),
            ("6a", "What stops without you"),
            ("6o", "A second opinion"),
            ("5e", "In your words"),
            ("5n", "A step of your own"),
            ("5z", "Pause"),
            ("2o", "Read a file"),
            ("2s", "Starting points"),
            ("1/", "Search"),
        ):
            for key in open_sheet:
                window.type(key)
            window.wait_for(words)
            window.type(b"\xff")
            window.type(pasted(HOSTILE))
            window.type(pasted("z" * 150_000 + "\nlines\n"))
            for size in ((200, 3), (60, 20), (80, 24)):
                window.resize(*size)
                window.settle(0.1)
            window.wait_for(words)
            window.type(ENTER)
            for _ in range(3):
                window.type(ESC)
        window.type("5")
        window.wait_for("THIS WEEK")
        window.type("\x03")
        assert window.wait() == 0
        assert window.restored
    for raw in (b"\x1b]0;owned", b"\x1b]52;", "\u202e".encode()):
        assert raw not in window.raw


def test_five_megabytes_pasted_on_any_screen_end_nothing() -> None:
    with Terminal(command=[sys.executable, "-m", "coach", "demo"]) as window:
        window.wait_for("YOUR WEEK", "THIS YEAR")
        window.type("6")
        window.wait_for("WAYS OF WORKING")
        window.type("l")
        window.wait_for("Log a result")
        window.type(pasted("5 x " * 1_250_000))
        window.type(ENTER)
        window.wait_for("4 results")
        window.type("q")
        assert window.wait() == 0
