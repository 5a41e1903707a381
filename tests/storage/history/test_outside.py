"""Hand edits noticed by their time and noted in the journal: when that is looked for, and how the line is."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from coach.storage.folder import CareerFolder
from coach.storage.history import outside
from coach.storage.keeping.journal import Journal
from tests.storage.harness import LEDGER, PROFILE, add_entry, change, set_title, started

LATER = "2026-11-27T10:00:00"


def by_hand(folder: CareerFolder, name: str, old: str, new: str, after: int = 10**9) -> None:
    """A hand writes in a file so many nanoseconds after coach last saved."""
    path = folder.path / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    done = os.stat(folder.path / "journal" / "done").st_mtime_ns
    os.utime(path, ns=(done + after, done + after))


def test_a_folder_in_which_nothing_was_ever_saved_was_not_touched_and_is_left_alone(tmp_path: Path) -> None:
    folder = CareerFolder.open(tmp_path / "c")
    assert outside.touched(folder) is False
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / PROFILE).write_text('[worker]\ntitle = "Nurse"\n')
    assert outside.touched(folder) is False
    assert outside.note(folder, LATER) == ()
    assert os.listdir(tmp_path / "c") == [PROFILE]


def test_a_file_written_later_than_the_last_save_was_touched_and_one_of_the_same_moment_was_not(
    tmp_path: Path,
) -> None:
    folder = started(tmp_path / "c")
    assert outside.touched(folder) is False
    by_hand(folder, PROFILE, "Nurse", "Matron", after=0)
    assert outside.touched(folder) is False
    by_hand(folder, PROFILE, "Matron", "Head nurse", after=1)
    assert outside.touched(folder) is True


@pytest.mark.parametrize(
    ("name", "old", "new"), [(PROFILE, "Nurse", "Matron"), (LEDGER, "result 0", "all patients seen")]
)
def test_the_line_about_a_hand_edit_is_the_next_one_and_it_is_looked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str
) -> None:
    folder = started(tmp_path / "c")
    by_hand(folder, name, old, new, after=0)
    os.utime(folder.path / "journal" / "done", ns=(1, 1))
    assert outside.note(folder, LATER) == (name,)
    assert outside.touched(folder) is False
    line = folder.history()[-1]
    assert (line.n, line.when, line.what) == (3, LATER, f"edited outside: {name}")
    assert re.fullmatch(r"3-[0-9a-f]{6}", line.id)
    assert {each.file for each in line.edits} == {name}
    survey = Journal(folder.path).survey()
    assert (survey.n, survey.tails) == (3, {})
    change(folder, PROFILE, set_title("Head nurse"))
    assert [line.n for line in folder.history()] == [1, 2, 3, 4]


def test_a_file_that_was_only_written_again_is_looked_at_once_and_not_noted(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    os.utime(folder.path / "journal" / "done", ns=(1, 1))
    assert outside.touched(folder) is True
    assert outside.note(folder, LATER) == ()
    assert outside.touched(folder) is False
    assert [line.n for line in folder.history()] == [1, 2]
    assert Journal(folder.path).survey().n == 2


def test_a_journal_without_a_line_knows_of_no_hand_edit_and_begins_at_one(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    (folder.path / "journal" / "2026.jsonl").unlink()
    Journal(folder.path).mark_done(0)
    by_hand(folder, PROFILE, "Nurse", "Matron")
    assert outside.note(folder, LATER) == ()
    add_entry(folder, 1)
    assert [line.n for line in folder.history()] == [1]
