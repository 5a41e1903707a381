"""What is loaded when, proven at run time: slow packages only where they are needed.

Guards the rows of “Import cost” (medians over a bare interpreter: pydantic 136 ms, Textual 219–271 ms).
"""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = ("textual", "pydantic", "rich", "asyncio", "argparse")
RUN = """
import json, sys
from coach.cli.__main__ import run
status = run(json.loads(sys.argv[1]))
found = [name for name in json.loads(sys.argv[2]) if name in sys.modules]
print(json.dumps([status, found]), file=sys.stderr)
"""


def loaded_by(*words: str) -> tuple[int, set[str]]:
    """The exit status of a command, and which of the slow packages it loaded, in a fresh interpreter."""
    command = [sys.executable, "-c", RUN, json.dumps(words), json.dumps(SLOW)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stderr
    status, found = json.loads(done.stderr.splitlines()[-1])
    return status, set(found)


@pytest.mark.parametrize("module", ["coach.model", "coach.base", "coach.measure", "coach.planning", "coach.session"])
def test_the_lower_floors_load_no_screen_and_no_checker(module: str) -> None:
    every = (
        f"import {module}, pkgutil, importlib, sys\n"
        f"for one in pkgutil.walk_packages({module}.__path__, '{module}.'): importlib.import_module(one.name)\n"
        f"print([name for name in ('textual', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", every], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_load_next_to_nothing(word: str) -> None:
    assert loaded_by(word) == (0, set())


@pytest.mark.parametrize("words", [("measure", "--help"), ("plan", "--help"), ("win", "--help")])
def test_the_help_of_a_command_loads_no_checker(words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "coach", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert not {"pydantic", "textual"} & {line.split("|")[-1].strip() for line in done.stderr.splitlines()}


@pytest.mark.parametrize(
    "words",
    [
        ("estimate", "answer tickets from macros"),
        ("occupations", "helpdesk"),
        ("measure", "support-specialist"),
        ("plan", "support-specialist"),
        ("export", "support-specialist"),
        ("doctor",),
        ("sources",),
        ("win", "fewer refunds went wrong"),
        ("demo", "support-specialist"),
    ],
    ids=lambda words: words[0],
)
def test_plain_commands_load_no_textual(words: tuple[str, ...]) -> None:
    status, found = loaded_by(*words)
    assert status == 0
    assert not found & {"textual", "asyncio"}


FIRST_PAINT = """
import json, os, sys
from coach.tui.app import run

def opener():
    # Called when the first screen has been painted; what is loaded by now was loaded for it.
    with open(sys.argv[1], "w") as file:
        json.dump(sorted(sys.modules), file)
    os._exit(0)

run(opener)
"""


def test_the_first_paint_loads_no_checker_and_no_content(tmp_path: Path) -> None:
    told = tmp_path / "modules.json"
    ours, theirs = pty.openpty()
    try:
        program = subprocess.Popen(
            [sys.executable, "-c", FIRST_PAINT, str(told)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color"},
        )
        os.close(theirs)
        written = b""
        try:
            while chunk := os.read(ours, 1 << 16):
                written += chunk
        except OSError:
            pass  # the program has ended, and with it the other side of the terminal
        assert program.wait() == 0, written.decode(errors="replace")
    finally:
        os.close(ours)
    modules = set(json.loads(told.read_text()))
    assert "textual" in modules
    assert not {name for name in modules if name.split(".")[0] in ("pydantic", "pydantic_core")}
    assert not {name for name in modules if name.startswith(("coach.library", "coach.measure", "coach.storage"))}
    assert b"Week" in written
