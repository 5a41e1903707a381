"""A file put in place as typed: what it said before stays in backups, and what was promised lasts."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.base.toml import parse_toml
from coach.storage import typed
from coach.storage.folder import CareerFolder
from coach.storage.typed import put_as_typed
from tests.storage.harness import PROFILE, WHEN, add_entry, started


def kept(folder: CareerFolder) -> dict[str, str]:
    """The names of the profile's backups, with what they say."""
    return {path.name: path.read_text() for path in sorted((folder.path / "backups").glob("profile.*"))}


def test_the_text_before_a_save_and_its_typing_at_one_moment_stays_in_backups(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    by_hand = "# the night shift counts twice\n[worker]\ntitle = 'Nurse'  # since May\n"
    (folder.path / PROFILE).write_text(by_hand)
    text = "[worker]\ntitle = 'Head nurse'  # at last\n"
    new, file = parse_toml(text.encode(), PROFILE).data, folder.read(PROFILE)
    assert file is not None
    folder.save("edited", {PROFILE: new}, base={PROFILE: file.data}, when=WHEN)
    saved = (folder.path / PROFILE).read_text()
    assert put_as_typed(folder, PROFILE, text, WHEN)
    assert (folder.path / PROFILE).read_text() == text
    assert list(kept(folder).values()) == [by_hand, saved]


def test_each_mending_has_a_number_of_its_own(tmp_path: Path) -> None:
    folder = CareerFolder.open(tmp_path / "c", create=True)
    texts = [f"broken {number} = [" for number in range(3)]
    for text in texts:
        (folder.path / PROFILE).write_text(text)
        assert put_as_typed(folder, PROFILE, "[worker]\ntitle = 'Nurse'\n", WHEN)
    moment = "profile.2026-11-21T100000"
    assert kept(folder) == {f"{moment}.{number}.toml": text for number, text in enumerate(texts)}
    for number in range(4):
        add_entry(folder, number)  # another file's changes count as well
    (folder.path / PROFILE).write_text("broken again = [")
    assert put_as_typed(folder, PROFILE, "[worker]\ntitle = 'Nurse'\n", WHEN)
    assert kept(folder)[f"{moment}.4.toml"] == "broken again = ["


def test_what_is_typed_lasts_by_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")
    (folder.path / PROFILE).write_text("broken = [")
    text = "[worker]\ntitle = 'Nurse'\n"
    synced: list[tuple[str, str]] = []
    monkeypatch.setattr(typed, "sync_folder", lambda place: synced.append((place.name, (place / PROFILE).read_text())))
    assert put_as_typed(folder, PROFILE, text, WHEN)
    assert synced == [("c", text)]
