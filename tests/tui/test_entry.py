"""Reading typed and pasted tasks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tui.entry import MOST_LINES, read_hours, read_lines, read_task


@pytest.mark.parametrize(
    ("line", "text", "hours"),
    [
        ("14 answer tickets", "answer tickets", 14),
        ("answer tickets 14h", "answer tickets", 14),
        ("answer tickets 14 hours a week", "answer tickets", 14),
        ("30m stand-up", "stand-up", 0.5),
        ("1,5 reports", "reports", 1.5),
        ("1:30 calls", "calls", 1.5),
        ("calls (30 min)", "calls", 0.5),
        ("reports\t3", "reports", 3),
        ("reports; 2,5", "reports", 2.5),
        ("2h/week meetings", "meetings", 2),
        ("3 - calls", "calls", 3),
        ("10-12 tickets", "10-12 tickets", None),
        ("24/7 on call", "24/7 on call", None),
        ("3rd line support", "3rd line support", None),
        ("ship release 2", "ship release 2", None),
        ("200 things", "200 things", None),
        ("0 nothing", "0 nothing", None),
        ("[/] see [/etc/passwd] 3h", "[/] see [/etc/passwd]", 3),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: str, text: str, hours: float | None) -> None:
    typed = read_task(line)
    assert (typed.text, typed.hours) == (text, hours)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("1.5", 1.5), ("1,5", 1.5), ("30m", 0.5), ("1:30", 1.5), ("2 h", 2), (".5", 0.5), ("0", None), ("169", None)],
)
def test_hours_as_people_write_them(typed: str, hours: float | None) -> None:
    assert read_hours(typed) == hours


@given(st.text(max_size=60), st.integers(1, 168))
def test_what_was_read_reads_the_same_again(words: str, hours: int) -> None:
    typed = read_task(f"{hours} {words}")
    if typed.hours is not None:
        assert 0 < typed.hours <= 168
        assert read_task(typed.line).hours is not None


def test_more_lines_than_a_week_has_are_counted() -> None:
    typed, left_out = read_lines("\n".join(f"{at} task" for at in range(1, MOST_LINES + 8)))
    assert len(typed) == MOST_LINES
    assert left_out == 7
