"""Earlier states from the journal, whatever hands did in between; and hand edits noted in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from coach.storage.history import outside
from coach.storage.history.earlier import by_hand, documents_after, forced
from coach.storage.keeping.journal import FileEdit, Journal, JournalLine, Uncertain
from coach.storage.texts.items import Edit
from coach.storage.typed import put_as_typed

WHEN = "2026-11-27T10:00:00"


def folder_at(path: Path) -> CareerFolder:
    return CareerFolder.open(path / "career", create=True)


def save(folder: CareerFolder, **documents: dict[str, Any]) -> None:
    named = {f"{name}.toml": document for name, document in documents.items()}
    base = {name: (file.data if (file := folder.read(name)) is not None else None) for name in named}
    folder.save("a change", named, base=base, when=WHEN)


def line(n: int, *edits: Edit, name: str = "plan.toml") -> JournalLine:
    return JournalLine(f"{n}-x", n, WHEN, "x", tuple(FileEdit(name, edit) for edit in edits))


def text(folder: CareerFolder, name: str) -> str:
    return (folder.path / name).read_text()


def later(folder: CareerFolder, name: str, content: str) -> None:
    """A hand writes a file, some time after coach last saved."""
    path = folder.path / name
    path.write_text(content)
    done = os.stat(folder.path / "journal" / "done").st_mtime_ns
    os.utime(path, ns=(done + 10**9, done + 10**9))


def test_taking_lines_back_gives_the_state_before_them() -> None:
    lines = [
        line(1, Edit("schema", None, 1), Edit("worker/title", None, "a")),
        line(2, Edit("worker/title", "a", "b")),
        line(3, Edit("worker/goal", None, "calm")),
    ]
    now = {"plan.toml": {"schema": 1, "worker": {"title": "b", "goal": "calm"}}}
    assert documents_after(lines, 3, now) == {}
    assert documents_after(lines, 2, now) == {"plan.toml": {"schema": 1, "worker": {"title": "b"}}}
    assert documents_after(lines, 1, now) == {"plan.toml": {"schema": 1, "worker": {"title": "a"}}}
    assert documents_after(lines, 0, now) == {"plan.toml": {}}


def test_where_a_hand_changed_an_item_since_the_earlier_state_wins_and_the_rest_stays() -> None:
    lines = [line(1, Edit("worker/title", "a", "b")), line(2, Edit("worker/title", "b", "c"))]
    now = {"plan.toml": {"worker": {"title": "by hand", "mine": 1}}}
    assert documents_after(lines, 1, now) == {"plan.toml": {"worker": {"title": "b", "mine": 1}}}
    assert documents_after(lines, 0, now) == {"plan.toml": {"worker": {"title": "a", "mine": 1}}}


def test_lists_come_back_in_their_order_and_what_is_something_else_altogether_stays() -> None:
    one, two = {"id": "one", "x": 1}, {"id": "two", "x": 2}
    now = {"tasks": [two, one], "worker": "no table any more", "plain": 3}
    wanted = [
        Edit("tasks/one", {"id": "one", "x": 9}, {"id": "one", "x": 0}, ""),
        Edit("tasks/#order", ["x"], ["one", "two"], ""),
        Edit("worker/title", "b", "a"),
        Edit("plain", 9, 4),
    ]
    assert forced(now, wanted) == {
        "tasks": [{"id": "one", "x": 0}, two],
        "worker": "no table any more",
        "plain": 4,
    }
    assert forced({"tasks": [3]}, [Edit("tasks/#order", ["a"], ["b"], ""), Edit("x", 1, 2)]) == {"tasks": [3], "x": 2}


def test_what_a_hand_did_is_told_apart_from_what_the_journal_says() -> None:
    made = [line(1, Edit("schema", None, 1), Edit("worker/title", None, "a"), Edit("worker/goal", None, "calm"))]
    assert by_hand(made, {"plan.toml": {"schema": 1, "worker": {"title": "a", "goal": "calm"}}}) == {}
    found = by_hand(made, {"plan.toml": {"schema": 1, "worker": {"title": "b", "new": 1}}})["plan.toml"]
    assert {(edit.item, edit.before, edit.after) for edit in found} == {
        ("worker/title", "a", "b"),
        ("worker/goal", "calm", None),
        ("worker/new", None, 1),
    }
    assert by_hand(made, {}) == {}


def test_of_a_file_somebody_else_began_only_what_was_saved_is_known() -> None:
    saved = [line(1, Edit("worker/title", "a", "b"))]
    now = {"plan.toml": {"worker": {"title": "b", "always": "there"}}}
    assert by_hand(saved, now) == {}
    (edit,) = by_hand(saved, {"plan.toml": {"worker": {"title": "c", "always": "there"}}})["plan.toml"]
    assert (edit.before, edit.after) == ("b", "c")


def test_hand_edits_that_were_saved_over_leave_the_last_word_of_each_item() -> None:
    lines = [
        line(1, Edit("schema", None, 1), Edit("worker/title", None, "a"), Edit("x", None, {})),
        line(2, Edit("worker/title", "by hand", "c"), Edit("tasks/#order", ["a"], ["b"], "")),
        line(3, Edit("x/y", None, 2), Edit("z/y", None, 2)),
        line(4, Edit("z", {"y": 2}, 5)),
    ]
    now = {"plan.toml": {"schema": 1, "worker": {"title": "c"}, "x": {"y": 2}, "z": 5}}
    assert by_hand(lines, now) == {}


def test_a_hand_edit_is_noted_once(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    assert outside.note(folder, WHEN) == ()
    save(folder, profile={"worker": {"title": "a"}})
    assert outside.note(folder, WHEN) == ()
    later(folder, "profile.toml", text(folder, "profile.toml").replace('"a"', '"b"'))
    assert outside.touched(folder)
    assert outside.note(folder, WHEN) == ("profile.toml",)
    assert outside.note(folder, WHEN) == ()
    again = CareerFolder.open(folder.path)
    assert [one.what for one in again.history()] == ["a change", "edited outside: profile.toml"]
    assert again.notes == ()
    again.undo(WHEN)
    assert 'title = "a"' in text(folder, "profile.toml")


def test_what_cannot_be_read_or_written_is_left_for_whoever_needs_it(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    save(folder, profile={"worker": {"title": "a"}}, plan={"x": 1})
    later(folder, "profile.toml", "broken = [")
    assert outside.note(folder, WHEN) == ()
    assert "profile.toml" not in outside.current(folder)
    folder.read_only = "a newer file"
    later(folder, "plan.toml", "schema = 1\nx = 2\n")
    assert outside.note(folder, WHEN) == ()
    assert len(folder.history()) == 1


def test_a_save_still_to_be_finished_is_not_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_at(tmp_path)
    save(folder, profile={"worker": {"title": "a"}})
    later(folder, "profile.toml", text(folder, "profile.toml").replace('"a"', '"b"'))
    survey = Journal(folder.path).survey()
    waiting = type(survey)(survey.sizes, {"2026": 0}, survey.n, marked=True)
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "survey", lambda _self: waiting)
        assert outside.note(folder, WHEN) == ()
    assert outside.note(folder, WHEN) == ("profile.toml",)


def test_a_line_the_disk_would_not_confirm_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_at(tmp_path)
    save(folder, profile={"worker": {"title": "a"}})
    later(folder, "profile.toml", text(folder, "profile.toml").replace('"a"', '"b"'))

    def unsure(_self: Journal, _line: JournalLine) -> None:
        raise Uncertain("no answer")

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "append", unsure)
        assert outside.note(folder, WHEN) == ("profile.toml",)
    assert 'title = "b"' in text(folder, "profile.toml")


def test_a_text_goes_in_place_as_typed_where_it_says_the_same(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    save(folder, profile={"worker": {"title": "a"}})
    same = "# mine\nschema = 1\n[worker]\ntitle = 'a'\n"
    assert put_as_typed(folder, "profile.toml", same, WHEN)
    assert put_as_typed(folder, "profile.toml", same, WHEN)
    assert text(folder, "profile.toml") == same
    assert not put_as_typed(folder, "profile.toml", same.replace("'a'", "'b'"), WHEN)
    assert not put_as_typed(folder, "plan.toml", same, WHEN)
    assert text(folder, "profile.toml") == same


def test_what_could_not_be_read_is_mended_and_kept_beside(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    save(folder, profile={"worker": {"title": "a"}})
    later(folder, "profile.toml", "broken = [")
    assert put_as_typed(folder, "profile.toml", "schema = 1\n[worker]\ntitle = 'b'\n", WHEN)
    assert CareerFolder.open(folder.path).read("profile.toml").data["worker"] == {"title": "b"}  # type: ignore[union-attr]
    assert "broken = [" in [path.read_text() for path in (folder.path / "backups").rglob("*.toml")]


def test_mending_before_anything_was_ever_saved(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    (folder.path / "profile.toml").write_text("broken = [")
    assert put_as_typed(folder, "profile.toml", "schema = 1\n", WHEN)
    assert text(folder, "profile.toml") == "schema = 1\n"


def test_a_failed_mending_leaves_the_file_and_no_temp_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_at(tmp_path)
    (folder.path / "profile.toml").write_text("broken = [")

    def refused(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refused)
        with pytest.raises(Failure) as caught:
            put_as_typed(folder, "profile.toml", "schema = 1\n", WHEN)
    assert caught.value.code == "not-saved"
    assert text(folder, "profile.toml") == "broken = ["
    assert sorted(os.listdir(folder.path)) == ["backups", "lock", "profile.toml"]


def test_a_folder_for_reading_only_is_not_written_to(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    folder.read_only = "a newer file"
    with pytest.raises(Failure) as caught:
        put_as_typed(folder, "profile.toml", "schema = 1\n", WHEN)
    assert caught.value.code == "read-only"


def test_where_hand_edits_were_saved_over_the_last_word_on_each_item_counts() -> None:
    lines = [
        line(1, Edit("worker/title", None, "a"), Edit("tasks/x", None, {"id": "x", "hours": 2.0}, "")),
        line(2, Edit("tasks", [{"id": "x"}], None)),  # the whole list went, and with it what was said of its items
        line(3, Edit("tasks/y", None, {"id": "y", "hours": 1.0}, "")),
        line(4, Edit("worker", {"title": "b"}, {"title": "c"})),  # and the whole table was said anew
    ]
    there = {"worker": {"title": "c"}, "tasks": [{"id": "y", "hours": 1.0}]}
    assert by_hand(lines, {"plan.toml": there}) == {}
    edited = {"worker": {"title": "by hand"}, "tasks": [{"id": "y", "hours": 1.0}, {"id": "x", "hours": 9.0}]}
    (found,) = by_hand(lines, {"plan.toml": edited}).values()
    assert [(edit.item, edit.before, edit.after) for edit in found] == [("worker/title", "c", "by hand")], (
        "of a file the journal did not make, only items it has written before"
    )


def test_an_item_said_after_its_whole_table_takes_the_place_of_the_table() -> None:
    lines = [
        line(1, Edit("worker", None, {"title": "a", "goal": "calm"})),
        line(2, Edit("worker/title", "a", "b")),
    ]
    (found,) = by_hand(lines, {"plan.toml": {"worker": {"title": "by hand", "goal": "other"}}}).values()
    assert [(edit.item, edit.before, edit.after) for edit in found] == [("worker/title", "b", "by hand")]


def test_a_file_the_journal_made_is_expected_whole_and_one_that_began_otherwise_is_not() -> None:
    made = [line(1, Edit("schema", None, 1), Edit("goal", None, "calm"))]
    (found,) = by_hand(made, {"plan.toml": {"schema": 1, "goal": "calm", "more": 1}}).values()
    assert [edit.item for edit in found] == ["more"]
    for began in (Edit("schema", 1, 2), Edit("goal", None, "calm")):
        assert by_hand([line(1, began)], {"plan.toml": {"schema": 2, "goal": "calm", "more": 1}}) == {}


def test_a_list_that_went_whole_takes_what_was_said_of_its_items_and_of_nothing_else() -> None:
    notes = {"id": "write-notes", "hours": 1.0}
    lines = [
        line(1, Edit("worker/title", None, "Nurse"), Edit("tasks/see-patients", None, {"id": "see-patients"}, "")),
        line(2, Edit("tasks", [{"id": "see-patients"}], None)),
        line(3, Edit("tasks/write-notes", None, notes, "")),
    ]
    assert by_hand(lines, {"plan.toml": {"worker": {"title": "Nurse"}, "tasks": [notes]}}) == {}
    (found,) = by_hand(lines, {"plan.toml": {"worker": {"title": "Matron"}, "tasks": [notes]}}).values()
    assert [(edit.item, edit.before, edit.after) for edit in found] == [("worker/title", "Nurse", "Matron")]


def test_an_order_that_later_changes_have_overtaken_is_no_hand_edit() -> None:
    patients, notes = {"id": "see-patients"}, {"id": "write-notes"}
    lines = [
        line(1, Edit("tasks/#order", ["see-patients", "write-notes"], ["write-notes", "see-patients"], "")),
        line(2, Edit("tasks/write-notes", notes, None, "")),
        line(3, Edit("tasks/write-notes", None, notes, "see-patients")),
    ]
    assert by_hand(lines, {"plan.toml": {"tasks": [patients, notes]}}) == {}
