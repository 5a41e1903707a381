"""The same thing said twice: a second check-in in a week, a step that is done already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def test_a_second_checkin_of_one_day_is_one_with_the_first(coach: Any, own_week: Path) -> None:
    assert coach("plan").status == 0
    assert coach("checkin", "--done", "1", "--hours", "1.5", "--obstacle", "no-time").status == 0
    again = coach("checkin", "--hours", "1", "--words", "and a bit more")
    assert "earlier today" in again.err
    assert "--correct" in again.err
    kept = coach("export", "--json").json["checkins"]
    assert len(kept) == 1
    assert kept[0]["hours"] == 2.5
    assert len(kept[0]["done"]) == 1
    assert kept[0]["obstacles"] == ["no-time"]
    assert kept[0]["words"] == "and a bit more"
    assert coach("undo").status == 0
    assert coach("export", "--json").json["checkins"][0]["hours"] == 1.5


def test_a_second_checkin_in_a_week_says_that_it_adds_to_it(coach: Any, own_week: Path) -> None:
    assert coach("plan", COACH_TODAY="2026-11-02").status == 0
    assert coach("checkin", "--hours", "1", COACH_TODAY="2026-11-06").status == 0
    again = coach("checkin", "--hours", "1", COACH_TODAY="2026-11-08")
    assert "2026-11-06" in again.err
    assert "adds to it" in again.err
    told = coach("history", COACH_TODAY="2026-11-08").out
    assert told.count("a week closed") == 1
    later = coach("checkin", "--hours", "1", "--json", COACH_TODAY="2026-11-13")
    assert later.json["added_to"] is None


def test_checkin_says_what_it_kept(coach: Any, own_week: Path) -> None:
    steps = coach("plan", "--json").json["moves"]
    long = next(step["id"] for move in steps for step in move["milestones"] if step["hours"] > 0.5)
    assert "made smaller" in coach("checkin", "--smaller", long).err


@pytest.mark.parametrize("more", [(), ("--evidence", "the list on the wall")])
def test_a_step_done_twice_keeps_its_day(coach: Any, own_week: Path, more: tuple[str, ...]) -> None:
    assert coach("plan", COACH_TODAY="2026-11-02").status == 0
    first = coach("done", "1", "--json", COACH_TODAY="2026-11-03").json["milestone"]
    again = coach("done", first["id"], *more, COACH_TODAY="2026-11-05")
    assert again.status == 0
    assert "done already, on 2026-11-03" in again.err
    plan = coach("plan", "--json", COACH_TODAY="2026-11-05").json
    step = next(step for move in plan["moves"] for step in move["milestones"] if step["id"] == first["id"])
    assert step["done_on"] == "2026-11-03"
    assert step["evidence"] == (more[1] if more else None)
