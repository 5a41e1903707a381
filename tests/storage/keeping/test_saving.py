"""One change from edits to files: what is left where it is stopped, and what is said of it."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from coach.storage.keeping import saving
from coach.storage.keeping.atomic import sync_folder
from coach.storage.keeping.backups import listed
from coach.storage.keeping.journal import FileEdit, Journal, JournalLine, Uncertain, encoded
from coach.storage.texts.items import Edit
from tests.storage.harness import (
    LEDGER,
    PROFILE,
    PROFILE_DOCUMENT,
    WHEN,
    add_entry,
    change,
    entries,
    entry,
    set_title,
    snapshot,
    started,
    temps,
)
from tests.storage.keeping.powerloss import Recorder, after_power_loss

HEAD_NURSE = JournalLine(
    "3-a", 3, WHEN, "title Head nurse", (FileEdit(PROFILE, Edit("worker/title", "Nurse", "Head nurse")),)
)


def both(folder: CareerFolder) -> None:
    """A change of the profile and of the ledger."""
    profile = {**PROFILE_DOCUMENT, "worker": {"title": "Head nurse"}}
    ledger = {"schema": 1, "entries": [entry(0), entry(1)]}
    base = {PROFILE: PROFILE_DOCUMENT, LEDGER: {"schema": 1, "entries": [entry(0)]}}
    folder.save("both", {PROFILE: profile, LEDGER: ledger}, base=base, when=WHEN)


def refusing(error: OSError) -> Callable[..., None]:
    """A call that the disk refuses."""

    def refuse(*_: object) -> None:
        raise error

    return refuse


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
OWN = OSError("a reason of its own")


@pytest.mark.parametrize(("error", "why"), [(FULL, "No space left on device."), (OWN, "a reason of its own.")])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_save_the_disk_refuses_says_why_and_leaves_nothing_beside_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: OSError, why: str
) -> None:
    folder = started(tmp_path / "c")
    before, kept = snapshot(folder.path), listed(folder.path)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refusing(error))
        with pytest.raises(Failure) as caught:
            both(folder)
    assert caught.value.code == "not-saved"
    assert caught.value.what == f"It could not be saved: {why}"
    assert snapshot(folder.path) == before
    assert (temps(folder.path), listed(folder.path)) == ([], kept)
    assert len(folder.history()) == 2


def test_a_save_the_journal_refuses_leaves_nothing_beside_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    before, kept = snapshot(folder.path), listed(folder.path)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", refusing(FULL))
        with pytest.raises(Failure, match="No space left on device"):
            both(folder)
    assert snapshot(folder.path) == before
    assert (temps(folder.path), listed(folder.path)) == ([], kept)


def test_a_line_the_disk_would_neither_confirm_nor_take_off_names_the_first_file_it_is_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsure(_self: Journal, _line: JournalLine) -> None:
        raise Uncertain("Input/output error")

    folder = started(tmp_path / "c")
    monkeypatch.setattr(Journal, "append", unsure)
    with pytest.raises(Failure) as caught:
        both(folder)
    said = "The change is in the journal, but {file} could not be brought up to date: Input/output error."
    assert caught.value.code == "unfinished"
    assert caught.value.what == said.format(file=folder.path / PROFILE)
    # taking back what a hand has taken back already is about no file any more
    (folder.path / LEDGER).unlink()
    with pytest.raises(Failure) as caught:
        folder.undo(WHEN)
    assert caught.value.what == said.format(file=folder.path)


def test_a_hand_in_the_second_of_two_files_is_seen_before_the_first_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    real, came = os.link, []

    def then_a_hand(source: Path, target: Path) -> None:
        real(source, target)
        if not came:
            came.append(source)
            (folder.path / LEDGER).write_text("# by hand\n" + (folder.path / LEDGER).read_text())

    monkeypatch.setattr(os, "link", then_a_hand)
    both(folder)
    assert b'title = "Head nurse"' in snapshot(folder.path)[PROFILE]
    assert snapshot(folder.path)[LEDGER].startswith(b"# by hand\n")
    assert entries(folder) == {"e0", "e1"}
    assert [line.what for line in folder.history()] == ["start", "a change", "both"]


def test_a_file_in_a_folder_whose_name_is_not_durable_is_saved_and_not_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    monkeypatch.setattr(saving, "make_folder", lambda place: place.name != "ledger")
    assert not add_entry(folder, 1).confirmed
    assert entries(folder) == {"e0", "e1"}
    assert change(folder, PROFILE, set_title("Head nurse")).confirmed


# finishing


def test_what_finishing_replaces_is_kept_as_a_backup_and_what_it_wrote_is_known(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    before, kept = snapshot(path), listed(path)
    Journal(path).append(HEAD_NURSE)
    folder = CareerFolder.open(path)
    (backup,) = [each for each in listed(path) if each not in kept]
    assert (backup.name, backup.n, backup.path.read_bytes()) == (PROFILE, 3, before[PROFILE])
    assert not folder.changed()


def test_finishing_that_the_disk_refuses_leaves_nothing_beside_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    before, kept = snapshot(folder.path), listed(folder.path)
    Journal(folder.path).append(HEAD_NURSE)
    monkeypatch.setattr(os, "replace", refusing(FULL))
    with folder.alone():
        assert snapshot(folder.path) == before
        assert (temps(folder.path), listed(folder.path)) == ([], kept)
    assert len(folder.notes) == 1
    assert "could not be written" in folder.notes[0]


def test_what_was_finished_is_there_for_good_when_the_mark_says_so(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    recorder = Recorder(disk)
    with recorder.on():
        started(disk / "c")
        sync_folder(disk / "c" / "journal")  # by chance the name of the mark is on the disk
        Journal(disk / "c").append(HEAD_NURSE)
        CareerFolder.open(disk / "c")
    for seed in range(60):
        target = tmp_path / f"after-{seed}"
        target.mkdir()
        after_power_loss(recorder, len(recorder.steps), target, random.Random(seed))
        CareerFolder.open(target / "c")
        assert b'title = "Head nurse"' in snapshot(target / "c")[PROFILE], f"seed {seed}"


def test_a_line_that_was_never_synced_is_on_the_disk_before_the_files_follow_it(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    recorder = Recorder(disk)
    last = JournalLine("3-a", 3, "2027-01-02T09:00:00", HEAD_NURSE.what, HEAD_NURSE.edits)
    with recorder.on():
        started(disk / "c")
        # a save that is killed once it has written the line, the first of its year
        fd = os.open(disk / "c" / "journal" / "2027.jsonl", os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(fd, encoded(last))
        os.close(fd)
        begun = len(recorder.steps)
        CareerFolder.open(disk / "c")
    followed = 0
    for upto in range(begun, len(recorder.steps) + 1):
        for seed in range(20):
            target = tmp_path / f"after-{upto}-{seed}"
            target.mkdir()
            after_power_loss(recorder, upto, target, random.Random(seed))
            if b'title = "Head nurse"' in snapshot(target / "c")[PROFILE]:
                followed += 1
                assert Journal(target / "c").lines()[-1] == last
    assert followed > 20
