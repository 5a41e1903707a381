"""What an interrupted save leaves, and what opening makes of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from coach.storage.keeping import saving
from coach.storage.keeping.journal import FileEdit, Journal, JournalLine, encoded
from coach.storage.keeping.lock import held
from coach.storage.texts.items import Edit
from tests.storage.harness import LEDGER, PROFILE, WHEN, add_entry, change, entries, set_title, snapshot, started


def interrupted(path: Path, *titles: str) -> dict[str, bytes]:
    """A folder whose journal has changes of the title that its profile and its mark have not. Gives the files as the
    changes make them."""
    folder = started(path)
    before, done = snapshot(path), (path / "journal" / "done").read_bytes()
    for title in titles:
        change(folder, PROFILE, set_title(title), f"title {title}")
    after = snapshot(path)
    (path / PROFILE).write_bytes(before[PROFILE])
    (path / "journal" / "done").write_bytes(done)
    return after


def test_an_unfinished_change_is_finished_on_opening_and_told_once(tmp_path: Path) -> None:
    after = interrupted(tmp_path / "c", "Head nurse")
    folder = CareerFolder.open(tmp_path / "c")
    assert snapshot(tmp_path / "c") == after
    assert folder.notes == ("A save of profile.toml that was interrupted (title Head nurse) has been finished.",)
    assert CareerFolder.open(tmp_path / "c").notes == ()


def test_an_unfinished_change_is_finished_by_the_next_save_of_a_coach_already_open(tmp_path: Path) -> None:
    started(tmp_path / "c")
    open_already = CareerFolder.open(tmp_path / "c")
    after = json.loads(json.dumps({k: v.decode() for k, v in _again(tmp_path / "c").items()}))
    add_entry(open_already, 1)
    assert (tmp_path / "c" / PROFILE).read_text() == after[PROFILE]
    assert len(open_already.notes) == 1


def _again(path: Path) -> dict[str, bytes]:
    folder = CareerFolder.open(path)
    before, done = snapshot(path), (path / "journal" / "done").read_bytes()
    change(folder, PROFILE, set_title("Head nurse"))
    after = snapshot(path)
    (path / PROFILE).write_bytes(before[PROFILE])
    (path / "journal" / "done").write_bytes(done)
    return after


def test_several_unfinished_changes_of_one_thing_end_at_the_last(tmp_path: Path) -> None:
    after = interrupted(tmp_path / "c", "A", "B", "C")
    CareerFolder.open(tmp_path / "c")
    assert snapshot(tmp_path / "c") == after


def test_a_hand_edit_after_an_interrupted_save_wins_and_is_told(tmp_path: Path) -> None:
    interrupted(tmp_path / "c", "A", "B")
    path = tmp_path / "c" / PROFILE
    path.write_text(path.read_text().replace("Nurse", "By hand"))
    folder = CareerFolder.open(tmp_path / "c")
    assert "By hand" in path.read_text()
    assert folder.notes == (
        "worker/title in profile.toml was changed by hand after an interrupted save; it stays as it is.",
    )
    assert CareerFolder.open(tmp_path / "c").notes == ()


def test_putting_a_file_back_by_hand_is_no_unfinished_save(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    before = snapshot(tmp_path / "c")
    change(folder, PROFILE, set_title("Head nurse"))
    (tmp_path / "c" / PROFILE).write_bytes(before[PROFILE])
    assert CareerFolder.open(tmp_path / "c").notes == ()
    assert snapshot(tmp_path / "c") == before


@pytest.mark.parametrize("mark", [None, b"", b"{", b"[]\n", b'{"n": 1}\n', b"\0" * 40, b'{"n":2,"sizes":{"2026":'])
def test_without_a_mark_the_newest_line_is_looked_at(tmp_path: Path, mark: bytes | None) -> None:
    after = interrupted(tmp_path / "c", "Head nurse")
    if mark is None:
        (tmp_path / "c" / "journal" / "done").unlink()
    else:
        (tmp_path / "c" / "journal" / "done").write_bytes(mark)
    folder = CareerFolder.open(tmp_path / "c")
    assert snapshot(tmp_path / "c") == after
    add_entry(folder, 1)
    assert [line.n for line in folder.history()] == [1, 2, 3, 4]


def test_without_a_mark_older_changes_are_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "c"
    folder = started(path)
    change(folder, PROFILE, set_title("A"))
    folder.save("new year", {"ledger/2027.toml": {"entries": []}}, base={}, when="2027-01-01T08:00:00")
    (path / PROFILE).write_text((path / PROFILE).read_text().replace('"A"', '"Nurse"'))
    (path / "journal" / "done").unlink()
    assert CareerFolder.open(path).notes == ()
    assert '"Nurse"' in (path / PROFILE).read_text()


def test_the_last_line_of_a_long_journal_is_found_from_its_end(tmp_path: Path) -> None:
    path = tmp_path / "c"
    interrupted(path, "Head nurse")
    journal = path / "journal" / "2026.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    padding = lines[0].replace(b'"what":"start"', b'"what":"' + b"x" * 300_000 + b'"')
    journal.write_bytes(padding + b"".join(lines[1:-1]) + lines[-1].replace(b"title Head nurse", b"y" * 200_000))
    (path / "journal" / "done").unlink()
    CareerFolder.open(path)
    assert "Head nurse" in (path / PROFILE).read_text()


@pytest.mark.parametrize("torn", [b'{"id":"9-x","n":9', b"\0" * 512, b"\xff\xfe", b"null", b"{}", b"[1,2]"])
def test_a_torn_last_line_is_set_aside_and_told(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "c"
    started(path)
    journal = path / "journal" / "2026.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + torn)
    before = snapshot(path)
    folder = CareerFolder.open(path)
    assert snapshot(path) == before
    assert journal.read_bytes() == whole
    assert (path / "journal" / "torn-2026.txt").read_bytes() == torn + b"\n"
    assert len(folder.notes) == 1
    assert "torn-2026.txt" in folder.notes[0]
    add_entry(folder, 1)
    assert [line.n for line in folder.history()] == [1, 2, 3]


def test_a_last_line_that_lacks_only_its_end_counts(tmp_path: Path) -> None:
    path = tmp_path / "c"
    after = interrupted(path, "Head nurse")
    journal = path / "journal" / "2026.jsonl"
    journal.write_bytes(journal.read_bytes().rstrip(b"\n"))
    CareerFolder.open(path)
    assert snapshot(path) == after
    assert journal.read_bytes().endswith(b"}\n")


def test_a_journal_that_lost_its_last_newline_in_an_editor_takes_the_next_line(tmp_path: Path) -> None:
    path = tmp_path / "c"
    folder = started(path)
    journal = path / "journal" / "2026.jsonl"
    journal.write_bytes(journal.read_bytes().rstrip(b"\n") + b" ")
    add_entry(folder, 1)
    assert entries(folder) == {"e0", "e1"}
    assert [line.n for line in folder.history()] == [1, 2, 3]


def test_damaged_lines_in_the_middle_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "c"
    folder = started(path)
    journal = path / "journal" / "2026.jsonl"
    first, second = journal.read_bytes().splitlines(keepends=True)
    outside = first.replace(b'"file":"profile.toml"', b'"file":"../../x.toml"')
    senseless = first.replace(b'"follows":""', b'"follows":7')
    journal.write_bytes(first + b"\0\0\0\n" + outside + senseless + b'{"n":' + b"[" * 3000 + b"\n" + second)
    assert [line.what for line in folder.history()] == ["start", "a change"]


def test_a_shorter_journal_than_the_mark_says_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    (path / "journal" / "2026.jsonl").write_bytes(b"")
    folder = CareerFolder.open(path)
    add_entry(folder, 1)
    assert entries(folder) == {"e0", "e1"}


def test_a_change_waits_for_a_file_that_cannot_be_read_now_and_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "c"
    after = interrupted(path, "Head nurse")
    good = (path / PROFILE).read_bytes()
    (path / PROFILE).write_bytes(b"[worker\n")
    folder = CareerFolder.open(path)
    assert len(folder.notes) == 1
    assert "waits for profile.toml" in folder.notes[0]
    assert "profile.toml:1" in folder.notes[0]
    add_entry(folder, 1)
    assert entries(folder) == {"e0", "e1"}
    assert (path / PROFILE).read_bytes() == b"[worker\n"
    (path / PROFILE).write_bytes(good)
    CareerFolder.open(path)
    assert snapshot(path)[PROFILE] == after[PROFILE]
    assert CareerFolder.open(path).notes == ()


def test_a_hand_that_writes_while_a_change_is_being_finished_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c"
    interrupted(path, "Head nurse")
    real = saving.stage

    def then_a_hand(target: Path, data: bytes) -> Path:
        (path / PROFILE).write_text("# by hand\n" + (path / PROFILE).read_text())
        return real(target, data)

    monkeypatch.setattr(saving, "stage", then_a_hand)
    assert "in use" in CareerFolder.open(path).notes[0]
    monkeypatch.undo()
    CareerFolder.open(path)
    text = (path / PROFILE).read_text()
    assert text.startswith("# by hand\n")
    assert "Head nurse" in text


def test_opening_while_another_coach_saves_waits_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    stale = path / ".coach-0123456789abcdef.tmp"
    stale.write_text("half")
    with held(path):
        folder = CareerFolder.open(path)
        assert stale.exists()  # it may be the other's
    assert folder.notes == ()
    CareerFolder.open(path)
    assert not stale.exists()


def test_an_unfinished_change_that_another_coach_is_about_to_finish_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c"
    interrupted(path, "Head nurse")
    monkeypatch.setattr("coach.storage.folder.WAIT", 0.0)
    with held(path):
        folder = CareerFolder.open(path)
    assert len(folder.notes) == 1
    assert "left to finish" in folder.notes[0]


def test_a_journal_that_cannot_be_looked_at_is_told_and_reading_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    (path / "journal" / "2026.jsonl").unlink()
    (path / "journal" / "2026.jsonl").mkdir(mode=0o700)
    folder = CareerFolder.open(path)
    assert len(folder.notes) == 1
    assert folder.read(PROFILE) is not None
    with pytest.raises(Failure) as caught:
        add_entry(folder, 1)
    assert caught.value.code == "not-saved"


def test_all_that_toml_can_say_comes_back_out_of_the_journal(tmp_path: Path) -> None:
    import datetime as dt

    path = tmp_path / "c"
    everything = {
        "date": dt.date(2026, 1, 2),
        "moment": dt.datetime(2026, 1, 2, 3, 4, 5, 678900, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        "time": dt.time(3, 4, 5),
        "nan": float("nan"),
        "inf": float("-inf"),
        "exact": 0.1 + 0.2,
        "big": 2**80,
        "lines": ["a\r\nb", {"$toml": "no", "$table": {"x": True}}],
        "$toml": {"$toml": 1},
    }
    folder = CareerFolder.open(path)
    folder.save("x", {"settings.toml": {"all": everything}}, base={}, when=WHEN)
    as_saved = folder.read("settings.toml")
    folder.undo(WHEN)
    CareerFolder.open(path).redo(WHEN)
    again = folder.read("settings.toml")
    assert as_saved is not None
    assert again is not None
    assert repr(again.data) == repr(as_saved.data)
    assert repr(again.data["all"]["exact"]) == "0.30000000000000004"


def test_a_save_that_fails_after_its_line_is_finished_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c"
    folder = started(path)
    monkeypatch.setattr(Journal, "cut", lambda self, appended: False)

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(Failure) as caught:
        change(folder, PROFILE, set_title("Head nurse"))
    assert caught.value.code == "unfinished"
    assert caught.value.status == 4
    waiting = CareerFolder.open(path)
    assert "could not be written" in waiting.notes[0]
    monkeypatch.undo()
    CareerFolder.open(path)
    assert b"Head nurse" in snapshot(path)[PROFILE]
    assert LEDGER in snapshot(path)


def test_a_line_that_is_no_change_is_named_with_its_place_and_a_torn_last_one_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    good = encoded(
        JournalLine("1-a", 1, "2026-11-02T10:00:00", "x", (FileEdit("plan.toml", Edit("goal", None, "calm")),))
    )
    (folder / "2025.jsonl").write_bytes(b"\xff not ours\n" + good)
    (folder / "2026.jsonl").write_bytes(good + b'{"id": "2-b"}\n' + good + b"[]\n" + b'{"id": "torn')
    assert Journal(tmp_path).faults() == [
        "journal/2025.jsonl:1", "journal/2026.jsonl:2", "journal/2026.jsonl:4",
    ]  # fmt: skip


def test_tables_whose_keys_look_like_ours_come_back_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    odd = {"$toml": "1", "inner": {"$table": {"a": 1}, "day": date(2026, 11, 2)}, "plain": {"a": [1, {"$": 2}]}}
    line = JournalLine("1-a", 1, "2026-11-02T10:00:00", "x", (FileEdit("plan.toml", Edit("goal", odd, {"a": 1})),))
    (folder / "2026.jsonl").write_bytes(encoded(line))
    assert Journal(tmp_path).lines() == [line]


def test_faults_of_the_journal_are_told_and_one_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    folder = CareerFolder.open(tmp_path / "career", create=True)
    assert folder.journal_faults() == []
    journal = tmp_path / "career" / "journal"
    journal.mkdir(exist_ok=True)
    (journal / "2026.jsonl").write_bytes(b"not ours\n")
    (told,) = folder.journal_faults()
    assert told.startswith("journal/2026.jsonl:1: ")
    assert "Your files and every other line are kept" in told
    (journal / "2025.jsonl").mkdir()
    with pytest.raises(Failure):
        folder.journal_faults()
