"""Rebuilding occupations: the same bytes from the same input, and an edit of everyday.tsv needs no sources."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from coach.library.occupations import Occupations
from coach.library.places import content_dir

ROOT = Path(__file__).resolve().parents[2]
FOLDER = content_dir() / "occupations"
WRITTEN = ("occupations.tsv", "related.tsv", "titles.tsv", "words.tsv", "titles.index")


@pytest.fixture
def building(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    from content.building import occupations

    return occupations


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "content" / "occupations")
    return tmp_path / "content"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in WRITTEN}


def test_what_ships_is_in_step_with_the_everyday_titles(building: ModuleType, copy: Path) -> None:
    building.refresh(copy)
    assert _bytes(copy / "occupations") == _bytes(FOLDER)


def test_an_added_title_is_found(building: ModuleType, copy: Path) -> None:
    everyday = copy / "occupations" / "everyday.tsv"
    everyday.write_text(everyday.read_text(encoding="utf-8") + "zorbulator\t47-2111.00\n", encoding="utf-8")
    building.refresh(copy)
    assert [match.code for match in Occupations.load(copy / "occupations").search("zorb")] == ["47-2111.00"]


@pytest.mark.parametrize("line", ["no code here", "title\t00-0000.00", "\t47-2111.00", "one|two\t47-2111.00"])
def test_a_line_it_cannot_take_is_named(building: ModuleType, copy: Path, line: str) -> None:
    everyday = copy / "occupations" / "everyday.tsv"
    everyday.write_text(f"# titles\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"everyday\.tsv:2"):
        building.refresh(copy)


def test_there_are_plenty_of_everyday_titles(building: ModuleType) -> None:
    lines = [line for line in (FOLDER / "everyday.tsv").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    assert len(lines) == len(set(lines)) > 500


def test_the_public_sources_give_what_ships(building: ModuleType, copy: Path) -> None:
    sources = os.environ.get("COACH_SOURCES")
    if not sources or not Path(sources).is_dir():
        pytest.skip("no folder of public sources: set COACH_SOURCES to check the figures against them")
    if importlib.util.find_spec("openpyxl") is None:
        pytest.skip("openpyxl is not installed: it comes with the optional group rebuild")
    for name in WRITTEN:
        (copy / "occupations" / name).unlink()
    building.build(Path(sources), copy)
    assert _bytes(copy / "occupations") == _bytes(FOLDER)
