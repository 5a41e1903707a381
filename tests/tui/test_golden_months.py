"""The screens of months, to the letter, at three sizes, for a newcomer, mid-way and after ten years."""

from __future__ import annotations

import sys

import pytest

from tests.tui.terminal import ESC, Terminal
from tests.tui.test_golden import SIZES, compare

STILL = [sys.executable, "-m", "tests.tui.stillmonths"]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@sizes
def test_a_newcomer(size: tuple[int, int]) -> None:
    with Terminal(size=size, command=[*STILL, "newcomer"]) as window:
        window.wait_for("What do you do?")
        window.type(ESC)
        for keys, words, name in (
            ("1", "Nothing here yet", "newcomer-home"),
            ("7", "Nothing to look back on", "newcomer-progress"),
            (",", "Colours", "settings"),
        ):
            window.type(keys)
            window.wait_for(words)
            compare(window, name)


@sizes
def test_mid_way(size: tuple[int, int]) -> None:
    with Terminal(size=size, command=[*STILL, "midway"]) as window:
        window.wait_for("THIS WEEK", "YOUR WEEK")
        window.settle()
        compare(window, "midway-home")
        for keys, words, name in (
            ("7", "PROGRESS", "midway-progress"),
            ("\r", "WHAT MOVED IT", "midway-compared"),
            (ESC, "PROGRESS", ""),
            ("c", "What came of these steps?", "checkin-steps"),
            ("1", "done", ""),
            ("\r", "How many hours", "checkin-hours"),
            ("3", "could confirm", "checkin-result"),
            ("\r", "What got in the way?", "checkin-obstacles"),
            ("1\r", "find again", ""),
            ("\r", "How sure", ""),
            ("3", "What do you do first?", "checkin-recall"),
            ("1", "Polish says nothing", "checkin-recalled"),
            ("\r", "KEPT", "checkin-end"),
        ):
            window.type(keys)
            window.wait_for(words)
            if name:
                compare(window, name)


@sizes
def test_after_ten_years(size: tuple[int, int]) -> None:
    with Terminal(size=size, command=[*STILL, "decade"]) as window:
        window.wait_for("THIS WEEK", "YOUR WEEK")
        window.type("7")
        window.wait_for("PROGRESS", "520 check-ins")
        compare(window, "decade-progress")


@sizes
def test_without_figures(size: tuple[int, int]) -> None:
    with Terminal(size=size, command=[*STILL, "quiet"]) as window:
        window.wait_for("THIS WEEK", "figures are off", "THIS YEAR")
        compare(window, "quiet-home")
        window.type("7")
        window.wait_for("PROGRESS", "Figures are off")
        compare(window, "quiet-progress")
