"""The app in a real pseudo-terminal: nothing typed is lost, the terminal is given back, statuses are honest."""

from __future__ import annotations

import inspect
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from coach.tui.terminal import MOST_PASTED, Keyboard
from tests.tui.terminal import CTRL_C, DOWN, ENTER, ESC, RIGHT, Terminal, pasted

WEEK = "14 answer tickets\r8 answer web chats\r30m stand-up\r"


@pytest.fixture
def home() -> Path:
    return Path(os.environ["COACH_HOME"])


def saved(home: Path) -> dict[str, float]:
    """The tasks on disk with their hours."""
    with (home / "profile.toml").open("rb") as file:
        return {task["text"]: task["hours"] for task in tomllib.load(file).get("tasks", [])}


def test_week_typed_window_closed_and_nothing_is_missing_next_time(home: Path) -> None:
    with Terminal() as first:
        first.wait_for("What do you do?")
        first.type("helpdesk")
        first.wait_for("15-1232.00")
        first.type(DOWN + ENTER)
        first.type(WEEK)
        first.wait_for("3 tasks, 22.5 h")
        first.type("calm down an")
        first.wait_for("calm down an")  # what the system still holds when a window closes, it throws away
        first.close()
        assert first.wait() == 128 + signal.SIGHUP
    assert saved(home) == {"answer tickets": 14.0, "answer web chats": 8.0, "stand-up": 0.5}

    with Terminal() as again:
        again.wait_for("3 tasks, 22.5 h", "calm down an", "Computer User Support Specialists", "FIRST LOOK")
        again.type("n")
        again.type("gry callers 4h" + ENTER)
        again.wait_for("4 tasks, 26.5 h")
        again.type(ESC)
        again.type("q")
        assert again.wait() == 0
        assert again.restored
    assert saved(home)["calm down angry callers"] == 4.0


def test_a_whole_week_in_one_burst_of_keys_is_kept_in_order(home: Path) -> None:
    tasks = [f"{hours} task number {hours}" for hours in range(1, 9)]
    with Terminal() as window:
        window.type("nurse" + ENTER + "".join(f"{task}x\x7f{ENTER}" for task in tasks))
        window.wait_for("8 tasks, 36 h")
        window.type(CTRL_C)
        assert window.wait() == 0
    assert list(saved(home).items()) == [(f"task number {hours}", float(hours)) for hours in range(1, 9)]


def test_typed_before_anything_was_loaded_is_not_lost() -> None:
    with Terminal() as window:
        window.type("plumber")
        window.wait_for("What do you do?", "plumber")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGQUIT", "SIGINT"])
def test_ended_by_a_signal_it_keeps_the_draft_and_restores_the_terminal(name: str) -> None:
    number = getattr(signal, name)
    with Terminal() as window:
        window.wait_for("What do you do?")
        window.type("half a ti", quiet=0.05)
        window.send(number)
        assert window.wait() == 128 + number
        assert window.restored
    with Terminal() as again:
        again.wait_for("half a ti")


def test_stopped_and_brought_back_it_goes_on() -> None:
    with Terminal() as window:
        window.wait_for("What do you do?")
        window.type("nur")
        window.send(signal.SIGTSTP)
        assert window.stopped()
        window.settle()
        assert window.restored
        window.send(signal.SIGCONT)
        window.settle()
        window.type("se")
        window.wait_for("nurse")


def test_an_invalid_byte_is_no_end() -> None:
    with Terminal() as window:
        window.wait_for("What do you do?")
        window.type(b"caf\xff\xc3 owner")
        window.wait_for("caf", "owner")
        window.type(CTRL_C)
        assert window.wait() == 0


def test_the_decoder_that_is_replaced_is_still_the_one_in_use() -> None:
    from textual.drivers import linux_driver

    from coach.tui.terminal import driver_class

    source = inspect.getsource(linux_driver.LinuxDriver.run_input_thread)
    assert 'getincrementaldecoder("utf-8")()' in source
    driver_class(lambda: None)
    assert linux_driver.getincrementaldecoder("utf-8") is Keyboard  # type: ignore[attr-defined]


def test_the_keyboard_survives_bytes_and_says_when_the_window_has_gone() -> None:
    decode = Keyboard().decode
    assert decode(b"a\xffb") == "a�b"
    assert decode(b"\x1b") == "\x1b", "the escape key is not held back"
    with pytest.raises(EOFError):
        decode(b"")


@pytest.mark.parametrize("size", [1, 3, 7, 4096])
def test_pastes_are_cleaned_and_cut_however_they_arrive(size: int) -> None:
    decode = Keyboard().decode
    told = ("x" + pasted("a\x1b]0;t\x07\x9b1mb\n") + "y" + pasted("z" * (MOST_PASTED + 5000)) + "\x1b[A").encode()
    text = "".join(decode(told[at : at + size]) for at in range(0, len(told), size)) + decode(b"", final=True)
    assert text == "x" + pasted("a]0;t1mb\n") + "y" + pasted("z" * (MOST_PASTED + 1)) + "\x1b[A"


