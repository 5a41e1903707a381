"""What lies in a career folder: every file told, what is coach's and what is not, links never followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.storage.around import inventory
from coach.storage.around.inventory import Held, kind_of, linked, own_folders, sizes, survey
from coach.storage.folder import CareerFolder
from tests.storage.harness import PROFILE, add_entry, change, set_title, started


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("profile.toml", "profile"),
        ("plan.toml", "plan"),
        ("settings.toml", "settings"),
        ("ledger/2026.toml", "ledger"),
        ("checkins/1999.toml", "check-ins"),
        ("measurements/2026.toml", "measurements"),
        ("journal/2026.jsonl", "journal"),
        ("journal/torn-2026.txt", "journal"),
        ("journal/done", "journal"),
        ("drafts/week-text.txt", "drafts"),
        ("backups/profile.2026-11-21T221005.17.toml", "backups"),
        ("backups/ledger/2026.2026-11-21T221005.17.toml", "backups"),
        ("backups/folder.2026-11-21T221005.zip", "backups"),
        ("backups/folder.2026-11-21T221005-2.zip", "backups"),
        ("content/own.toml", "own content"),
        ("content/moves/my moves".replace(" ", "-") + ".toml", "own content"),
        ("content/phrases/mine.tsv", "own content"),
        ("themes/Night-shift_2.toml", "own themes"),
        ("fault-report.txt", "fault report"),
        ("copies/home-80x24.txt", "screens as text"),
        ("lock", "lock"),
        ("restoring.zip", "unfinished"),
        ("restoring-damaged.zip", "unfinished"),
        (".coach-0123456789abcdef.tmp", "unfinished"),
        ("journal/.coach-0123456789abcdef.tmp", "unfinished"),
        ("profile.toml~", "second copies"),
        ("profile (conflicted copy 2026-11-02).toml", "second copies"),
        ("ledger/2026.sync-conflict-20261102-101010-ABCDEFG.toml", "second copies"),
        ("plan - Copy.toml", "second copies"),
        ("settings.toml.orig", "second copies"),
        ("profile_conflict-20261102.toml", "second copies"),
        # not ours: never removed, never replaced
        ("notes.txt", ""),
        ("my profile.toml", ""),
        ("profile.toml/x", ""),
        ("ledger/notes.md", ""),
        ("ledger/26.toml", ""),
        ("ledger/old/2026.toml", ""),
        ("backups/photos.zip", ""),
        ("backups/other.toml", ""),
        ("journal/diary.txt", ""),
        ("drafts/Letter to the boss.txt", ""),
        ("drafts/novel.docx", ""),
        ("content/photo.jpg", ""),
        ("themes/dark/mine.toml", ""),
        ("copies/Screenshot.png", ""),
        ("copies/home.txt~", ""),
        ("sub/lock", ""),
        ("../profile.toml", ""),
        ("profiles.toml", ""),
        ("planning.toml", ""),
        ("profile-old.toml", ""),
    ],
)
def test_each_name_is_what_it_is(name: str, what: str) -> None:
    assert kind_of(name) == what


def test_all_that_a_busy_folder_holds_is_known(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    change(folder, PROFILE, set_title("Head nurse"))
    add_entry(folder, 1)
    folder.keep_draft("Result text", "x")
    folder.restore(folder.packed().raw, "copy", "2026-11-22T10:00:00")
    found = survey(folder.path)
    assert [held.name for held in found if not held.what] == []
    assert [held.name for held in found] == sorted(
        str(path.relative_to(folder.path)) for path in folder.path.rglob("*") if path.is_file()
    )
    assert all(held.size == (folder.path / held.name).stat().st_size and held.plain for held in found)


def test_nothing_is_known_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert survey(tmp_path / "none") == []
    assert own_folders(tmp_path / "none") == []


def test_links_and_foreign_folders_are_told_and_not_entered(tmp_path: Path) -> None:
    path = tmp_path / "c"
    (path / "photos" / "inner").mkdir(parents=True)
    (path / "ledger" / "old").mkdir(parents=True)
    (path / "ledger" / "old" / "x").write_text("xx")
    (path / "content").symlink_to(tmp_path / "elsewhere")
    (path / "plan.toml").symlink_to("../me.toml")
    (path / "strange").symlink_to("/etc/passwd")
    os.mkfifo(path / "pipe")
    assert survey(path) == [
        Held("content", "own folder", len(str(tmp_path / "elsewhere")), str(tmp_path / "elsewhere"), False),
        Held("ledger/old/x", "", 2),
        Held("photos/", "", 0, None, False),
        Held("pipe", "", 0, None, False),
        Held("plan.toml", "plan", 10, "../me.toml", False),
        Held("strange", "", 11, "/etc/passwd", False),
    ]


def test_what_lies_behind_a_linked_folder_has_its_name_from_here(tmp_path: Path) -> None:
    path = tmp_path / "c"
    path.mkdir()
    (tmp_path / "elsewhere" / "moves").mkdir(parents=True)
    (tmp_path / "elsewhere" / "moves" / "own.toml").write_text("#")
    (path / "content").symlink_to(tmp_path / "elsewhere")
    assert linked(path, survey(path)[0]) == [Held("content/moves/own.toml", "own content", 1)]


def test_folders_within_folders_end_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c"
    (path / "content" / "a" / "b" / "c").mkdir(parents=True)
    (path / "content" / "a" / "b" / "c" / "x.toml").write_text("")
    assert [held.name for held in survey(path)] == ["content/a/b/c/x.toml"]
    monkeypatch.setattr(inventory, "DEEPEST", 2)
    assert [held.name for held in survey(path)] == ["content/a/b/"]
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "content").symlink_to(path / "content")
    assert [held.name for held in linked(tmp_path / "d", survey(tmp_path / "d")[0])] == ["content/a/b/"]


def test_a_folder_that_cannot_be_seen_is_an_error_not_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = CareerFolder.open(started(tmp_path / "c").path)
    real = os.scandir

    def refuse(path: object) -> object:
        if str(path).endswith("ledger"):
            raise PermissionError(13, "Permission denied")
        return real(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        survey(folder.path)


def test_own_folders_come_innermost_first_without_links(tmp_path: Path) -> None:
    path = tmp_path / "c"
    (path / "content" / "moves").mkdir(parents=True)
    (path / "backups" / "ledger").mkdir(parents=True)
    (path / "photos").mkdir()
    (path / "ledger").symlink_to(tmp_path)
    assert own_folders(path) == [
        path / "backups" / "ledger",
        path / "backups",
        path / "content" / "moves",
        path / "content",
    ]


@pytest.mark.parametrize(
    "name", ["ledger", "checkins", "measurements", "journal", "drafts", "backups", "content", "themes", "copies"]
)
def test_each_of_coachs_folders_is_entered_taken_away_when_all_is_and_told_where_it_is_a_link(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "c" / name).mkdir(parents=True)
    (tmp_path / "c" / name / "photo.jpg").write_bytes(b"xxx")
    assert survey(tmp_path / "c") == [Held(f"{name}/photo.jpg", "", 3)]
    assert own_folders(tmp_path / "c") == [tmp_path / "c" / name]
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / name).symlink_to("../c")
    assert survey(tmp_path / "d") == [Held(name, "own folder", 4, "../c", False)]
    assert own_folders(tmp_path / "d") == []


def test_sizes_add_up_by_kind_in_an_order_people_read() -> None:
    held = [
        Held("x", "", 5),
        Held("journal/2025.jsonl", "journal", 7),
        Held("journal/2026.jsonl", "journal", 8),
        Held("profile.toml", "profile", 1),
        Held("content", "own folder", 3, "/x", False),
    ]
    assert list(sizes(held).items()) == [
        ("profile", (1, 1)),
        ("journal", (2, 15)),
        ("own folder", (1, 3)),
        ("", (1, 5)),
    ]
