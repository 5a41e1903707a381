"""A copy brought back: the folder is as it was then, as it is now is kept, and nothing can leave it half way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.around.inventory import DAMAGED, PENDING, survey
from coach.storage.copies import restoring
from coach.storage.copies.archive import unpack
from coach.storage.folder import CareerFolder
from coach.storage.keeping.lock import held
from tests.storage.harness import LEDGER, PROFILE, WHEN, add_entry, change, entries, set_title, snapshot, started, temps

GONE = (("checkins", "2026.toml"), ("journal", "done"), ("c", PROFILE))


def title(folder: CareerFolder) -> str:
    """The worker's title in the file."""
    file = folder.read(PROFILE)
    assert file is not None
    return str(file.data["worker"]["title"])


def test_the_folder_is_as_it_was_and_bringing_back_the_kept_one_undoes_it(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    folder.keep_draft("week", "first words")
    earlier, then = folder.packed().raw, snapshot(folder.path)
    history = folder.history()
    change(folder, PROFILE, set_title("Head nurse"))
    add_entry(folder, 1)
    folder.save("next year", {"ledger/2027.toml": {"entries": [{"id": "n", "text": "n"}]}}, base={}, when=WHEN)
    folder.keep_draft("week", "other words")
    folder.keep_draft("more", "more words")
    later, now = folder.packed().raw, snapshot(folder.path)

    copy, kept = folder.restore(earlier, "copy.zip", "2026-11-22T08:09:10")
    assert copy.files == unpack(earlier, "x").files
    assert kept == folder.path / "backups" / "folder.2026-11-22T080910.zip"
    assert snapshot(folder.path) == then
    assert (title(folder), entries(folder), folder.years("ledger")) == ("Nurse", {"e0"}, [2026])
    assert folder.history() == history
    assert (folder.draft("week"), folder.draft("more")) == ("first words", None)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not (folder.path / PENDING).exists()

    folder.restore(kept.read_bytes(), "kept.zip", "2026-11-22T08:09:10")
    assert snapshot(folder.path) == now
    assert (title(folder), entries(folder), folder.draft("more")) == ("Head nurse", {"e0", "e1"}, "more words")
    assert (folder.path / "backups" / "folder.2026-11-22T080910-2.zip").exists()
    without = lambda raw: {name: one for name, one in unpack(raw, "x").files.items() if "backups/" not in name}  # noqa: E731
    assert without(folder.packed().raw) == without(later)
    undone = folder.undo(WHEN)
    assert undone is not None
    assert folder.years("ledger") == [2026]


def test_whatever_the_copy_has_not_goes_and_what_others_made_with_it_stays(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    for name in ("plan.toml", "settings.toml", "checkins/2026.toml", "measurements/2026.toml"):
        change(folder, name, lambda document: document.update(mine=1))
    (folder.path / "content").mkdir()
    (folder.path / "content" / "moves.toml").write_text("# own")
    (folder.path / "themes").mkdir()
    (folder.path / "themes" / "night.toml").write_text("# own")
    folder.keep_draft("week", "typed")
    bare = CareerFolder.open(tmp_path / "bare", create=True)
    bare.keep_draft("review", "words")
    _, kept = folder.restore(bare.packed().raw, "copy.zip", WHEN)
    assert [held.name for held in survey(folder.path) if held.what != "backups"] == [
        "drafts/review.txt",
        "lock",
        "themes/night.toml",
    ]
    assert kept is not None
    folder.restore(kept.read_bytes(), "kept.zip", WHEN)
    assert [held.name for held in survey(folder.path) if held.what != "backups"] == [
        "checkins/2026.toml",
        "content/moves.toml",
        "drafts/week.txt",
        "journal/2026.jsonl",
        "journal/done",
        "ledger/2026.toml",
        "lock",
        "measurements/2026.toml",
        "plan.toml",
        "profile.toml",
        "settings.toml",
        "themes/night.toml",
    ]


def test_folders_kept_at_the_same_moment_are_numbered_and_hold_no_backups(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    change(folder, PROFILE, set_title("Head nurse"))
    raw = folder.packed().raw
    kept = [folder.restore(raw, "copy.zip", WHEN)[1] for _ in range(4)]
    names = [path.name for path in kept if path is not None]
    assert names == [f"folder.2026-11-21T100000{end}.zip" for end in ("", "-2", "-3", "-4")]
    assert sorted(path.name for path in (folder.path / "backups").glob("folder.*")) == sorted(names)
    for path in kept:
        assert path is not None
        assert sorted(unpack(path.read_bytes(), "kept").files) == [
            "journal/2026.jsonl",
            "journal/done",
            LEDGER,
            PROFILE,
        ]


def test_a_file_that_says_what_the_copy_says_is_not_written(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    raw = folder.packed().raw
    add_entry(folder, 1)
    before = {name: (folder.path / name).stat().st_ino for name in (PROFILE, LEDGER)}
    folder.restore(raw, "copy.zip", WHEN)
    assert (folder.path / PROFILE).stat().st_ino == before[PROFILE]
    assert (folder.path / LEDGER).stat().st_ino != before[LEDGER]


def test_what_was_put_or_taken_away_lasts_before_the_copy_goes_and_so_does_its_going(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    change(folder, "checkins/2026.toml", lambda document: document.update(mine=1))
    bare = CareerFolder.open(tmp_path / "bare", create=True)
    bare.keep_draft("review", "words")
    raw = bare.packed().raw
    told: list[str] = []
    real = os.unlink

    def unlink(path: str | Path) -> None:
        real(path)
        told.append(f"gone {Path(path).name}")

    monkeypatch.setattr(os, "unlink", unlink)
    monkeypatch.setattr(restoring, "sync_folder", lambda place: told.append(f"{place.name} lasts"))
    folder.restore(raw, "copy.zip", WHEN)
    assert told[:2] == ["backups lasts", "c lasts"]  # the kept folder, then the copy that is brought back
    end = told.index(f"gone {PENDING}")
    assert {"checkins lasts", "ledger lasts", "journal lasts", "drafts lasts", "c lasts"} <= set(told[2:end])
    assert all(told.index(f"{place} lasts", 2) > told.index(f"gone {name}") for place, name in GONE)
    assert told[end:] == [f"gone {PENDING}", "c lasts"]


def test_backups_made_since_stay_and_those_in_the_copy_come_back(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    change(folder, PROFILE, set_title("Head nurse"))
    in_copy = set((folder.path / "backups").rglob("*.toml"))
    raw = folder.packed().raw
    for path in in_copy:
        path.unlink()
    change(folder, PROFILE, set_title("Matron"))
    since = set((folder.path / "backups").rglob("*.toml"))
    folder.restore(raw, "copy.zip", WHEN)
    assert set((folder.path / "backups").rglob("*.toml")) == in_copy | since


def test_what_coach_did_not_put_there_stays(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    raw = folder.packed().raw
    (folder.path / "notes.txt").write_text("mine")
    (folder.path / "ledger" / "2026 (conflicted copy).toml").write_text("x")
    folder.restore(raw, "copy.zip", WHEN)
    assert (folder.path / "notes.txt").read_text() == "mine"
    assert (folder.path / "ledger" / "2026 (conflicted copy).toml").exists()


def test_a_new_machine_gets_all_of_it_and_keeps_nothing_of_nothing(tmp_path: Path) -> None:
    folder = started(tmp_path / "old")
    change(folder, PROFILE, set_title("Head nurse"))
    new = CareerFolder.open(tmp_path / "new")
    _, kept = new.restore(folder.packed().raw, "copy.zip", WHEN)
    assert kept is None
    assert snapshot(new.path) == snapshot(folder.path)
    assert new.history() == folder.history()
    assert new.undo(WHEN) is not None
    assert title(new) == "Nurse"
    assert all(path.stat().st_mode & 0o077 == 0 for path in [new.path, *new.path.rglob("*")] if not path.is_symlink())


def test_a_folder_that_cannot_be_read_is_mended_and_kept_as_it_was(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    raw = folder.packed().raw
    (folder.path / PROFILE).write_bytes(bytes(100))
    (folder.path / "journal" / "2026.jsonl").write_bytes(b"\xff\n")
    again = CareerFolder.open(folder.path)
    _, kept = again.restore(raw, "copy.zip", WHEN)
    assert title(again) == "Nurse"
    assert kept is not None
    assert unpack(kept.read_bytes(), "x").files[PROFILE] == bytes(100)


def test_linked_files_are_written_where_they_are_and_stay_links(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    raw = folder.packed().raw
    (tmp_path / "dotfiles").mkdir()
    os.rename(folder.path / PROFILE, tmp_path / "dotfiles" / "me.toml")
    (folder.path / PROFILE).symlink_to(tmp_path / "dotfiles" / "me.toml")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "mine.toml").write_text("# since")
    (folder.path / "content").symlink_to(tmp_path / "content")
    change(folder, PROFILE, set_title("Head nurse"))
    folder.restore(raw, "copy.zip", WHEN)
    assert (folder.path / PROFILE).is_symlink()
    assert "Nurse" in (tmp_path / "dotfiles" / "me.toml").read_text()
    assert (folder.path / "content").is_symlink()
    assert not (tmp_path / "content" / "mine.toml").exists()  # the copy has no content of one's own


def test_what_is_in_the_way_is_named_before_anything_is_touched(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    folder.keep_draft("week", "x")
    raw = folder.packed().raw
    change(folder, PROFILE, set_title("Head nurse"))
    (folder.path / "drafts" / "week.txt").unlink()
    (folder.path / "drafts").rmdir()
    (folder.path / "drafts").write_text("a file")
    before = snapshot(folder.path)
    with pytest.raises(Failure, match=r"drafts is in the way of drafts/week\.txt") as caught:
        folder.restore(raw, "copy.zip", WHEN)
    assert caught.value.code == "not-saved"
    (folder.path / "drafts").unlink()
    (folder.path / "drafts" / "week.txt").mkdir(parents=True)
    with pytest.raises(Failure, match=r"week\.txt is in the way of drafts/week\.txt"):
        folder.restore(raw, "copy.zip", WHEN)
    assert snapshot(folder.path) == before
    assert not (folder.path / "backups" / "folder.2026-11-21T100000.zip").exists()


def test_a_copy_half_brought_back_is_finished_by_the_next_opening_even_in_a_new_folder(tmp_path: Path) -> None:
    folder = started(tmp_path / "old")
    new = tmp_path / "new"
    new.mkdir(mode=0o700)
    (new / PENDING).write_bytes(folder.packed().raw)
    again = CareerFolder.open(new)
    assert again.notes == ("A copy that was being brought back when coach was stopped has been brought back.",)
    assert snapshot(new) == snapshot(folder.path)
    assert CareerFolder.open(new).notes == ()


def test_a_copy_half_brought_back_is_finished_by_the_next_save_of_a_coach_already_open(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    other = CareerFolder.open(tmp_path / "c")
    raw = folder.packed().raw
    change(folder, PROFILE, set_title("Head nurse"))
    (folder.path / PENDING).write_bytes(raw)
    add_entry(other, 1)
    assert (title(other), entries(other)) == ("Nurse", {"e0", "e1"})


def test_a_pending_copy_that_has_been_damaged_is_set_aside_and_stops_nothing(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    (folder.path / PENDING).write_bytes(b"half a zip")
    again = CareerFolder.open(folder.path)
    assert again.notes[0].startswith(f"A copy that was being brought back is set aside as {DAMAGED}: {PENDING}: ")
    assert (folder.path / DAMAGED).read_bytes() == b"half a zip"
    assert entries(again) == {"e0"}


def test_nothing_is_brought_back_into_a_newer_folder_or_while_another_saves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    raw = folder.packed().raw
    monkeypatch.setattr("coach.storage.folder.WAIT", 0.05)
    with held(folder.path), pytest.raises(Failure) as caught:
        folder.restore(raw, "copy.zip", WHEN)
    assert caught.value.status == 5
    (folder.path / PROFILE).write_text("schema = 2\n")
    newer = CareerFolder.open(folder.path)
    with pytest.raises(Failure) as caught:
        newer.restore(raw, "copy.zip", WHEN)
    assert caught.value.code == "read-only"
    assert (folder.path / PROFILE).read_text() == "schema = 2\n"
    assert unpack(newer.packed().raw, "x").files[PROFILE] == b"schema = 2\n"  # a copy of it can be made


def test_a_failure_half_way_says_that_the_next_opening_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")
    raw = folder.packed().raw
    change(folder, PROFILE, set_title("Head nurse"))
    real = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == PROFILE:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Failure) as caught:
        folder.restore(raw, "copy.zip", WHEN)
    assert caught.value.code == "unfinished"
    assert caught.value.what.endswith(f"{folder.path} could not be brought up to date: No space left on device.")
    assert temps(folder.path) == []
    monkeypatch.undo()
    assert title(CareerFolder.open(folder.path)) == "Nurse"