HOSTILE = "see [/etc/passwd] [/] [b]x[/b] \x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b31m\u202eabc"


def test_hostile_text_is_shown_as_text_everywhere(home: Path) -> None:
    with Terminal(size=(120, 40)) as window:
        window.wait_for("What do you do?")
        window.type(pasted("boss [/] [red]") + ENTER)
        window.type("3 " + pasted(HOSTILE) + ENTER)
        window.wait_for("1 task, 3 h", "see [/etc/passwd] [/] [b]x[/b]")
        window.type(ESC)
        for place in "341":
            window.type(place)
        window.wait_for("THIS WEEK")
        window.type("l")
        window.type(pasted(HOSTILE) + ENTER)
        window.wait_for("1 result logged", "see [/etc/passwd]")
        window.type("u")
        window.wait_for("Taken back", "no result logged yet")
        window.type("q")
        assert window.wait() == 0
    assert b"\x1b]0;owned" not in window.raw
    assert b"\x1b]52;" not in window.raw
    assert "\u202e".encode() not in window.raw
    (task,) = saved(home)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202e]", task)


def test_a_huge_paste_is_cut_and_said() -> None:
    with Terminal() as window:
        window.wait_for("What do you do?")
        window.type("nurse" + ENTER)
        window.type(pasted("5 x\n" * 1_250_000))
        window.wait_for("the first 100,000 characters were taken")
        window.wait_for("200 tasks, 1000 h")
        window.type(CTRL_C)
        assert window.wait() == 0


def test_tiny_windows_say_what_is_needed_and_come_back() -> None:
    with Terminal(size=(40, 10)) as window:
        window.wait_for("needs at least 60×20")
        for size in ((1, 1), (20, 5), (200, 3), (59, 40), (60, 20)):
            window.resize(*size)
            window.settle(0.1)
        window.wait_for("What do you do?")
        assert "needs at least" not in window.text


def test_without_a_terminal_one_message_and_status_two() -> None:
    run = subprocess.run([sys.executable, "-m", "coach"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr.count("needs a terminal") == 1
    assert "coach measure" in run.stderr


def test_a_dumb_terminal_is_told_the_plain_commands() -> None:
    with Terminal(command=["/usr/bin/env", "TERM=dumb", sys.executable, "-m", "coach"]) as window:
        assert window.wait() == 2
        assert "TERM=dumb" in window.text
        assert b"\x1b[?1049h" not in window.raw


def test_a_folder_that_cannot_be_read_is_named_and_left_alone(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "profile.toml").write_text("schema = 1\n[worker]\ntitle = \n", encoding="utf-8")
    with Terminal() as window:
        assert window.wait() == 3
        assert window.restored
        assert "profile.toml:3" in window.text
    assert (home / "profile.toml").read_text(encoding="utf-8").endswith("title = \n")


CRASH = """
from coach.tui.screens.week import Week
from coach.session.opening import open_own
from coach.tui.app import run
import sys

async def broken(self):
    secret = "calm down angry Mr Smith"
    raise RuntimeError(f"a fault of ours about {secret}")

Week.show = broken
sys.exit(run(open_own))
"""


@pytest.mark.parametrize("folder", [True, False])
def test_a_fault_of_ours_tells_what_was_kept_and_shows_nothing_of_the_person(home: Path, folder: bool) -> None:
    if folder:
        home.mkdir(parents=True)
    with Terminal(size=(100, 40), command=[sys.executable, "-c", CRASH]) as window:
        assert window.wait() == 70
        assert window.restored
        said = re.sub(r"\s+", " ", window.text)
        assert "a fault of its own" in said
        assert "kept as a draft" in said
        assert b"Smith" not in window.raw, "Textual shows the values of variables, which are the person's"
        assert b"Traceback" not in window.raw
        found = re.search(r"lies in (\S+\.txt)", said)
        path = home / "fault-report.txt" if folder else Path(found[1] if found else "")
    report = path.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in report
    assert "coach/tui/screens/place.py" in report
    assert "Smith" not in report
    assert str(Path.home()) not in report
    assert path.stat().st_mode & 0o077 == 0


def test_the_private_names_that_keep_a_fault_quiet_are_still_the_ones_in_use() -> None:
    from textual.app import App

    assert "self._fatal_error()" in inspect.getsource(App._handle_exception)
    assert "show_locals=True" in inspect.getsource(App._fatal_error)
    assert "self._filters" in inspect.getsource(App.get_line_filters)


def test_keys_typed_in_the_instant_of_a_change_of_place_are_not_lost(home: Path) -> None:
    with Terminal() as window:
        window.wait_for("What do you do?")
        window.type("nurse" + ENTER + "4 rounds" + ENTER + "3 notes" + ENTER + ESC)
        window.wait_for("2 tasks, 7 h")
        # a place, a sheet, its text and another place, all in one go; twice, from different places
        window.type("1lfewer falls on the ward" + ENTER + "6")
        window.wait_for("fewer falls on the ward", "THIS YEAR")
        window.type("2n2 handover" + ENTER)
        window.wait_for("3 tasks, 9 h")
        window.type(ESC)  # with a key right behind it, it would be that key with alt
        window.type("1lhandover in 10 minutes" + ENTER + "5")
        window.wait_for("ACCEPT")
        window.type("q")
        assert window.wait() == 0
    assert saved(home) == {"rounds": 4.0, "notes": 3.0, "handover": 2.0}
    with (home / "ledger" / "2026.toml").open("rb") as file:
        logged = {entry["text"] for entry in tomllib.load(file)["entries"]}
    assert logged == {"fewer falls on the ward", "handover in 10 minutes"}


_COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;0-9]*)m")


