"""The use cases on a real career folder: what is said is kept, what cannot be taken is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.session import Failure, measuring
from coach.session.exports import exporting
from coach.session.opening import Session, home_folder, open_demo, open_named, open_own, samples
from coach.session.plan import plans, whatif
from coach.session.questions import asking
from coach.session.results import ledger
from coach.session.weeks import week


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "career"


@pytest.fixture
def session(home: Path) -> Session:
    opened = open_own(home)
    week.set_title(opened, "Office manager", "43-6011.00")
    week.add_tasks(
        opened,
        [("diary for three partners", 10), ("post and parcels", 6), ("expenses", 8), ("ordering", 4), ("phones", 8)],
    )
    return opened


def test_a_newcomer_has_no_profile_and_nothing_is_written_by_looking(home: Path) -> None:
    assert open_own(home).profile is None
    assert not home.exists()


def test_a_week_typed_is_there_when_the_program_starts_again(session: Session, home: Path) -> None:
    again = open_own(home)
    assert again.profile == session.profile
    assert [task.text for task in again.profile.tasks][:2] == ["diary for three partners", "post and parcels"]  # type: ignore[union-attr]
    assert again.profile.worker.occupation == "43-6011.00"  # type: ignore[union-attr]


def test_tasks_change_keep_their_ids_and_go(session: Session) -> None:
    week.change_task(session, "expenses", text="expenses for everyone", hours=9.5)
    assert session.profile is not None
    task = session.profile.task("expenses")
    assert task is not None
    assert (task.text, task.hours) == ("expenses for everyone", 9.5)
    week.remove_task(session, "expenses")
    assert session.profile.task("expenses") is None


def test_the_same_words_twice_make_two_tasks(session: Session) -> None:
    assert week.add_task(session, "ordering", 1).id == "ordering-2"


@pytest.mark.parametrize("hours", [-1, 169, float("nan"), float("inf"), "many"])
def test_hours_that_fit_no_week_are_refused_in_words(session: Session, hours: float) -> None:
    before = session.profile
    with pytest.raises(Failure) as caught:
        week.add_task(session, "something", hours)
    assert caught.value.status == 2
    assert session.profile == before


def test_words_with_escapes_are_kept_without_them(session: Session) -> None:
    task = week.add_task(session, "see [/etc/passwd]\x1b]0;owned\x07 [/]\n now", 1)
    assert task.text == "see [/etc/passwd] [/] now"


def test_undo_takes_back_one_change_at_a_time_across_restarts(session: Session, home: Path) -> None:
    week.remove_task(session, "phones")
    again = open_own(home)
    words = week.undo(again)
    assert words is not None
    assert again.profile is not None
    assert again.profile.task("phones") is not None
    week.redo(again)
    assert again.profile.task("phones") is None  # type: ignore[union-attr]


def test_facts_are_checked_against_what_they_can_be(session: Session) -> None:
    week.set_facts(session, ai_rules="none", learning_hours_per_week=2)
    assert session.profile is not None
    assert session.profile.worker.ai_rules == "none"
    with pytest.raises(Failure):
        week.set_facts(session, ai_rules="sometimes")
    with pytest.raises(Failure):
        week.set_facts(session, shoe_size=43)


def test_what_is_typed_and_not_entered_is_kept(session: Session, home: Path) -> None:
    week.keep_draft(session, {"task": "14 answer \x1b[31mmail"})
    assert week.draft(open_own(home)) == {"task": "14 answer mail"}
    week.keep_draft(session, {"task": ""})
    assert week.draft(open_own(home)) == {}


def test_the_first_plan_is_kept_and_shown_from_then_on(session: Session, home: Path) -> None:
    first = plans.current_plan(session)
    assert len(first.moves) >= 3
    again = open_own(home)
    assert again.plan == first
    week.add_task(again, "a new thing entirely", 3)
    assert plans.current_plan(again) == first


def test_a_preview_saves_nothing(session: Session, home: Path) -> None:
    shorter = plans.preview(session, weeks=6, hours=2)
    assert shorter.horizon_weeks == 6
    assert shorter.hours_planned <= 0.7 * 12
    assert open_own(home).plan is None
    with pytest.raises(Failure):
        plans.preview(session, weeks=0)


def test_a_milestone_closed_stays_closed_when_the_plan_is_made_anew(session: Session, home: Path) -> None:
    step = plans.current_plan(session).moves[0].milestones[0]
    closed = plans.mark_done(session, step.id, evidence="page in the team folder", hours=0.5)
    assert closed.state == "done"
    plans.rebuild(session)
    kept = {one.id: one for _, one in open_own(home).plan.milestones()}  # type: ignore[union-attr]
    assert kept[step.id].state == "done"
    assert kept[step.id].evidence == "page in the team folder"


def test_a_milestone_that_is_not_there_is_named_with_what_may_be_meant(session: Session) -> None:
    step = plans.current_plan(session).moves[0].milestones[0]
    with pytest.raises(Failure) as caught:
        plans.mark_done(session, step.id[:-1])
    assert step.id in caught.value.do


def test_a_result_can_be_logged_before_there_is_a_profile(home: Path) -> None:
    newcomer = open_own(home)
    ledger.log_win(newcomer, "refund queue under a day")
    ledger.log_win(newcomer, "refund queue under a day")
    again = open_own(home)
    assert [entry.text for entry in again.entries] == ["refund queue under a day"] * 2
    assert len({entry.id for entry in again.entries}) == 2
    assert again.profile is None


def test_changes_made_outside_are_followed(session: Session, home: Path) -> None:
    other = open_own(home)
    week.add_task(other, "minutes of the board", 2)
    assert week.refresh(session)
    assert session.profile is not None
    assert session.profile.task("minutes-of-the-board") is not None
    assert not week.refresh(session)


def test_two_sessions_lose_nothing_of_each_other(session: Session, home: Path) -> None:
    other = open_own(home)
    week.add_task(other, "from the other window", 1)
    week.add_task(session, "from this window", 1)
    ids = {task.id for task in open_own(home).profile.tasks}  # type: ignore[union-attr]
    assert {"from-the-other-window", "from-this-window"} <= ids


def test_a_hand_edit_is_kept_and_what_coach_does_not_know_survives_a_save(session: Session, home: Path) -> None:
    path = home / "profile.toml"
    path.write_text(path.read_text().replace("[worker]", '[worker]\nnickname = "Jo"', 1))
    again = open_own(home)
    assert any("nickname" in note for note in again.notes)
    week.add_task(again, "one more", 1)
    assert 'nickname = "Jo"' in path.read_text()


def test_a_broken_profile_is_named_and_left_alone(session: Session, home: Path) -> None:
    path = home / "profile.toml"
    broken = path.read_text().replace("hours = 10.0", 'hours = "ten"')
    path.write_text(broken)
    with pytest.raises(Failure) as caught:
        open_own(home)
    assert caught.value.status == 3
    assert "profile.toml:" in caught.value.what
    assert path.read_text() == broken


def test_files_and_samples_are_shown_and_never_written(session: Session, home: Path) -> None:
    shown = open_named(str(home / "profile.toml"))
    assert shown.profile == session.profile
    before = (home / "profile.toml").read_bytes()
    plans.current_plan(shown)
    week.add_task(shown, "only for now", 1)
    assert (home / "profile.toml").read_bytes() == before
    for name in samples():
        sample = open_named(name)
        assert sample.notes == ()
        assert len(plans.current_plan(sample).moves) >= 3


def test_a_misnamed_sample_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(Failure) as caught:
        open_named("suport-specialist")
    assert "Did you mean support-specialist?" in caught.value.do
    assert caught.value.status == 2


def test_a_demo_lives_in_a_throwaway_folder() -> None:
    demo = open_demo()
    assert demo.folder is not None
    path = demo.folder.path
    week.add_task(demo, "try something", 1)
    assert (path / "profile.toml").exists()
    demo.close()
    assert not path.exists()


def test_the_home_folder_is_as_told_then_as_set_then_the_platforms(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "set"))
    assert home_folder(tmp_path / "told") == tmp_path / "told"
    assert home_folder(None) == tmp_path / "set"
    monkeypatch.delenv("COACH_HOME")
    assert home_folder(None).name == "coach"


def test_an_answer_is_saved_and_not_asked_again(session: Session, home: Path) -> None:
    asked = asking.to_ask(session)
    assert asked
    about_worker = next(one for one in asked if one.task_id is None)
    assert [name for name, _ in about_worker.options[-2:]] == ["dont_know", "not_applicable"]
    asking.answer(session, about_worker.question_id, about_worker.options[1][0])
    again = asking.to_ask(open_own(home))
    assert about_worker.question_id not in [one.question_id for one in again if one.task_id is None]
    assert measuring.measurement(session).position.known == 1  # type: ignore[union-attr]
    with pytest.raises(Failure):
        asking.answer(session, "P1", "nonsense")


def test_what_if_starts_from_the_measurement_and_equals_measuring_the_edited_week(session: Session) -> None:
    outcome = whatif.what_if(session, [("1", 6), ("phones", 10)])
    assert outcome.before == measuring.measurement(session)
    assert outcome.unassigned == pytest.approx(2)
    whatif.make_it_mine(session, outcome)
    assert measuring.measurement(session) == outcome.after


def test_what_if_with_a_move_equals_its_gain_in_the_plan(session: Session) -> None:
    for move in plans.current_plan(session).moves:
        outcome = whatif.what_if(session, moves=[move.id])
        gained = outcome.after.exposure.value - outcome.before.exposure.value
        assert gained == pytest.approx(move.gain.exposure, abs=1e-9)
    with pytest.raises(Failure):
        whatif.what_if(session, moves=["no-such-move"])
    with pytest.raises(Failure):
        whatif.what_if(session, [("77", 3)])


def test_the_export_holds_everything(session: Session) -> None:
    ledger.log_win(session, "board pack a day early")
    plans.current_plan(session)
    document = exporting.everything(session)
    assert document["profile"]["worker"]["title"] == "Office manager"
    assert len(document["profile"]["tasks"]) == 5
    assert [one["text"] for one in document["impacts"]] == ["board pack a day early"]
    assert document["plan"]["moves"]
    assert document["checkins"] == []
    assert [one["why"] for one in document["measurements"]] == ["when the plan began"]


def test_suggestions_go_on_from_what_is_typed(session: Session) -> None:
    found = week.suggestions(session, "chasing")
    assert found
    assert all("chasing" in one for one in found)
    assert week.suggestions(session, "c") == []


def test_occupations_are_found_by_any_word_of_a_title(session: Session) -> None:
    assert week.find_occupations(session, "plumb")[0].code == "47-2152.00"
