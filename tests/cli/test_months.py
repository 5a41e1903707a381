"""The commands of months: a check-in by flags and on a terminal, history, drills, another job, every way back."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.cli.__main__ import run
from tests.cli.conftest import Answer
from tests.cli.test_output import assert_harmless, in_terminal

FRIDAY = {"COACH_TODAY": "2026-11-27"}
NEXT = {"COACH_TODAY": "2026-12-04"}


@pytest.fixture
def coach(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """`coach("history", "--json")` → Answer, as a command started in a shell would give it, without starting one."""

    def run_here(*words: str, stdin: str = "", **environment: str) -> Answer:
        with monkeypatch.context() as patched:
            for name, value in environment.items():
                patched.setenv(name, value)
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            capfd.readouterr()
            status = run(words)
        told = capfd.readouterr()
        return Answer(status, told.out, told.err)

    return run_here


@pytest.fixture
def planned(coach: Any, own_week: Path) -> Path:
    """A week with its plan, of Monday 23 November."""
    assert coach("plan", COACH_TODAY="2026-11-23").status == 0
    return own_week


def test_without_a_terminal_and_without_flags_it_shows_what_it_would_ask(coach: Any, planned: Path) -> None:
    answer = coach("checkin", **FRIDAY)
    assert answer.status == 0
    assert "no-time" in answer.out
    assert "Nothing was saved" in answer.err
    asked = coach("checkin", "--json", **FRIDAY).json["asked"]
    assert asked["steps"]
    assert asked["steps"][0]["id"] in answer.out
    assert not (planned / "checkins").exists()


def test_a_week_closed_by_flags(coach: Any, planned: Path) -> None:
    words = ("--done", "1", "2", "--hours", "1,5", "--obstacle", "no-time", "--confidence", "3")
    told = coach("checkin", *words, "--result", "-", "--json", stdin="fewer wrong invoices\n", **FRIDAY).json
    assert len(told["checkin"]["done"]) == 2
    assert (told["checkin"]["hours"], told["checkin"]["result"]) == (1.5, "fewer wrong invoices")
    assert told["next_on"] == "2026-12-04"
    again = coach("checkin", "--obstacle", "no-time", **NEXT)
    assert again.out == ""
    assert "coach checkin --take if_then:no-time" in again.err
    assert coach("checkin", "--take", "if_then:no-time", **NEXT).status == 0
    assert coach("checkin", "--take", "if_then:no-time", **NEXT).status == 2
    days = [(one["date"], one["kind"]) for one in coach("history", "--json", **NEXT).json["history"]]
    assert days.count(("2026-11-27", "milestone")) == 2
    assert ("2026-12-04", "checkin") in days


def test_an_earlier_check_in_is_corrected(coach: Any, planned: Path) -> None:
    coach("checkin", "--hours", "9", "--words", "to much", **FRIDAY)
    told = coach(
        "checkin", "--correct", "2026-11-27", "--hours", "0.9", "--words", "-", "--json", stdin="too much\n", **NEXT
    )
    assert (told.json["checkin"]["hours"], told.json["checkin"]["words"]) == (0.9, "too much")
    assert coach("checkin", "--correct", "2026-11-27", "--done", "1", **NEXT).status == 2
    assert coach("checkin", "--correct", "2026-11-20", "--hours", "1", **NEXT).status == 2


def test_nothing_private_need_stand_on_the_command_line_but_only_one_text_is_read(coach: Any, planned: Path) -> None:
    answer = coach("checkin", "--result", "-", "--words", "-", stdin="x", **FRIDAY)
    assert answer.status == 2
    assert not (planned / "checkins").exists()


@pytest.mark.parametrize(
    "words",
    [("--done", "77"), ("--obstacle", "no-tine"), ("--confidence", "9"), ("--take", "halve"), ("--hours", "many")],
)
def test_what_does_not_fit_is_refused_with_status_two(coach: Any, planned: Path, words: tuple[str, ...]) -> None:
    answer = coach("checkin", *words, **FRIDAY)
    assert (answer.status, answer.out) == (2, "")
    assert coach("checkin", *words, "--json", **FRIDAY).json["error"]["code"] in ("usage", "unknown-item")


def test_without_a_profile_it_says_what_to_run(coach: Any) -> None:
    for command in ("checkin", "remeasure", "drill", "watch", "job"):
        assert coach(command).status == 2


def test_on_a_terminal_it_asks_and_enter_passes_over_anything(
    coach: Any, planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_TODAY", "2026-11-27")
    asked = coach("checkin", "--json").json["asked"]
    later = [""] * len(asked["recall"])
    typed = ["d", *[""] * (len(asked["steps"]) - 1), "1,5", "board pack early", "1 3", "a quiet \x1bweek", "nine", "3"]
    typed += later
    status, said = in_terminal(("checkin",), "".join(f"{line}\n" for line in typed).encode())
    assert status == 0, said
    assert "What got in the way?" in said
    found = coach("history", "--json").json["history"]
    assert [one["words"] for one in found if one["kind"] == "entry"] == ["board pack early"]
    (closed,) = [one["words"] for one in found if one["kind"] == "checkin"]
    assert "a step done, 1.5 h" in closed
    assert_harmless(closed)


def test_comparing_says_what_moved_and_adds_up(coach: Any, planned: Path) -> None:
    profile = planned / "profile.toml"
    profile.write_text(profile.read_text().replace("hours = 10", "hours = 4", 1))
    answer = coach("remeasure", "--why", "invoices went to the tool", "--replan", **NEXT)
    assert answer.status == 0
    assert "10 h became 4 h" in answer.out
    found = coach("history", "--compare", "2026-11-23", "2026-12-04", "--json", **NEXT).json
    for one in found["figures"]:
        if one["difference"] is not None:
            parts = sum(cause["moved"].get(one["figure"], 0.0) for cause in found["causes"])
            assert parts == pytest.approx(one["difference"], abs=1e-9)
    assert coach("history", "--compare", **NEXT).out == coach("history", "--compare", "2026-11-23", "now", **NEXT).out
    too_soon = coach("remeasure", **NEXT)
    assert too_soon.status == 2
    assert "same week" in too_soon.err


def test_a_line_of_the_history_is_taken_out_and_undone(coach: Any, planned: Path) -> None:
    coach("win", "a result")
    line = next(one for one in coach("history", "--json").json["history"] if one["kind"] == "entry")
    assert f"entry:{line['id']}" in coach("history", "--ids").out
    assert coach("history", "--delete", f"entry:{line['id']}").status == 0
    assert "a result" not in coach("history").out
    assert coach("undo").status == 0
    assert "a result" in coach("history").out
    assert coach("history", "--delete", "nonsense").status == 2


def test_undo_and_redo_say_what_they_did(coach: Any, planned: Path) -> None:
    coach("win", "a result")
    assert "a result" in coach("undo").err
    assert coach("redo", "--json").json["words"].startswith("Redo")
    assert coach("redo", "--json").json["words"] is None
    assert coach("redo").status == 0


def test_restore_lists_and_brings_back(coach: Any, planned: Path) -> None:
    coach("win", "a result")
    coach("win", "another result")
    states = coach("restore", "--json").json["states"]
    assert [one["n"] for one in states] == sorted((one["n"] for one in states), reverse=True)
    assert "another result" in coach("restore").out
    assert coach("restore", str(states[1]["n"])).status == 0
    assert "another result" not in (planned / "ledger" / "2026.toml").read_text()
    coach("undo")
    assert "another result" in (planned / "ledger" / "2026.toml").read_text()
    assert coach("restore", "2001-01-01").status == 2


def test_edit_names_the_line_and_keeps_what_was_typed(coach: Any, planned: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/$OLD/$NEW/" "$1"\n')
    editor.chmod(0o700)
    broken = coach("edit", EDITOR=str(editor), OLD="hours = 10", NEW="hours = ten")
    assert broken.status == 3
    assert "profile.toml:" in broken.err
    assert "hours = 10" in (planned / "profile.toml").read_text()
    mended = coach("edit", "--json", EDITOR=str(editor), OLD="hours = ten", NEW="hours = 7")
    assert mended.json == {"schema": 1, "file": "profile.toml", "changed": True, "doubts": []}
    assert "What you typed the last time" in mended.err
    assert "hours = 7" in (planned / "profile.toml").read_text()
    assert coach("edit", EDITOR="false").status == 2
    assert coach("edit", EDITOR="no-such-editor").status == 2
    assert coach("edit", "--drop", EDITOR="").status == 0
    assert coach("edit", EDITOR="", VISUAL="").status == 2


def test_a_drill_by_flags_keeps_initials_only(coach: Any, planned: Path) -> None:
    shown = coach("drill")
    assert "What is yours to keep" in shown.out
    words = ("--person", "Mary Jones=2026-09-14", "--runway", "4", "--minutes", "28")
    drill = coach("drill", *words, "--json").json["drill"]
    assert drill["people"] == [{"name": "MJ", "last": "2026-09-14"}]
    assert drill["runway_months"] is None
    assert "Mary" not in (planned / "checkins" / "2026.toml").read_text()
    assert coach("drill", "--person", "M=soon").status == 2


def test_signs_are_noted_and_listed(coach: Any, planned: Path) -> None:
    assert "not looked yet" in coach("watch").out
    assert coach("watch", "rehiring-patterns", "seen", "--saw", "two asked back").status == 0
    assert "two asked back" in coach("watch", "rehiring-patterns").out
    found = {one["id"]: one["state"] for one in coach("watch", "--json").json["signs"]}
    assert found["rehiring-patterns"] == "seen"
    for words in (("nonsense",), ("rehiring-patterns", "perhaps"), ("--saw", "x")):
        assert coach("watch", *words).status == 2


def test_another_job_keeps_the_history(coach: Any, planned: Path) -> None:
    assert coach("job", "Bookkeeper", "--second", "--keep", "3", "--occupation", "43-3031.00").status == 0
    assert "your second job's: Bookkeeper" in coach("measure").out
    assert coach("job", "--ended", "bookkeeper").status == 0
    assert coach("job", "Claims handler", "--employer", "New House", "--keep", "1").status == 0
    assert coach("measure", "--json").json["tasks"][0]["text"] == "answer the phone and put people through"
    assert "office manager" in coach("history").out
    assert coach("job").status == 2


def test_a_week_of_shifts_is_told_as_one(coach: Any, planned: Path) -> None:
    profile = planned / "profile.toml"
    profile.write_text(profile.read_text().replace("[worker]", '[worker]\nweek = "shift"'))
    assert "average over your shifts" in coach("measure").out


@pytest.mark.parametrize("typed", [b"d\n\x04", b"\n" * 12], ids=["ended", "passed over"])
def test_a_check_in_that_was_ended_or_passed_over_is_not_kept(planned: Path, typed: bytes) -> None:
    status, said = in_terminal(("checkin",), typed)
    assert status == 0
    assert "nothing is kept" in said.splitlines()[-1]
    assert not (planned / "checkins").exists()


def test_on_a_terminal_what_was_missed_comes_back_and_an_offer_can_be_taken(
    coach: Any, planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = planned / "profile.toml"
    profile.write_text(profile.read_text() + "\n[knowledge.k-cited-case]\nright = false\non = 2026-11-01\n")
    coach("checkin", "--obstacle", "no-time", **FRIDAY)
    monkeypatch.setenv("COACH_TODAY", NEXT["COACH_TODAY"])
    asked = coach("checkin", "--json").json["asked"]
    missed, new = [one["id"] for one in asked["recall"]]
    assert missed == "k-cited-case"
    steps = [""] * len(asked["steps"])
    typed = [*steps, "many", "99999", "", "", "1, 77 x", "", "7", "2", "1", "", "1"]
    status, said = in_terminal(("checkin",), "".join(f"{line}\n" for line in typed).encode())
    assert status == 0, said
    assert "Once more: A draft legal memo" in said
    assert "Rather: Open all five" in said
    assert "Take one up?" in said
    (_, latest) = [one["words"] for one in coach("history", "--json").json["history"] if one["kind"] == "checkin"]
    assert latest == "a week closed"
    kept = (planned / "checkins" / "2026.toml").read_text()
    assert missed in kept
    assert new not in kept, "passed over, so it is not met yet"
    assert "if_then:no-time" in kept
    assert "If I look at next week" in (planned / "plan.toml").read_text()


def test_on_a_terminal_the_drill_goes_through_its_five_parts(
    coach: Any, planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_TODAY", "2026-12-04")
    coach("win", "fewer wrong invoices")
    typed = ["", "contract, payslips", "three months' notice", "4,5", "n", "Mary Jones=2026-09-14", "Tom", ""]
    status, said = in_terminal(("drill",), "".join(f"{line}\n" for line in typed).encode())
    assert status == 0, said
    assert "fewer wrong invoices" in said
    kept = (planned / "checkins" / "2026.toml").read_text()
    assert 'keep = "contract, payslips"' in kept
    assert "runway" not in kept
    assert ['"MJ"' in kept, '"T"' in kept, "Mary" in kept] == [True, True, False]
    assert "MJ, last 14 Sep 2026" in coach("drill").out


def test_a_comparison_with_a_day_nothing_was_kept_on_says_which_stands_for_it(coach: Any, own_week: Path) -> None:
    assert coach("remeasure", COACH_TODAY="2026-06-01").status == 0
    answer = coach("history", "--compare", "2020-01-01", "now", COACH_TODAY="2026-07-01")
    assert answer.status == 0
    assert "No measurement was kept on 2020-01-01: the one of 2026-06-01 stands for it." in answer.err
    assert coach("history", "--compare", "2026-06-01", "now", COACH_TODAY="2026-07-01").err == ""


def test_a_move_by_its_own_id_is_bound_where_it_is_good_in_most_readings(coach: Any) -> None:
    told = coach("whatif", "support-specialist", "--add", "ask-permission").out
    good = int(told.split("(good in ")[1].split()[0])
    assert good >= 20
