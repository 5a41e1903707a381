"""The questions: one at a time, saved at once, skippable and resumable; what changed comes after the block."""

from __future__ import annotations

from coach.session.opening import Session, open_demo
from coach.session.questions import asking
from coach.session.questions.asking import Asked
from coach.tui.screens.questions import Questions
from coach.tui.sheets.about import About
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive


def sample() -> Session:
    return open_demo("support-specialist")


def given(session: Session, asked: Asked) -> str | None:
    """The answer on record to a question."""
    profile = session.profile
    assert profile is not None
    if asked.task_id is None:
        found = profile.answers.get(asked.question_id)
        return found.option if found is not None else None
    task = profile.task(asked.task_id)
    assert task is not None
    return task.answers.get(asked.question_id)


def here(driver: Driver) -> Questions:
    place = driver.app.place
    assert isinstance(place, Questions)
    return place


def test_an_answer_by_its_number_is_on_disk_at_once_and_the_next_question_comes() -> None:
    async def act(driver: Driver) -> None:
        first = asking.to_ask(driver.session)[0]
        await driver.press("i")
        assert driver.words("#questions-top").startswith("1 of ")
        assert first.text in driver.words("#questions-top")
        assert first.why in driver.words("#questions-why")
        await driver.press("2")
        driver.session.load()
        assert given(driver.session, first) == first.options[1][0]
        asked = here(driver).asked
        assert asked is None or (asked.question_id, asked.task_id) != (first.question_id, first.task_id)
        await driver.press("u")
        assert given(driver.session, first) is None
        asked = here(driver).asked
        assert asked is not None
        assert (asked.question_id, asked.task_id) == (first.question_id, first.task_id), "undone: asked again"

    drive(act, sample)


def test_no_figure_is_shown_while_answering_and_the_change_comes_after_the_block() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("i")
        for _ in range(18):
            asked = here(driver).asked
            if asked is None:
                break
            assert asked.kind == "task"
            assert "→" not in driver.words("#questions-top")
            await driver.press("1")
        said = driver.words("#questions-top")
        assert "WHAT YOUR ANSWERS CHANGED" in said
        assert said.count("→") == 4, "exposure and three classes, before and after"
        await driver.press("2")
        assert here(driver).asked is None, "a quick number key does not leave this view"
        await driver.press("enter")
        asked = here(driver).asked
        assert asked is not None
        assert asked.kind == "worker"

    drive(act, sample)


def test_to_the_end_with_arrows_alone_and_every_pillar_is_then_told() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("i")
        for _ in range(30):
            if here(driver).asked is not None:
                await driver.press("down", "enter")
            elif "Go on" in str(driver.app.screen.query_one(Rows).get_option_at_index(0).prompt):
                await driver.press("enter")
            else:
                break
        assert asking.to_ask(driver.session) == ()
        assert "SIGNS AROUND YOU" in driver.words("#questions-top")
        await driver.press("enter")
        assert driver.place == "plan"
        assert driver.session.plan is not None
        await driver.press("i", "3", "i")
        assert "all for now" in driver.words("#questions-top")

    drive(act, sample)


def test_a_skipped_question_stays_unknown_and_comes_back() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("3", "i")
        first = here(driver).asked
        assert first is not None
        await driver.press("s")
        second = here(driver).asked
        assert second is not None
        assert (second.question_id, second.task_id) != (first.question_id, first.task_id)
        assert given(driver.session, first) is None
        await driver.press("escape")
        assert driver.place == "exposure", "back to where one came from"
        await driver.press("i")
        again = here(driver).asked
        assert again is not None
        assert (again.question_id, again.task_id) == (first.question_id, first.task_id)
        await driver.press("p")
        assert driver.place == "plan"

    drive(act, sample)


def test_keys_pressed_faster_than_a_save_answer_one_question_each() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("i")
        await driver.pilot.press("1", "1", "1")
        await driver.settle()
        profile = driver.session.profile
        assert profile is not None
        answers = sum(len(task.answers) for task in profile.tasks) + len(profile.answers)
        shown = here(driver).asked
        assert answers >= 1
        if shown is not None:
            assert given(driver.session, shown) is None, "what is shown is not answered yet"

    drive(act, sample)


def test_the_quick_picks_lead_on_to_the_questions() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("a")
        assert isinstance(driver.app.screen, About)
        await driver.press("i")
        assert driver.place == "questions"
        await driver.press("escape")
        assert driver.place == "week"

    drive(act, sample)


def test_before_there_is_a_week_it_says_what_to_do() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "i")
        assert "2" in driver.words("#questions-top")
        await driver.press("s", "b", "enter", "question_mark", "escape", "escape")
        assert driver.place == "week"

    drive(act)
