"""Every screen, to the letter, at three sizes. After a change that is meant: COACH_GOLDEN=write, and read the diff."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.tui.terminal import ESC, Terminal

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("COACH_GOLDEN") == "write"
SIZES = ((60, 20), (80, 24), (120, 40))
STILL = [sys.executable, "-m", "tests.tui.still"]


def compare(window: Terminal, name: str) -> None:
    """The screen against its golden text; colour plays no part, so what it says must be there without it."""
    file = GOLDEN / f"{name}-{window.columns}x{window.rows}.txt"
    shown = window.text + "\n"
    if WRITE:
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8"), f"{file.name} shows something else"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_newcomers_screens(size: tuple[int, int]) -> None:
    with Terminal(size=size, command=[*STILL, "newcomer"]) as window:
        window.wait_for("What do you do?")
        compare(window, "newcomer-week")
        window.type("helpdesk")
        window.wait_for("15-1232.00")
        compare(window, "newcomer-occupations")
        window.type("\r6 write knowledge base articles")
        window.wait_for("6 write knowledge base articles")
        compare(window, "newcomer-typing")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_place_and_sheet(size: tuple[int, int]) -> None:
    with Terminal(size=size, command=[*STILL, "planned"]) as window:
        window.wait_for("THIS WEEK", "WHERE YOU STAND")
        compare(window, "home")
        for keys, words, name in (
            ("2", "40 of 40 h", "week"),
            ("a", "Where do you stand?", "about"),
            (ESC, "40 of 40 h", ""),
            ("3", "EXPOSURE", "exposure"),
            ("\r", "IT RESTS ON", "reasons"),
            (ESC, "EXPOSURE", ""),
            ("o", "What others published", "published"),
            (ESC, "EXPOSURE", ""),
            ("i", "Why we ask", "question"),
            ("5", "CHANGED", "changed"),
            (ESC, "EXPOSURE", ""),
            ("4", "WHAT IF", "whatif"),
            ("\x1b[D\x1b[D", "not assigned", "whatif-less"),
            ("5", "ACCEPT", "plan"),
            ("\r", "DONE WHEN", "step"),
            (ESC, "ACCEPT", ""),
            ("m", "RULES FIRST", "rules"),
            (ESC, "ACCEPT", ""),
            ("d", "What shows it?", "done"),
            (ESC, "ACCEPT", ""),
            ("6", "THIS YEAR, 2026", "ledger"),
            ("\r", "AS IT READS NOW", "entry"),
            (ESC, "THIS YEAR, 2026", ""),
            ("8", "SIGNS TO LOOK FOR", "evidence"),
            ("\r", "WHERE, IN THE US", "sign"),
            (ESC, "SIGNS TO LOOK FOR", ""),
            ("5", "ACCEPT", ""),
            ("d", "What shows it?", ""),
            (ESC, "ACCEPT", ""),
            ("?", "A plan for your own week", "help"),
        ):
            window.type(keys)
            window.wait_for(words)
            if name:
                compare(window, name)