@pytest.mark.parametrize("told", ["NO_COLOR=1", "NO_COLOR="])
def test_no_colour_is_sent_where_the_person_asked_for_none(told: str) -> None:
    with Terminal(command=["/usr/bin/env", told, sys.executable, "-m", "coach", "demo"]) as window:
        window.wait_for("YOUR WEEK")
        window.type(ESC)
        for place in "12345678":
            window.type(place)
        window.type("q")
        assert window.wait() == 0
        assert bool(_COLOUR.search(window.raw)) == (told == "NO_COLOR=")


def test_in_the_terminals_own_colours_the_row_in_hand_is_reversed_on_every_screen() -> None:
    with Terminal("demo") as window:
        window.wait_for("YOUR WEEK")
        window.type(",")
        window.wait_for("‹ dark ›")
        for _ in range(3):
            window.type(RIGHT)
        window.wait_for("‹ the terminal's own ›")
        window.type(ESC)
        places = {"3": "EXPOSURE", "4": "WHAT IF", "5": "THIS WEEK", "6": "WAYS OF WORKING", "7": "PROGRESS"}
        for key, name in places.items():
            window.type(key)
            window.wait_for(name)
            window.type("g" + DOWN)
            before = len(window.raw)
            window.type(DOWN)
            rows = [
                row for row in range(1, 23) if sum(cell.reverse and cell.data.isalnum() for cell in window.cells(row))
            ]
            assert rows, (name, window.text)
            assert b"\x1b[7;39;49m" in window.raw[before:] or name == "PROGRESS", "what is sent says so"
            for row in rows:
                assert not any(cell.reverse and cell.data in "█▓░" for cell in window.cells(row)), "textures stay"
        window.type("q")
        assert window.wait() == 0


def test_without_colour_every_screen_still_says_what_it_means() -> None:
    """Colour taken away: the place one is at, the row in hand, the classes of work and what is unknown are there."""
    with Terminal(command=["/usr/bin/env", "NO_COLOR=1", sys.executable, "-m", "coach", "demo"]) as window:
        window.wait_for("YOUR WEEK")
        window.type(ESC)
        for key, name, meaning in (
            ("1", "Home", ("WHERE YOU STAND", "█ ", "▓ ", "░ ", "outcome link", "·")),
            ("3", "Exposure", ("EXPOSURE", "█", "▓", "░", "could run without you", "not reached")),
            ("4", "What if", ("WHAT IF", "without you", "→")),
            ("5", "Plan", ("▸", "THIS WEEK")),
            (",", "", ("‹ dark ›", "● dark")),
        ):
            window.type(key)
            window.wait_for(*meaning)
            top = window.cells(0)
            marked = "".join(cell.data for cell in top if cell.underscore).strip()
            assert marked.endswith(name), "the place one is at is underlined"
            if key in "345,":
                assert any(cell.reverse and cell.data.isalnum() for row in range(1, 23) for cell in window.cells(row))


def test_a_plan_that_cannot_be_read_ends_the_app_with_its_file_and_line_and_stays_as_it_is(mid_way: Path) -> None:
    plan = mid_way / "plan.toml"
    broken = plan.read_text(encoding="utf-8") + "x = [\n"
    plan.write_text(broken, encoding="utf-8")
    line = broken.count("\n")
    with Terminal() as window:
        assert window.wait() == 3
        assert window.restored
        assert f"plan.toml:{line}: not valid TOML" in window.raw.decode("utf-8", "replace")
    assert plan.read_text(encoding="utf-8") == broken
