"""The way from a title to a plan, line by line: every step, back and forth, stopped anywhere and gone on with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from coach.session import Failure
from coach.session.opening import Session, open_own
from coach.session.plan.plans import current_plan
from coach.session.questions import asking
from coach.session.questions.assess import Assessment
from coach.session.questions.assessdraft import DRAFT, Asked, Progress, keep_progress, progress
from coach.session.settings import change
from coach.session.weeks import week
from coach.session.weeks.usual import usual_role, usual_tasks
from coach.tui.entry import read_task

# A school secretary, from nothing to the last question.
PATH = [
    "school secretary",
    "1",
    "10 phones and parents at the hatch",
    "letters home 5h",
    "attendance register",
    "6",
    "dinner money, 4",
    "",
    *("1", "1", "2", "1"),
]


def read(line: str) -> tuple[str, float | None]:
    typed = read_task(line)
    return typed.text, typed.hours


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "career"


def begin(place: Path) -> Assessment:
    return Assessment(open_own(place), read)


def said(assessment: Assessment, lines: Iterable[str]) -> list[str]:
    told: list[str] = []
    for line in lines:
        told += assessment.say(line)
    return told


def through(assessment: Assessment, answer: str = "2") -> list[str]:
    """Answer everything still asked the same way, to the end."""
    told: list[str] = []
    for _ in range(60):
        if assessment.prompt is None:
            return told
        told += assessment.say(answer)
    raise AssertionError(f"it goes on asking: {assessment.prompt}")


def step(assessment: Assessment) -> str:
    assert assessment.prompt is not None
    return assessment.prompt.step


def profile(place: Path) -> object:
    found = open_own(place).profile
    assert found is not None
    return found


def test_the_whole_path_ends_with_a_saved_plan_and_its_first_step(place: Path) -> None:
    assessment = begin(place)
    steps = []
    for line in PATH:
        steps.append(step(assessment))
        assessment.say(line)
    assert steps == [
        *("title", "occupation", "week", "week", "week", "hours", "week", "week"),
        *("situation", "aim", "ai_rules", "record_rules"),
    ]
    assert step(assessment) == "question"
    told = " ".join(through(assessment))
    assert assessment.finished
    assert "What your answers about where you stand changed:" in told
    assert "Signs around you:" in told
    assert "Your plan is made, and saved." in told
    session = open_own(place)
    assert session.profile is not None
    assert session.plan is not None
    assert [task.hours for task in session.profile.tasks] == [10, 5, 6, 4]
    worker = session.profile.worker
    assert (worker.situation, worker.aim, worker.ai_rules, worker.record_rules) == (
        "employed",
        "stay",
        "approved",
        "free",
    )
    first = next(one for _, one in session.plan.milestones() if one.state == "open")
    assert first.title.rstrip(".") in told
    assert progress(session) == Progress()  # nothing is left over


def test_the_questions_are_those_the_app_asks_in_the_same_order(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    put: list[tuple[str, tuple[str, ...]]] = []
    expected: list[tuple[str, tuple[str, ...]]] = []
    while assessment.prompt is not None and assessment.prompt.step == "question":
        first = asking.to_ask(open_own(place))[0]
        expected.append((first.text, tuple(words.lower() for _, words in first.options)))
        put.append((assessment.prompt.ask, tuple(words.lower() for words in assessment.prompt.options)))
        assert assessment.prompt.why == first.why
        assessment.say("1")
    assert len(put) >= 11
    assert put == expected


def test_stopped_after_any_line_it_goes_on_with_the_same_prompt(place: Path) -> None:
    lines = [*PATH, "2", "s", "3", "2", "2", "2"]
    assessment = begin(place)
    for at, line in enumerate(lines):
        assert step(begin(place)) == step(assessment), at
        assert begin(place).prompt.ask == assessment.prompt.ask or step(assessment) == "week", at  # type: ignore[union-attr]
        assessment.say(line)
    other = begin(place)
    assert other.begun
    assert other.prompt is not None
    assert assessment.prompt is not None
    assert (other.prompt.ask, other.prompt.options) == (assessment.prompt.ask, assessment.prompt.options)
    through(other)
    assert other.finished
    assert open_own(place).plan is not None


def test_what_a_block_changed_is_told_even_where_it_was_stopped_in_the_middle(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    kinds = []
    while assessment.prompt is not None and "About your tasks" in assessment.prompt.lines[0]:
        kinds.append(assessment.prompt.ask)
        told = assessment.say("4")
        assessment = begin(place)
        if not assessment.prompt or "About your tasks" not in assessment.prompt.lines[0]:
            # the change was told by the run that answered last, and not again by the next
            assert any("about your tasks changed" in one for one in told)
            assert assessment.opening == ()
    assert kinds


def test_back_goes_to_the_question_before_and_the_new_answer_stands(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    first = assessment.prompt
    assert first is not None
    assessment.say("1")
    assessment.say("b")
    assert assessment.prompt is not None
    assert assessment.prompt.ask == first.ask
    assert f"So far: {first.options[0]}." in assessment.prompt.lines
    assessment.say("3")
    assert assessment.prompt != first
    session = open_own(place)
    asked = progress(session).trail[0]
    option = asking.answered(session, asked.question, asked.task)
    put = asking.asked_about(session, asked.question, asked.task)
    assert put is not None
    assert option == put.options[2][0]


def test_back_from_the_first_question_goes_through_the_picks_to_the_title(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    seen = []
    for _ in range(8):
        assessment.say("b")
        seen.append(step(assessment))
    assert seen == ["record_rules", "ai_rules", "aim", "situation", "week", "occupation", "title", "title"]
    assessment.say("")  # keeps the title
    assert step(assessment) == "question"  # what was told before still stands
    said(assessment, ["b", "b", "b"])
    assert step(assessment) == "aim"
    assert assessment.prompt is not None
    assert assessment.prompt.lines == ("So far: To stay and grow where I am.",)
    assessment.say("3")
    assert step(assessment) == "question"
    found = open_own(place).profile
    assert found is not None
    assert found.worker.aim == "leave"


def test_a_skipped_question_stays_unknown_and_is_asked_another_time(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    first = assessment.prompt
    while assessment.prompt is not None:
        assessment.say("s")
    session = open_own(place)
    assert session.profile is not None
    assert not session.profile.answers
    assert session.plan is not None
    again = Assessment(session, read)
    while again.prompt is not None and again.prompt.step != "question":
        again.say("")
    assert again.prompt == first


def test_why_is_told_at_every_step_and_changes_nothing(place: Path) -> None:
    assessment = begin(place)
    for line in [*PATH, "1", "1", "1"]:
        before = assessment.prompt
        told = assessment.say("?")
        assert len(told) == 1
        assert len(told[0]) > 30
        assert assessment.prompt is before
        assessment.say(line)


def test_quitting_is_possible_everywhere_and_keeps_everything(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH[:4])
    told = assessment.say("q")
    assert assessment.prompt is None
    assert not assessment.finished
    assert "saved" in told[0]
    assert assessment.say("1") == ()
    found = open_own(place).profile
    assert found is not None
    assert len(found.tasks) == 2
    assert step(begin(place)) == "week"


def test_the_plan_is_one_key_away_as_soon_as_there_is_a_task(place: Path) -> None:
    assessment = begin(place)
    assert "needs a week" in assessment.say("p")[0]
    said(assessment, PATH[:3])
    told = assessment.say("p")
    assert any("Your first step" in one for one in told)
    assert any("still open" in one for one in told)
    assert assessment.prompt is None
    assert open_own(place).plan is not None
    again = begin(place)
    assert step(again) == "week"
    said(again, ["", "1", "1", "3", "1"])
    before = open_own(place).plan
    told_all = through(again, "2")  # the last prompt: plan anew
    assert again.finished
    assert any("Your plan:" in one for one in told_all)
    assert open_own(place).plan != before


def test_a_plan_that_is_there_is_kept_unless_one_says_otherwise(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    through(assessment)
    kept = open_own(place).plan
    again = begin(place)
    assert again.begun
    while again.prompt is not None and again.prompt.step != "replan":
        again.say("" if again.prompt.step == "week" else "1")
    assert step(again) == "replan"
    again.say("1")
    assert open_own(place).plan == kept


def test_tasks_can_be_picked_looked_up_changed_and_taken_out(place: Path) -> None:
    assessment = begin(place)
    said(assessment, ["customer support agent", "1"])
    assert assessment.prompt is not None
    offered = assessment.prompt.options
    assert any("tickets" in one for one in offered)
    said(assessment, ["1", "2 3.5"])
    said(assessment, ["refund?", "1", "2"])
    said(assessment, ["l"])
    told = said(assessment, ["h 1 12", "x 2"])
    assert told[-1].startswith("Taken out: ")
    found = open_own(place).profile
    assert found is not None
    assert [task.hours for task in found.tasks] == [12, 2]
    assert offered[0].startswith(found.tasks[0].text)
    assert "refund" in found.tasks[1].text
    assert assessment.say("99") == (
        "A number from 1 to 11, please; or s to skip, b to go back, ? for why it is asked.",
    )
    assert step(assessment) == "week"


def test_what_the_app_left_typed_is_taken_up_and_the_other_way_round(place: Path) -> None:
    session = open_own(place)
    week.set_title(session, "Nurse", "29-1141.00")
    week.keep_draft(session, {"task": "8 medication rounds"})
    assessment = begin(place)
    assert assessment.prompt is not None
    assert "You had typed “8 medication rounds”" in assessment.prompt.ask
    assessment.say("")
    assert week.draft(open_own(place)) == {}
    assessment.say("wound dressings")
    assert week.draft(open_own(place)) == {"asking": "wound dressings"}
    assert "“wound dressings”" in begin(place).prompt.ask  # type: ignore[union-attr]
    assessment.say("b")
    assert step(assessment) == "week"
    found = open_own(place).profile
    assert found is not None
    assert [task.text for task in found.tasks] == ["medication rounds"]


@pytest.mark.parametrize("odd", ["", "0", "99", "eleven", "-1", "1 2 3", "[/]", "\x1b[31m", "½", "①"])
def test_what_is_no_answer_is_told_kindly_and_asked_again(place: Path, odd: str) -> None:
    assessment = begin(place)
    said(assessment, PATH[:8])
    before = assessment.prompt
    told = assessment.say(odd)
    assert assessment.prompt == before
    assert "1 to 5" in told[0]
    found = open_own(place).profile
    assert found is not None
    assert found.worker.situation is None


@pytest.mark.parametrize("hours", ["many", "0", "200", "-3", "nan", "1e9"])
def test_hours_that_are_none_are_asked_again(place: Path, hours: str) -> None:
    assessment = begin(place)
    said(assessment, PATH[:5])
    assert "up to 168" in assessment.say(hours)[0]
    assert step(assessment) == "hours"
    assessment.say("2,5")
    found = open_own(place).profile
    assert found is not None
    assert found.tasks[-1].hours == 2.5


def test_with_figures_off_none_is_told_and_the_plan_still_is(place: Path) -> None:
    change(open_own(place), figures=False)
    assessment = begin(place)
    told = said(assessment, PATH) + through(assessment)
    every = " ".join(told)
    for figure in ("Exposure", "of 100", "level ", "could mostly run", "changed:"):
        assert figure not in every
    assert "Your first step" in every


def test_the_first_look_comes_once_and_can_be_switched_off(place: Path) -> None:
    assessment = begin(place)
    assert any("A first look" in one for one in said(assessment, PATH[:8]))
    assert not any("A first look" in one for one in said(assessment, ["b", ""]))
    change(open_own(place.parent / "other"), first_look=False)
    other = begin(place.parent / "other")
    assert not any("A first look" in one for one in said(other, PATH[:8]))


def test_changes_made_outside_meanwhile_are_followed(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH[:4])
    week.add_task(open_own(place), "school trips", 3)
    assessment.say("2 first aid")
    found = open_own(place).profile
    assert found is not None
    assert [task.text for task in found.tasks][-2:] == ["school trips", "first aid"]


def test_a_task_taken_out_in_another_window_takes_its_question_with_it_and_no_answer_goes_astray(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    assert assessment.prompt is not None
    assert "About your tasks" in assessment.prompt.lines[0]
    other = open_own(place)
    asked = asking.to_ask(other)[0]
    assert asked.task_id is not None
    week.remove_task(other, asked.task_id)
    told = assessment.say("1")
    assert "no longer in your week" in told[0]
    found = open_own(place).profile
    assert found is not None
    assert not found.answers
    assert not any(task.answers for task in found.tasks)
    assert step(assessment) == "question"


def test_answering_the_same_again_keeps_what_stands_behind_it(place: Path) -> None:
    session = open_own(place)
    week.set_title(session, "Nurse")
    week.add_task(session, "rounds", 9)
    path = place / "profile.toml"
    path.write_text(path.read_text() + '\n[answers.P1]\noption = "agreed"\non = 2026-03-01\nvouched_by = "R. O."\n')
    session.load()
    asking.answer(session, "P1", "agreed")
    assert session.profile is not None
    assert session.profile.answers["P1"].vouched_by == "R. O."
    asking.answer(session, "P1", "did")
    assert session.profile.answers["P1"].vouched_by is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"passed": 3}', '{"trail": [{"question": 4}]}'])
def test_a_damaged_note_of_how_far_it_came_begins_again_and_loses_nothing(place: Path, text: str) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    session = open_own(place)
    assert session.folder is not None
    session.folder.keep_draft(DRAFT, text)
    again = begin(place)
    assert step(again) == "week"  # asked again whether the week is whole; the picks are there
    again.say("")
    assert step(again) == "question"


def test_progress_about_a_task_that_is_gone_is_passed_over(place: Path) -> None:
    assessment = begin(place)
    said(assessment, PATH)
    session = open_own(place)
    gone = Asked(question="E1", task="no-longer-there")
    done = progress(session)
    keep_progress(session, Progress(passed=done.passed, trail=(gone,), block=(gone,), skipped=(gone,)))
    again = begin(place)
    again.say("b")
    assert step(again) == "record_rules"


def test_the_usual_tasks_are_those_of_the_nearest_role_less_ones_own(place: Path) -> None:
    session = open_own(place)
    week.set_title(session, "call centre agent", "43-4051.00")
    role = usual_role(session)
    assert role is not None
    assert role.id == "call-centre-agent"
    every = usual_tasks(session)
    week.add_task(session, every[0].text, 5)
    assert every[0] not in usual_tasks(session)
    week.set_title(session, "zzkk")
    assert usual_tasks(session) == ()


def test_a_failure_to_save_is_raised_and_nothing_pretended(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = begin(place)
    said(assessment, PATH[:3])

    def full(self: Session, what: str, profile: object) -> None:
        raise Failure("not-saved", why="no space left.", folder=self.place)

    monkeypatch.setattr(Session, "save_profile", full)
    with pytest.raises(Failure, match="no space left"):
        assessment.say("3 first aid")
    monkeypatch.undo()
    assessment.say("3 first aid")
    assert current_plan(open_own(place)) is not None
