"""Help, completion and the man page: made from the same descriptions, and right about every command."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach.cli.describing import described
from coach.cli.table import COMMANDS
from coach.cli.topics import TOPICS

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def test_help_alone_lists_every_command_and_topic(coach: Any) -> None:
    answer = coach("help")
    assert answer.status == 0
    assert coach("--help").out.splitlines() == answer.out.splitlines()[: len(coach("--help").out.splitlines())]
    lines = {name: line for name, (_, line) in COMMANDS.items()} | {name: line for name, (line, _) in TOPICS.items()}
    told = {first: rest.strip() for first, _, rest in (line.strip().partition(" ") for line in answer.out.splitlines())}
    assert {name: told.get(name) for name in lines} == lines


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_its_own_help(coach: Any, name: str) -> None:
    answer = coach("help", name)
    assert answer.status == 0
    assert answer.out == coach(name, "--help").out
    assert answer.out.startswith(f"usage: coach {name}")
    for word in described(name).words:
        assert word.line, f"{name} {word.flags or word.value} says nothing about itself"


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_a_screenful(coach: Any, name: str) -> None:
    lines = coach("help", name).out.splitlines()
    assert 5 <= len(lines) <= 22
    assert max(map(len, lines)) <= 88


def test_a_topic_that_is_not_there(coach: Any) -> None:
    answer = coach("help", "privcy")
    assert answer.status == 2
    assert "coach help privacy" in answer.err
    assert coach("help", "privcy", "--json").json["error"]["code"] == "unknown-item"


def test_the_topic_on_statuses_names_them_all(coach: Any) -> None:
    from coach.session import Status

    told = coach("help", "statuses").out
    for status in Status:
        assert f"\n{int(status)} " in f"\n{told}"


FINISHED = [
    ("coach pl", ["plan"]),
    ("coach plan --reb", ["--rebuild"]),
    ("coach win --kind ca", ["capacity", "cash"]),
    ("coach measure supp", ["support-specialist"]),
    ("coach help priv", ["privacy"]),
    ("coach --home /tmp doct", ["doctor"]),
]


@pytest.mark.parametrize(("typed", "finished"), FINISHED)
def test_bash_finishes_words(coach: Any, tmp_path: Path, typed: str, finished: list[str]) -> None:
    words = shlex.join(typed.split())
    script = f"{coach('completion', 'bash').out}\nCOMP_WORDS=({words}); COMP_CWORD={len(typed.split()) - 1}; _coach\n"
    script += 'printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert sorted(done.stdout.split()) == finished
    assert not done.stderr


@pytest.mark.parametrize(("typed", "finished"), [one for one in FINISHED if "--home" not in one[0]])
def test_fish_finishes_words(coach: Any, tmp_path: Path, typed: str, finished: list[str]) -> None:
    if shutil.which("fish") is None:
        pytest.skip("no fish here")
    script = f"{coach('completion', 'fish').out}\ncomplete -C {shlex.quote(typed)}\n"
    done = subprocess.run(["fish", "-N", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert sorted(line.split("\t")[0] for line in done.stdout.splitlines()) == finished


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_the_shell_can_read(coach: Any, tmp_path: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    script = tmp_path / "script"
    script.write_text(coach("completion", shell).out)
    subprocess.run([shell, "-n", str(script)], check=True)


def test_a_shell_that_is_not_there(coach: Any) -> None:
    answer = coach("completion", "cmd")
    assert answer.status == 2
    assert "bash" in answer.err


def test_the_man_page_is_what_the_commands_say() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import manpage; print(manpage.page(), end='')"],
        cwd=CHECKOUT / "tools",
        capture_output=True,
        text=True,
        check=True,
    )
    assert (CHECKOUT / "docs" / "coach.1").read_text(encoding="utf-8") == done.stdout, "run `make man`"
    for name in COMMANDS:
        assert f".SS coach {name}" in done.stdout


def test_the_man_page_sets_without_a_warning() -> None:
    if shutil.which("groff") is None:
        pytest.skip("no groff here")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(CHECKOUT / "docs" / "coach.1")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    assert "Exposure" in done.stdout or "exposure" in done.stdout
