"""The plan written out: numbers that close steps, a table that holds its columns, quiet without figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from coach.base.dates import short_day
from coach.model.plan import Plan
from coach.reports.planned import COLUMNS, plan_text
from coach.session import Failure, plans
from coach.session.opening import Session, open_demo


@pytest.fixture
def session() -> Iterator[Session]:
    opened = open_demo("project-coordinator")
    yield opened
    opened.close()


def shown(session: Session, plan: Plan | None = None, *, figures: bool = True) -> str:
    assert session.profile is not None
    return plan_text(plan or plans.current_plan(session), session.profile, figures=figures)


def numbered(text: str) -> dict[int, str]:
    """The steps as they stand in the text: number → the line."""
    return {int(found[1]): found[0] for found in re.finditer(r"^ +(\d+) [○✓–…] .*$", text, re.MULTILINE)}


def test_every_step_has_one_number_and_that_number_closes_it(session: Session) -> None:
    plan = plans.current_plan(session)
    steps = [step for _, step in plan.milestones()]
    lines = numbered(shown(session))
    assert sorted(lines) == list(range(1, len(steps) + 1))
    closed = plans.mark_done(session, "3", evidence="the reply is kept", hours=0.7)
    assert closed.id == steps[2].id
    again = numbered(shown(session))
    assert "✓" in again[3]
    assert [number for number, line in again.items() if "✓" in line] == [3]
    assert sorted(again) == sorted(lines)
    assert plans.reopen(session, "3").id == closed.id
    for nowhere in ("0", str(len(steps) + 1), "3.0", "-1"):
        with pytest.raises(Failure, match="no milestone"):
            plans.mark_done(session, nowhere)


def test_the_story_comes_before_single_steps_and_each_move_is_told_once(session: Session) -> None:
    plan, text = plans.current_plan(session), shown(session)
    assert plan.projects
    words = " ".join(text.split())
    for move in plan.moves:
        assert words.count(f"▸ {move.title}") == 1
    own = {name for project in plan.projects for name in project.moves}
    beside = [move for move in plan.moves if move.id not in own]
    if beside:
        cut = text.index("BESIDE IT")
        assert all(" ".join(text[:cut].split()).count(f"▸ {move.title}") == 0 for move in beside)
    order = ["RULES FIRST", "WHAT WOULD CHANGE", "PROJECT", "First a yes", "Baseline", "Checkpoint", "Stop rule"]
    order += ["Freed hours", "Leave out", "A bad week", "Leads to", "First step", "Its steps"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_the_table_keeps_its_columns_however_long_the_words(session: Session) -> None:
    plan = plans.current_plan(session)
    project = plan.projects[0]
    long = tuple(replace(one, baseline="word " * 20 + "x" * 40) for one in project.measures)
    text = shown(session, replace(plan, projects=(replace(project, measures=long), *plan.projects[1:])))
    lines = text.splitlines()
    top = next(place for place, line in enumerate(lines) if line.startswith(COLUMNS[0][1]))
    body = lines[top : lines.index("", top)]
    start = COLUMNS[0][0]
    assert all(len(line) <= 88 for line in body)
    assert all(line[start - 1 : start] in ("", " ") for line in body)


def test_without_figures_nothing_measured_is_left_and_the_steps_are(session: Session) -> None:
    plan = plans.current_plan(session)
    quiet = shown(session, figures=False)
    for word in ("could mostly run", "WHAT WOULD CHANGE", "readings and futures", "About: "):
        assert word in shown(session)
        assert word not in quiet
    assert sorted(numbered(quiet)) == list(range(1, len(plan.milestones()) + 1))
    assert "people to talk to" in quiet


def test_enough_for_today_is_the_nearest_open_step(session: Session) -> None:
    steps = [step for _, step in plans.current_plan(session).milestones()]
    assert f"Enough for today: {steps[0].title.rstrip('.')}" in " ".join(shown(session).split())
    plans.mark_done(session, "1")
    assert f"Enough for today: {steps[1].title.rstrip('.')}" in " ".join(shown(session).split())


def test_nobody_is_told_of_a_step_when_all_is_done_or_nothing_is_planned(session: Session) -> None:
    plan = plans.current_plan(session)
    done = tuple(
        replace(move, milestones=tuple(replace(s, state="done", done_on=plan.start) for s in move.milestones))
        for move in plan.moves
    )
    assert "Enough for today" not in shown(session, replace(plan, moves=done))
    nothing = plans.preview(session, hours=0)
    for figures in (True, False):
        text = shown(session, nothing, figures=figures)
        assert "Enough for today" not in text
        assert "coach done" not in text


def test_a_closed_step_shows_the_day_it_was_closed(session: Session) -> None:
    session.today += timedelta(days=3)
    plans.mark_done(session, "1")
    assert short_day(session.today) in numbered(shown(session))[1]
