"""Copies of everything, and all of it gone: what the commands do, without a terminal."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.session.folder import copies
from coach.session.folder.copies import backup, check_target, is_encrypted, restore_from
from coach.session.opening import open_demo, open_own, open_unread
from coach.session.results.ledger import log_win
from coach.session.weeks import week
from coach.storage.copies.archive import unpack


@pytest.fixture
def home(throwaway_places: Path) -> Path:
    """A career folder with a week and a result in it."""
    session = open_own()
    week.set_title(session, "Nurse")
    week.add_tasks(session, [("see patients", 20.0), ("write notes", 10.0)])
    log_win(session, "handover takes ten minutes less")
    return throwaway_places / "career"


def test_a_copy_moves_everything_to_another_machine(home: Path, tmp_path: Path) -> None:
    written = backup(None, tmp_path / "copy.zip")
    assert written.path == tmp_path / "copy.zip"
    assert written.confirmed
    assert not written.encrypted
    assert written.left_out == ()
    assert written.size == written.path.stat().st_size
    assert written.path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob(".coach-*")) == []

    new = open_unread(tmp_path / "new machine")
    restored = restore_from(new, written.path)
    assert restored.kept is None
    assert restored.notes == ()
    assert restored.files == written.files
    assert restored.as_of is not None
    assert restored.as_of.startswith("2026-11-21T")
    assert new.profile is not None
    assert [task.text for task in new.profile.tasks] == ["see patients", "write notes"]
    assert [entry.text for entry in new.entries] == ["handover takes ten minutes less"]
    assert new.folder is not None
    assert new.folder.undo("2026-11-22T08:00:00") is not None  # its history came along


def test_a_copy_with_a_passphrase_comes_back_with_it_only(home: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyrage")
    written = backup(None, tmp_path / "copy.age", passphrase="four words of ours")
    assert written.encrypted
    assert b"patients" not in written.path.read_bytes()
    assert is_encrypted(written.path)
    new = open_unread(tmp_path / "new")
    with pytest.raises(Failure, match="is encrypted"):
        restore_from(new, written.path)
    with pytest.raises(Failure, match="does not open"):
        restore_from(new, written.path, "four words of hers")
    assert not (tmp_path / "new").exists()
    assert restore_from(new, written.path, "four words of ours").files == written.files


def test_bringing_back_keeps_the_folder_as_it_is_now_and_can_be_undone(home: Path, tmp_path: Path) -> None:
    first = backup(None, tmp_path / "copy.zip")
    session = open_own()
    week.set_title(session, "Head nurse")
    restored = restore_from(session, first.path)
    assert session.profile is not None
    assert session.profile.worker.title == "Nurse"
    assert restored.kept is not None
    assert restored.kept.parent == home / "backups"
    undone = restore_from(session, restored.kept)
    assert undone.kept not in (None, restored.kept)
    assert session.profile.worker.title == "Head nurse"


def test_a_folder_that_cannot_be_read_can_be_copied_and_mended(home: Path, tmp_path: Path) -> None:
    first = backup(None, tmp_path / "copy.zip")
    (home / "profile.toml").write_text("[[[")
    broken = backup(None, tmp_path / "broken.zip")
    assert unpack(broken.path.read_bytes(), "x").files["profile.toml"] == b"[[["
    with pytest.raises(Failure, match=r"profile\.toml"):
        open_own()
    session = open_unread()
    restore_from(session, first.path)
    assert open_own().profile == session.profile
    again = restore_from(session, broken.path)
    assert len(again.notes) == 1
    assert again.notes[0].startswith(
        "It is back as it was in the copy, but one thing in it cannot be read: profile.toml"
    )


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("nowhere/copy.zip", "There is no folder"),
        ("there.zip", "is there already"),
        ("link.zip", "is there already"),
        ("../career/copy.zip", "is inside the career folder"),
        ("../career/backups/x/copy.zip", "is inside the career folder"),
    ],
)
def test_a_place_that_will_not_do_is_refused_before_anything_is_written(home: Path, target: str, why: str) -> None:
    place = home.parent / "place"
    place.mkdir()
    (place / "there.zip").write_bytes(b"precious")
    (place / "link.zip").symlink_to(place / "nowhere at all")
    before = sorted(place.rglob("*"))
    with pytest.raises(Failure, match=why) as caught:
        backup(None, place / target)
    assert caught.value.status == 2
    assert sorted(place.rglob("*")) == before
    assert (place / "there.zip").read_bytes() == b"precious"


def test_a_file_is_written_over_only_when_told_and_a_link_is_not_followed(home: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "copy.zip").symlink_to(tmp_path / "precious")
    backup(None, tmp_path / "copy.zip", over=True)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert not (tmp_path / "copy.zip").is_symlink()
    assert unpack((tmp_path / "copy.zip").read_bytes(), "x").files
    (tmp_path / "coach-2026-11-21.zip").mkdir()
    with pytest.raises(Failure, match="is there already"):
        backup(None, tmp_path, over=True)


def test_a_folder_as_the_place_gets_a_file_named_by_the_day(home: Path, tmp_path: Path) -> None:
    assert backup(None, tmp_path).path == tmp_path / "coach-2026-11-21.zip"
    assert check_target(None, tmp_path, encrypted=True) == tmp_path / "coach-2026-11-21.zip.age"


def test_without_a_folder_there_is_nothing_to_copy(throwaway_places: Path, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="There is no career folder"):
        backup(None, tmp_path / "copy.zip")


def test_a_file_that_appears_meanwhile_is_not_written_over(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copies.stage

    def slowly(path: Path, raw: bytes) -> Path:
        path.write_bytes(b"somebody was quicker")
        return real(path, raw)

    monkeypatch.setattr(copies, "stage", slowly)
    with pytest.raises(Failure, match="is there already"):
        backup(None, tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").read_bytes() == b"somebody was quicker"
    assert list(tmp_path.glob(".coach-*")) == []


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_leaves_the_copy_that_was_there(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    backup(None, tmp_path / "copy.zip")
    before = (tmp_path / "copy.zip").read_bytes()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, full)
    with pytest.raises(Failure, match="No space left on device") as caught:
        backup(None, tmp_path / "copy.zip", over=True)
    assert caught.value.status == 4
    monkeypatch.undo()
    assert (tmp_path / "copy.zip").read_bytes() == before
    assert list(tmp_path.glob(".coach-*")) == []


def test_a_disk_without_hard_links_gets_its_copy_too(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    backup(None, tmp_path / "copy.zip")
    assert unpack((tmp_path / "copy.zip").read_bytes(), "x").files
    assert list(tmp_path.glob(".coach-*")) == []


def test_a_disk_that_promises_nothing_is_told(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "sync_folder", lambda folder: False)
    assert not backup(None, tmp_path / "copy.zip").confirmed


def test_what_is_no_copy_changes_nothing(home: Path, tmp_path: Path) -> None:
    before = (home / "profile.toml").read_bytes()
    session = open_unread()
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(Failure, match=r"photo\.jpg: it is damaged, or no copy"):
        restore_from(session, tmp_path / "photo.jpg")
    with pytest.raises(Failure) as caught:
        restore_from(session, tmp_path / "nothing.zip")
    assert caught.value.code == "missing-file"
    with pytest.raises(Failure) as caught:
        restore_from(session, tmp_path)
    assert caught.value.code == "unreadable-copy"
    assert not is_encrypted(tmp_path / "photo.jpg")
    assert (home / "profile.toml").read_bytes() == before
    assert not list((home / "backups").glob("folder.*"))


def test_a_sample_or_a_path_has_no_folder_to_bring_anything_back_to(home: Path, tmp_path: Path) -> None:
    from coach.session.opening import open_named

    written = backup(None, tmp_path / "copy.zip")
    with pytest.raises(Failure, match="not a career folder of your own"):
        restore_from(open_named("support-specialist"), written.path)
    demo = open_demo()
    assert restore_from(demo, written.path).files  # a throwaway folder is one like any other
    demo.close()
