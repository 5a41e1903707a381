"""The edges of the storage's rules, each found by a small fault that no other test had noticed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from coach.base.failures import Failure
from coach.base.toml import parse_toml
from coach.storage.keeping import atomic
from coach.storage.keeping.atomic import make_folder, stage, sweep, sync_folder
from coach.storage.kinds.checkins import read_checkins
from coach.storage.texts import blocks
from tests.storage.harness import PROFILE, add_entry, change, set_title, started


def open_files() -> int:
    """How many files this process has open."""
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not list open files")
def test_no_save_leaves_a_file_open(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    before = open_files()
    for number in range(5):
        add_entry(folder, number + 1)
        folder.undo("2026-11-21T10:00:00")
        folder.keep_draft("week", "x")
        folder.restore(folder.packed().raw, "copy", "2026-11-21T10:00:00")
    with (folder.path / "journal" / "2026.jsonl").open("ab") as journal:
        journal.write(b"torn")
    change(folder, PROFILE, set_title("Head nurse"))
    assert open_files() == before


def test_a_folder_in_a_folder_is_durable_only_if_both_names_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for refused in (tmp_path.name, "a", "none"):
        monkeypatch.setattr(atomic, "sync_folder", lambda place, refused=refused: place.name != refused)
        assert make_folder(tmp_path / "a" / "b") is (refused == "none")
        (tmp_path / "a" / "b").rmdir()
        (tmp_path / "a").rmdir()
    monkeypatch.setattr(atomic, "sync_folder", lambda place: False)
    assert make_folder(tmp_path) is True  # nothing had to be made


def test_only_names_of_ours_at_both_ends_are_swept(tmp_path: Path) -> None:
    for name in (".coach-notes", "x.tmp", ".coach-1.tmp", "coach-2.tmp"):
        (tmp_path / name).write_text("")
    assert sweep(tmp_path) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".coach-notes", "coach-2.tmp", "x.tmp"]


def test_an_old_temp_file_goes_whatever_else_is_in_the_folder(tmp_path: Path) -> None:
    for number in range(60):
        path = tmp_path / f".coach-{number}.tmp"
        path.write_text("")
        if number % 2:
            os.utime(path, (1, 1))
    (tmp_path / ".coach-link.tmp").symlink_to(tmp_path / "nowhere")
    os.utime(tmp_path / ".coach-link.tmp", (1, 1), follow_symlinks=False)
    assert sweep(tmp_path, older_than=60.0) == 31
    assert all(path.stat().st_mtime > time.time() - 60 for path in tmp_path.iterdir())


def test_a_folder_that_cannot_be_synced_says_so(tmp_path: Path) -> None:
    assert sync_folder(tmp_path) is True
    assert sync_folder(tmp_path / "none") is False
    (tmp_path / "file").write_text("")
    assert sync_folder(tmp_path / "file") is False


def test_files_are_closed_to_programs_coach_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags = []
    real = os.open

    def opened(path: object, how: int, *rest: int) -> int:
        flags.append(how)
        return real(path, how, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", opened)
    stage(tmp_path / "x", b"x")
    sync_folder(tmp_path)
    folder = started(tmp_path / "c")
    add_entry(folder, 1)
    folder.undo("2026-11-21T10:00:00")
    assert len(flags) > 10
    assert all(how & os.O_CLOEXEC for how in flags)


# blocks


def test_a_remark_at_the_very_top_and_one_at_the_very_end_stay_where_they_are() -> None:
    text = "# first\n[a]\nx = 1\n\n[b]\ny = 1\n# last ~"
    pieces = blocks.parse(text, {})
    assert pieces is not None
    assert [block.text for block in pieces] == ["# first\n[a]\nx = 1", "[b]\ny = 1\n# last ~"]
    assert blocks.written({"a": {"x": 2}, "b": {"y": 1}}, pieces) == "# first\n[a]\nx = 2\n\n[b]\ny = 1\n# last ~\n"


def test_a_top_that_only_gains_or_loses_a_key_keeps_its_lines() -> None:
    pieces = blocks.parse("a = 1  # one\nb = 2  # two\n", {})
    assert pieces is not None
    assert blocks.written({"a": 1, "b": 2}, pieces) == "a = 1  # one\nb = 2  # two\n"
    assert blocks.written({"a": 1, "b": 2, "c": 3}, pieces) == "a = 1  # one\nb = 2  # two\nc = 3\n"
    assert blocks.written({"b": 2}, pieces) == "b = 2  # two\n"


def test_a_changed_block_keeps_what_stands_below_it_in_tables_of_its_own() -> None:
    text = "[[tasks]]\nid = 'a'\nhours = 1  # one\n[tasks.answers]\nQ = 'x'  # why\n"
    pieces = blocks.parse(text, {})
    assert pieces is not None
    changed = {"tasks": [{"id": "a", "hours": 2, "answers": {"Q": "x"}}]}
    assert blocks.written(changed, pieces) == (
        "[[tasks]]\nid = 'a'\nhours = 2  # one\n\n[tasks.answers]\nQ = 'x'  # why\n"
    )


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("[a]\nx = [\n  1,  # one\n]\ny = 1\n", {"a": {"x": [1], "y": 2}}),
        ("[a]\nx = [\n  1,  # one\n]\ny = 1\n", {"a": {"x": [2], "y": 1}}),
        ("[a]\nx = 1\n", {"a": {"x": {"y": 1}}}),
        ("[a]\nx = 1\n[a.s]\ny = 1\n", {"a": {"x": 1, "s": {"y": 2}}}),
        ("[a]\nx = 1\n[a.s]\ny = 1\n", {"a": {"x": 2}}),
        ("[a]\nx = 1\n", {"a": {"x": 1, "l": [{"z": 1}]}}),
        ("[a]\nx = 1\n[a.s]\ny = 1\n", {"a": {"x": 1, "s": {"y": 1}, "n": 1}}),
        ("[[l]]\nid = 'x'\n", {"l": [{"s": {"x": 1}}, {"id": "x"}]}),
        ("a.b = 1\nc = 2\n", {"a": {"b": 1}, "c": 3}),
        ("'#' = 1  # '#'\n", {"#": 2}),
    ],
)
def test_whatever_shape_the_text_has_the_new_text_says_the_new_document(text: str, document: dict[str, Any]) -> None:
    pieces = blocks.parse(text, {})
    assert pieces is not None
    again = blocks.parse(blocks.written(document, pieces), {})
    assert again is not None
    assert blocks.document_of(again) == document


# numbers at their limits


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("hours = 0", True),
        ("hours = 168", True),
        ("hours = 168.5", False),
        ("hours = -0.5", False),
        ("confidence = 0", True),
        ("confidence = 4", True),
        ("confidence = 5", False),
        ("confidence = -1", False),
    ],
)
def test_the_limits_of_a_check_in_are_within_it(line: str, fits: bool) -> None:
    file = parse_toml(f"[[checkins]]\ndate = 2026-11-20\n{line}\n".encode(), "checkins/2026.toml")
    if fits:
        assert len(read_checkins(file).checkins) == 1
    else:
        with pytest.raises(Failure, match=r"^checkins/2026\.toml:3: "):
            read_checkins(file)


@pytest.mark.parametrize(("months", "fits"), [("0", True), ("600", True), ("600.5", False), ("-1", False)])
def test_the_limits_of_a_runway_are_within_it(months: str, fits: bool) -> None:
    file = parse_toml(f"[[drills]]\ndate = 2026-11-20\nrunway_months = {months}\n".encode(), "checkins/2026.toml")
    if fits:
        assert len(read_checkins(file).drills) == 1
    else:
        with pytest.raises(Failure, match=r"^checkins/2026\.toml:3: "):
            read_checkins(file)
