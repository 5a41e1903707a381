"""Which question comes next, and when there is none worth asking."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.asking import MOST_QUESTIONS, MOST_TASKS, WORTH_ASKING, _likely, questions_to_ask, with_answer
from coach.measure.meter import measure
from coach.model.profile import Answer
from tests.workers import DEVELOPER, EVERYONE, SUPPORT, TEACHER, VAGUE

LIBRARY = Library(content_dir())


@pytest.mark.parametrize("name", EVERYONE)
def test_questions_are_few_about_few_tasks_and_each_would_narrow_enough(name: str) -> None:
    asks = questions_to_ask(EVERYONE[name], LIBRARY)
    about_tasks = [ask for ask in asks if ask.task_id is not None]
    assert len(asks) <= MOST_QUESTIONS
    assert len({ask.task_id for ask in about_tasks}) <= MOST_TASKS
    assert all(ask.narrows >= WORTH_ASKING for ask in about_tasks)
    assert asks[: len(about_tasks)] == tuple(about_tasks)
    assert [ask.question.id for ask in asks if ask.task_id is None] == [
        "P1", "P2", "P3", "P4", "P5", "P6", "P7", "R1", "R2", "R3", "R4",
    ]  # fmt: skip


def test_where_the_words_settle_exposure_only_the_split_is_asked_about() -> None:
    settled = {task.id for task in measure(TEACHER, LIBRARY).tasks if task.sure}
    asked = [ask for ask in questions_to_ask(TEACHER, LIBRARY) if ask.task_id in settled]
    assert asked
    assert {ask.question.id for ask in asked} <= {"S1", "S2", "S3"}


def test_the_tasks_with_most_hours_at_stake_are_asked_about_first() -> None:
    asked = [ask.task_id for ask in questions_to_ask(SUPPORT, LIBRARY) if ask.task_id is not None]
    assert asked[0] == "answer-tier-1-tickets-from-macros"
    assert "calm-down-angry-callers" not in asked  # settled both ways: hardly exposed, and nothing to split
    assert "sit-with-new-joiners-on-calls" not in asked


def test_people_who_have_told_their_week_are_asked_about_it() -> None:
    asked = {name: [ask for ask in questions_to_ask(one, LIBRARY) if ask.task_id] for name, one in EVERYONE.items()}
    assert sum(len(found) >= 3 for found in asked.values()) >= len(EVERYONE) - 1


def test_what_is_answered_is_not_asked_again_and_asking_ends() -> None:
    profile = VAGUE
    for _ in range(40):
        asks = questions_to_ask(profile, LIBRARY)
        if not asks:
            break
        ask = asks[0]
        if ask.task_id is not None:
            assert ask.question.id not in profile.task(ask.task_id).answers  # type: ignore[union-attr]
            profile = with_answer(profile, ask.task_id, ask.question.id, "dont_know")
        else:
            profile = replace(profile, answers={**profile.answers, ask.question.id: Answer(option="dont_know")})
    else:
        pytest.fail("it went on asking")


def test_not_knowing_changes_no_figure() -> None:
    task = DEVELOPER.tasks[0]
    silent = with_answer(DEVELOPER, task.id, "E1", "dont_know")
    assert measure(silent, LIBRARY).exposure == measure(DEVELOPER, LIBRARY).exposure


@given(st.lists(st.floats(0.001, 0.999), min_size=2, max_size=6), st.floats(0.0, 1.0))
def test_the_chances_of_the_options_average_to_what_is_believed_now(outcomes: list[float], place: float) -> None:
    average = min(outcomes) + place * (max(outcomes) - min(outcomes))
    chances = _likely(outcomes, average)
    assert sum(chances) == pytest.approx(1.0)
    assert all(chance >= 0 for chance in chances)
    if max(outcomes) - min(outcomes) > 0.05 and 0.05 < place < 0.95:
        assert sum(c * o for c, o in zip(chances, outcomes, strict=True)) == pytest.approx(average, abs=1e-3)
