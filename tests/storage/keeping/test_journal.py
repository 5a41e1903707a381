"""The journal by itself: its lines as they are written, what of them a power loss leaves, and its mark."""

from __future__ import annotations

import errno
import json
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach.storage.folder import CareerFolder
from coach.storage.keeping import journal as journal_module
from coach.storage.keeping.journal import FileEdit, Journal, JournalLine, Uncertain, encoded
from coach.storage.texts.items import Edit
from tests.storage.harness import LEDGER, PROFILE, WHEN, add_entry, change, entries, entry, set_title, snapshot, started
from tests.storage.keeping.powerloss import Recorder, after_power_loss

TORN = b'{"id":"9-abcdef","n":9'


def titled(n: int, before: str | None, after: str, when: str = WHEN) -> JournalLine:
    """A change of the worker's title."""
    return JournalLine(f"{n}-a", n, when, f"title {after}", (FileEdit(PROFILE, Edit("worker/title", before, after)),))


FIRST, SECOND = titled(1, None, "Nurse"), titled(2, "Nurse", "Head nurse")


@contextmanager
def recorded(tmp_path: Path) -> Iterator[tuple[Recorder, Journal]]:
    """A journal on a disk that loses power, with its first line."""
    disk = tmp_path / "disk"
    disk.mkdir()
    recorder = Recorder(disk)
    with recorder.on():
        journal = Journal(disk)
        journal.append(FIRST)
        yield recorder, journal
        journal.mark_done(2)
    assert recorder.still_open == []


def left(tmp_path: Path, recorder: Recorder, upto: int | None = None) -> Iterator[Path]:
    """Forty folders as the power may leave them after so many steps (all)."""
    for seed in range(40):
        target = tmp_path / f"after-{upto}-{seed}"
        target.mkdir()
        after_power_loss(recorder, len(recorder.steps) if upto is None else upto, target, random.Random(seed))
        yield target


def test_a_line_outlasts_the_power_from_when_it_is_written(tmp_path: Path) -> None:
    with recorded(tmp_path) as (recorder, journal):
        journal.append(SECOND)
    for target in left(tmp_path, recorder):
        assert (target / "journal" / "2026.jsonl").read_bytes() == encoded(FIRST) + encoded(SECOND)


def test_a_line_taken_off_does_not_come_back_with_the_power(tmp_path: Path) -> None:
    with recorded(tmp_path) as (recorder, journal):
        assert journal.cut(journal.append(SECOND)) is True
    for target in left(tmp_path, recorder):
        assert Journal(target).lines() == [FIRST]


