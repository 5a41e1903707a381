"""Folders of every schema ever released: all of it is read, nothing of it is rewritten by looking, and it can go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from coach.storage.kinds.checkins import read_checkins
from coach.storage.kinds.entries import read_entries
from coach.storage.kinds.measurements import read_snapshots
from coach.storage.kinds.plans import read_plan
from coach.storage.kinds.profiles import read_profile
from coach.storage.kinds.settings import read_settings
from coach.storage.texts import migrations
from tests.storage.harness import PROFILE, WHEN, change, set_title

FIXTURES = Path(__file__).parent / "fixtures"
RELEASED = sorted(FIXTURES.iterdir())
READERS = {
    PROFILE: lambda file: read_profile(file).profile.tasks,
    "plan.toml": lambda file: read_plan(file).moves,
    "ledger/2026.toml": read_entries,
    "checkins/2026.toml": lambda file: [*read_checkins(file).checkins, *read_checkins(file).drills],
    "measurements/2026.toml": read_snapshots,
    "settings.toml": lambda file: [read_settings(file)[0]],
}


@pytest.fixture(params=RELEASED, ids=lambda path: path.name)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a folder as a released version left it."""
    shutil.copytree(request.param, tmp_path / "c")
    return tmp_path / "c"


def contents(path: Path) -> dict[str, bytes]:
    """Every file with its bytes, but the lock and the mark that opening may write."""
    return {
        str(file.relative_to(path)): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and file.name not in ("lock", "done")
    }


def test_there_is_a_folder_of_each_schema_with_every_kind_of_file() -> None:
    assert [int(path.name.removeprefix("schema-")) for path in RELEASED] == list(range(1, migrations.SCHEMA + 1))
    for path in RELEASED:
        assert READERS.keys() | {"journal/2026.jsonl", "drafts/week.txt"} <= contents(path).keys()


def test_all_of_it_is_read_and_none_of_it_rewritten(released: Path) -> None:
    before = contents(released)
    folder = CareerFolder.open(released)
    for name, reader in READERS.items():
        file = folder.read(name)
        assert file is not None
        assert reader(file), name
    assert [line.what for line in folder.history()] == ["log a result", "change the learning hours"]
    assert folder.draft("week") == "half a sentence\n"
    assert folder.read_only is None
    assert contents(released) == before


def test_changes_of_that_version_can_be_taken_back_and_new_ones_made(released: Path) -> None:
    folder = CareerFolder.open(released)
    undone = folder.undo(WHEN)
    assert undone is not None
    assert undone.documents[PROFILE]["worker"]["learning_hours_per_week"] == 4.0
    change(folder, PROFILE, set_title("Head nurse"))
    text = (released / PROFILE).read_text()
    assert text.startswith("# a file of the first released schema")
    assert '[mine]\nnote = "a table coach knows nothing about"' in text
    assert "Head nurse" in text


def test_one_newer_file_of_any_kind_is_not_rewritten_and_the_rest_is_read_only(released: Path) -> None:
    for name in READERS:
        shutil.copytree(released, released.parent / "newer", dirs_exist_ok=True)
        path = released.parent / "newer" / name
        path.write_text(path.read_text().replace("schema = 1", f"schema = {migrations.SCHEMA + 1}", 1))
        before = contents(released.parent / "newer")
        folder = CareerFolder.open(released.parent / "newer")
        assert folder.read_only is not None
        assert name in folder.read_only
        with pytest.raises(Failure, match="newer version"):
            folder.read(name)
        with pytest.raises(Failure) as caught:
            folder.save("x", {"ledger/2027.toml": {"entries": []}}, base={}, when=WHEN)
        assert caught.value.code == "read-only"
        assert contents(released.parent / "newer") == before
        shutil.rmtree(released.parent / "newer")
