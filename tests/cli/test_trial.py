"""`coach trial`: from a way of working to what its trial says, over as many commands as there are items."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.session.opening import open_own
from tests.cli.conftest import Coach

WAY = "agenda-from-last-time-s-actions"


@pytest.fixture
def way(coach: Coach, own_week: Path) -> str:
    answer = coach("trial", "add", "agenda from last time's actions", "--task", "4")
    assert answer.status == 0, answer.err
    return WAY


def test_a_way_is_added_listed_and_begins_with_a_coin(coach: Coach, way: str, own_week: Path) -> None:
    listed = coach("trial").out
    assert "1  agenda from last time's actions" in listed
    assert "for: write minutes of the Monday meeting" in listed
    assert "From 6 pairs on it speaks" in listed
    first = coach("trial", "toss", way)
    assert first.out == coach("trial", "toss", "1").out
    assert ("WITH it" in first.out) != ("WITHOUT it" in first.out)


def test_an_item_is_timed_over_several_commands(coach: Coach, way: str) -> None:
    started = coach("trial", "start", "1", "--json").json
    assert started["running"]["state"] == "running"
    assert coach("trial", "lap", "--json").json["running"]["checking"] is True
    assert coach("trial", "pause", "--json").json["running"]["state"] == "paused"
    assert coach("trial", "on", "--json").json["running"]["state"] == "running"
    assert coach("trial", "--json").json["running"]["workflow"] == way
    stopped = coach("trial", "stop")
    assert "How good did it come out?" in stopped.err
    kept = coach("trial", "stop", "--quality", "1", "--minutes", "12")
    assert "the other way" in kept.err
    other = coach("trial", "start", way, "--json").json
    assert other["toss"]["with"] is not started["toss"]["with"]
    done = coach("trial", "stop", "--quality", "2", "--minutes", "9", "--json").json
    assert sorted((done["pair"]["minutes_with"], done["pair"]["minutes_without"])) == [9, 12]
    assert done["result"]["pairs"] == 1
    assert done["result"]["speaks"] is False


def test_six_pairs_speak_slower_is_told_as_a_result_and_a_new_tool_begins_anew(coach: Coach, way: str) -> None:
    for number in range(6):
        answer = coach("trial", "pair", way, str(13 + number / 10), "10")
    assert "It took longer that way" in answer.err
    told = coach("trial", "result", way).out
    assert "Over 6 pairs" in told
    assert "That is a result too" in told
    assert coach("trial", "result", way, "--json").json["result"]["verdict"] == "slower"
    assert coach("trial", "tool", way, "the", "new", "one").status == 0
    again = coach("trial", "--json").json["workflows"][0]
    assert (again["result"]["pairs"], again["result"]["low"], again["recheck"]) == (0, None, True)
    assert (again["tool"], again["recheck_on"]) == ("the new one", "2026-11-21")


def test_it_is_guarded_taught_and_looked_at_again(coach: Coach, way: str, own_week: Path) -> None:
    assert coach("trial", "guard", way, "names", "and", "dates", "against", "the", "list").status == 0
    assert coach("trial", "teach", way, "3").status == 0
    assert coach("trial", "look", way).status == 0
    listed = coach("trial").out
    assert "check: names and dates against the list" in listed
    assert "taught to 3" in listed
    position = coach("measure", "--json").json["position"]["pillars"]
    shown = {one["id"]: (one["level"], one["shown"]) for one in position}
    assert shown["multiplier"] == (4.0, True)
    assert shown["guardrails"] == (3.0, True)


def test_dropping_an_item_keeps_its_toss_and_is_counted(coach: Coach, way: str, own_week: Path) -> None:
    started = coach("trial", "start", way, "--json").json["toss"]
    assert coach("trial", "drop", "--json").json["toss"] == started
    assert open_own(own_week).profile.workflows[0].given_up == 1  # type: ignore[union-attr]
    assert "begun and given up" in coach("trial").out


@pytest.mark.parametrize(
    "words",
    [
        ("toss",),
        ("toss", "nothing-like-it"),
        ("lap",),
        ("stop",),
        ("pair", WAY, "3"),
        ("pair", WAY, "three", "4"),
        ("teach", WAY, "1.5"),
        ("teach", WAY),
        ("add",),
        ("add", "x", "--task", "99"),
        ("fly",),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(coach: Coach, way: str, words: tuple[str, ...]) -> None:
    answer = coach("trial", *words)
    assert answer.status == 2
    assert answer.err
    assert "Traceback" not in answer.err
    told = coach("trial", *words, "--json")
    assert told.json["error"]["do"]


def test_without_a_profile_it_says_what_to_do_first(coach: Coach) -> None:
    assert coach("trial").status == 2
