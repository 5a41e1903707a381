"""Editing one's own files: on a copy, checked with file and line, nothing typed is lost, others' changes stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.session import Failure
from coach.session.folder import earlier, editing
from coach.session.opening import open_unread
from coach.session.results import ledger
from coach.session.weeks import week
from tests.session.manager import MONDAY, Opened

FRIDAY = MONDAY + timedelta(days=4)


def typed(begun: editing.Editing, old: str, new: str) -> None:
    """What somebody does in an editor."""
    text = begun.path.read_text()
    assert old in text
    begun.path.write_text(text.replace(old, new, 1))


def test_what_was_changed_is_saved_as_one_change_that_undo_takes_back(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session)
    typed(begun, "hours = 8.0", "# half of it went to the tool\nhours = 4.0")
    edited = editing.finish(session, begun)
    assert edited.words == "profile.toml is saved."
    assert not begun.path.exists()
    again = on(FRIDAY)
    assert again.profile.task("expenses").hours == 4.0  # type: ignore[union-attr]
    assert "# half of it went to the tool" in (again.folder.path / "profile.toml").read_text()  # type: ignore[union-attr]
    earlier.undo(again)
    assert on(FRIDAY).profile.task("expenses").hours == 8.0  # type: ignore[union-attr]


def test_a_mistake_is_named_with_its_line_and_what_was_typed_is_kept(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session)
    typed(begun, "hours = 8.0", 'hours = "eight"')
    with pytest.raises(Failure) as caught:
        editing.finish(session, begun)
    line = 1 + begun.path.read_text()[: begun.path.read_text().index('"eight"')].count("\n")
    assert caught.value.what.startswith(f"profile.toml:{line}: hours must be a number")
    assert on(FRIDAY).profile.task("expenses").hours == 8.0  # type: ignore[union-attr]
    again = editing.begin(on(FRIDAY))
    assert again.resumed
    typed(again, 'hours = "eight"', "hours = 7.0")
    editing.finish(session, again)
    assert on(FRIDAY).profile.task("expenses").hours == 7.0  # type: ignore[union-attr]
    assert not editing.begin(on(FRIDAY)).resumed


def test_no_toml_at_all_is_named_too(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session, "plan")
    begun.path.write_text("moves = [")
    with pytest.raises(Failure) as caught:
        editing.finish(session, begun)
    assert caught.value.what.startswith("plan.toml:1")


def test_what_was_typed_can_be_given_up(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session)
    typed(begun, "hours = 8.0", "hours = 1.0")
    editing.drop(session, begun)
    assert not begun.path.exists()
    assert on(FRIDAY).profile.task("expenses").hours == 8.0  # type: ignore[union-attr]


def test_what_others_changed_meanwhile_stays(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session)
    typed(begun, "hours = 8.0", "hours = 4.0")
    week.change_task(on(FRIDAY), "ordering", hours=9)
    editing.finish(session, begun)
    tasks = {task.id: task.hours for task in on(FRIDAY).profile.tasks}  # type: ignore[union-attr]
    assert (tasks["expenses"], tasks["ordering"]) == (4.0, 9.0)


def test_where_both_changed_the_same_it_is_asked_and_nothing_typed_is_lost(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session)
    typed(begun, "hours = 8.0", "hours = 4.0")
    week.change_task(on(FRIDAY), "expenses", hours=2)
    with pytest.raises(Failure) as caught:
        editing.finish(session, begun)
    assert caught.value.code == "conflict"
    assert "hours = 4.0" in begun.path.read_text()
    assert on(FRIDAY).profile.task("expenses").hours == 2.0  # type: ignore[union-attr]


def test_a_comment_alone_is_kept(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session)
    typed(begun, "[worker]", "# who I am\n[worker]")
    assert editing.finish(session, begun).words
    assert "# who I am" in (session.folder.path / "profile.toml").read_text()  # type: ignore[union-attr]
    assert on(FRIDAY).profile.listed_hours == 36.0  # type: ignore[union-attr]


def test_nothing_changed_is_nothing_saved(on: Opened) -> None:
    session = on(FRIDAY)
    many = len(earlier.states(session))
    assert editing.finish(session, editing.begin(session)).words == ""
    assert len(earlier.states(session)) == many


def test_a_file_that_cannot_be_read_can_be_mended(on: Opened) -> None:
    path = on(FRIDAY).folder.path / "profile.toml"  # type: ignore[union-attr]
    path.write_text(path.read_text() + "\nbroken = [\n")
    session = open_unread()
    begun = editing.begin(session)
    typed(begun, "\nbroken = [\n", "\n# mended\n")
    assert editing.finish(session, begun).words
    assert on(FRIDAY).profile.listed_hours == 36.0  # type: ignore[union-attr]
    assert "# mended" in path.read_text()
    assert any("broken = [" in (path.parent / "backups" / name).read_text() for name in earlier.copies(on(FRIDAY)))


def test_doubts_are_told(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session)
    typed(begun, "[worker]", '[worker]\nnickname = "Jo"')
    (doubt,) = editing.finish(session, begun).doubts
    assert "nickname" in doubt
    assert 'nickname = "Jo"' in (session.folder.path / "profile.toml").read_text()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("profile", "profile.toml"),
        ("week", "profile.toml"),
        ("Plan", "plan.toml"),
        ("plan.toml", "plan.toml"),
        ("settings", "settings.toml"),
        ("ledger", "ledger/2026.toml"),
        ("ledger/2025", "ledger/2025.toml"),
        ("checkins 2024", "checkins/2024.toml"),
        ("measurements/2026.toml", "measurements/2026.toml"),
    ],
)
def test_files_go_by_the_names_people_use(on: Opened, what: str, name: str) -> None:
    assert editing.begin(on(FRIDAY), what).name == name


@pytest.mark.parametrize("what", ["profil", "../../etc/passwd", "journal", "ledger/99", ""])
def test_nothing_else_can_be_edited(on: Opened, what: str) -> None:
    with pytest.raises(Failure) as caught:
        editing.begin(on(FRIDAY), what)
    assert caught.value.status == 2
    assert "profile" in caught.value.do


def test_a_file_that_is_not_there_yet_can_be_begun(on: Opened) -> None:
    session = on(FRIDAY)
    begun = editing.begin(session, "ledger")
    begun.path.write_text('schema = 1\n[[entries]]\ntext = "typed by hand"\ndate = 2026-11-20\n')
    editing.finish(session, begun)
    assert [(entry.id, entry.text) for entry in on(FRIDAY).entries] == [("typed-by-hand", "typed by hand")]
    ledger.log_win(on(FRIDAY), "and another")
    assert len(on(FRIDAY).entries) == 2
