"""Exposure and Progress: what a figure means, and that the page never contradicts itself."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.decade import write_history
from coach.model.checkin import Happening
from coach.model.profile import Answer
from coach.session import settings
from coach.session.months import lookback
from coach.session.opening import Session, open_demo, open_own
from coach.session.plan import plans
from coach.tui.screens.progress import _happened
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive


@pytest.fixture
def fourteen_months() -> None:
    write_history(Path(os.environ["COACH_HOME"]), months=14)


def rows(driver: Driver) -> list[str]:
    return [str(option.prompt) for option in driver.app.screen.query_one(Rows).options]


@pytest.mark.usefixtures("fourteen_months")
def test_what_the_chart_shows_is_told_as_changed_too() -> None:
    back = lookback.lookback(open_own())
    assert back is not None
    assert [(one.before, one.after) for one in back.stood] == [(None, 4)], "else there is nothing to see here"

    async def act(driver: Driver) -> None:
        await driver.press("7")
        told = rows(driver)
        assert "●●●●" in driver.words("#progress-standing")
        assert any("outcome link" in row and "· → ●●●●" in row for row in told)
        assert not any("nothing that would show" in row for row in told)
        await driver.press("g", "enter")
        said = driver.words("#sheet-body Static")
        assert "· → ●●●●" in said
        assert "Nothing that would show" not in said

    drive(act, size=(120, 40))


def test_what_happened_in_another_year_has_its_year() -> None:
    today = date(2027, 1, 4)
    for on, words in (date(2026, 12, 30), "30 Dec 2026"), (date(2027, 1, 2), "Sat 2 Jan"):
        drawn = str(_happened(Happening(on, "entry", "one", "a result"), today).draw(80))
        assert words in drawn
        assert ("2027" in drawn) is False


def test_a_pillar_that_does_not_apply_is_not_called_unknown() -> None:
    def apart() -> Session:
        session = open_demo("support-specialist")
        assert session.profile is not None
        question = next(one for one in session.library.questions.values() if one.pillar == "multiplier")
        answers = {**session.profile.answers, question.id: Answer(option="not_applicable")}
        session.save_profile("said", replace(session.profile, answers=answers, workflows=()))
        plans.current_plan(session)
        return session

    async def act(driver: Driver) -> None:
        await driver.press("7")
        line = next(one for one in driver.words("#progress-standing").splitlines() if "multiplier" in one)
        assert "multiplier" in line
        assert "doesn't apply" in line

    drive(act, apart, size=(120, 40))


def test_readings_move_the_mark_and_say_what_stays_and_only_what_is_unclear_is_marked() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("3")
        top = driver.words("#exposure-top")
        assert "╎ strict" in top
        assert not any(row.rstrip().endswith(" sure") for row in rows(driver))
        usual = top.splitlines()[1].index("┃")
        await driver.press("r")
        strict = driver.words("#exposure-top")
        assert strict.splitlines()[1].index("┃") < usual
        assert "▒" not in strict.splitlines()[1], "no range is known for it, so none is drawn"
        assert "╎ usual" in strict
        assert "stay as they are" in strict
        await driver.press("o")
        said = driver.words("#sheet-body Static")
        assert "on a scale of 0 to 1" in said
        assert "(β)" not in said
        assert "published 2024, data of 2023" in said

    drive(act, lambda: open_demo("support-specialist"), size=(100, 40))


def test_without_an_occupation_it_says_where_to_name_one_with_ones_own_keys() -> None:
    def no_occupation() -> Session:
        session = open_demo("support-specialist")
        assert session.profile is not None
        worker = replace(session.profile.worker, occupation=None)
        session.save_profile("said", replace(session.profile, worker=worker))
        settings.change_keys(session, {"week.title": "f6", "app.undo": "f9"})
        return session

    async def act(driver: Driver) -> None:
        await driver.press("3")
        assert "Typical for your occupation: say which (2, f6)" in driver.words("#exposure-foot")

    drive(act, no_occupation)
