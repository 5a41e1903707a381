"""Every way back: undo, redo, earlier states, copies; hand edits among them; each a change that can be taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.session import Failure
from coach.session.folder import earlier
from coach.session.months import checkin, kept
from coach.session.opening import Session
from coach.session.plan import plans
from coach.session.results import ledger
from coach.session.weeks import week
from coach.storage.history import outside
from tests.session.manager import MONDAY, Opened

FRIDAY = MONDAY + timedelta(days=4)


def tree(session: Session) -> dict[str, str]:
    """What every document says."""
    assert session.folder is not None
    return {name: str(document) for name, document in outside.current(session.folder).items()}


def path_of(session: Session, name: str) -> Path:
    assert session.folder is not None
    return session.folder.path / name


def test_any_earlier_state_comes_back_whole_and_can_be_taken_back(on: Opened) -> None:
    session = on(FRIDAY)
    seen = {earlier.states(session)[0].n: tree(session)}
    ledger.log_win(session, "first")
    seen[earlier.states(session)[0].n] = tree(session)
    checkin.check_in(session, done=["1"], result="second", hours=2)
    seen[earlier.states(session)[0].n] = tree(session)
    week.remove_task(session, "expenses")
    seen[earlier.states(session)[0].n] = tree(session)
    plans.rebuild(session)
    last = tree(session)
    for n, said in seen.items():
        again = on(FRIDAY)
        earlier.bring_back(again, str(n))
        assert tree(on(FRIDAY)) == said, n
        earlier.undo(again)
        assert tree(on(FRIDAY)) == last, n
        earlier.redo(again)
        assert tree(on(FRIDAY)) == said, n
        earlier.undo(again)


def test_a_day_means_its_end_and_a_moment_the_last_change_by_then(on: Opened) -> None:
    ledger.log_win(on(MONDAY), "on Monday")
    ledger.log_win(on(FRIDAY), "on Friday")
    session = on(FRIDAY)
    earlier.bring_back(session, f"{MONDAY + timedelta(days=2)}")
    assert [entry.text for entry in on(FRIDAY).entries] == ["on Monday"]
    earlier.undo(session)
    earlier.bring_back(session, f"{FRIDAY}T00:00")
    assert [entry.text for entry in on(FRIDAY).entries] == ["on Monday"]


@pytest.mark.parametrize("told", ["2020-01-01", "999999", "yesterday", "profile.2020-01-01T000000.1.toml", "-1"])
def test_a_state_there_is_not_is_refused_in_words(on: Opened, told: str) -> None:
    with pytest.raises(Failure) as caught:
        earlier.bring_back(on(FRIDAY), told)
    assert caught.value.status == 2
    assert caught.value.do


def test_the_state_there_is_already_is_said_to_be(on: Opened) -> None:
    session = on(FRIDAY)
    with pytest.raises(Failure) as caught:
        earlier.bring_back(session, str(earlier.states(session)[0].n))
    assert "already" in caught.value.what


def test_one_file_comes_back_from_a_copy_where_there_is_no_journal(on: Opened) -> None:
    session = on(FRIDAY)
    week.change_task(session, "expenses", hours=1)
    week.change_task(session, "expenses", hours=2)
    for path in path_of(session, "journal").iterdir():
        path.unlink()
    again = on(FRIDAY)
    newest = next(name for name in earlier.copies(again) if name.startswith("profile."))
    earlier.bring_back(again, newest)
    assert on(FRIDAY).profile.task("expenses").hours == 1  # type: ignore[union-attr]


def test_a_hand_edit_is_noted_at_the_next_save_and_survives_every_way_back(on: Opened) -> None:
    session = on(FRIDAY)
    ledger.log_win(session, "by coach")
    path = path_of(session, "ledger/2026.toml")
    path.write_text(path.read_text().replace("by coach", "by hand"))
    other = on(FRIDAY)
    week.change_task(other, "expenses", hours=1)
    words = [one.what for one in earlier.states(other)]
    assert words[1] == "edited outside: ledger/2026.toml"
    assert earlier.states(other)[1].by_hand
    earlier.undo(other)  # the task's hours
    earlier.undo(other)  # the hand edit
    assert [entry.text for entry in on(FRIDAY).entries] == ["by coach"]
    earlier.redo(other)
    assert [entry.text for entry in on(FRIDAY).entries] == ["by hand"]
    before = next(one.n for one in earlier.states(other) if one.what.startswith("result"))
    earlier.bring_back(other, str(before))
    assert [entry.text for entry in on(FRIDAY).entries] == ["by coach"]
    earlier.undo(other)
    assert [entry.text for entry in on(FRIDAY).entries] == ["by hand"]


def test_looking_at_the_states_notes_what_a_hand_added_and_took_out(on: Opened) -> None:
    session = on(FRIDAY)
    ledger.log_win(session, "stays")
    ledger.log_win(session, "goes")
    path = path_of(session, "ledger/2026.toml")
    text = path.read_text()
    path.write_text(text[: text.index('[[entries]]\nid = "goes"')] + '[[entries]]\ntext = "new"\ndate = 2026-11-27\n')
    assert earlier.states(on(FRIDAY))[0].by_hand
    earlier.undo(on(FRIDAY))
    assert [entry.text for entry in on(FRIDAY).entries] == ["goes", "stays"]


def test_what_was_only_touched_is_no_change(on: Opened) -> None:
    session = on(FRIDAY)
    path = path_of(session, "profile.toml")
    path.write_text(path.read_text() + "\n# a comment\n")
    many = len(earlier.states(on(FRIDAY)))
    path.touch()
    assert len(earlier.states(on(FRIDAY))) == many
    assert "# a comment" in path.read_text()


def test_a_file_that_cannot_be_read_stops_nobody_from_looking(on: Opened) -> None:
    session = on(FRIDAY)
    path_of(session, "plan.toml").write_text("broken = [")
    assert earlier.states(session)


def test_undo_says_what_hangs_in_the_air(on: Opened) -> None:
    session = on(FRIDAY)
    week.add_task(session, "minutes of the board", 3)
    path = path_of(session, "profile.toml")
    by_hand = '\n[[workflows]]\ntitle = "draft, check, send"\ntask = "minutes-of-the-board"\n'
    path.write_text(path.read_text() + by_hand)
    back = earlier.undo(on(FRIDAY))
    assert back is not None
    assert any("draft, check, send" in note for note in back.notes)
    assert on(FRIDAY).profile.workflows[0].task == "minutes-of-the-board"  # type: ignore[union-attr]


def test_undo_says_what_of_the_plan_is_about_tasks_that_are_gone(on: Opened) -> None:
    session = on(FRIDAY)
    assert session.plan is not None
    about = next(name for move in session.plan.moves for name in move.task_ids)
    week.remove_task(session, about)
    week.add_task(session, "minutes of the board", 3)
    back = earlier.undo(session)
    assert back is not None
    assert any("planning anew" in note for note in back.notes)
    assert earlier.undo(session).notes == ()  # type: ignore[union-attr]


def test_an_undo_to_what_cannot_be_read_is_taken_back_and_refused(on: Opened) -> None:
    session = on(FRIDAY)
    path = path_of(session, "profile.toml")
    text = path.read_text()
    # a hand writes nonsense, coach notes it, a hand mends it, coach notes that
    path.write_text(text.replace("hours = 8.0", 'hours = "eight"', 1))
    outside.note(session.folder, f"{FRIDAY}T10:00:00")  # type: ignore[arg-type]
    path.write_text(text)
    outside.note(session.folder, f"{FRIDAY}T10:00:01")  # type: ignore[arg-type]
    again = on(FRIDAY)
    with pytest.raises(Failure) as caught:
        earlier.undo(again)
    assert caught.value.code == "unreadable"
    assert on(FRIDAY).profile.listed_hours == 36.0  # type: ignore[union-attr]
    assert again.profile is not None


def test_nothing_to_take_back(on: Opened, throwaway_places: Path) -> None:
    session = on(FRIDAY)
    while earlier.undo(session) is not None:
        pass
    assert session.profile is None
    assert earlier.undo(session) is None
    while earlier.redo(session) is not None:
        pass
    assert on(FRIDAY).plan is not None
    assert len(kept.snapshots(on(FRIDAY))) == 1
