"""What-ifs: moves on offer, hours conserved, and whose the hours are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from coach.session.opening import Session, open_demo
from coach.session.plan import whatif


@pytest.fixture
def session() -> Iterator[Session]:
    opened = open_demo("support-specialist")
    yield opened
    opened.close()


def total(outcome: whatif.WhatIf) -> float:
    """Hours of the week, assigned or not."""
    return outcome.profile.listed_hours + outcome.unassigned


def test_every_move_on_offer_can_be_tried_and_keeps_the_hours(session: Session) -> None:
    assert session.profile is not None
    week = session.profile.listed_hours + session.profile.unassigned
    offered = whatif.on_offer(session)
    assert len({move.move for move in offered}) == len(offered) > 5
    for move in offered:
        assert total(whatif.what_if(session, (), [move.id], offered)) == pytest.approx(week)
    assert total(whatif.what_if(session, [("1", 2.0)], [move.id for move in offered], offered)) == pytest.approx(week)


def test_hours_are_told_apart_by_who_decides(session: Session) -> None:
    profile = session.profile
    assert profile is not None
    first = profile.tasks[0]
    for own, name in ((True, "yours"), (False, "needs_yes"), (None, "unsaid")):
        tasks = (replace(first, controllable=own), *profile.tasks[1:])
        session.profile = replace(profile, tasks=tasks)
        outcome = whatif.what_if(session, [(first.id, first.hours - 3)])
        told = {one: getattr(outcome, one) for one in ("yours", "needs_yes", "unsaid")}
        assert told == {one: (3.0 if one == name else 0.0) for one in told}


def test_a_move_asks_for_no_more_than_it_really_takes(session: Session) -> None:
    profile = session.profile
    assert profile is not None
    offered = whatif.on_offer(session)
    asked = [move for move in offered if move.control == "ask"]
    outcome = whatif.what_if(session, (), [move.id for move in asked], offered)
    left = sum(
        max(0.0, task.hours - then.hours)
        for task in profile.tasks
        if (then := outcome.profile.task(task.id)) is not None
    )
    assert outcome.needs_yes == pytest.approx(left)
    assert outcome.yours == 0.0
