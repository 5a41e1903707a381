"""The career folder as its callers use it: open, read, save, merge, refuse, follow."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage import folder as folder_module
from coach.storage.folder import CareerFolder
from coach.storage.keeping.journal import Journal
from coach.storage.texts import blocks
from coach.storage.texts.items import copied
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
)


def refused(code: str, folder: CareerFolder, document: dict[str, object]) -> Failure:
    """Saving `document` as the profile over what the folder says now fails in this way, and touches nothing."""
    before = snapshot(folder.path)
    with pytest.raises(Failure) as caught:
        folder.save("x", {PROFILE: document}, base={PROFILE: PROFILE_DOCUMENT}, when=WHEN)
    assert caught.value.code == code
    assert snapshot(folder.path) == before
    return caught.value


def test_a_missing_folder_is_fine_and_stays_missing_until_something_is_saved(tmp_path: Path) -> None:
    folder = CareerFolder.open(tmp_path / "new" / "career")
    assert not folder.exists()
    assert folder.read(PROFILE) is None
    assert folder.years("ledger") == []
    assert folder.history() == []
    assert folder.draft("week") is None
    assert not folder.changed()
    assert not (tmp_path / "new").exists()
    add_entry(folder, 1)
    assert folder.exists()
    assert folder.years("ledger") == [2026]


def test_create_makes_it_now(tmp_path: Path) -> None:
    assert CareerFolder.open(tmp_path / "career", create=True).exists()


def test_a_file_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Failure, match="not a folder") as caught:
        CareerFolder.open(tmp_path / "file")
    assert caught.value.status == 3


def test_a_folder_that_cannot_be_made_is_not_saved(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Failure) as caught:
        CareerFolder.open(tmp_path / "file" / "below", create=True)
    assert caught.value.code == "not-saved"


def test_what_is_saved_is_read_back_by_everybody(tmp_path: Path) -> None:
    folder = CareerFolder.open(tmp_path / "c")
    saved = folder.save("start", {PROFILE: PROFILE_DOCUMENT}, base={}, when=WHEN)
    assert saved.confirmed
    assert saved.documents == {PROFILE: PROFILE_DOCUMENT}
    assert tomllib.loads((tmp_path / "c" / PROFILE).read_text()) == PROFILE_DOCUMENT
    read = CareerFolder.open(tmp_path / "c").read(PROFILE)
    assert read is not None
    assert read.data == PROFILE_DOCUMENT
    assert read.place("tasks", 1, "hours") == "profile.toml:14"


def test_documents_handed_out_are_the_callers_own(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    file = folder.read(PROFILE)
    assert file is not None
    file.data["worker"]["title"] = "scribbled over"
    saved = change(folder, PROFILE, lambda document: document.update(note="x"))
    saved.documents[PROFILE]["worker"]["title"] = "scribbled over"
    again = folder.read(PROFILE)
    assert again is not None
    assert again.data["worker"]["title"] == "Nurse"


def test_a_new_document_says_its_schema_and_a_hand_written_one_is_left_without(tmp_path: Path) -> None:
    folder = CareerFolder.open(tmp_path / "c", create=True)
    (tmp_path / "c" / PROFILE).write_text('[worker]\ntitle = "Nurse"\n')
    change(folder, PROFILE, set_title("Head nurse"))
    add_entry(folder, 1)
    assert (tmp_path / "c" / PROFILE).read_text() == '[worker]\ntitle = "Head nurse"\n'
    assert (tmp_path / "c" / LEDGER).read_text().startswith("schema = 1\n")


def test_saving_what_is_there_already_writes_nothing(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    journal = (tmp_path / "c" / "journal" / "2026.jsonl").read_bytes()
    saved = change(folder, PROFILE, lambda document: None)
    assert saved.id == ""
    assert saved.documents[PROFILE] == PROFILE_DOCUMENT
    assert (tmp_path / "c" / "journal" / "2026.jsonl").read_bytes() == journal


def test_a_change_made_outside_to_something_else_is_merged(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    path = tmp_path / "c" / PROFILE
    path.write_text("# by hand\n" + path.read_text().replace("hours = 20.0", "hours = 22  # more"))
    assert folder.changed()
    saved = folder.save(
        "title",
        {PROFILE: {**PROFILE_DOCUMENT, "worker": {"title": "Head nurse"}}},
        base={PROFILE: PROFILE_DOCUMENT},
        when=WHEN,
    )
    assert not folder.changed()
    assert saved.documents[PROFILE]["tasks"][0]["hours"] == 22
    assert saved.documents[PROFILE]["worker"]["title"] == "Head nurse"
    text = path.read_text()
    assert "# by hand" in text
    assert "hours = 22  # more" in text
    assert "Head nurse" in text


def test_a_change_made_outside_to_the_same_item_is_refused(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    path = tmp_path / "c" / PROFILE
    path.write_text(path.read_text().replace("Nurse", "Doctor"))
    failure = refused("conflict", folder, {**PROFILE_DOCUMENT, "worker": {"title": "Head nurse"}})
    assert failure.status == 4
    assert "worker/title" in failure.what
    assert PROFILE in failure.what


def test_two_coaches_that_add_at_once_both_keep_theirs(tmp_path: Path) -> None:
    one, other = started(tmp_path / "c"), CareerFolder.open(tmp_path / "c")
    base = one.read(LEDGER)
    assert base is not None
    for folder, number in ((one, 1), (other, 2)):
        new = copied(base.data)
        new["entries"].append(entry(number))
        folder.save("add", {LEDGER: new}, base={LEDGER: base.data}, when=WHEN)
    assert one.changed()
    assert entries(one) == {"e0", "e1", "e2"}
    assert not one.changed()


def test_two_coaches_that_make_the_same_file_both_keep_theirs(tmp_path: Path) -> None:
    for number in (1, 2):
        folder = CareerFolder.open(tmp_path / "c")
        folder.save("add", {LEDGER: {"entries": [entry(number)]}}, base={LEDGER: None}, when=WHEN)
    assert entries(folder) == {"e1", "e2"}


def test_a_file_that_appears_or_goes_is_a_change(tmp_path: Path) -> None:
    folder = CareerFolder.open(tmp_path / "c", create=True)
    assert folder.read("plan.toml") is None
    (tmp_path / "c" / "plan.toml").write_text("schema = 1\n")
    assert folder.changed()
    assert folder.read("plan.toml") is not None
    (tmp_path / "c" / "plan.toml").unlink()
    assert folder.changed()


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"schema = 1\n[worker\n", "profile.toml:2"),
        (b"\xff", "profile.toml:1"),
        (b"schema = 'x'\n", "profile.toml:1"),
        (b"a = " + b"[" * 60 + b"]" * 60, "profile.toml"),
        (b"a = " + b"{b = " * 60 + b"1" + b"}" * 60, "profile.toml"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_never_rewritten(tmp_path: Path, raw: bytes, place: str) -> None:
    folder = started(tmp_path / "c")
    (tmp_path / "c" / PROFILE).write_bytes(raw)
    with pytest.raises(Failure) as caught:
        folder.read(PROFILE)
    assert caught.value.code == "unreadable"
    assert caught.value.what.startswith(place + ":")
    refused("unreadable", folder, {**PROFILE_DOCUMENT, "worker": {"title": "Head nurse"}})
    add_entry(CareerFolder.open(tmp_path / "c"), 1)  # the rest of the folder goes on working


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    (tmp_path / "c" / "plan.toml").mkdir()
    with pytest.raises(Failure, match=r"^plan.toml: a folder, and no file"):
        folder.read("plan.toml")


@pytest.mark.parametrize("name", ["../profile.toml", "/etc/x.toml", "a/b/c.toml", "profile.txt", "Profile.toml", ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = started(tmp_path / "c")
    with pytest.raises(ValueError, match="not the name of a file"):
        folder.read(name)
    with pytest.raises(ValueError, match="not the name of a file"):
        folder.save("x", {name: {"a": 1}}, base={}, when=WHEN)


def test_only_what_is_kept_by_year_has_years(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    for name in ("2024.toml", "notes.toml", "20245.toml", "2025.txt", "२०२५.toml"):
        (tmp_path / "c" / "ledger" / name).write_text("")
    assert folder.years("ledger") == [2024, 2026]
    with pytest.raises(ValueError, match="not kept by year"):
        folder.years("plan")


def test_what_no_file_can_hold_is_refused_before_the_disk_is_touched(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    refused("not-saved", folder, {**PROFILE_DOCUMENT, "odd": object()})
    deep: dict[str, object] = {}
    for _ in range(2000):
        deep = {"a": deep}
    refused("not-saved", folder, {**PROFILE_DOCUMENT, "deep": deep})


def test_bytes_that_would_not_say_the_document_are_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    real = blocks.written
    monkeypatch.setattr(blocks, "written", lambda document, old: real({**document, "x": 1}, old))
    refused("not-saved", folder, {**PROFILE_DOCUMENT, "worker": {"title": "Head nurse"}})
    # where only keeping the old blocks went wrong, all of it is written anew
    monkeypatch.setattr(blocks, "written", lambda document, old: "a = 1" if old else real(document, old))
    change(folder, PROFILE, set_title("Head nurse"))
    assert b"Head nurse" in snapshot(folder.path)[PROFILE]


def test_a_file_too_large_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")
    (tmp_path / "c" / PROFILE).write_bytes(b"#" * (16 * 1024 * 1024 + 1))
    with pytest.raises(Failure, match=r"^profile.toml:1: over 16 MB"):
        folder.read(PROFILE)


def test_the_disk_that_would_not_promise_is_told_as_not_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    real = os.fsync

    def no_folders(fd: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{fd}"):
            raise OSError(22, "Invalid argument")  # as network file systems answer
        real(fd)

    monkeypatch.setattr(os, "fsync", no_folders)
    saved = change(folder, PROFILE, set_title("Head nurse"))
    assert not saved.confirmed
    assert b"Head nurse" in snapshot(tmp_path / "c")[PROFILE]
    monkeypatch.undo()
    assert CareerFolder.open(tmp_path / "c").notes == ()  # it was there; nothing to finish, nothing to tell


def test_a_program_that_keeps_writing_the_file_is_given_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")
    path = tmp_path / "c" / PROFILE
    rounds = []
    put = folder_module.put

    def busy(*args: object) -> bool:
        rounds.append(1)
        path.write_text(f"# {len(rounds)}\n" + path.read_text())
        return put(*args)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(folder_module, "put", busy)
    with pytest.raises(Failure, match="keeps writing"):
        change(folder, PROFILE, set_title("Head nurse"))
    assert len(rounds) == folder_module.ATTEMPTS
    assert "Nurse" in path.read_text()
    assert [line.what for line in folder.history()] == ["start", "a change"]


def test_a_program_that_writes_right_after_the_journal_line_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    path = tmp_path / "c" / PROFILE
    append = Journal.append

    def then_a_hand(self: Journal, line: object) -> object:
        appended = append(self, line)  # type: ignore[arg-type]  # passed through
        if "# by hand" not in path.read_text():
            path.write_text("# by hand\n" + path.read_text())
        return appended

    monkeypatch.setattr(Journal, "append", then_a_hand)
    saved = change(folder, PROFILE, set_title("Head nurse"))
    assert saved.confirmed
    assert path.read_text().startswith("# by hand\n")
    assert "Head nurse" in path.read_text()
    assert [line.what for line in folder.history()] == ["start", "a change", "a change"]


def test_saving_reads_nothing_of_the_journal_however_long_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    for number in range(1, 30):
        add_entry(folder, number)
    read = []
    monkeypatch.setattr(Journal, "_read", lambda self, year, start: read.append(year) or b"")
    again = CareerFolder.open(tmp_path / "c")
    add_entry(again, 99)
    assert read == []
    assert again.notes == ()


def test_rights_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = started(tmp_path / "new" / "c")
        folder.keep_draft("week", "x")
        change(folder, PROFILE, set_title("Head nurse"))
    finally:
        os.umask(before)
    paths = [tmp_path / "new", *(tmp_path / "new").rglob("*")]
    assert len(paths) > 10
    for path in paths:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_linked_file_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    real = elsewhere / "my-profile.toml"
    (tmp_path / "c" / PROFILE).rename(real)
    (tmp_path / "c" / PROFILE).symlink_to(real)
    (tmp_path / "link").symlink_to(tmp_path / "c")
    change(CareerFolder.open(tmp_path / "link"), PROFILE, set_title("Head nurse"))
    assert (tmp_path / "c" / PROFILE).is_symlink()
    assert "Head nurse" in real.read_text()
    assert folder.changed()
    assert list(elsewhere.iterdir()) == [real]


def test_undo_and_redo_go_through_restarts(tmp_path: Path) -> None:
    path = tmp_path / "c"
    states = [{}]
    CareerFolder.open(path).save("1", {PROFILE: PROFILE_DOCUMENT}, base={}, when=WHEN)
    states.append(snapshot(path))
    add_entry(CareerFolder.open(path), 1)
    states.append(snapshot(path))
    change(CareerFolder.open(path), PROFILE, lambda d: d["tasks"].reverse(), "order")
    states.append(snapshot(path))
    change(CareerFolder.open(path), PROFILE, lambda d: d["tasks"].pop(), "remove")
    states.append(snapshot(path))
    for state, what in zip(reversed(states[:-1]), ["remove", "order", "a change", "1"], strict=True):
        saved = CareerFolder.open(path).undo(WHEN)
        assert saved is not None
        assert saved.what == f"Undo: {what}"
        assert snapshot(path) == state
    assert CareerFolder.open(path).undo(WHEN) is None
    assert CareerFolder.open(path).read(PROFILE) is None
    for state in states[1:]:
        assert CareerFolder.open(path).redo(WHEN) is not None
        assert {name: tomllib.loads(raw.decode()) for name, raw in snapshot(path).items()} == {
            name: tomllib.loads(raw.decode()) for name, raw in state.items()
        }
    assert CareerFolder.open(path).redo(WHEN) is None


def test_a_new_change_ends_what_could_be_made_again(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    folder.undo(WHEN)
    add_entry(folder, 5)
    assert folder.redo(WHEN) is None
    folder.undo(WHEN)
    assert entries(folder) == set()


def test_undo_refuses_what_was_changed_again_by_hand(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    change(folder, PROFILE, set_title("Head nurse"))
    path = tmp_path / "c" / PROFILE
    path.write_text(path.read_text().replace("Head nurse", "Matron"))
    with pytest.raises(Failure) as caught:
        folder.undo(WHEN)
    assert caught.value.code == "conflict"
    assert "Matron" in path.read_text()


def test_undo_of_what_was_undone_by_hand_goes_on_to_the_change_before(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    change(folder, PROFILE, set_title("Head nurse"))
    path = tmp_path / "c" / PROFILE
    path.write_text(path.read_text().replace("Head nurse", "Nurse"))
    assert folder.undo(WHEN) is not None
    assert folder.undo(WHEN) is not None
    assert entries(folder) == set()


def test_the_history_tells_what_when_and_from_what_to_what(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    change(folder, PROFILE, set_title("Head nurse"), "title")
    folder.save("new year", {"ledger/2027.toml": {"entries": []}}, base={}, when="2027-01-01T08:00:00")
    lines = folder.history()
    assert [(line.n, line.what, line.when[:4]) for line in lines] == [
        (1, "start", "2026"),
        (2, "a change", "2026"),
        (3, "title", "2026"),
        (4, "new year", "2027"),
    ]
    (edit,) = lines[2].edits
    assert (edit.file, edit.edit.item, edit.edit.before, edit.edit.after) == (
        PROFILE,
        "worker/title",
        "Nurse",
        "Head nurse",
    )
    assert sorted(path.name for path in (tmp_path / "c" / "journal").iterdir()) == ["2026.jsonl", "2027.jsonl", "done"]


def test_a_journal_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    (tmp_path / "c" / "journal" / "2025.jsonl").mkdir()
    with pytest.raises(Failure, match=r"^journal/"):
        folder.history()
