"""What network folders, USB sticks and syncing services do to files, each with its quirk in the test's name."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from coach.storage.keeping.backups import listed
from tests.storage.harness import PROFILE, WHEN, add_entry, change, entries, set_title, snapshot, started, temps


def no(number: int) -> OSError:
    """An error as the system gives it."""
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EIO])
def test_fsync_of_a_folder_refused_as_network_folders_do_is_saved_and_not_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = started(tmp_path / "c")
    real = os.fsync

    def only_files(fd: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{fd}"):
            raise no(number)
        real(fd)

    monkeypatch.setattr(os, "fsync", only_files)
    saved = add_entry(folder, 1)
    assert not saved.confirmed
    folder.keep_draft("week", "typed")
    assert entries(CareerFolder.open(folder.path)) == {"e0", "e1"}
    folder.restore(folder.packed().raw, "copy", WHEN)
    assert CareerFolder.open(folder.path).draft("week") == "typed"


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL])
def test_no_locks_as_on_some_network_folders_still_saves_and_never_over_a_change_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def flock(fd: int, how: int) -> None:
        raise no(number)

    monkeypatch.setattr(fcntl, "flock", flock)
    one, other = started(tmp_path / "c"), CareerFolder.open(tmp_path / "c")
    base = other.read(PROFILE)
    assert base is not None
    change(one, PROFILE, set_title("Head nurse"))
    with pytest.raises(Failure) as caught:
        other.save("x", {PROFILE: {**base.data, "worker": {"title": "Matron"}}}, base={PROFILE: base.data}, when=WHEN)
    assert caught.value.code == "conflict"
    assert entries(other) == {"e0"}


def test_a_disk_that_became_read_only_while_open_says_so_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    before = snapshot(folder.path)
    real = os.open

    def refuse(path: object, flags: int, *rest: object, **named: object) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise no(errno.EROFS)
        return real(path, flags, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(Failure, match="Read-only file system") as caught:
        add_entry(folder, 1)
    assert caught.value.code == "not-saved"
    assert entries(folder) == {"e0"}
    with pytest.raises(Failure, match="Read-only file system"):
        folder.keep_draft("week", "x")
    monkeypatch.undo()
    assert snapshot(folder.path) == before


def test_a_disk_that_is_read_only_from_the_start_is_opened_for_reading_and_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = started(tmp_path / "c").path
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY | 6))
    folder = CareerFolder.open(path)
    assert folder.read_only == f"{path} is on a disk that can only be read."
    with pytest.raises(Failure, match="disk that can only be read") as caught:
        add_entry(folder, 1)
    assert (caught.value.code, caught.value.status) == ("read-only", 4)
    assert "coach backup" in caught.value.do
    assert entries(folder) == {"e0"}
    assert folder.packed().files == 4
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=6))
    assert CareerFolder.open(path).read_only is None


def test_a_file_system_that_does_not_say_what_it_is_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = started(tmp_path / "c").path

    def unknown(_: Path) -> None:
        raise no(errno.ENOSYS)

    monkeypatch.setattr(os, "statvfs", unknown)
    assert CareerFolder.open(path).read_only is None


def test_a_stick_without_hard_links_or_rights_still_keeps_backups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise no(errno.EPERM)

    folder = started(tmp_path / "c")
    folder.path.chmod(0o755)
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "chmod", refuse)
    again = CareerFolder.open(folder.path)
    assert "that could not be changed" in again.notes[0]
    before = (folder.path / PROFILE).read_bytes()
    change(again, PROFILE, set_title("Head nurse"))
    assert [each.path.read_bytes() for each in listed(folder.path) if each.name == PROFILE] == [before]
    assert temps(folder.path) == []


@pytest.mark.parametrize(
    "name",
    [
        "profile (Ann's conflicted copy 2026-11-20).toml",
        "profile.sync-conflict-20261120-101010-ABCDEFG.toml",
        "profile_conflict-20261120-101010.toml",
        "ledger/2026 (conflicted copy 2026-11-20 101010).toml",
        "plan.toml.orig",
        "Copy of profile.toml",
    ],
)
def test_a_conflict_copy_of_a_syncing_service_is_named_kept_and_never_read(tmp_path: Path, name: str) -> None:
    folder = started(tmp_path / "c")
    (folder.path / name).write_text("[[[ not even TOML")
    again = CareerFolder.open(folder.path)
    assert [note for note in again.notes if name in note]
    add_entry(again, 1)
    assert entries(again) == {"e0", "e1"}
    assert again.years("ledger") == [2026]
    assert (folder.path / name).read_text() == "[[[ not even TOML"


def test_a_service_that_writes_the_file_back_in_the_middle_of_a_save_loses_neither_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    live = folder.path / PROFILE
    real = os.link
    came: list[bool] = []

    def link(source: object, target: object) -> None:
        real(source, target)  # type: ignore[arg-type]
        if not came:  # the other machine's version arrives now
            came.append(True)
            live.write_text(live.read_text().replace("see patients", "see more patients"))

    monkeypatch.setattr(os, "link", link)
    change(folder, PROFILE, set_title("Head nurse"))
    text = live.read_text()
    assert "Head nurse" in text
    assert "see more patients" in text


def test_a_linked_file_on_another_disk_is_replaced_there(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    other = Path("/dev/shm") if Path("/dev/shm").is_dir() and os.access("/dev/shm", os.W_OK) else tmp_path
    place = other / f"coach-test-{os.getpid()}"
    place.mkdir(mode=0o700)
    try:
        (place / "me.toml").write_bytes((folder.path / PROFILE).read_bytes())
        (folder.path / PROFILE).unlink()
        (folder.path / PROFILE).symlink_to(place / "me.toml")
        change(CareerFolder.open(folder.path), PROFILE, set_title("Head nurse"))
        assert (folder.path / PROFILE).is_symlink()
        assert "Head nurse" in (place / "me.toml").read_text()
    finally:
        for path in place.iterdir():
            path.unlink()
        place.rmdir()
