"""Every command in README and docs/ works as written, and every link leads somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli.table import COMMANDS

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = [*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/*.md")]
# Run by other tests (`--test`, `--check`, `--dist`: test_run.py, CI), or needing what a test has not (sources, uv).
ELSEWHERE = ("./run --", "make ", "uv ", "pipx ", "pip ", "git ")
ASKS_FIRST = {"coach forget"}  # without a terminal there is nobody to ask, which is status 2


def commands() -> list[str]:
    """Each line of a shell block and each `coach …` in backticks, as it would be typed; placeholders left out."""
    found: list[str] = []
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            found += [line.split("  #")[0].strip() for line in block.splitlines()]
        found += re.findall(r"`((?:coach|\./run) [^`]+)`", text)
    typed = {line for line in found if re.match(r"(coach|\./run) ", line) and not line.startswith(ELSEWHERE)}
    return sorted(line for line in typed if not re.search(r"[A-Z]{3,}|…|--home DIR|\|", line))


@pytest.mark.parametrize("line", commands())
def test_a_command_as_written(line: str, throwaway_places: Path, tmp_path: Path) -> None:
    career = throwaway_places / "career"
    career.mkdir(mode=0o700)
    (career / "profile.toml").write_bytes((CHECKOUT / "profiles" / "support-specialist.toml").read_bytes())
    words = shlex.split(line)[1:]
    command = [sys.executable, "-m", "coach", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == (2 if line in ASKS_FIRST else 0), done.stderr


def test_there_are_commands_to_run() -> None:
    assert len(commands()) >= 10


def test_every_command_is_in_the_manual() -> None:
    manual = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`{name} " in manual or f"`{name}`" in manual, name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            place = (document.parent / target).resolve()
            assert place.exists(), target


def test_the_changelog_has_this_version() -> None:
    from coach import __version__

    assert f"## [{__version__}]" in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'version = "{__version__}"' in (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
