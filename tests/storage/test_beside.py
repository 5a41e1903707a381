"""What lies beside the documents: the lock, backups, drafts, rights, second copies, migrations."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.base.failures import Failure
from coach.base.toml import parse_toml
from coach.storage.folder import CareerFolder
from coach.storage.keeping import backups
from coach.storage.keeping.atomic import make_folder, sweep, write_all
from coach.storage.keeping.backups import Backup, listed, to_drop
from coach.storage.keeping.lock import held
from coach.storage.texts import migrations
from tests.storage.harness import LEDGER, PROFILE, WHEN, add_entry, change, entries, set_title, snapshot, started

# the lock


def test_a_lock_that_is_held_ends_in_busy_and_exit_status_5(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")
    before = snapshot(tmp_path / "c")
    monkeypatch.setattr("coach.storage.folder.WAIT", 0.05)
    with held(tmp_path / "c"), pytest.raises(Failure) as caught:
        add_entry(folder, 1)
    assert (caught.value.code, caught.value.status) == ("busy", 5)
    assert snapshot(tmp_path / "c") == before
    add_entry(folder, 1)
    assert entries(folder) == {"e0", "e1"}


def test_the_lock_file_is_never_deleted(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    number = (tmp_path / "c" / "lock").stat().st_ino
    add_entry(folder, 1)
    assert (tmp_path / "c" / "lock").stat().st_ino == number


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_still_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    folder = started(tmp_path / "c")

    def none_here(fd: int, operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", none_here)
    with held(tmp_path / "c") as locked:
        assert not locked
    add_entry(folder, 1)
    assert entries(folder) == {"e0", "e1"}


def test_a_lock_that_fails_otherwise_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")

    def broken(fd: int, operation: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", broken)
    with pytest.raises(Failure) as caught:
        add_entry(folder, 1)
    assert caught.value.code == "not-saved"


# bytes on the disk


def test_a_disk_that_takes_nothing_and_says_nothing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda fd, data: 0)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        write_all(99, b"x")


def test_two_coaches_may_make_the_folder_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "isdir", lambda path: str(path) == str(tmp_path))
    (tmp_path / "c").mkdir()
    assert make_folder(tmp_path / "c")


def test_only_our_own_and_old_temp_files_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".coach-aa.tmp").write_text("x")
    (tmp_path / ".coach-mine").write_text("x")
    (tmp_path / "other.tmp").write_text("x")
    assert sweep(tmp_path, older_than=60.0) == 0
    long_ago = time.time() - 3600
    os.utime(tmp_path / ".coach-aa.tmp", (long_ago, long_ago))
    assert sweep(tmp_path, older_than=60.0) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".coach-mine", "other.tmp"]
    assert sweep(tmp_path / "missing") == 0


# backups


def test_each_save_keeps_the_file_as_it_was_as_a_hard_link(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    was = (tmp_path / "c" / PROFILE).read_bytes()
    inode = (tmp_path / "c" / PROFILE).stat().st_ino
    change(folder, PROFILE, set_title("Head nurse"))
    (backup,) = [each for each in listed(tmp_path / "c") if each.name == PROFILE]
    assert backup.path.read_bytes() == was
    assert backup.path.stat().st_ino == inode
    assert backup.path.name == "profile.2026-11-21T100000.3.toml"
    assert (tmp_path / "c" / PROFILE).stat().st_ino != inode  # writing the live file in place spares the backup


def test_backups_of_a_year_are_found_under_its_kind(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    add_entry(folder, 1)
    (backup,) = listed(tmp_path / "c")
    assert (backup.name, backup.when, backup.n) == (LEDGER, datetime(2026, 11, 21, 10), 3)
    (tmp_path / "c" / "backups" / "mine.toml").write_text("")
    (tmp_path / "c" / "backups" / "profile.2026-99-99T100000.3.toml").write_text("")
    assert listed(tmp_path / "c") == [backup]


def test_where_there_are_no_hard_links_the_bytes_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")
    was = (tmp_path / "c" / PROFILE).read_bytes()

    def none_here(source: object, target: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none_here)
    change(folder, PROFILE, set_title("Head nurse"))
    (backup,) = listed(tmp_path / "c")
    assert backup.path.read_bytes() == was
    assert backup.path.stat().st_mode & 0o777 == 0o600


def test_a_save_that_comes_to_nothing_leaves_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Failure):
        change(folder, PROFILE, set_title("Head nurse"))
    assert listed(tmp_path / "c") == []


@settings(max_examples=60)
@given(st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), max_size=40))
def test_thinning_keeps_all_of_today_one_a_day_for_a_month_and_one_a_month(moments: list[datetime]) -> None:
    today = date(2026, 11, 21)
    kept = [Backup(PROFILE, when, n, Path(f"{n}")) for n, when in enumerate(sorted(moments))]
    dropped = to_drop(kept, today)
    stay = [backup for backup in kept if backup not in dropped]
    assert all(backup in stay for backup in kept if backup.when.date() >= today)
    old = [backup for backup in kept if backup.when.date() < today]
    days = {backup.when.date() for backup in old if (today - backup.when.date()).days < 31}
    months = {(backup.when.year, backup.when.month) for backup in old if (today - backup.when.date()).days >= 31}
    assert len([backup for backup in stay if backup in old]) == len(days) + len(months)
    for backup in dropped:
        earlier = [other for other in stay if other.when <= backup.when and other.when.month == backup.when.month]
        assert earlier, "what is dropped has an earlier one of its span that stays"


def test_backups_of_two_files_are_thinned_apart() -> None:
    both = [Backup(name, datetime(2026, 11, 1), 1, Path(name)) for name in (PROFILE, LEDGER)]
    assert to_drop(both, date(2026, 11, 21)) == []


def test_old_backups_go_with_the_first_save_of_a_day(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    for minute in range(3):
        name = f"{minute}"
        when = f"2026-10-01T10:0{minute}:00"
        folder.save("x", {"settings.toml": {"a": name}}, base={"settings.toml": _data(folder)}, when=when)
    assert len(listed(tmp_path / "c")) == 2
    add_entry(folder, 1)
    assert [backup.name for backup in listed(tmp_path / "c")] == ["settings.toml", LEDGER]


def _data(folder: CareerFolder) -> dict[str, object] | None:
    file = folder.read("settings.toml")
    return file.data if file else None


def test_thinning_that_fails_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")

    def broken(path: Path) -> list[Backup]:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(backups, "listed", broken)
    change(CareerFolder.open(folder.path), PROFILE, set_title("Head nurse"))
    assert b"Head nurse" in snapshot(folder.path)[PROFILE]


# drafts


def test_drafts_come_back_to_the_letter_across_restarts(tmp_path: Path) -> None:
    text = "answer\r\nmail\t\x1b[31m ünï 🙂\u200d"
    CareerFolder.open(tmp_path / "c").keep_draft("Week", text + "\ud800")
    folder = CareerFolder.open(tmp_path / "c")
    assert folder.draft("Week") == text
    folder.keep_draft("Week", "")
    assert folder.draft("Week") == ""
    folder.drop_draft("Week")
    folder.drop_draft("Week")
    assert folder.draft("Week") is None


def test_a_draft_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    (tmp_path / "c" / "drafts").write_text("in the way")
    with pytest.raises(Failure) as caught:
        folder.keep_draft("week", "x")
    assert caught.value.code == "not-saved"


def test_an_interrupted_draft_leaves_the_one_before_and_is_swept_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    folder.keep_draft("week", "first")

    def interrupted(source: object, target: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        folder.keep_draft("week", "second")
    assert folder.draft("week") == "first"
    assert len(list((tmp_path / "c" / "drafts").iterdir())) == 1


# rights


def test_rights_of_other_people_are_taken_away_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    path.chmod(0o755)
    (path / PROFILE).chmod(0o644)
    (path / "journal" / "2026.jsonl").chmod(0o640)
    notes = CareerFolder.open(path).notes
    assert notes == (
        "Other people on this machine could read the folder, profile.toml and journal/2026.jsonl; now only you can.",
    )
    assert path.stat().st_mode & 0o777 == 0o700
    assert (path / PROFILE).stat().st_mode & 0o777 == 0o600
    assert CareerFolder.open(path).notes == ()


def test_many_files_are_not_all_listed(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    for year in range(2010, 2020):
        (path / "ledger" / f"{year}.toml").write_text("")
        (path / "ledger" / f"{year}.toml").chmod(0o644)
    assert "and 7 more;" in CareerFolder.open(path).notes[0]


def test_rights_that_cannot_be_changed_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c"
    started(path)
    path.chmod(0o755)

    def no(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chmod", no)
    assert "may be able to read the folder" in CareerFolder.open(path).notes[0]


def test_a_folder_with_nothing_of_ours_and_a_shared_one_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir(mode=0o755)
    (tmp_path / "documents").chmod(0o755)
    assert CareerFolder.open(tmp_path / "documents").notes == ()
    assert list((tmp_path / "documents").iterdir()) == []
    shared = tmp_path / "shared"
    started(shared)
    shared.chmod(0o1777)
    assert CareerFolder.open(shared).notes == ()
    assert shared.stat().st_mode & 0o7777 == 0o1777
    shared.chmod(0o700)


def test_a_folder_one_may_not_write_in_is_read_only_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(tmp_path / "c")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    folder = CareerFolder.open(tmp_path / "c")
    assert folder.read_only is not None
    assert "no right to write" in folder.read_only
    assert entries(folder) == {"e0"}
    for write in (lambda: add_entry(folder, 1), lambda: folder.keep_draft("week", "x"), lambda: folder.undo(WHEN)):
        with pytest.raises(Failure) as caught:
            write()
        assert (caught.value.code, caught.value.status) == ("read-only", 4)


# what does not belong, and what is newer


@pytest.mark.parametrize(
    "name",
    [
        "profile (conflicted copy 2026-11-02).toml",
        "profile.sync-conflict-20261102-101010-ABCDEF.toml",
        "ledger/2026 (copy 1).toml",
        "plan.toml~",
        "plan.toml.orig",
    ],
)
def test_second_copies_left_by_syncing_services_are_named(tmp_path: Path, name: str) -> None:
    started(tmp_path / "c")
    (tmp_path / "c" / name).write_text("schema = 9\n" if name.startswith("plan") else "")
    (tmp_path / "c" / name).chmod(0o600)
    folder = CareerFolder.open(tmp_path / "c")
    assert len(folder.notes) == 1
    assert name in folder.notes[0]
    assert folder.read_only is None


@pytest.mark.parametrize("name", [PROFILE, "ledger/2019.toml", "settings.toml", "measurements/2030.toml"])
def test_one_newer_file_makes_the_folder_read_only(tmp_path: Path, name: str) -> None:
    folder = started(tmp_path / "c")
    (tmp_path / "c" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "c" / name).write_text("# from next year\nschema = 2\n[worker]\nschema = 1\n")
    before = snapshot(tmp_path / "c")
    with pytest.raises(Failure, match=f"^{name}:2: written by a newer version") as caught:
        folder.read(name)
    assert (caught.value.code, caught.value.status) == ("newer", 3)
    again = CareerFolder.open(tmp_path / "c")
    assert again.read_only == f"{name}:2 was written by a newer version of coach."
    with pytest.raises(Failure, match="newer version"):
        add_entry(again, 1)
    assert snapshot(tmp_path / "c") == before


def test_a_schema_inside_a_table_is_nothing_to_do_with_it(tmp_path: Path) -> None:
    started(tmp_path / "c")
    (tmp_path / "c" / "settings.toml").write_text("[mine]\nschema = 7\n")
    assert CareerFolder.open(tmp_path / "c").read_only is None


# migrations


def test_an_older_file_is_brought_up_step_by_step_and_kept_as_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    was = (tmp_path / "c" / PROFILE).read_bytes()
    monkeypatch.setattr(migrations, "SCHEMA", 3)
    monkeypatch.setitem(migrations.STEPS, 1, lambda name, document: {**document, "from": name, "steps": [1]})
    monkeypatch.setitem(migrations.STEPS, 2, lambda name, document: {**document, "steps": [*document["steps"], 2]})
    folder = CareerFolder.open(tmp_path / "c")
    file = folder.read(PROFILE)
    assert file is not None
    assert (file.data["schema"], file.data["from"], file.data["steps"]) == (3, PROFILE, [1, 2])
    assert (tmp_path / "c" / PROFILE).read_bytes() == was
    change(folder, PROFILE, set_title("Head nurse"))
    text = (tmp_path / "c" / PROFILE).read_text()
    assert "schema = 3" in text
    assert "Head nurse" in text
    assert [backup.path.read_bytes() for backup in listed(tmp_path / "c") if backup.name == PROFILE] == [was]


@pytest.mark.parametrize("told", ["0", "-1", "true", "'1'", "1.0", "[1]"])
def test_a_schema_that_is_none_is_named(told: str) -> None:
    with pytest.raises(Failure, match=r"^x.toml:2: schema must be a whole number"):
        migrations.upgraded(parse_toml(f"# \nschema = {told}\n".encode(), "x.toml"))
