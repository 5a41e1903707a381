"""A newcomer's first fifteen minutes in CONTRIBUTING.md work as written, on a fresh copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
GUIDE = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout as a clone has it, with the environment already set up."""
    place = tmp_path_factory.mktemp("newcomer") / "coach"
    kept = shutil.ignore_patterns(".git", ".venv*", "__pycache__", ".*_cache", "look-out", "dist", ".hypothesis")
    shutil.copytree(CHECKOUT, place, ignore=kept)
    (place / ".venv").symlink_to(Path(sys.prefix))
    if not (place / ".venv" / "coach-test.txt").exists():
        pytest.skip("the tests do not run in the environment that ./run makes")
    return place


def run(copy: Path, command: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    return subprocess.run(
        command,
        shell=True,
        cwd=copy,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def blocks(heading: str, language: str = "sh") -> list[str]:
    """The commands, or the text, of each block under a heading, as they stand."""
    section = GUIDE.split(f"## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", section, re.DOTALL | re.MULTILINE)
    return ["\n".join(line[len(indent) :] for line in text.splitlines()) for indent, text in found]


def test_the_first_change(copy: Path) -> None:
    see, tests, plan, doctor = blocks("Your first change, in fifteen minutes")
    seen = run(copy, see)
    assert seen.returncode == 0, seen.stderr
    assert "ten minutes" in seen.stdout or "WEEK" in seen.stdout.upper()

    # The tests named there are run by this very run; that pytest finds them is enough here.
    words, check = tests.splitlines()
    found = run(copy, f"{words} --collect-only -q -p no:cacheprovider")
    assert found.returncode == 0, found.stdout[-2000:] + found.stderr
    assert check == "./run --check"

    moves = copy / "content" / "moves" / "accept.toml"
    text = moves.read_text(encoding="utf-8")
    shown = run(copy, plan).stdout
    titles = [move["title"].split("{")[0] for move in tomllib.loads(text)["moves"]]
    ours = [title for title in titles if len(title) > 12 and title in shown]
    assert ours, "no move of that file is in the plan that the guide says to look at"
    moves.write_text(text.replace(ours[0], "Zebra: " + ours[0]), encoding="utf-8")
    assert "Zebra: " in run(copy, plan).stdout

    moves.write_text(text.replace("pillar = ", "pilar = ", 1), encoding="utf-8")
    found = run(copy, doctor)
    assert found.returncode == 1
    assert re.search(r"content/moves/accept\.toml:\d+: .*pilar", found.stderr)
    assert "Did you mean" in found.stderr
    moves.write_text(text, encoding="utf-8")
    assert run(copy, doctor).returncode == 0


def test_a_role_without_python(copy: Path) -> None:
    (role,) = blocks("A role without Python", "toml")
    (doctor,) = blocks("A role without Python")
    mine = copy / "content" / "roles" / "mine.toml"
    mine.write_text(role + "\n", encoding="utf-8")
    done = run(copy, doctor)
    assert done.returncode == 0, done.stderr
    assert "Bicycle mechanic" in run(copy, "./run shelf roles --all").stdout
    mine.write_text(role.replace("titles", "tittles") + "\n", encoding="utf-8")
    done = run(copy, doctor)
    assert done.returncode == 1
    assert "content/roles/mine.toml:" in done.stderr
    mine.unlink()
