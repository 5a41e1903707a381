"""The screens one works on, to the letter, at three sizes: for somebody new, midway, and with ten years behind them.

After a change that is meant: COACH_GOLDEN=write, and read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.terminal import ENTER, ESC, Terminal
from tests.tui.test_golden import SIZES, STILL, compare

SIZED = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
Walk = tuple[tuple[str, str, str], ...]


def walk(window: Terminal, steps: Walk) -> None:
    """Type keys, wait for words, compare where the screen has a name."""
    for keys, words, name in steps:
        window.type(keys)
        window.wait_for(words)
        if name:
            compare(window, name)
            assert "…" not in window.text.replace("nurse, plumber …", "").replace("a word: nurse, sales, driver …", "")


@SIZED
def test_somebody_news_ways_in(size: tuple[int, int]) -> None:
    with Terminal(size=size, command=[*STILL, "newcomer"]) as window:
        window.wait_for("What do you do?")
        walk(
            window,
            (
                ("\x14", "Starting points", "newcomer-starting"),
                (ENTER, "This is my week", "newcomer-picking"),
                (ESC, "What do you do?", ""),
                (ESC, "What do you do?", ""),
                ("4", "Nothing to change yet", "newcomer-whatif"),
                ("5", "No plan yet", "newcomer-plan"),
                ("6", "No result logged yet", "newcomer-ledger"),
                ("8", "SIGNS TO LOOK FOR", "newcomer-evidence"),
            ),
        )


@SIZED
def test_what_one_does_midway(size: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_text("task,hours\nward rounds,12\ntalk with families,\n", encoding="utf-8")
    event = "BEGIN:VEVENT\nDTSTART:202611{0:02d}T100000\nDTEND:202611{0:02d}T113000\nSUMMARY:{1}\nEND:VEVENT\n"
    body = "".join(event.format(*one) for one in ((9, "Sprint review"), (10, "Daily stand-up"), (12, "1:1 with Ana")))
    (tmp_path / "w.ics").write_text(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n", encoding="utf-8")
    with Terminal(size=size, command=[*STILL, "planned"]) as window:
        window.wait_for("THIS WEEK")
        walk(
            window,
            (
                ("5", "ACCEPT", ""),
                ("t", "WEEK 1", "plan-weeks"),
                ("t", "ACCEPT", ""),
                ("s", "two weeks", "putoff"),
                (ESC, "ACCEPT", ""),
                ("e", "In your words", "reword"),
                (ESC, "ACCEPT", ""),
                ("n", "A step of your own", "add"),
                (ESC, "ACCEPT", ""),
                ("z", "What for?", "pause"),
                (ESC, "ACCEPT", ""),
                (".", "Everything is saved", "enough"),
                (ESC, "ACCEPT", ""),
                ("6", "WAYS OF WORKING", ""),
                ("n", "What do you do, in a line?", "add-way"),
                (ESC, "WAYS OF WORKING", ""),
                ("a", "How many groups", "add-asset"),
                (ESC, "WAYS OF WORKING", ""),
                ("o", "What came back", "opinion"),
                (ESC, "WAYS OF WORKING", ""),
                ("/", "a word or two", ""),
                ("refund", "decide refunds", "search"),
                (ESC, "WAYS OF WORKING", ""),
                ("f", "a", "jump"),
                (ESC, "WAYS OF WORKING", ""),
                ("E", "What could harm you", "takings"),
                ("\x1b[B\x1b[B" + ENTER, "stays out", ""),
                (ESC, "What could harm you", ""),
                (ESC, "WAYS OF WORKING", ""),
                ("\x10", "Search", ""),
                ("notice-day", "notice-day drill", ""),
                (ENTER, "yours to keep", "drill"),
                (ESC, "WAYS OF WORKING", ""),
                ("2", "40 of 40 h", ""),
                ("o", "Read a file", ""),
                ("\x15" + str(tmp_path / "w.csv") + ENTER, "What the file says", "table"),
                (ESC, "40 of 40 h", ""),
                ("o", "Read a file", ""),
                ("\x15" + str(tmp_path / "w.ics") + ENTER, "Your meetings, by kind", "meetings"),
            ),
        )


@SIZED
def test_ten_years_later(size: tuple[int, int]) -> None:
    with Terminal(size=size, command=[*STILL, "decade"]) as window:
        window.wait_for("WHERE YOU STAND")
        walk(
            window,
            (
                ("2", "40 of 40 h", "decade-week"),
                ("4", "not assigned", "decade-whatif"),
                ("5", "PROJECTS", "decade-plan"),
                ("G", "LEFT OUT BY YOU", "decade-plan-end"),
                ("t", "WEEK", "decade-weeks"),
                ("6", "THIS YEAR, 2026", "decade-ledger"),
                (ENTER, "AS IT READS NOW", "decade-entry"),
                (ESC, "THIS YEAR, 2026", ""),
                ("G", "SKILLS", "decade-ledger-end"),
                (ENTER, "Which of these", "decade-skill"),
                (ESC, "SKILLS", ""),
                ("/", "a word or two", ""),
                ("draft from the macro", "way of working", "decade-search"),
                (ENTER, "Draft from the macro", ""),
                (ENTER, "taught to", "decade-way"),
                ("t", "The coin says", "decade-timing"),
                (ESC, "Draft from the macro", ""),
                ("8", "SIGNS TO LOOK FOR", "decade-evidence"),
                (ENTER, "WHEN YOU LAST LOOKED", "decade-sign"),
            ),
        )
