"""The locks in requirements/ agree with pyproject.toml and with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ALLOWED = {"textual", "rich", "pydantic", "tomli-w", "platformdirs", "python-dateutil"}


def pins(level: str) -> dict[str, tuple[str, int]]:
    """Name → (version, number of hashes) of a lock."""
    found: dict[str, tuple[str, int]] = {}
    name = ""
    for line in (CHECKOUT / "requirements" / f"{level}.txt").read_text().splitlines():
        if match := re.match(r"([a-z0-9-]+)==([^ ;]+)", line):
            name = match[1]
            found[name] = (match[2], 0)
        elif "--hash=sha256:" in line:
            found[name] = (found[name][0], found[name][1] + 1)
    return found


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())


def test_the_program_depends_on_six_packages_and_no_more(project: dict[str, dict[str, list[str]]]) -> None:
    assert {Requirement(line).name for line in project["project"]["dependencies"]} == ALLOWED


def test_every_declared_package_is_locked_within_its_range(project: dict[str, dict[str, list[str]]]) -> None:
    declared = {"run": project["project"]["dependencies"], "test": project["dependency-groups"]["dev"]}
    for level, lines in declared.items():
        locked = pins(level)
        for line in lines:
            wanted = Requirement(line)
            assert Version(locked[wanted.name][0]) in wanted.specifier, f"{wanted} in {level}.txt: run make lock"


def test_the_test_lock_has_all_of_the_run_lock_at_the_same_versions() -> None:
    assert pins("run").items() <= pins("test").items()


@pytest.mark.parametrize("level", ["run", "test"])
def test_every_version_is_exact_hashed_and_from_nowhere_in_particular(level: str) -> None:
    text = (CHECKOUT / "requirements" / f"{level}.txt").read_text()
    assert all(hashes for _, hashes in pins(level).values())
    assert "://" not in text
    assert "index-url" not in text