def refuse(*_: object) -> None:
    """A disk that does not want to."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_line_the_disk_would_not_sync_is_cut_off_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with recorded(tmp_path) as (recorder, journal):
        real = os.fsync
        with monkeypatch.context() as patch:
            # only the first time: what cuts it off again is synced
            answers = iter([refuse])
            patch.setattr(os, "fsync", lambda fd: next(answers, real)(fd))
            with pytest.raises(OSError, match="Input/output error"):
                journal.append(SECOND)
    for target in left(tmp_path, recorder):
        assert Journal(target).lines() == [FIRST]


def test_only_a_whole_line_that_can_not_be_cut_off_again_is_uncertain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded(tmp_path) as (_, journal):
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refuse)
            with pytest.raises(Uncertain, match=r"^Input/output error$"):
                journal.append(SECOND)
        assert journal.lines() == [FIRST]  # it could be cut off, but who knows for how long
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", refuse)
            patch.setattr(os, "ftruncate", refuse)
            with pytest.raises(OSError, match="Input/output error"):
                journal.append(SECOND)
        assert journal.lines() == [FIRST]


def test_a_line_that_cannot_be_taken_off_is_said_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with recorded(tmp_path) as (_, journal):
        appended = journal.append(SECOND)
        for name in ("open", "ftruncate", "fsync"):
            with monkeypatch.context() as patch:
                patch.setattr(os, name, refuse)
                assert journal.cut(appended) is False
        assert journal.cut(appended) is True


def torn(folder: Path, data: bytes) -> None:
    """What a save writes that is interrupted before it ends its line; the disk happens to have it."""
    fd = os.open(folder / "journal" / "2026.jsonl", os.O_WRONLY | os.O_APPEND)
    os.write(fd, data)
    os.fsync(fd)
    os.close(fd)


def test_a_torn_piece_is_in_the_journal_or_beside_it_whenever_the_power_goes(tmp_path: Path) -> None:
    with recorded(tmp_path) as (recorder, journal):
        torn(tmp_path / "disk", TORN)
        begun = len(recorder.steps)
        assert journal.set_aside(journal.survey()) == ["2026"]
        ended = len(recorder.steps)
    for upto in range(begun, ended + 1):
        for target in left(tmp_path, recorder, upto):
            beside = target / "journal" / "torn-2026.txt"
            data = (target / "journal" / "2026.jsonl").read_bytes()
            assert data.startswith(encoded(FIRST))
            assert data.endswith(TORN) or beside.read_bytes() == TORN + b"\n"
            assert data == encoded(FIRST) or upto < ended


def test_a_line_that_lacked_its_end_has_it_whenever_the_power_goes_afterwards(tmp_path: Path) -> None:
    with recorded(tmp_path) as (recorder, journal):
        torn(tmp_path / "disk", encoded(SECOND).rstrip())
        assert journal.set_aside(journal.survey()) == []
    for target in left(tmp_path, recorder):
        assert (target / "journal" / "2026.jsonl").read_bytes() == encoded(FIRST) + encoded(SECOND)


def test_an_end_of_a_year_that_is_whole_does_not_hide_the_torn_one_of_another(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(FIRST)
    journal.mark_done(1)
    journal.append(SECOND)
    (tmp_path / "journal" / "2027.jsonl").write_bytes(TORN)
    assert journal.set_aside(journal.survey()) == ["2027"]
    assert (tmp_path / "journal" / "torn-2027.txt").read_bytes() == TORN + b"\n"
    assert journal.lines() == [FIRST, SECOND]


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("piece", [b"{", TORN])
def test_a_year_that_is_nothing_but_a_torn_piece_is_set_aside_from_its_first_byte(
    tmp_path: Path, piece: bytes, marked: bool
) -> None:
    path = tmp_path / "c"
    started(path)
    (path / "journal" / "2027.jsonl").write_bytes(piece)
    (path / "journal" / "2027.jsonl").chmod(0o600)
    if not marked:
        (path / "journal" / "done").unlink()
    assert len(CareerFolder.open(path).notes) == 1
    assert (path / "journal" / "torn-2027.txt").read_bytes() == piece + b"\n"
    assert (path / "journal" / "2027.jsonl").read_bytes() == b""


def test_of_two_unfinished_changes_the_later_one_stands_though_the_clock_was_put_back_a_year(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    journal = Journal(path)
    journal.append(titled(3, "Nurse", "Head nurse", "2027-11-21T10:00:00"))
    journal.append(titled(4, "Head nurse", "Matron"))
    folder = CareerFolder.open(path)
    assert b'title = "Matron"' in snapshot(path)[PROFILE]
    assert folder.notes == ("A save of profile.toml that was interrupted (title Matron) has been finished.",)
    add_entry(folder, 1)
    assert [line.n for line in folder.history()] == [1, 2, 3, 4, 5]


def test_what_a_hand_put_back_stays_put_back_while_another_change_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "c"
    folder = started(path)
    change(folder, PROFILE, set_title("Head nurse"))
    profile = path / PROFILE
    profile.write_text(profile.read_text().replace("Head nurse", "Nurse"))
    edit = Edit("entries/e1", None, entry(1), "e0")
    Journal(path).append(JournalLine("4-a", 4, WHEN, "an entry", (FileEdit(LEDGER, edit),)))
    again = CareerFolder.open(path)
    assert entries(again) == {"e0", "e1"}
    assert b'title = "Nurse"' in snapshot(path)[PROFILE]
    assert again.notes == ("A save of ledger/2026.toml that was interrupted (an entry) has been finished.",)


def test_a_line_is_durable_only_if_the_names_of_its_file_and_folder_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []

    def answering(folder: bool, file: bool) -> None:
        def sync(place: Path) -> bool:
            synced.append(place)
            return file

        def make(place: Path) -> bool:
            place.mkdir(exist_ok=True)
            return folder

        monkeypatch.setattr(journal_module, "make_folder", make)
        monkeypatch.setattr(journal_module, "sync_folder", sync)

    for number, (folder, file) in enumerate([(True, False), (False, True), (True, True)]):
        answering(folder, file)
        where = tmp_path / str(number)
        where.mkdir()
        assert Journal(where).append(FIRST).durable is (folder and file)
    assert synced == [tmp_path / str(number) / "journal" for number in range(3)]
    answering(folder=True, file=False)
    assert Journal(where).append(SECOND).durable is True  # the name has long been there
    assert len(synced) == 3


def test_a_mark_is_one_line_also_where_there_is_less_to_say_than_before(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    done = tmp_path / "c" / "journal" / "done"
    said = json.loads(done.read_text())
    said["sizes"] |= {str(year): 0 for year in range(1990, 2020)}
    done.write_text(json.dumps(said) + "\n")
    add_entry(folder, 1)
    size = (tmp_path / "c" / "journal" / "2026.jsonl").stat().st_size
    assert done.read_text() == json.dumps({"n": 3, "sizes": {"2026": size}}) + "\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (20.5, "20.5"),
        (7, "7"),
        (True, "true"),
        ("Krankenschwester für Kinder", '"Krankenschwester f\\u00fcr Kinder"'),
        (float("nan"), '{"$toml":"nan"}'),
        (float("-inf"), '{"$toml":"-inf"}'),
        (date(2026, 11, 2), '{"$toml":"2026-11-02"}'),
        ([1.5, date(2026, 11, 2)], '[1.5,{"$toml":"2026-11-02"}]'),
        ({"$mine": 1}, '{"$table":{"$mine":1}}'),
    ],
)
def test_a_line_is_plain_json_and_only_what_json_has_not_is_written_otherwise(value: Any, written: str) -> None:
    line = JournalLine("1-a", 1, WHEN, "x", (FileEdit("plan.toml", Edit("goal", None, value)),), redoes="0-b")
    assert encoded(line).decode("ascii") == (
        f'{{"id":"1-a","n":1,"when":"{WHEN}","what":"x","redoes":"0-b",'
        f'"edits":[{{"file":"plan.toml","item":"goal","after":{written}}}]}}\n'
    )
