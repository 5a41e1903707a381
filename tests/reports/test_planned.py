"""The plan written out: numbers that close steps, a table that holds its columns, quiet without figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from coach.base.dates import short_day
from coach.model.plan import Plan
from coach.reports.answers.planned import COLUMNS, plan_text
from coach.reports.wording import nearest, quiet_answer
from coach.session import Failure
from coach.session.opening import Session, open_demo
from coach.session.plan import plans
from tests.workers import LAID_OFF


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
    order += ["Freed hours", "Leave out", "A bad week", "Leads to", "\nFirst step", "Its steps"]
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


def test_the_week_says_which_hours_one_frees_alone_and_which_hang_on_a_yes(session: Session) -> None:
    text = shown(session)
    week = text[text.index("WHAT WOULD CHANGE") : text.index("PROJECT")]
    for word in ("now", "then", "freed by you", "on a yes", "stays as it is", "only with tools"):
        assert word in week
    assert session.profile is not None
    words = " ".join(week.split())
    assert all(task.text.split()[0] in words for task in session.profile.tasks)


def test_skills_come_with_a_behaviour_to_be_seen_and_in_the_order_of_the_steps(session: Session) -> None:
    plan = plans.current_plan(session)
    assert 2 <= len(plan.skills) <= 5
    words = " ".join(shown(session).split())
    places = [words.index(skill.behaviour) for skill in plan.skills]
    assert places == sorted(places)


def test_our_own_errors_are_told_in_hours_and_in_gains(session: Session) -> None:
    move = next(move for move in plans.current_plan(session).moves if move.gain.hours > 0.3)
    assert "our guess" not in shown(session)
    for step in move.milestones:
        plans.mark_done(session, step.id, evidence="seen", hours=2 * step.hours)
    plans.settle(session, move.id)
    plans.rebuild(session)
    words = " ".join(shown(session).split())
    assert "× our guess so far" in words
    assert "which you closed we had said about" in words
    assert "we had said about" not in " ".join(shown(session, figures=False).split())


def test_what_was_dropped_and_what_rests_is_said_without_blame(session: Session) -> None:
    plan = plans.current_plan(session)
    move = next(move for move in plan.moves if len(move.milestones) > 1 and move.task_ids)
    other = next(one for one in plan.moves if one.id != move.id and one.task_ids != move.task_ids)
    plans.mark_done(session, move.milestones[0].id, evidence="the first page")
    plans.drop_move(session, other.id)
    assert session.profile is not None
    left = tuple(task for task in session.profile.tasks if task.id not in move.task_ids)
    session.save_profile("another week", replace(session.profile, tasks=left))
    plans.rebuild(session)
    words = " ".join(shown(session).split())
    assert "What is left of it rests: its task is no longer in your week." in words
    assert "shown by: the first page" in words
    assert other.move in words[words.index("Left out because you dropped it") :]
    assert not re.search(r"\b(you (missed|failed)|overdue since|you should have)\b", words)


def test_while_away_nothing_is_asked_for(session: Session) -> None:
    assert session.profile is not None
    plans.pause(session, session.today + timedelta(days=9), "moving house")
    plan = plans.current_plan(session)
    text = " ".join(plan_text(plan, session.profile, today=session.today).split())
    assert "You are away until" in text
    assert "(moving house). Nothing is due before." in text
    assert "Enough for today" not in text
    assert ", 1 of them away" in text or ", 2 of them away" in text


def test_the_plan_is_told_short_and_all_of_it_where_asked_for(session: Session) -> None:
    plan, profile = plans.current_plan(session), session.profile
    assert profile is not None
    short = plan_text(plan, profile, everything=False, today=session.today)
    whole = plan_text(plan, profile)
    assert len(short.splitlines()) < 0.75 * len(whole.splitlines())
    assert numbered(short).keys() == numbered(whole).keys()
    near = [step for _, step in plan.milestones() if step.due <= session.today + timedelta(days=7)]
    far = [step for _, step in plan.milestones() if step.due > session.today + timedelta(days=20)]
    assert near
    assert far
    words = " ".join(short.split())
    for step in near:
        assert f"done when: {' '.join(step.done_when.split())}" in words
    for step in far:
        assert f": {step.title}" in words
    assert words.count("done when:") < len(plan.milestones())
    assert plan.projects[0].first_step in words
    assert "coach plan --all" in words
    assert "coach plan --all" not in whole


def test_enough_for_today_is_a_step_of_the_story(session: Session) -> None:
    plan = plans.current_plan(session)
    first = nearest(plan)
    assert first is not None
    assert any(first in move.milestones for move in plan.moves if move.id in plan.projects[0].moves)
    assert f"Enough for today: {first.title.rstrip('.')}" in " ".join(shown(session).split())


def test_nothing_to_hurry_but_the_dates_somebody_was_given(session: Session) -> None:
    plan = plans.current_plan(session)
    told = "Only the dates in your papers cannot wait; nothing else has to be hurried."
    assert quiet_answer(plan, LAID_OFF).endswith(told)
    assert "Nothing in it has to be hurried" in quiet_answer(plan, session.profile)


def test_hours_that_move_are_told_to_the_half_hour(session: Session) -> None:
    for line in re.findall(r"([\d.]+)(?: to ([\d.]+))? h a week leave work", " ".join(shown(session).split())):
        assert all(2 * float(one) == int(2 * float(one)) for one in line if one)
