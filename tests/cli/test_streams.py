"""What a command does where its answer, or its messages, cannot be written: words, a status, never a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASKED = [
    ("plan", "support-specialist"),
    ("plan", "support-specialist", "--json"),
    ("measure", "support-specialist", "--json"),
    ("export", "support-specialist", "--format", "ics"),
    ("--help",),
    ("--version",),
]


def in_shell(words: tuple[str, ...], redirected: str) -> subprocess.CompletedProcess[str]:
    """A command with its streams as the shell makes them."""
    line = f'exec "$@" {redirected}'
    return subprocess.run(
        ["/bin/sh", "-c", line, "sh", sys.executable, "-m", "coach", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
@pytest.mark.parametrize("redirected", [">/dev/full", ">&-"])
def test_an_answer_that_cannot_be_written(words: tuple[str, ...], redirected: str) -> None:
    done = in_shell(words, redirected)
    assert done.returncode == 4, done
    assert done.stderr.startswith("The answer could not be written: ")
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("redirected", ["2>/dev/full", "2>&-"])
def test_messages_that_cannot_be_written_change_nothing(redirected: str) -> None:
    """Least of all do they turn up on stdout."""
    wrong = in_shell(("measure", "nobody"), redirected)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    fine = in_shell(("measure", "support-specialist", "--json"), redirected)
    assert fine.returncode == 0
    assert fine.stdout.startswith("{")
    assert fine.stdout.endswith("}\n")


@pytest.mark.parametrize("redirected", [">&- 2>&-", ">/dev/full 2>/dev/full", "<&- >&- 2>&-"])
def test_nothing_can_be_written_at_all(redirected: str) -> None:
    assert in_shell(("plan", "support-specialist"), redirected).returncode == 4


def test_stdin_that_is_closed_says_nothing() -> None:
    done = in_shell(("estimate", "-"), "<&-")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_only_a_failure_to_say_writes_nothing_to_a_full_device() -> None:
    assert in_shell(("measure", "nobody"), ">/dev/full").returncode == 2
